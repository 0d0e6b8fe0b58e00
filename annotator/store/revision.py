"""A change as one row of the log, and back. What the values look like is in `log_rows`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from annotator.editing.change import (
    AnnotatorChange,
    AnswersChange,
    AssignmentChange,
    Change,
    DecisionChange,
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
    Decision,
    Document,
    LabelScheme,
    Relation,
    Remark,
    SpanAnnotation,
    State,
)
from annotator.model.scheme_json import write_scheme
from annotator.store.log_rows import (
    AnnotatorRow,
    AssignmentRow,
    DecisionRow,
    DocumentRow,
    RelationRow,
    RemarkRow,
    SetRow,
    SpanRow,
    TextRow,
    annotator_of,
    annotator_row,
    assignment_of,
    decision_of,
    decision_row,
    decode,
    document_of,
    document_row,
    relation_of,
    relation_row,
    remark_of,
    remark_row,
    replacements_of,
    set_of,
    set_row,
    span_of,
    span_row,
    text_rows,
)
from annotator.store.rows import to_json

_T = TypeVar("_T")
_Value = TypeVar("_Value")


class Revision(NamedTuple):
    """One row of the log.

    Attributes:
        entity: "span", "relation", "set", "state", "answers", "document", "text" (a correction of it),
            "remark", "assignment", "decision", "annotator" or "scheme".
        document_id: the document it belongs to, if any.
        set_id: the annotation set it belongs to, if any.
        entity_id: the id of the span, relation, remark, decision or annotator.
        before: its value before in JSON, None if it was not there.
        after: its value after in JSON, None if it is gone.
    """

    entity: str
    document_id: str | None
    set_id: str | None
    entity_id: str | None
    before: str | None
    after: str | None


def scheme_digest(scheme: LabelScheme) -> str:
    """Return the SHA-256 of a scheme's JSON, under which the file keeps it."""
    return hashlib.sha256(write_scheme(scheme)).hexdigest()


def revision_of(  # noqa: C901, PLR0911, PLR0912 - one for each kind
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
        case DecisionChange():
            return Revision("decision", thing.document_id, None, thing.id, before, after)
        case DocumentChange():
            return Revision("document", thing.id, None, None, before, after)
        case AnnotatorChange():
            return Revision("annotator", None, None, thing.id, before, after)
        case SchemeChange():
            return Revision("scheme", None, None, None, before, after)


def change_of(  # noqa: C901, PLR0911, PLR0912 - one for each kind
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
        case "decision":
            open_, settled = _both(revision, DecisionRow, decision_of)
            return DecisionChange(before=open_, after=settled)
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
        case Decision():
            row = decision_row(value)
        case Mapping():
            row = dict(value)
        case _:
            row = value
    return to_json(row)
