"""What is said about positions and variants, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from annotator import language
from annotator.adjudication.positions import Position, Variant
from annotator.language import isolate, listed, tr, trc, trn
from annotator.model import NO, YES, Attribute, Decision, Dispute, LabelScheme, Verdict
from annotator.text.direction import base_direction
from ui.adjudication.edition import Edition, offered
from ui.adjudication.kinds import kind_name
from ui.adjudication.readers import Reader, sigla_of
from ui.panels.wording import in_one_line

_IN_A_LIST: Final = 72
"""No more code points fit into one line of the queue."""


def words_of(position: Position, edition: Edition) -> str:
    """Return the words that a position is about, in one line; of a question about the document its title."""
    if position.question:
        return in_one_line(edition.document.title)
    if position.is_relation:
        for variant in offered(position):
            for source, target in edition.ends(variant):
                return led(in_one_line(source.quote), in_one_line(target.quote))
    return in_one_line(position.place.of(edition.document.text))


def head_of(words: str) -> str:
    """Return as many of these words as can be seen in a list: measuring long lines takes long."""
    return words if len(words) <= _IN_A_LIST else words[:_IN_A_LIST].rpartition(" ")[0] or words[:_IN_A_LIST]


def caption_of(position: Position, edition: Edition) -> str:
    """Return what is in dispute at a position, in two or three words."""
    scheme = edition.scheme
    if position.question:
        return tr("{question} · the document as a whole", question=label_name(scheme, position.question))
    match position.dispute:
        case Dispute.LABEL:
            return " / ".join(dict.fromkeys(label_name(scheme, v.spans[0].label) for v in offered(position)))
        case Dispute.ATTRIBUTE:
            return listed(name for name, _ in answered(position.attributes, {}, position.label, scheme))
        case Dispute.RELATION:
            return label_name(scheme, position.label)
        case Dispute.SINGLE:
            having = [reader for variant in offered(position) for reader in variant.readers]
            return trn("Only {sigla}", "Only {sigla}", len(having), sigla=sigla_of(edition.readers, having))
        case _:
            return kind_name(position.dispute)


def question_of(position: Position, edition: Edition) -> str:
    """Return the question that a position asks."""
    label = label_name(edition.scheme, position.label)
    if position.question:
        return caption_of(position, edition)
    asked = label
    match position.dispute:
        case Dispute.BOUNDARY:
            asked = _of_edges(label, position)
        case Dispute.LABEL:
            asked = tr("What is it: {labels}?", labels=caption_of(position, edition))
        case Dispute.ATTRIBUTE:
            asked = tr("{label}: {question}?", label=label, question=caption_of(position, edition))
        case Dispute.RELATION:
            asked = tr("{relation}: does it hold?", relation=label)
        case Dispute.SINGLE:
            asked = tr("{label}: is there one?", label=label)
        case Dispute.AGREE:
            pass
    return asked


def label_name(scheme: LabelScheme, code: str) -> str:
    """Return what a label, a relation type or a question about documents is called."""
    found = scheme.label(code) or scheme.relation_type(code) or scheme.document_attribute(code)
    return code if found is None else found.names.in_language(language.current())


def names_of(readers: Sequence[Reader], set_ids: Iterable[str]) -> str:
    """Return the names of these readers, one after the other."""
    wanted = set(set_ids)
    return listed(isolate(one.name) for one in readers if one.set_id in wanted)


def note_of(variant: Variant, position: Position, edition: Edition) -> str:
    """Return how many have a variant, how long it is, and what it lacks."""
    parts = []
    is_single = position.dispute is Dispute.SINGLE
    if len(variant.readers) > 1 or is_single or position.is_relation or position.question:
        total = len(edition.readers)
        count = len(variant.readers)
        parts.append(trn("{count} of {total} readers", "{count} of {total} readers", count, total=total))
    if variant.spans and not position.is_relation:
        if len(variant.spans) > 1:
            parts.append(trn("{count} part", "{count} parts", len(variant.spans)))
        letters = sum(len(span.span) for span in variant.spans)
        parts.append(trn("{count} character", "{count} characters", letters))
        if position.dispute is Dispute.BOUNDARY:
            parts.append(_lack(variant, position))
    return " · ".join(part for part in parts if part)


def answers_of(variant: Variant, position: Position, scheme: LabelScheme) -> list[tuple[str, str]]:
    """Return the questions that are answered differently, each with this variant's answer."""
    if position.question:
        return answer_about(position.question, variant.answer, scheme)
    said = variant.spans or variant.relations
    return answered(position.attributes, said[0].attributes, position.label, scheme) if said else []


