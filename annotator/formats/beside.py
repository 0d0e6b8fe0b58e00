"""What stands beside the spans of a document: answers about it as a whole, and where its gold comes from."""

from __future__ import annotations

from itertools import chain
from typing import Final

from msgspec import UNSET, UnsetType

from annotator.formats import characters
from annotator.formats.faults import Fault
from annotator.formats.loss import Element, LossReport
from annotator.formats.scope import Scope, document_loss, reader_name
from annotator.formats.shapes import DecisionShape, DocumentShape, SeenShape, SetShape
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument, AnnotationSet, Decision, Owner, Seen, new_id

_BETWEEN: Final = " · "


def answers_shape(reading: AnnotationSet) -> dict[str, str] | UnsetType:
    """Return what a reader answered about the document."""
    return dict(reading.attributes) or UNSET


def report_answers(
    annotated: AnnotatedDocument, reading: AnnotationSet, back: SetShape, report: LossReport, reason: Message
) -> None:
    """Name the answers about a document that did not come back."""
    found = back.attributes or {}
    lost = {name: value for name, value in reading.attributes.items() if found.get(name) != value}
    if lost:
        said = ", ".join(f"{name}={value}" for name, value in lost.items())
        report.entries.append(
            document_loss(annotated, Element.ATTRIBUTES, said, reason, reading=reader_name(reading))
        )


def decision_shapes(annotated: AnnotatedDocument, scope: Scope) -> list[DecisionShape] | UnsetType:
    """Return the decisions about chosen labels, each with its gold as far as that goes out."""
    if not annotated.decisions:
        return UNSET
    kept: set[str] = set()
    for reading in annotated.sets:
        if reading.owner is Owner.GOLD:
            kept.update(span.id for span in scope.spans(reading))
            kept.update(relation.id for relation in scope.relations(reading))
    found = []
    for decision in annotated.decisions:
        gold = tuple(one for one in decision.gold if one in kept)
        if scope.takes(decision.label) and (gold or not decision.gold):
            found.append(_shape(decision, gold))
    return found or UNSET


def _shape(decision: Decision, gold: tuple[str, ...]) -> DecisionShape:
    return DecisionShape(
        id=decision.id,
        dispute=decision.dispute,
        verdict=decision.verdict,
        seen=tuple(SeenShape(reading=one.set_id, ids=one.ids, digest=one.digest) for one in decision.seen),
        taken=decision.taken,
        gold=gold,
        label=decision.label,
        quote=decision.quote,
        reason=decision.reason,
        gap=decision.gap,
        by=decision.by,
        at=decision.at,
    )


def report_decisions(
    annotated: AnnotatedDocument,
    sent: list[DecisionShape] | UnsetType,
    back: DocumentShape,
    report: LossReport,
    reason: Message,
) -> None:
    """Say that the decisions of a document, or some, did not come back."""
    if sent is UNSET or sent == back.decisions:
        return
    found = back.decisions or []
    lost = [one.quote or one.label for one in sent if one not in found]
    if lost:
        report.entries.append(document_loss(annotated, Element.DECISION, _BETWEEN.join(lost), reason))


def decisions_of(
    shape: DocumentShape, annotated: AnnotatedDocument, names: dict[str, str]
) -> tuple[Decision, ...]:
    """Return the decisions that a file tells of.

    Args:
        shape: what it says.
        annotated: the document that was made of it.
        names: what its readings are called here, by what the file calls them.

    Raises:
        Fault: one is about gold that the file does not have, or two have one id.
    """
    golden = (reading for reading in annotated.sets if reading.owner is Owner.GOLD)
    gold = set(chain.from_iterable((*one.spans, *one.relations) for one in golden))
    found: dict[str, Decision] = {}
    for one in shape.decisions or []:
        key = new_id() if one.id is UNSET else one.id
        unknown = next((made for made in one.gold if made not in gold), None)
        if unknown is not None:
            raise Fault(
                msg("decision {id}: there is no {gold} in the gold reading.", id=key, gold=unknown),
                "E_SCHEMA",
            )
        if key in found:
            raise Fault(msg("two decisions have the id {id}.", id=key), "E_ID")

        def called(reading: str) -> str:
            return names.get(reading) or characters.clean_name(reading)

        found[key] = Decision(
            id=key,
            document_id=annotated.document.id,
            dispute=one.dispute,
            verdict=one.verdict,
            seen=tuple(Seen(set_id=called(s.reading), ids=s.ids, digest=s.digest) for s in one.seen),
            taken=tuple(map(called, one.taken)),
            gold=one.gold,
            label=characters.clean_name(one.label),
            quote=one.quote,
            reason=one.reason,
            gap=one.gap,
            by=characters.clean_name(one.by),
            at=characters.clean_name(one.at),
        )
    return tuple(found.values())
