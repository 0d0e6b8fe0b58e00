"""The values of the log: short JSON arrays, because forty spans are one row and names would double it.

    ["s1","SOURCE",368,384,"مسؤولين أمريكيين",{"naming":"unnamed"},null,false,"manual"]

A document stands there without its text and a scheme without its content: their hashes do. The order of the
fields is part of the file format; new ones come last, with what older files mean by their absence.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from annotator.editing.change import (
    TextChange,
)
from annotator.model import (
    AnnotationSet,
    Annotator,
    Assignment,
    Decision,
    Direction,
    Dispute,
    Document,
    Matter,
    Origin,
    Owner,
    Relation,
    Remark,
    Role,
    Seen,
    Span,
    SpanAnnotation,
    State,
    Verdict,
)
from annotator.text.replacements import Replacement, Replacements, inverted

_T = TypeVar("_T")


class _Array(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Encoded as an array of its fields, in their order, which is part of the file format."""


class SpanRow(_Array, frozen=True):
    """A span annotation in the log."""

    id: str
    label: str
    start: int
    end: int
    quote: str
    attributes: dict[str, str]
    comment: str | None
    flagged: bool
    origin: Origin


class RelationRow(_Array, frozen=True):
    """A relation in the log, its ends by the spans' ids."""

    id: str
    type: str
    source: str
    target: str
    attributes: dict[str, str]


class AnnotatorRow(_Array, frozen=True):
    """An annotator in the log."""

    id: str
    name: str
    role: Role
    colour: str | None = None  # files of version 5 and before have none


class SetRow(_Array, frozen=True):
    """An annotation set with all that it holds, in the log."""

    id: str
    document_id: str
    owner: Owner
    annotator: AnnotatorRow | None
    state: State
    spans: list[SpanRow]
    relations: list[RelationRow]
    attributes: dict[str, str] = {}  # files of version 3 and before have none


class RemarkRow(_Array, frozen=True):
    """A remark in the log."""

    id: str
    document_id: str
    set_id: str | None
    span_id: str | None
    relation_id: str | None
    quote: str
    matter: Matter
    text: str
    author: str
    at: str
    answer: str | None
    answered_by: str | None
    answered_at: str | None


class AssignmentRow(_Array, frozen=True):
    """An assignment in the log."""

    document_id: str
    annotator_id: str


class SeenRow(_Array, frozen=True):
    """What one reading had where a decision was taken, in the log."""

    set_id: str
    ids: tuple[str, ...]
    digest: str


class DecisionRow(_Array, frozen=True):
    """A decision in the log."""

    id: str
    document_id: str
    dispute: Dispute
    verdict: Verdict
    seen: tuple[SeenRow, ...]
    taken: tuple[str, ...]
    gold: tuple[str, ...]
    label: str
    quote: str
    reason: str
    gap: bool
    by: str
    at: str


class DocumentRow(_Array, frozen=True):
    """A document in the log; its text is kept once, under its hash."""

    id: str
    title: str
    sha256: str
    metadata: dict[str, Any]
    direction: Direction
    position: int


class ReplacementRow(_Array, frozen=True):
    """A replacement in the log."""

    start: int
    end: int
    text: str


class TextRow(_Array, frozen=True):
    """One side of a correction: the document there, and what leads to it from the other side."""

    document: DocumentRow
    replacements: list[ReplacementRow]


def decode(data: str, shape: type[_T]) -> _T:
    """Return the value of one side of a revision."""
    return msgspec.json.decode(data, type=shape)


def span_row(span: SpanAnnotation) -> SpanRow:
    """Return the span annotation as the log holds it."""
    place, answers = span.span, span.attributes
    return SpanRow(
        span.id,
        span.label,
        place.start,
        place.end,
        span.quote,
        dict(answers) if answers else {},
        span.comment,
        span.flagged,
        span.origin,
    )


def relation_row(relation: Relation) -> RelationRow:
    """Return the relation as the log holds it."""
    return RelationRow(
        relation.id, relation.type, relation.source, relation.target, dict(relation.attributes)
    )


def annotator_row(annotator: Annotator) -> AnnotatorRow:
    """Return the annotator as the log holds it."""
    return AnnotatorRow(annotator.id, annotator.name, annotator.role, annotator.colour)


