"""What is said in a report, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from annotator import language
from annotator.adjudication.comparison import Kind, Tendency
from annotator.adjudication.queue import Standing
from annotator.adjudication.report import Statement
from annotator.language import isolate, tr, trc
from annotator.model import NO, YES, Dispute, LabelScheme, Verdict
from annotator.text.direction import base_direction


def dispute_name(dispute: Dispute) -> str:
    """Return what a kind of dispute is called."""
    return {
        Dispute.AGREE: trc("dispute", "Agreed"),
        Dispute.BOUNDARY: trc("dispute", "Edges"),
        Dispute.LABEL: trc("dispute", "Label"),
        Dispute.ATTRIBUTE: trc("dispute", "Attribute"),
        Dispute.RELATION: trc("dispute", "Relation"),
        Dispute.SINGLE: trc("dispute", "Only some have it"),
    }[dispute]


def verdict_name(verdict: Verdict) -> str:
    """Return what a kind of decision is called."""
    return {
        Verdict.READING: trc("verdict", "One reading taken"),
        Verdict.BOTH: trc("verdict", "Several readings taken"),
        Verdict.OWN: tr("A reading of one's own"),
        Verdict.NOTHING: tr("Nothing here"),
        Verdict.LATER: tr("Left for later"),
    }[verdict]


def standing_name(standing: Standing) -> str:
    """Return how far a dispute is."""
    return {
        Standing.OPEN: trc("dispute", "undecided"),
        Standing.NEW_WORK: trc("dispute", "new work since the decision"),
        Standing.LATER: trc("dispute", "left for later"),
        Standing.INCOMPLETE: trc("dispute", "somebody has not finished"),
        Standing.SETTLED: trc("dispute", "decided"),
    }[standing]


def kind_name(kind: Kind) -> str:
    """Return what a difference from gold is called."""
    return {
        Kind.RIGHT: trc("compared with gold", "The same"),
        Kind.BOUNDARY: trc("compared with gold", "Other edges"),
        Kind.LABEL: trc("compared with gold", "Other label"),
        Kind.ATTRIBUTE: trc("compared with gold", "Other answers"),
        Kind.MISSED: trc("compared with gold", "Missed"),
        Kind.EXTRA: trc("compared with gold", "Not in gold"),
    }[kind]


def tendency_name(tendency: Tendency) -> str:
    """Return what is wrong with edges."""
    return {
        Tendency.TOO_LONG: trc("edges", "too long"),
        Tendency.TOO_SHORT: trc("edges", "too short"),
        Tendency.SHIFTED: trc("edges", "shifted"),
    }[tendency]


def label_name(scheme: LabelScheme, code: str) -> str:
    """Return what a label, a relation type or a question about documents is called."""
    found = scheme.label(code) or scheme.relation_type(code) or scheme.document_attribute(code)
    return code if found is None else found.names.in_language(language.current())


def said(statement: Statement, scheme: LabelScheme) -> str:
    """Return a span or a relation in words: its label, what it covers or joins, what is answered about it.

    Of an answer about the document: the question and the answer.
    """
    if statement.document:
        return "".join(f"{isolate(a)}: {isolate(b)}" for a, b in _answers(statement, scheme).items())
    words = one_line(statement.words)
    if statement.target is not None:
        words = _led(words, one_line(statement.target))
    parts = [f"{isolate(label_name(scheme, statement.code))}: {isolate(words)}"]
    parts += [f"{isolate(name)}: {isolate(answer)}" for name, answer in _answers(statement, scheme).items()]
    return " · ".join(parts)


def _answers(statement: Statement, scheme: LabelScheme) -> Mapping[str, str]:
    label = scheme.label(statement.code)
    code, found = language.current(), {}
    for name, answer in statement.attributes.items():
        asked = scheme.document_attribute(name) if statement.document else None
        asked = asked if label is None else label.attribute(name)
        known = {YES: tr("Yes"), NO: tr("No")}
        if asked is not None:
            known |= {value.value: value.names.in_language(code) for value in asked.values}
        title = name if asked is None else asked.names.in_language(code)
        found[title] = language.listed(known.get(part, part) for part in answer.split("|"))
    return found


def listed(names: Iterable[str]) -> str:
    """Return names one after the other."""
    return language.listed(map(isolate, names))


def one_line(words: str) -> str:
    """Return words without line ends."""
    return " ".join(words.split())


def moment(at: str) -> str:
    """Return a moment (ISO 8601) as a day and a time, in UTC; what is none is left as it is."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return at
    return figures(f"{found:%Y-%m-%d %H:%M}")


def figures(said: str) -> str:
    """Return a date or a range that is read from the left in every language."""
    return f"\u2066{said}\u2069"


def _led(source: str, target: str) -> str:
    """Return two ends with an arrow between them, as the text runs."""
    return f"{source} ← {target}" if base_direction(f"{source}{target}") == "rtl" else f"{source} → {target}"
