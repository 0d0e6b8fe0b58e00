"""A document as rows of the four tables, and rows as a document."""

from __future__ import annotations

from typing import Any, Final

from msgspec import UNSET

from annotator.formats import json_shapes
from annotator.formats.faults import Fault
from annotator.formats.shapes import (
    DecisionShape,
    DocumentShape,
    RelationShape,
    SeenShape,
    SetShape,
    SpanShape,
)
from annotator.formats.tables.flavours import Row
from annotator.language import msg
from annotator.model import Dispute, Owner, State, Verdict

_YES: Final = "yes"


def tables_of(shape: DocumentShape, name: str) -> dict[str, list[Row]]:
    """Return the rows of a document in each table; `name` stands in the column `document`."""
    readings: list[Row] = []
    spans: list[Row] = []
    relations: list[Row] = []
    answers: list[Row] = []
    for number, reading in enumerate(shape.sets, start=1):
        own = [name, str(number)]
        readings.append([*own, reading.owner.value, reading.annotator or "", reading.state.value])
        spans += (
            [
                *own,
                str(span.id),
                span.label,
                str(span.start),
                str(span.end),
                str(span.text),
                _object(span.attributes),
                _comment(span.comment),
                _YES if span.flagged else "",
            ]
            for span in reading.spans
        )
        relations += (
            [*own, str(link.id), link.type, link.source, link.target, _object(link.attributes)]
            for link in reading.relations
        )
        answers += ([*own, *answer] for answer in (reading.attributes or {}).items())
    document = [name, str(shape.title), shape.text, _object(shape.metadata)]
    return {
        "documents": [document],
        "readings": readings,
        "spans": spans,
        "relations": relations,
        "answers": answers,
        "decisions": [[name, *_decision_row(one)] for one in shape.decisions or []],
    }


def _decision_row(one: DecisionShape) -> Row:
    return [
        *(str(one.id), one.dispute.value, one.verdict.value, one.label, one.quote, one.reason),
        *(_YES if one.gap else "", one.by, one.at),
        *(json_shapes.encode(value).decode() for value in (one.taken, one.gold, one.seen)),
    ]


def _decision(row: Row) -> DecisionShape:
    _, key, dispute, verdict, label, quote, reason, gap, by, at, taken, gold, seen = row
    try:
        return DecisionShape(
            id=key,
            dispute=Dispute(dispute),
            verdict=Verdict(verdict),
            seen=json_shapes.decode(seen.encode(), tuple[SeenShape, ...], "CSV"),
            taken=json_shapes.decode(taken.encode(), tuple[str, ...], "CSV"),
            gold=json_shapes.decode(gold.encode(), tuple[str, ...], "CSV"),
            label=label,
            quote=quote,
            reason=reason,
            gap=gap == _YES,
            by=by,
            at=at,
        )
    except ValueError as error:
        raise _bad(str(error)) from error


def _object(value: dict[str, Any]) -> str:
    return json_shapes.encode(value).decode() if value else ""


def _comment(comment: str | None) -> str:
    # An empty cell is no comment, so an empty comment needs a sign: a JSON string.
    return '""' if comment == "" else comment or ""


def document_of(tables: dict[str, list[Row]]) -> DocumentShape:
    """Return what rows say of a document.

    Raises:
        Fault: a row is not what it should be.
    """
    ((name, title, text, metadata),) = tables["documents"]
    sets: dict[str, SetShape] = {}
    for _, number, owner, annotator, state in tables["readings"]:
        try:
            sets[number] = SetShape(
                owner=Owner(owner), annotator=annotator or None, state=State(state), spans=[], relations=[]
            )
        except ValueError as error:
            raise _bad(str(error)) from error
    for row in tables["spans"]:
        _reading(sets, row).spans.append(_span(row))
    for row in tables["relations"]:
        _, _, key, kind, source, target, attributes = row
        _reading(sets, row).relations.append(
            RelationShape(id=key, type=kind, source=source, target=target, attributes=_answers(attributes))
        )
    for row in tables.get("answers", ()):
        reading = _reading(sets, row)
        reading.attributes = {**(reading.attributes or {}), row[2]: row[3]}
    decisions = list(map(_decision, tables.get("decisions", ())))
    return DocumentShape(
        id=name or UNSET,
        title=title,
        text=text,
        metadata=json_shapes.decode(metadata.encode(), dict[str, Any], "CSV") if metadata else {},
        sets=list(sets.values()),
        decisions=decisions or UNSET,
    )


def _reading(sets: dict[str, SetShape], row: Row) -> SetShape:
    if row[1] not in sets:
        reason = " / ".join(row[:2])
        raise _bad(reason)
    return sets[row[1]]


def _span(row: Row) -> SpanShape:
    _, _, key, label, start, end, text, attributes, comment, flagged = row
    try:
        places = int(start), int(end)
    except ValueError as error:
        raise _bad(str(error)) from error
    return SpanShape(
        id=key,
        label=label,
        start=places[0],
        end=places[1],
        text=text,
        attributes=_answers(attributes),
        comment="" if comment == '""' else comment or None,
        flagged=flagged == _YES,
    )


def _answers(cell: str) -> dict[str, str]:
    return json_shapes.decode(cell.encode(), dict[str, str], "CSV") if cell else {}


def _bad(reason: str) -> Fault:
    return Fault(msg("a row of this document can't be used: {reason}.", reason=reason), "E_SCHEMA")
