"""What readers, labels and what is told apart by them are called, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.language import current, isolate, tr, trc
from annotator.model import Annotator, LabelScheme, Owner
from annotator.model.sigla import sigla
from annotator.statistics import Reader
from annotator.statistics.wording import reader_name
from annotator.text.direction import base_direction
from annotator.workspace.agreement.report import AgreementReport
from annotator.workspace.agreement.request import Measure
from annotator.workspace.agreement.wording import MEANINGS

__all__ = [
    "called",
    "in_order",
    "label_name",
    "layer_name",
    "letter",
    "lettered",
    "letters",
    "measure_name",
    "measure_short",
    "question_name",
    "reader_name",
    "relation_name",
]


def letter(reader: Reader, known: Mapping[Reader, str]) -> str:
    """Return the letter of a reader; who is nobody's person has a short word."""
    found = known.get(reader)
    if found is not None:
        return found
    match reader.owner:
        case Owner.GOLD:
            return trc("in place of a letter", "Gold")
        case Owner.SUGGESTED:
            return trc("in place of a letter", "Sugg.")
        case _:
            return trc("in place of a letter", "Imp.")


def lettered(report: AgreementReport, people: Iterable[Annotator]) -> AgreementReport:
    """Return a report with the letters of the language in use; `people` are all of the project's."""
    found = sigla(people)
    return replace(
        report,
        sigla={one: found.get(one.id, written) for one, written in report.sigla.items()},
    )


def letters(report: AgreementReport) -> str:
    """Return the sigla of the two that are looked at: "A·B", or ""."""
    return "" if report.pair is None else "·".join(isolate(letter(one, report.sigla)) for one in report.pair)


def label_name(code: str, scheme: LabelScheme) -> str:
    """Return what a label is called."""
    label = scheme.label(code)
    return code if label is None else label.names.in_language(current())


def layer_name(code: str, scheme: LabelScheme) -> str:
    """Return what a layer is called."""
    found = (one.names.in_language(current()) for one in scheme.layers if one.code == code)
    return next(found, code)


def relation_name(code: str, scheme: LabelScheme) -> str:
    """Return what a type of relation is called."""
    kind = scheme.relation_type(code)
    return code if kind is None else kind.names.in_language(current())


def question_name(label: str, attribute: str, scheme: LabelScheme) -> str:
    """Return what an attribute of a label is called: "Claim: certainty"."""
    known = scheme.label(label)
    question = None if known is None else known.attribute(attribute)
    name = attribute if question is None else question.names.in_language(current())
    return tr("{label}: {question}", label=isolate(label_name(label, scheme)), question=isolate(name))


def called(code: str | None, scheme: LabelScheme) -> str:
    """Return what a label is called, or "nothing"."""
    return tr("nothing") if code is None else label_name(code, scheme)


def in_order(codes: Iterable[str], scheme: LabelScheme) -> list[str]:
    """Return codes of labels in the scheme's order, unknown ones last."""
    used = set(codes)
    known = [label.code for label in scheme.labels if label.code in used]
    return known + sorted(used.difference(known))


def measure_name(measure: Measure) -> str:
    """Return what a coefficient is called."""
    return str(MEANINGS[measure].name)


def measure_short(measure: Measure) -> str:
    """Return what a coefficient is called over a narrow column."""
    words = str(MEANINGS[measure].short)
    # Among Arabic, signs at the ends ("|u|α") go astray; but "F1" must not turn an Arabic name round.
    return isolate(words) if base_direction(words) == "ltr" else words
