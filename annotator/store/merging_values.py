"""What the values of items say (`model.items`): they are written as the log writes them."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import msgspec

from annotator.model import (
    Annotator,
    Assignment,
    Decision,
    Item,
    Owner,
    Relation,
    Remark,
    SpanAnnotation,
    State,
)
from annotator.model.twins import SameAs, is_same_as, told
from annotator.store.log_rows import (
    AnnotatorRow,
    AssignmentRow,
    DecisionRow,
    RelationRow,
    RemarkRow,
    SpanRow,
    annotator_of,
    annotator_row,
    assignment_of,
    decision_of,
    relation_of,
    relation_row,
    remark_of,
    span_of,
    span_row,
)
from annotator.store.rows import to_json


class SetHead(NamedTuple):
    """Whose a reading is, apart from all that it says.

    Attributes:
        document_id: what was read.
        owner: whose reading it is.
        annotator_id: the reader, or None.
    """

    document_id: str
    owner: Owner
    annotator_id: str | None


Value = (
    Annotator
    | SetHead
    | State
    | dict[str, str]
    | SpanAnnotation
    | Relation
    | SameAs
    | Remark
    | Decision
    | Assignment
)


_ROWS: dict[str, tuple[Any, Any]] = {
    "annotator": (AnnotatorRow, annotator_of),
    "set": (SetHead, None),
    "state": (State, None),
    "answers": (dict[str, str], None),
    "span": (SpanRow, span_of),
    "relation": (RelationRow, relation_of),
    "remark": (RemarkRow, remark_of),
    "decision": (DecisionRow, decision_of),
    "assignment": (AssignmentRow, assignment_of),
}
_WITH_TWINS: Final = frozenset({"span", "relation"})
_DECODERS = {kind: (msgspec.json.Decoder(shape), made) for kind, (shape, made) in _ROWS.items()}


def value_of(item: Item, value: str) -> Value:
    """Return what a value of an item says.

    Raises:
        msgspec.MsgspecError: no version of the program has written such a value.
        KeyError: nor such a kind of item.
        ValueError: nor a span with such edges.
    """
    if item.kind in _WITH_TWINS and is_same_as(value):
        return told(value)
    decoder, made = _DECODERS[item.kind]
    row = decoder.decode(value)
    found: Value = row if made is None else made(row)
    return found


def proved(item: Item, value: str) -> Value | SpanRow | RelationRow:
    """Return what a value says, a span or relation as a row: of that a value can always be made.

    Raises:
        msgspec.MsgspecError: as `value_of`.
        KeyError: likewise.
        ValueError: likewise.
    """
    if item.kind not in _WITH_TWINS or is_same_as(value):
        return value_of(item, value)
    row: SpanRow | RelationRow = _DECODERS[item.kind][0].decode(value)
    if isinstance(row, SpanRow) and not 0 <= row.start <= row.end:
        message = f"not a span: [{row.start}, {row.end})"
        raise ValueError(message)
    return row


def written_span(span: SpanAnnotation) -> str:
    """Return a span as the value of its item."""
    return to_json(span_row(span))


def written_relation(link: Relation) -> str:
    """Return a relation as the value of its item."""
    return to_json(relation_row(link))


def written_person(person: Annotator) -> str:
    """Return a person as the value of their item."""
    return to_json(annotator_row(person))
