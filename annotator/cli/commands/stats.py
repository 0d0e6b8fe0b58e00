"""`hashiya stats`: the numbers of a project, as tables for people, for programs and for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from annotator.cli import naming
from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.cli.terminal import table as columns
from annotator.errors import InputError
from annotator.language import isolate, msg, tr, trn
from annotator.model import Annotator
from annotator.statistics import TABLES, Numbers, Reader, Table, plain_of, shown, table
from annotator.workspace import Workspace
from annotator.workspace.counting import write_table

_SHOWN: Final = ("annotators", "labels", "attribution", "nesting")
"""What is shown to a person who names no table: what fits a screen."""


def commands() -> list[click.Command]:
    """Return the command."""
    params = [
        project_argument(),
        click.Option(["--table", "name"], type=click.Choice(TABLES), help=tr("Only this table.")),
        click.Option(["--annotator"], metavar="NAME", help=tr("Only the readings of this annotator.")),
        click.Option(
            ["--csv", "target"],
            metavar="FILE",
            help=tr(
                "Write the table as CSV (- for the standard output); without --table all of them, "
                "into this folder."
            ),
        ),
        click.Option(["--force"], is_flag=True, help=tr("Replace files that are there already.")),
    ]
    text = tr("Count spans, words, time and sources, by document, annotator, label and day.")
    return [command("stats", _stats, text, params)]


def _stats(
    *,
    project: str,
    name: str | None,
    annotator: str | None,
    target: str | None,
    force: bool,
    output: Output,
) -> None:
    if target == "-" and name is None:
        raise click.UsageError(tr("Choose one table for the standard output with --table."))
    with Workspace.look(Path(project)) as workspace:
        numbers, people = workspace.statistics(output.watch()), workspace.annotators()
    reader = None if annotator is None else _reader(numbers, people, annotator)
    names = TABLES if name is None and (output.json or target is not None) else (name,) if name else _SHOWN
    tables = [table(one, numbers, reader) for one in names]
    if target is None:
        words = "\n\n".join([_total(numbers, reader), *(_in_columns(one, numbers) for one in tables)])
        output.answer(words, {one.name: plain_of(one) for one in tables})
        return
    files = _write(tables, numbers, target, folder=name is None, force=force)
    if target != "-":
        said = trn("{count} table is written.", "{count} tables are written.", len(files))
        output.answer(said, {"files": files})


def _reader(numbers: Numbers, people: Sequence[Annotator], name: str) -> Reader:
    person = naming.person(people, name)
    found = next((one for one in numbers.readers() if one.id == person.id), None)
    if found is None:
        raise InputError(
            msg("{name} has no reading yet. The table of annotators has all who have one.", name=person.name),
            code="E_ANNOTATOR",
        )
    return found


def _write(tables: list[Table], numbers: Numbers, target: str, *, folder: bool, force: bool) -> list[str]:
    if not folder:
        write_table("-" if target == "-" else Path(target), tables[0], numbers.scheme, force=force)
        return [target]
    place = Path(target)
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(
            msg("{file} can't be written: {reason}.", file=target, reason=error.strerror or str(error)),
            code="E_TARGET",
        ) from error
    files = [place / f"{one.name}.csv" for one in tables]
    for file, one in zip(files, tables, strict=True):
        write_table(file, one, numbers.scheme, force=force)
    return [str(file) for file in files]


def _total(numbers: Numbers, reader: Reader | None) -> str:
    lines = numbers.lines(reader)
    documents = len({line.document_id for line in lines})
    return tr(
        "{documents}, {readings}, {spans}.",
        documents=trn("{count} document", "{count} documents", documents),
        readings=trn("{count} reading", "{count} readings", len(lines)),
        spans=trn("{count} span", "{count} spans", sum(line.spans for line in lines)),
    )


def _in_columns(one: Table, numbers: Numbers) -> str:
    """Return a table in columns: numbers first, then the names together, which may be Arabic."""
    places = [(place, one.columns[place]) for place in one.visible()]
    numeric = [place for place, column in places if column.cells.is_number]
    named = [place for place, column in places if not column.cells.is_number]

    def cells(row: Any) -> list[str]:
        words = [shown(one, row, place, numbers.scheme) for place in range(len(one.columns))]
        return [*(words[place] for place in numeric), " · ".join(isolate(words[place]) for place in named)]

    heads = [
        *(str(one.columns[p].head) for p in numeric),
        " · ".join(str(one.columns[p].head) for p in named),
    ]
    body = columns(heads, [cells(row) for row in one.rows]) if one.rows else tr("Nothing yet.")
    return f"{one.title}\n{body}"
