"""`hashiya export`: a project goes out, with the report of what did not come through."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from annotator.cli import naming
from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.cli.usage import Misuse
from annotator.formats import LossReport, StrictExportError, TokenPolicy, Unit
from annotator.formats.writing import refuse_existing, whole
from annotator.language import tr, trn
from annotator.model import State
from annotator.workspace import ExportRequest, Readings, Selection, Workspace

_SHOWN: Final = 20
_ANSWERED: Final = 10_000
"""So many entries stand in the answer of --json; --report names all."""


def commands() -> list[click.Command]:
    """Return the command."""
    params = [
        project_argument(),
        click.Argument(["target"], metavar="TARGET"),
        click.Option(
            ["--format", "format_name"],
            metavar="NAME",
            required=True,
            help=tr("What to write; hashiya formats lists the names."),
        ),
        click.Option(["--annotator"], metavar="NAME", help=tr("Only this person's readings.")),
        click.Option(["--gold"], is_flag=True, help=tr("Only the gold readings.")),
        click.Option(["--all", "every"], is_flag=True, help=tr("All readings, if the format holds several.")),
        click.Option(
            ["--layers"],
            metavar="NAME,…",
            multiple=True,
            help=tr("Only these layers, the more important first."),
        ),
        click.Option(
            ["--labels"], metavar="CODE,…", multiple=True, help=tr("Only these labels, by their codes.")
        ),
        click.Option(
            ["--state", "states"],
            type=click.Choice([state.value for state in State]),
            multiple=True,
            help=tr("Only readings that are so far; may be given several times."),
        ),
        click.Option(
            ["--tokens"],
            type=click.Choice([policy.value for policy in TokenPolicy]),
            default=TokenPolicy.EXPAND.value,
            help=tr(
                "What formats of tokens do with a span whose edge lies inside a word: take the whole word "
                "(expand, the usual), cut clitics off all words, split this word, or reject the span."
            ),
        ),
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
        click.Option(
            ["--split"],
            metavar="N,N,N",
            help=tr("Write a folder with train, dev and test: shares such as 80,10,10, by document."),
        ),
        click.Option(
            ["--pseudonyms"],
            is_flag=True,
            help=tr("Call people A, B and so on. What they have written, such as notes, is left as it is."),
        ),
        click.Option(["--seed"], type=int, default=0, help=tr("Draws the documents of each part.")),
        click.Option(
            ["--report"], metavar="FILE", help=tr("Write the whole report here, as JSON if it ends in .json.")
        ),
        click.Option(["--strict"], is_flag=True, help=tr("Write nothing if anything would be lost.")),
        click.Option(["--force"], is_flag=True, help=tr("Replace files that are there already.")),
    ]
    text = tr(
        "Write a project to another format, read it back, and report what did not come through. "
        "- is the standard output."
    )
    return [command("export", _export, text, params)]


def _export(
    *,
    project: str,
    target: str,
    format_name: str,
    layers: Sequence[str],
    labels: Sequence[str],
    report: str | None,
    output: Output,
    **options: Any,
) -> None:
    if target == "-" and output.json:
        raise Misuse(tr("With --json the standard output is taken; write to a file."))
    selection = _selection(
        options.pop("annotator"),
        gold=options.pop("gold"),
        every=options.pop("every"),
        states=tuple(State(state) for state in options.pop("states")) or None,
    )
    if report is not None:
        refuse_existing(Path(report), force=options["force"])
    request = ExportRequest(
        target="-" if target == "-" else Path(target),
        format_name=format_name,
        selection=selection,
        layers=_codes(layers),
        labels=_codes(labels),
        **options,
    )
    with Workspace.look(Path(project)) as workspace:
        if selection.annotator is not None:
            person = naming.person(workspace.annotators(), selection.annotator)
            request = replace(request, selection=replace(selection, annotator=person.id))
        try:
            losses = workspace.export(request, progress=output.watch())
        except StrictExportError as error:
            _write_report(report, error.report, force=request.force)
            raise
    _write_report(report, losses, force=request.force)
    if target == "-":
        output.remark(_sentences(losses))
    else:
        output.answer(_sentences(losses), {"target": target, **json.loads(losses.as_json(limit=_ANSWERED))})


def _selection(
    annotator: str | None, *, gold: bool, every: bool, states: tuple[State, ...] | None
) -> Selection:
    if (annotator is not None) + gold + every > 1:
        raise Misuse(tr("Of --annotator, --gold and --all only one can be chosen."))
    if annotator is not None:
        return Selection(readings=Readings.ANNOTATOR, annotator=annotator, states=states)
    if gold:
        return Selection(readings=Readings.GOLD, states=states)
    return Selection(readings=Readings.ALL if every else Readings.USUAL, states=states)


def _codes(given: Sequence[str]) -> tuple[str, ...] | None:
    names = [name.strip() for part in given for name in part.split(",")]
    return tuple(dict.fromkeys(name for name in names if name)) or None


def _write_report(name: str | None, report: LossReport, *, force: bool) -> None:
    if name is None:
        return
    lines = report.json_lines() if name.endswith(".json") else report.text_lines()
    with whole(Path(name), force=force) as file:
        file.writelines(line.encode() for line in lines)


def _sentences(report: LossReport) -> str:
    lines = report.as_text(limit=_SHOWN).rstrip("\n")
    hidden = report.lost - _SHOWN
    if hidden <= 0:
        return lines
    more = trn(
        "  … and {count} more; --report FILE names every one.",
        "  … and {count} more; --report FILE names every one.",
        hidden,
    )
    return f"{lines}\n{more}"
