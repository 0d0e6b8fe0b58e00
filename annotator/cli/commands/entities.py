"""`hashiya entities`: whom and what the documents of a project are about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output, table
from annotator.editing.chains import Entity
from annotator.language import isolate, tr
from annotator.workspace.entities import ProjectEntities, project_entities


def commands() -> list[click.Command]:
    """Return the command."""
    words = tr("List the entities of a project: mentions, documents, label, link, name and forms.")
    return [command("entities", _entities, words, [project_argument()])]


def _entities(*, project: str, output: Output) -> None:
    found = project_entities(Path(project))
    heads = [
        tr("mentions"),
        tr("documents"),
        tr("label"),
        tr("link"),
        tr("name"),
        tr("forms"),
    ]
    rows = [
        (
            entity.mentions,
            len(entity.documents),
            entity.label,
            entity.link or "",
            isolate(entity.title),
            isolate(" ¦ ".join(form for form, _ in entity.forms)),
        )
        for entity in found.entities
    ]
    output.answer(table(heads, rows), [_plain(entity, found) for entity in found.entities])


def _plain(entity: Entity, found: ProjectEntities) -> dict[str, Any]:
    return {
        "name": entity.name,
        "title": entity.title,
        "link": entity.link,
        "label": entity.label,
        "mentions": entity.mentions,
        "forms": [{"form": form, "count": count} for form, count in entity.forms],
        "documents": [
            {
                "id": document,
                "title": found.titles[document],
                "spans": [
                    {"id": mention.id, "start": mention.span.start, "end": mention.span.end}
                    for other, chain in entity.chains
                    if other == document
                    for mention in chain.mentions
                ],
            }
            for document in entity.documents
        ],
    }
