"""A document as a row, and its features in the languages of the card and of Arrow."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from msgspec import UNSET

from annotator.formats import json_shapes
from annotator.formats.shapes import DecisionShape, DocumentShape, RelationShape, SetShape, SpanShape
from annotator.model import Owner, State


class _Answer(msgspec.Struct):
    name: str
    value: str


class _Span(msgspec.Struct):
    id: str
    label: str
    start: int
    end: int
    text: str
    attributes: list[_Answer]
    comment: str | None
    flagged: bool


class _Relation(msgspec.Struct):
    id: str
    type: str
    source: str
    target: str
    attributes: list[_Answer]


class _Reading(msgspec.Struct):
    owner: Owner
    annotator: str | None
    state: State
    spans: list[_Span]
    relations: list[_Relation]
    attributes: list[_Answer] = []  # files of before have none


class Row(msgspec.Struct):
    """One document."""

    id: str
    title: str
    text: str
    metadata: str
    readings: list[_Reading]
    decisions: str = ""  # files of before have none


_ANSWERS: Final = [{"name": "string", "value": "string"}]
FEATURES: Final[dict[str, Any]] = {
    "id": "string",
    "title": "string",
    "text": "string",
    "metadata": "string",
    "readings": [
        {
            "owner": "string",
            "annotator": "string",
            "state": "string",
            "spans": [
                {
                    "id": "string",
                    "label": "string",
                    "start": "int64",
                    "end": "int64",
                    "text": "string",
                    "attributes": _ANSWERS,
                    "comment": "string",
                    "flagged": "bool",
                }
            ],
            "relations": [
                {
                    "id": "string",
                    "type": "string",
                    "source": "string",
                    "target": "string",
                    "attributes": _ANSWERS,
                }
            ],
            "attributes": _ANSWERS,
        }
    ],
    "decisions": "string",
}
"""The columns: a name is a type, a list is a list of what is in it, a dict is a struct."""


SHAPES: Final = {"readings": _Reading, "spans": _Span, "relations": _Relation, "attributes": _Answer}
"""What is in a column that is a list; its fields stand in the order of `FEATURES`."""


def row_of(shape: DocumentShape) -> Row:
    """Return a document as a row."""
    return Row(
        id="" if shape.id is UNSET else str(shape.id),
        title=str(shape.title),
        text=shape.text,
        metadata=json_shapes.encode(shape.metadata).decode(),
        readings=[
            _Reading(
                owner=one.owner,
                annotator=one.annotator,
                state=one.state,
                spans=[_span(span) for span in one.spans],
                relations=[
                    _Relation(str(r.id), r.type, r.source, r.target, _answers(r.attributes))
                    for r in one.relations
                ],
                attributes=_answers(one.attributes or {}),
            )
            for one in shape.sets
        ],
        decisions=decisions_json(shape),
    )


def decisions_json(shape: DocumentShape) -> str:
    """Return where the gold of a document comes from, as JSON; "" where it has none."""
    return json_shapes.encode(shape.decisions).decode() if shape.decisions else ""


def _span(span: SpanShape) -> _Span:
    return _Span(
        id=str(span.id),
        label=span.label,
        start=span.start,
        end=span.end,
        text=str(span.text),
        attributes=_answers(span.attributes),
        comment=span.comment,
        flagged=span.flagged,
    )


def _answers(attributes: dict[str, str]) -> list[_Answer]:
    return [_Answer(name, value) for name, value in attributes.items()]


def document_of(row: Row) -> DocumentShape:
    """Return what a row says."""
    return DocumentShape(
        id=row.id or UNSET,
        title=row.title,
        text=row.text,
        metadata=json_shapes.decode(row.metadata.encode(), dict[str, Any], "Hugging Face"),
        sets=[
            SetShape(
                owner=one.owner,
                annotator=one.annotator,
                state=one.state,
                spans=[
                    SpanShape(
                        id=s.id,
                        label=s.label,
                        start=s.start,
                        end=s.end,
                        text=s.text,
                        attributes={a.name: a.value for a in s.attributes},
                        comment=s.comment,
                        flagged=s.flagged,
                    )
                    for s in one.spans
                ],
                relations=[
                    RelationShape(
                        id=r.id,
                        type=r.type,
                        source=r.source,
                        target=r.target,
                        attributes={a.name: a.value for a in r.attributes},
                    )
                    for r in one.relations
                ],
                attributes={a.name: a.value for a in one.attributes} or UNSET,
            )
            for one in row.readings
        ],
        decisions=(
            json_shapes.decode(row.decisions.encode(), list[DecisionShape], "Hugging Face")
            if row.decisions
            else UNSET
        ),
    )
