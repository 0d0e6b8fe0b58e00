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

from annotator.cli import import_report, naming
from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.formats import Unit
from annotator.language import tr
from annotator.text.damage import Damage
from annotator.workspace import ReadingChoices, Workspace


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
        click.Option(
            ["--encoding"], metavar="NAME", help=tr("The encoding of plain text; otherwise as recognised.")
        ),
        click.Option(
            ["--mend"],
            type=click.Choice([damage.value for damage in Damage]),
            multiple=True,
            help=tr("Mend what is damaged in plain text: bytes, letter forms or the order of lines."),
        ),
        click.Option(
            ["--map", "label_map"],
            metavar="NAME|FILE",
            help=tr("Rename labels: a map of the scheme by its name, or a JSON file of names."),
        ),
        click.Option(
            ["--add-labels", "add_names"],
            is_flag=True,
            help=tr("Let labels, attributes and relations that the scheme lacks join it."),
        ),
        click.Option(
            ["--layer"], metavar="NAME", help=tr("The layer that such labels join; otherwise the first.")
        ),
        click.Option(
            ["--unit"],
            type=click.Choice([Unit.CODE_POINTS.value, Unit.UTF16.value]),
            help=tr("What offsets count in formats that leave it open; otherwise code points."),
        ),
        naming.new_person_option(),
        click.Option(["--skip-bad"], is_flag=True, help=tr("Leave out what can't be used, and name it.")),
        click.Option(["--dry-run"], is_flag=True, help=tr("Only show what would come in.")),
    ]
    text = tr("Bring documents and their readings into a project. - is the standard input.")
    return [command("import", _import, text, params)]


def _import(
    *, project: str, files: Sequence[str], output: Output, dry_run: bool, new_person: bool, **options: Any
) -> None:
    choices = ReadingChoices(**options)
    opened = Workspace.look if dry_run else Workspace.open
    with _paths(files) as paths, opened(Path(project)) as workspace:
        if choices.annotator is not None and not new_person:
            naming.refuse_near(workspace.annotators(), choices.annotator)
        if dry_run:
            import_report.preview(workspace, paths, choices, output)
            return
        report = workspace.import_files(paths, choices, progress=output.watch())
    for warning in report.warnings:
        output.remark(str(warning))
    for problem in report.problems:
        click.echo(str(problem), err=True)
    output.answer(import_report.sentence(report), import_report.plain(report))


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
