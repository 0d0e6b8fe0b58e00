"""`hashiya formats` and `hashiya documents`: what there is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from annotator.cli import finding
from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output, table, yes
from annotator.formats import Format, all_formats
from annotator.language import isolate, tr
from annotator.model import SetSummary
from annotator.workspace import Workspace
from annotator.workspace.finding import DocumentLine
from annotator.workspace.state_names import state_name


def commands() -> list[click.Command]:
    """Return the two commands."""
    documents = tr("List the documents of a project: state, size, spans, relations, id and title.")
    return [
        command("formats", _formats, tr("List the formats and what each can hold."), []),
        command("documents", _documents, documents, [project_argument(), *finding.options()]),
    ]


def _formats(*, output: Output) -> None:
    known = all_formats()
    heads = [
        tr("name"),
        tr("in"),
        tr("out"),
        tr("nesting"),
        tr("relations"),
        tr("attributes"),
        tr("several readings"),
        tr("files"),
        tr("what it is"),
    ]
    rows = [
        (
            one.name,
            yes(one.can_read),
            yes(one.can_write),
            yes(one.capabilities.nesting),
            yes(one.capabilities.relations),
            yes(one.capabilities.attributes),
            yes(one.capabilities.several_sets),
            " ".join(one.extensions),
            str(one.title),
        )
        for one in known
    ]
    output.answer(table(heads, rows), [_plain_format(one) for one in known])


def _plain_format(one: Format) -> dict[str, Any]:
    can = one.capabilities
    return {
        "name": one.name,
        "title": str(one.title),
        "extensions": list(one.extensions),
        "in": one.can_read,
        "out": one.can_write,
        "tokens": one.takes_tokens,
        "capabilities": {
            "unit": None if can.unit is None else can.unit.value,
            "nesting": can.nesting,
            "crossing": can.crossing,
            "relations": can.relations,
            "attributes": can.attributes,
            "comments": can.comments,
            "metadata": can.metadata,
            "several_sets": can.several_sets,
        },
    }


def _documents(*, project: str, output: Output, **wanted: Any) -> None:
    with Workspace.look(Path(project)) as workspace:
        lines = finding.found(workspace, **wanted)
        people = {one.id: one.name for one in workspace.annotators()}
    found = [line.summary for line in lines]
    heads = [
        tr("state"),
        tr("characters"),
        tr("spans"),
        tr("relations"),
        tr("readings"),
        tr("id"),
        tr("title"),
    ]
    rows = [
        (
            _state_name(one.active),
            one.characters,
            one.active.spans if one.active else 0,
            one.active.relations if one.active else 0,
            len(one.sets),
            one.id,
            isolate(one.title),
        )
        for one in found
    ]
    output.answer(table(heads, rows), [_plain_document(one, people) for one in lines])


def _plain_document(line: DocumentLine, people: Mapping[str, str]) -> dict[str, Any]:
    one = line.summary
    return {
        "title": one.title,
        "id": one.id,
        "state": None if one.active is None else one.active.state.value,
        "characters": one.characters,
        "spans": 0 if one.active is None else one.active.spans,
        "relations": 0 if one.active is None else one.active.relations,
        "sets": [_plain_set(reading) for reading in one.sets],
        "problems": {kind.value: count for kind, count in line.troubles.items()},
        "given_to": [people.get(person, person) for person in line.given_to],
        "metadata": {} if line.facts is None else dict(line.facts.metadata),
    }


def _plain_set(reading: SetSummary) -> dict[str, Any]:
    return {
        "owner": reading.owner.value,
        "annotator": None if reading.annotator is None else reading.annotator.name,
        "state": reading.state.value,
        "spans": reading.spans,
        "relations": reading.relations,
    }


def _state_name(reading: SetSummary | None) -> str:
    return tr("not begun") if reading is None else state_name(reading.state)
