"""`hashiya packet`: work goes out, comes home, and is chosen between where two versions of it stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli import naming
from annotator.cli import packet_report as report
from annotator.cli.naming import document_id, new_person_option
from annotator.cli.shapes import Rest, command, group, project_argument
from annotator.cli.terminal import Output, complain
from annotator.cli.usage import Misuse
from annotator.errors import InputError
from annotator.language import msg, tr
from annotator.workspace import DEFAULT_READER, Workspace
from annotator.workspace.packets import (
    HandOut,
    bring_home,
    choose,
    conflicts,
    describe,
    hand_out,
    look_at,
)
from annotator.workspace.packets.giving import everybody


def commands() -> list[click.Command]:
    """Return the command with its own commands."""
    text = tr("Hand work out as a packet, bring it home, and choose between two versions.")
    return [group("packet", text, [_out_command(), _in_command(), _show_command(), _conflicts_command()])]


def _out_command() -> click.Command:
    params = [
        project_argument(),
        Rest(["more"], metavar="[ID…]", nargs=-1),
        click.Option(
            ["--to", "target"],
            metavar="FILE",
            required=True,
            help=tr("The packet; nothing may be there yet."),
        ),
        click.Option(["--annotator"], metavar="NAME", required=True, help=tr("Whose work it will be.")),
        click.Option(
            ["--documents"],
            metavar="ID…",
            multiple=True,
            help=tr("These documents, by id or title; otherwise those that the person is to read."),
        ),
        click.Option(
            ["--sample"],
            type=click.IntRange(min=1),
            help=tr("So many documents that the person does not read yet, drawn by the seed."),
        ),
        click.Option(
            ["--seed"], type=int, default=0, help=tr("Draws the sample; the same seed draws the same.")
        ),
        click.Option(
            ["--overlap"],
            type=click.IntRange(min=0),
            help=tr("So many of the sample are documents that somebody else reads too."),
        ),
        click.Option(
            ["--reviewer"],
            metavar="NAME",
            help=tr("Who hands it out, and reviews the project from now on if nobody does."),
        ),
        new_person_option(),
    ]
    return command(
        "out", _out, tr("Make a packet: documents for one person, to be annotated elsewhere."), params
    )


def _out(
    *,
    project: str,
    more: Sequence[str],
    target: str,
    annotator: str,
    documents: Sequence[str],
    sample: int | None,
    seed: int,
    overlap: int | None,
    reviewer: str | None,
    new_person: bool,
    output: Output,
) -> None:
    if more and not documents:
        raise Misuse(tr("Documents are named behind --documents."))
    if documents and sample is not None:
        raise Misuse(tr("Of --documents and --sample only one can be chosen."))
    if overlap is not None and (sample is None or overlap > sample):
        raise Misuse(tr("--overlap is a part of --sample, and can't be more than that."))
    if Path(target).exists():
        raise InputError(
            msg("{path} exists already. Choose another place or another name.", path=target), code="E_EXISTS"
        )
    by = naming.reviewer(Path(project), reviewer, new=new_person)
    with Workspace.open(Path(project), reader=by or DEFAULT_READER) as workspace:
        people = everybody(workspace)
        (whose,) = naming.people_named(people, [annotator], new=new_person)
        wanted = HandOut(
            annotator=whose.id if whose in people else whose.name,
            documents=tuple(document_id(workspace, one) for one in (*documents, *more)),
            sample=sample,
            seed=seed,
            overlap=overlap or 0,
        )
        facts = hand_out(workspace, Path(target), wanted, review=reviewer is not None)
    output.answer(report.handed_out(facts), report.plain_facts(facts))


def _in_command() -> click.Command:
    params = [
        project_argument(),
        click.Argument(["files"], metavar="FILE…", nargs=-1, required=True),
        click.Option(["--dry-run"], is_flag=True, help=tr("Only show what would come home.")),
        click.Option(
            ["--add-labels"],
            is_flag=True,
            help=tr("Let labels, attributes and relations that the scheme lacks join it."),
        ),
    ]
    text = tr("Bring packets home, as one step; one that does not fit is refused whole, with the reason.")
    return command("in", _in, text, params)


def _in(*, project: str, files: Sequence[str], dry_run: bool, add_labels: bool, output: Output) -> int:
    paths = [Path(one) for one in files]
    coming = look_at(Path(project), paths, add_labels=add_labels, progress=output.watch())
    waiting: int | None = None
    if not dry_run:
        with Workspace.open(Path(project)) as workspace:
            coming = bring_home(workspace, coming, progress=output.watch())
            waiting = len(conflicts(workspace))
    for preview in coming.refused:
        complain(str(preview.refusal))
    output.answer(report.came_home(coming, waiting=waiting), report.plain_homecoming(coming, waiting=waiting))
    return 1 if coming.refused else 0


def _show_command() -> click.Command:
    params = [click.Argument(["file"], metavar="FILE")]
    return command("show", _show, tr("Say what a packet is, and how far the work in it is."), params)


def _show(*, file: str, output: Output) -> None:
    facts = describe(Path(file))
    output.answer(report.described(facts), report.plain_facts(facts))


def _conflicts_command() -> click.Command:
    params = [
        project_argument(),
        click.Option(
            ["--choose", "version"],
            metavar="VERSION",
            help=tr("Let this version count, by its id in the list."),
        ),
    ]
    text = tr("List what stands in two versions since it came home, or choose one of them.")
    return command("conflicts", _conflicts, text, params)


def _conflicts(*, project: str, version: str | None, output: Output) -> None:
    if version is None:
        with Workspace.look(Path(project)) as workspace:
            found = conflicts(workspace)
    else:
        with Workspace.open(Path(project)) as workspace:
            items = [one.item for one in conflicts(workspace) if any(v.id == version for v in one.versions)]
            if not items:
                raise InputError(
                    msg("No version that could be chosen is called {id}. List them first.", id=version),
                    code="E_CONFLICT",
                )
            choose(workspace, items[0], version)
            found = conflicts(workspace)
    output.answer(report.conflicting(found), [report.plain_conflict(one) for one in found])
