"""A change as one row of the log, and back.

Values are short JSON arrays, because a set of forty spans is one row and names would double it:

    ["s1","SOURCE",368,384,"مسؤولين أمريكيين",{"naming":"unnamed"},null,false,"manual"]

A document stands there without its text and a scheme without its content: their hashes do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import msgspec

from annotator.editing.change import (
    AnnotatorChange,
    AnswersChange,
    AssignmentChange,
    Change,
    DocumentChange,
    RelationChange,
    RemarkChange,
    SchemeChange,
    SetChange,
    SpanChange,
    StateChange,
    TextChange,
)
from annotator.model import (
    AnnotationSet,
    Annotator,
    Assignment,
    Direction,
    Document,
    LabelScheme,
    Matter,
    Origin,
    Owner,
    Relation,
    Remark,
    Role,
    Span,
    SpanAnnotation,
    State,
)
from annotator.model.scheme_json import write_scheme
from annotator.store.rows import to_json
from annotator.text.replacements import Replacement, Replacements, inverted

_T = TypeVar("_T")
_Value = TypeVar("_Value")


class Revision(NamedTuple):
    """One row of the log.

    Attributes:
        entity: "span", "relation", "set", "state", "answers", "document", "text" (a correction of it),
            "remark", "assignment", "annotator" or "scheme".
        document_id: the document it belongs to, if any.
        set_id: the annotation set it belongs to, if any.
        entity_id: the id of the span, relation, remark or annotator.
        before: its value before in JSON, None if it was not there.
        after: its value after in JSON, None if it is gone.
    """

    entity: str
    document_id: str | None
    set_id: str | None
    entity_id: str | None
    before: str | None
    after: str | None


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


def scheme_digest(scheme: LabelScheme) -> str:
    """Return the SHA-256 of a scheme's JSON, under which the file keeps it."""
    return hashlib.sha256(write_scheme(scheme)).hexdigest()


def revision_of(  # noqa: C901, PLR0911 - one for each kind
    change: Change, position: int | None
) -> Revision:
    """Return the row of the log for `change`.

    Args:
        change: anything but a change from nothing to nothing.
        position: for a document, its place in the project's order.

    Raises:
        ValueError: the change says nothing.
    """
    if isinstance(change, TextChange):
        sides = (to_json(side) for side in text_rows(change, position or 0))
        return Revision("text", change.document_id, None, None, *sides)
    thing: Any = change.after if change.before is None else change.before
    if thing is None:
        message = "a change from nothing to nothing"
        raise ValueError(message)
    before, after = _logged(change.before, position), _logged(change.after, position)
    match change:
        case SpanChange():
            return Revision("span", change.document_id, change.set_id, thing.id, before, after)
        case RelationChange():
            return Revision("relation", change.document_id, change.set_id, thing.id, before, after)
        case SetChange():
            return Revision("set", thing.document_id, thing.id, None, before, after)
        case StateChange():
            return Revision("state", change.document_id, change.set_id, None, before, after)
        case AnswersChange():
            return Revision("answers", change.document_id, change.set_id, None, before, after)
        case RemarkChange():
            return Revision("remark", thing.document_id, thing.set_id, thing.id, before, after)
        case AssignmentChange():
            return Revision("assignment", thing.document_id, None, thing.annotator_id, before, after)
        case DocumentChange():
            return Revision("document", thing.id, None, None, before, after)
        case AnnotatorChange():
            return Revision("annotator", None, None, thing.id, before, after)
        case SchemeChange():
            return Revision("scheme", None, None, None, before, after)


def change_of(  # noqa: C901, PLR0911 - one for each kind
    revision: Revision, *, text: Callable[[str], str], scheme: Callable[[str], LabelScheme]
) -> Change:
    """Return the change that a row of the log holds.

    Args:
        revision: the row.
        text: gives a document's text by its hash.
        scheme: gives a label scheme by its hash.

    Raises:
        ValueError: no version of the program has written such a row.
    """
    document_id, set_id = revision.document_id or "", revision.set_id or ""
    match revision.entity:
        case "span":
            was, now = _both(revision, SpanRow, span_of)
            return SpanChange(document_id=document_id, set_id=set_id, before=was, after=now)
        case "relation":
            old, new = _both(revision, RelationRow, relation_of)
            return RelationChange(document_id=document_id, set_id=set_id, before=old, after=new)
        case "set":
            gone, come = _both(revision, SetRow, set_of)
            return SetChange(before=gone, after=come)
        case "state":
            state, after = (decode(side or "", State) for side in (revision.before, revision.after))
            return StateChange(document_id=document_id, set_id=set_id, before=state, after=after)
        case "answers":
            said, says = (decode(side or "", dict[str, str]) for side in (revision.before, revision.after))
            return AnswersChange(document_id=document_id, set_id=set_id, before=said, after=says)
        case "remark":
            asked, told = _both(revision, RemarkRow, remark_of)
            return RemarkChange(before=asked, after=told)
        case "assignment":
            taken, given = _both(revision, AssignmentRow, assignment_of)
            return AssignmentChange(before=taken, after=given)
        case "document":
            left, right = _both(revision, DocumentRow, lambda row: document_of(row, text(row.sha256)))
            return DocumentChange(before=left, after=right)
        case "text":
            there, here = (decode(side or "", TextRow) for side in (revision.before, revision.after))
            return TextChange(
                before=document_of(there.document, text(there.document.sha256)),
                after=document_of(here.document, text(here.document.sha256)),
                replacements=replacements_of(here),
            )
        case "annotator":
            earlier, later = _both(revision, AnnotatorRow, annotator_of)
            return AnnotatorChange(before=earlier, after=later)
        case "scheme":
            first, second = (scheme(decode(side or "", str)) for side in (revision.before, revision.after))
            return SchemeChange(before=first, after=second)
        case _:
            raise ValueError(revision.entity)


def _both(
    revision: Revision, shape: type[_T], value: Callable[[_T], _Value]
) -> tuple[_Value | None, _Value | None]:
    return (
        None if revision.before is None else value(decode(revision.before, shape)),
        None if revision.after is None else value(decode(revision.after, shape)),
    )


def decode(data: str, shape: type[_T]) -> _T:
    """Return the value of one side of a revision."""
    return msgspec.json.decode(data, type=shape)


def _logged(value: Any, position: int | None) -> str | None:  # noqa: C901 - one for each kind
    row: Any
    match value:
        case None:
            return None
        case SpanAnnotation():
            row = span_row(value)
        case Relation():
            row = relation_row(value)
        case AnnotationSet():
            row = set_row(value)
        case Document():
            row = document_row(value, position or 0)
        case Annotator():
            row = annotator_row(value)
        case LabelScheme():
            row = scheme_digest(value)
        case Remark():
            row = remark_row(value)
        case Assignment():
            row = AssignmentRow(value.document_id, value.annotator_id)
        case Mapping():
            row = dict(value)
        case _:
            row = value
    return to_json(row)


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
    return AnnotatorRow(annotator.id, annotator.name, annotator.role)


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
    return Annotator(id=row.id, name=row.name, role=row.role)


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