def answered(
    names: Iterable[str], answers: Mapping[str, str], label: str, scheme: LabelScheme
) -> list[tuple[str, str]]:
    """Return these questions about a label by their names, each with its answer."""
    known = scheme.label(label)
    found = []
    for name in names:
        asked = None if known is None else known.attribute(name)
        title = name if asked is None else asked.names.in_language(language.current())
        found.append((title, _answer_name(asked, answers.get(name, ""))))
    return found


def answer_about(question: str, answer: str | None, scheme: LabelScheme) -> list[tuple[str, str]]:
    """Return a question about the document by its name, with an answer; nothing without one."""
    asked = scheme.document_attribute(question)
    return [] if answer is None else [(label_name(scheme, question), _answer_name(asked, answer))]


def ends_of(variant: Variant, edition: Edition) -> list[tuple[str, str]]:
    """Return the words of the sources and targets of a variant's relations."""
    return [(in_one_line(a.quote), in_one_line(b.quote)) for a, b in edition.ends(variant)]


def led(source: str, target: str) -> str:
    """Return words of a text with an arrow from the one to the other, as the text runs."""
    return f"{source} ← {target}" if base_direction(f"{source}{target}") == "rtl" else f"{source} → {target}"


def verdict_of(decision: Decision, readers: Sequence[Reader]) -> str:
    """Return what was decided, in a few words."""
    sigla = sigla_of(readers, decision.taken)
    match decision.verdict:
        case Verdict.READING:
            return tr("Taken: {sigla}", sigla=sigla)
        case Verdict.BOTH:
            return tr("Both taken: {sigla}", sigla=sigla)
        case Verdict.OWN:
            return tr("A reading of one's own")
        case Verdict.NOTHING:
            return tr("Nothing here")
        case Verdict.LATER:
            return tr("Left for later")


def notes_of(position: Position, edition: Edition) -> str:
    """Return what was decided before new work came, and who has not finished; "" for neither."""
    parts = []
    decision = position.decision
    if decision is not None and position.fresh:
        parts.append(tr("Decided before: {verdict}", verdict=verdict_of(decision, edition.readers)))
        if decision.quote and not position.variants:
            parts.append(isolate(in_one_line(decision.quote)))
        if decision.reason:
            parts.append(isolate(decision.reason))
    if position.missing:
        names = names_of(edition.readers, position.missing)
        parts.append(tr("Not finished yet: {names}", names=names))
    if position.void:
        parts.append(tr("One of its ends has been decided away: nothing is left to decide."))
    return " · ".join(parts)


def spoken(position: Position, edition: Edition, number: int, total: int) -> str:
    """Return a position in words for those who can't see the page."""
    parts = [
        tr("Position {number} of {total}", number=number, total=total),
        question_of(position, edition),
        isolate(words_of(position, edition)),
    ]
    for digit, variant in enumerate(offered(position), start=1):
        parts.append(f"{digit}: {spoken_variant(variant, position, edition)}")
    return ". ".join(parts)


def spoken_variant(variant: Variant, position: Position, edition: Edition) -> str:
    """Return one variant in words: who has it, what it is, how it differs."""
    names = names_of(edition.readers, variant.readers)
    if variant.is_empty and position.question:
        return tr("{readers}: no answer", readers=names)
    if variant.is_empty:
        return tr("{readers}: nothing here", readers=names)
    said = [isolate(led(a, b)) for a, b in ends_of(variant, edition)]
    said += [isolate(in_one_line(span.quote)) for span in variant.spans]
    if position.dispute is Dispute.LABEL:
        said += [label_name(edition.scheme, span.label) for span in variant.spans]
    said += [f"{question}: {answer}" for question, answer in answers_of(variant, position, edition.scheme)]
    return listed([names, *said, note_of(variant, position, edition)])


def _of_edges(label: str, position: Position) -> str:
    if any(len(variant.spans) > 1 for variant in offered(position)):
        return tr("{label}: one, or several?", label=label)
    starts = {span.span.start for variant in offered(position) for span in variant.spans}
    ends = {span.span.end for variant in offered(position) for span in variant.spans}
    if len(ends) == 1:
        return tr("{label}: where does it begin?", label=label)
    if len(starts) == 1:
        return tr("{label}: where does it end?", label=label)
    return tr("{label}: where does it begin and end?", label=label)


def _lack(variant: Variant, position: Position) -> str:
    start = min(span.span.start for span in variant.spans)
    end = max(span.span.end for span in variant.spans)
    if start > position.place.start and end < position.place.end:
        return trc("variant", "beginning and end are missing")
    if start > position.place.start:
        return trc("variant", "the beginning is missing")
    if end < position.place.end:
        return trc("variant", "the end is missing")
    return ""


def _answer_name(asked: Attribute | None, answer: str) -> str:
    if not answer:
        return "–"
    known = {} if asked is None else {v.value: v.names.in_language(language.current()) for v in asked.values}
    known |= {YES: tr("Yes"), NO: tr("No")}
    return listed(known.get(part, part) for part in answer.split("|"))
