"""`hashiya new`: an empty project."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.language import tr
from annotator.model import LabelScheme
from annotator.workspace import Workspace


def commands() -> list[click.Command]:
    """Return the command."""
    params = [
        project_argument(),
        click.Option(["--title"], metavar="T", help=tr("The project's name; otherwise that of the file.")),
        click.Option(
            ["--scheme"],
            metavar="FILE",
            help=tr("A label scheme in JSON (- for the standard input); otherwise the default one."),
        ),
    ]
    return [command("new", _new, tr("Make a new project."), params)]


def _new(*, project: str, title: str | None, scheme: str | None, output: Output) -> None:
    path = Path(project)
    labels = None if scheme is None else _scheme(scheme)
    with Workspace.create(path, title=title or path.stem, scheme=labels) as workspace:
        output.answer(
            tr("{file} is ready for documents: hashiya import {file} FILE…", file=str(path)),
            {"project": str(path), "title": workspace.title, "id": workspace.project_id},
        )


def _scheme(name: str) -> LabelScheme:
    from annotator.formats.reading import opened
    from annotator.model.scheme_json import read_scheme

    if name == "-":
        return read_scheme(sys.stdin.buffer.read(), name="-")
    with opened(Path(name)) as file:
        return read_scheme(file.read(), name=Path(name).name)