def set_row(annotation_set: AnnotationSet) -> SetRow:
    """Return the annotation set as the log holds it."""
    reader = annotation_set.annotator
    return SetRow(
        annotation_set.id,
        annotation_set.document_id,
        annotation_set.owner,
        None if reader is None else annotator_row(reader),
        annotation_set.state,
        [span_row(span) for span in annotation_set.spans.values()],
        [relation_row(relation) for relation in annotation_set.relations.values()],
        dict(annotation_set.attributes),
    )


def document_row(document: Document, position: int) -> DocumentRow:
    """Return the document as the log holds it, at its place in the project's order."""
    return DocumentRow(
        document.id, document.title, document.sha256, dict(document.metadata), document.direction, position
    )


def text_rows(change: TextChange, position: int) -> tuple[TextRow, TextRow]:
    """Return both sides of a correction as the log holds them."""
    back = inverted(change.before.text, change.replacements)
    return _text_row(change.before, back, position), _text_row(change.after, change.replacements, position)


def _text_row(document: Document, replacements: Replacements, position: int) -> TextRow:
    rows = [ReplacementRow(one.start, one.end, one.text) for one in replacements]
    return TextRow(document_row(document, position), rows)


def replacements_of(row: TextRow) -> Replacements:
    """Return what leads to the side of a correction that the log holds."""
    return tuple(Replacement(start=one.start, end=one.end, text=one.text) for one in row.replacements)


def span_of(row: SpanRow) -> SpanAnnotation:
    """Return the span annotation that the log holds."""
    return SpanAnnotation(
        id=row.id,
        label=row.label,
        span=Span(row.start, row.end),
        quote=row.quote,
        attributes=MappingProxyType(row.attributes),
        comment=row.comment,
        flagged=row.flagged,
        origin=row.origin,
    )


def relation_of(row: RelationRow) -> Relation:
    """Return the relation that the log holds."""
    return Relation(
        id=row.id,
        type=row.type,
        source=row.source,
        target=row.target,
        attributes=MappingProxyType(row.attributes),
    )


def annotator_of(row: AnnotatorRow) -> Annotator:
    """Return the annotator that the log holds."""
    return Annotator(id=row.id, name=row.name, role=row.role, colour=row.colour)


def set_of(row: SetRow) -> AnnotationSet:
    """Return the annotation set that the log holds."""
    return AnnotationSet(
        id=row.id,
        document_id=row.document_id,
        owner=row.owner,
        annotator=None if row.annotator is None else annotator_of(row.annotator),
        state=row.state,
        spans=MappingProxyType({span.id: span_of(span) for span in row.spans}),
        relations=MappingProxyType({relation.id: relation_of(relation) for relation in row.relations}),
        attributes=MappingProxyType(row.attributes),
    )


def document_of(row: DocumentRow, text: str) -> Document:
    """Return the document that the log holds, with its text."""
    return Document(
        id=row.id,
        title=row.title,
        text=text,
        sha256=row.sha256,
        metadata=MappingProxyType(row.metadata),
        direction=row.direction,
    )


def remark_row(remark: Remark) -> RemarkRow:
    """Return the remark as the log holds it."""
    return RemarkRow(*(getattr(remark, name) for name in RemarkRow.__struct_fields__))


def remark_of(row: RemarkRow) -> Remark:
    """Return the remark that the log holds."""
    return Remark(**{name: getattr(row, name) for name in RemarkRow.__struct_fields__})


def assignment_of(row: AssignmentRow) -> Assignment:
    """Return the assignment that the log holds."""
    return Assignment(document_id=row.document_id, annotator_id=row.annotator_id)


def decision_row(decision: Decision) -> DecisionRow:
    """Return the decision as the log holds it."""
    columns = {name: getattr(decision, name) for name in DecisionRow.__struct_fields__}
    seen = tuple(SeenRow(one.set_id, one.ids, one.digest) for one in decision.seen)
    return DecisionRow(**{**columns, "seen": seen})


def decision_of(row: DecisionRow) -> Decision:
    """Return the decision that the log holds."""
    columns = {name: getattr(row, name) for name in DecisionRow.__struct_fields__}
    seen = tuple(Seen(set_id=one.set_id, ids=one.ids, digest=one.digest) for one in row.seen)
    return Decision(**{**columns, "seen": seen})
