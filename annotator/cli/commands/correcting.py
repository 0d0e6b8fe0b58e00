"""`hashiya correct`: a document gets a corrected text, and all that was said about it moves along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.naming import document_id
from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.editing.commands import Correction, CorrectText
from annotator.editing.moving import TouchedSpan, count_moved, touched
from annotator.language import tr, trn
from annotator.text.alignment import aligned
from annotator.workspace import ReadingChoices, Workspace, read_files


def commands() -> list[click.Command]:
    """Return the command."""
    text = tr(
        "Give a document, named by its id or title, the text of a file: what differs is found, every span "
        "moves along, and those whose own words have changed are listed."
    )
    params = [
        project_argument(),
        click.Argument(["document"], metavar="DOCUMENT"),
        click.Argument(["file"], metavar="FILE"),
        click.Option(
            ["--encoding"], metavar="NAME", help=tr("The encoding of plain text; otherwise as recognised.")
        ),
        click.Option(["--dry-run"], is_flag=True, help=tr("Say what would come of it, and change nothing.")),
    ]
    return [command("correct", _correct, text, params)]


def _correct(
    *, project: str, document: str, file: str, encoding: str | None, dry_run: bool, output: Output
) -> None:
    path = Path(project)
    with Workspace.look(path) if dry_run else Workspace.open(path) as workspace:
        choices = ReadingChoices(format_name="text", encoding=encoding)
        (read,) = read_files([Path(file)], choices, scheme=workspace.scheme).documents
        now = workspace.document(document_id(workspace, document))
        wanted = CorrectText(document_id=now.id, replacements=aligned(now.text, read.document.text))
        outcome = wanted.outcome(workspace)
        if outcome is not None and not dry_run:
            workspace.perform(wanted)
    if outcome is None:
        output.answer(tr("“{document}” reads so already.", document=now.title), _plain(0, ()))
        return
    found, moved = touched(outcome.before, outcome.after), count_moved(outcome.before, outcome.after)
    output.answer("\n".join(_lines(outcome, moved, found)), _plain(moved, found))


def _lines(outcome: Correction, moved: int, found: tuple[TouchedSpan, ...]) -> list[str]:
    counts = [
        trn("{count} span moves along", "{count} spans move along", moved),
        trn("{count} span has other words", "{count} spans have other words", len(found)),
    ]
    return [f"{outcome.step.name}: {tr(', ').join(counts)}.", *map(_line, found)]


def _line(one: TouchedSpan) -> str:
    was = one.before
    if one.after is None:
        return tr("{label} {id}: “{before}” is gone", label=was.label, id=was.id, before=was.quote)
    return tr(
        "{label} {id}: “{before}” is now “{after}”",
        label=was.label,
        id=was.id,
        before=was.quote,
        after=one.after.quote,
    )


def _plain(moved: int, found: tuple[TouchedSpan, ...]) -> dict[str, Any]:
    return {
        "moved": moved,
        "touched": [
            {
                "set": one.reading.id,
                "span": one.before.id,
                "label": one.before.label,
                "before": one.before.quote,
                "after": None if one.after is None else one.after.quote,
            }
            for one in found
        ],
    }
