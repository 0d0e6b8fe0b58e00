"""`hashiya assign`: who reads what, shared out evenly, and how far everybody is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final

import click

from annotator.cli import naming
from annotator.cli.naming import new_person_option
from annotator.cli.shapes import Rest, command, project_argument
from annotator.cli.terminal import Output, table
from annotator.cli.usage import Misuse
from annotator.errors import InputError
from annotator.language import isolate, listed, msg, msgn, tr, trn
from annotator.model import Annotator, Role, State
from annotator.model.calling import told_apart
from annotator.model.sigla import in_order, sigla
from annotator.team.matrix import Cell, Matrix, matrix
from annotator.team.plan import plan
from annotator.workspace import DEFAULT_READER, Workspace
from annotator.workspace.packets import readers_matrix
from annotator.workspace.packets.giving import Give, everybody

_MARKS: Final = {
    State.NEW: "○",
    State.IN_PROGRESS: "◐",
    State.FINISHED: "●",
    State.REVIEWED: "●",
    State.IGNORED: "×",
}


def commands() -> list[click.Command]:
    """Return the command."""
    params = [
        project_argument(),
        Rest(["more"], metavar="[NAME…]", nargs=-1),
        click.Option(
            ["--readers"],
            type=click.IntRange(min=1),
            help=tr(
                "How many people shall read each document; without it, only show the plan that there is."
            ),
        ),
        click.Option(
            ["--annotators"],
            metavar="NAME…",
            multiple=True,
            help=tr("Among whom; otherwise all annotators of the project. Who is not in it joins it."),
        ),
        click.Option(
            ["--seed"], type=int, default=0, help=tr("Shares out by chance; the same seed shares out alike.")
        ),
        click.Option(
            ["--reviewer"],
            metavar="NAME",
            help=tr("Who plans it, and reviews the project from now on if nobody does."),
        ),
        new_person_option(),
        click.Option(["--dry-run"], is_flag=True, help=tr("Only show what would be planned.")),
    ]
    text = tr("Plan who reads what: every document so many readers, everybody nearly as many documents.")
    return [command("assign", _assign, text, params)]


def _assign(
    *,
    project: str,
    more: Sequence[str],
    readers: int | None,
    annotators: Sequence[str],
    seed: int,
    reviewer: str | None,
    new_person: bool,
    dry_run: bool,
    output: Output,
) -> None:
    if more and not annotators:
        raise Misuse(tr("People are named behind --annotators."))
    if annotators and readers is None:
        raise Misuse(tr("--annotators needs --readers: how many of them shall read each document."))
    if readers is None:
        with Workspace.look(Path(project)) as workspace:
            people = in_order(workspace.annotators())
            _answer(readers_matrix(workspace, people), {one.id for one in people}, 0, output)
        return
    opened = Workspace.look if dry_run else Workspace.open
    by = naming.reviewer(Path(project), reviewer, new=new_person)
    with opened(Path(project), reader=by or DEFAULT_READER) as workspace:
        people = _people(workspace, (*annotators, *more), readers, new=new_person)
        documents = [one.id for one in workspace.documents()]
        given = plan(documents, people, readers, seed, there=workspace.assignments())
        if dry_run:
            output.remark(tr("Nothing has been written."))
        else:
            name = msg("Plan who reads what")
            workspace.perform(Give(people=people, assignments=given, name=name, review=reviewer is not None))
        there = {*workspace.assignments(), *given}
        columns = in_order((*workspace.annotators(), *people))
        joined = {one.id for one in workspace.annotators()}
        _answer(matrix(workspace.documents(), columns, there), joined, len(given), output)


def _people(workspace: Workspace, names: Sequence[str], readers: int, *, new: bool) -> tuple[Annotator, ...]:
    """Return the people among whom documents are shared out: as many as shall read each, or more.

    Raises:
        InputError: they are fewer.
    """
    known = everybody(workspace)
    if names:
        found = naming.people_named(known, names, new=new)
    else:
        people = workspace.annotators()
        found = tuple(one for one in people if one.role is Role.ANNOTATOR) or people
    if not found:
        raise Misuse(tr("Nobody is in the project yet. Name people with --annotators."))
    if len(found) < readers:
        raise InputError(
            msgn(
                "Each document shall have {readers} readers, and there is {count} person: {names}. "
                "Name more people with --annotators, or ask for fewer readers.",
                "Each document shall have {readers} readers, and there are {count} people: {names}. "
                "Name more people with --annotators, or ask for fewer readers.",
                len(found),
                readers=readers,
                names=listed(told_apart(one, (*known, *found)) for one in found),
            ),
            code="E_TOO_FEW_READERS",
        )
    return found


def _answer(whole: Matrix, joined: Collection[str], given: int, output: Output) -> None:
    found = whole.of_readers()
    letter_of = sigla(whole.people)
    letters = [letter_of[one.id] for one in found.people]
    lines = []
    for place, (letter, person) in enumerate(zip(letters, found.people, strict=True)):
        documents, done = found.column(place)
        name = isolate(told_apart(person, whole.people))
        count = trn("{count} document", "{count} documents", documents)
        lines.append(f"{letter}  {name}: {tr(', ').join([count, tr('{done} done', done=done)])}")
    rows = [[*(_mark(cell) for cell in row.cells), isolate(row.title)] for row in found.rows]
    if rows and letters:
        lines += ["", table([*letters, tr("title")], rows)]
    if given:
        lines.append(trn("{count} new assignment.", "{count} new assignments.", given))
    output.answer("\n".join(lines) or tr("Nobody is in the project yet."), _plain(found, joined, given))


def _mark(cell: Cell) -> str:
    """Return how far a reading is in one character: "○" is assigned and not begun, "·" neither."""
    if cell.state is None:
        return "○" if cell.assigned else "·"
    return _MARKS[cell.state]


def _plain(found: Matrix, joined: Collection[str], given: int) -> dict[str, Any]:
    return {
        "new": given,
        "people": [
            {
                "id": person.id if person.id in joined else None,
                "name": person.name,
                "documents": found.column(place)[0],
                "done": found.column(place)[1],
            }
            for place, person in enumerate(found.people)
        ],
        "documents": [
            {
                "id": row.document_id,
                "title": row.title,
                "readers": [
                    {
                        "name": person.name,
                        "assigned": cell.assigned,
                        "state": None if cell.state is None else cell.state.value,
                        "spans": cell.spans,
                    }
                    for person, cell in zip(found.people, row.cells, strict=True)
                    if not cell.is_empty
                ],
            }
            for row in found.rows
        ],
    }
