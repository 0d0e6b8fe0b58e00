"""`hashiya import`: files come into a project."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.formats import Unit
from annotator.language import tr, trn
from annotator.workspace import ImportReport, Workspace


def commands() -> list[click.Command]:
    """Return the command."""
    params = [
        project_argument(),
        click.Argument(["files"], metavar="FILE…", nargs=-1, required=True),
        click.Option(
            ["--format", "format_name"],
            metavar="NAME",
            help=tr("The files' format; otherwise as each file shows."),
        ),
        click.Option(
            ["--annotator"],
            metavar="NAME",
            help=tr("Whose readings these are; otherwise as the files say."),
        ),
        click.Option(["--encoding"], metavar="NAME", help=tr("The encoding of plain text; otherwise UTF-8.")),
        click.Option(
            ["--map", "label_map"],
            metavar="NAME|FILE",
            help=tr("Rename labels: a map of the scheme by its name, or a JSON file of names."),
        ),
        click.Option(
            ["--unit"],
            type=click.Choice([Unit.CODE_POINTS.value, Unit.UTF16.value]),
            help=tr("What offsets count in formats that leave it open; otherwise code points."),
        ),
        click.Option(["--skip-bad"], is_flag=True, help=tr("Leave out what can't be used, and name it.")),
    ]
    text = tr("Bring documents and their readings into a project. - is the standard input.")
    return [command("import", _import, text, params)]


def _import(*, project: str, files: Sequence[str], output: Output, **options: Any) -> None:
    with _paths(files) as paths, Workspace.open(Path(project)) as workspace:
        report = workspace.import_files(paths, progress=output.watch(), **options)
    for warning in report.warnings:
        output.remark(str(warning))
    for problem in report.problems:
        click.echo(str(problem), err=True)
    output.answer(_sentence(report), _plain(report))


@contextmanager
def _paths(files: Sequence[str]) -> Iterator[list[Path]]:
    """Give the files as paths; the standard input becomes a file for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name in files:
            path = Path(name)
            if name == "-":
                path = Path(folder) / "stdin"
                with path.open("wb") as file:
                    shutil.copyfileobj(sys.stdin.buffer, file)
            paths.append(path)
        yield paths


def _sentence(report: ImportReport) -> str:
    parts = [
        trn("{count} new document", "{count} new documents", report.documents),
        trn("{count} new reading", "{count} new readings", report.sets),
        trn("{count} span", "{count} spans", report.spans),
        trn("{count} relation", "{count} relations", report.relations),
    ]
    if report.known:
        parts.append(
            trn("{count} document was there already", "{count} documents were there already", report.known)
        )
    if report.problems:
        parts.append(trn("{count} thing left out", "{count} things left out", len(report.problems)))
    return tr(", ").join(parts)


def _plain(report: ImportReport) -> dict[str, Any]:
    return {
        "documents": report.documents,
        "sets": report.sets,
        "spans": report.spans,
        "relations": report.relations,
        "known": report.known,
        "problems": [{"code": p.code, "message": str(p)} for p in report.problems],
        "warnings": [str(warning) for warning in report.warnings],
    }
