"""`hashiya new`: an empty project."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli import schemes
from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.language import tr
from annotator.workspace import Workspace


def commands() -> list[click.Command]:
    """Return the command."""
    params = [
        project_argument(),
        click.Option(["--title"], metavar="T", help=tr("The project's name; otherwise that of the file.")),
        click.Option(
            ["--scheme"],
            metavar="NAME",
            help=tr(
                "A label scheme: {names}, or a file in JSON (- for the standard input); otherwise the first.",
                names=schemes.names(),
            ),
        ),
    ]
    return [command("new", _new, tr("Make a new project."), params)]


def _new(*, project: str, title: str | None, scheme: str | None, output: Output) -> None:
    path = Path(project)
    labels = None if scheme is None else schemes.scheme_named(scheme)
    with Workspace.create(path, title=title or path.stem, scheme=labels) as workspace:
        output.answer(
            tr("{file} is ready for documents: hashiya import {file} FILE…", file=str(path)),
            {"project": str(path), "title": workspace.title, "id": workspace.project_id},
        )
