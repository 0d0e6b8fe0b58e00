"""Which document is meant, and who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from annotator.errors import InputError
from annotator.language import listed, msg, tr
from annotator.model import Annotator, new_id
from annotator.model.calling import alike, called, clean_name, told_apart
from annotator.workspace import Workspace
from annotator.workspace.packets.giving import several_called


def document_id(workspace: Workspace, wanted: str) -> str:
    """Return the id of the document that is named by its id or its title.

    Raises:
        InputError: none is called so, or several are.
    """
    if workspace.has_document(wanted):
        return wanted
    found = [one.id for one in workspace.documents() if one.title == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            msg(
                "Several documents are called “{title}”. Name one by its id: {ids}.",
                title=wanted,
                ids=", ".join(found),
            ),
            code="E_DOCUMENT",
        )
    raise InputError(
        msg("The project has no document “{title}”. hashiya documents lists them.", title=wanted),
        code="E_DOCUMENT",
    )


def person(people: Sequence[Annotator], wanted: str) -> Annotator:
    """Return who of a project's people is meant, by the name, the letter, or the id or its end.

    Raises:
        InputError: nobody is called so, or several are.
    """
    found = called(wanted, people, letters=True)
    if len(found) == 1:
        return found[0]
    if found:
        raise several_called(wanted, found, people)
    raise InputError(
        msg(
            "Nobody in the project is called {name}. There are: {names}.",
            name=wanted,
            names=listed(told_apart(one, people) for one in people) or "–",
        ),
        code="E_ANNOTATOR",
    )


def new_person_option() -> click.Option:
    """Return `--new-person`, for commands that name people who may not be in the project yet."""
    return click.Option(
        ["--new-person"],
        is_flag=True,
        help=tr("Who is named is somebody new, although somebody in the project has nearly that name."),
    )


def people_named(known: Sequence[Annotator], wanted: Iterable[str], *, new: bool) -> tuple[Annotator, ...]:
    """Return who is meant by each of some names; who is not in the project yet is somebody new.

    Args:
        known: the project's people.
        wanted: names, or what else tells people of one name apart.
        new: whoever is not in the project by this very name is somebody new, although somebody in it has
            a name that is hardly another.

    Raises:
        InputError: a name is none, several have it, or it is like somebody's and nobody said `new`.
    """
    everybody = [*known]
    found: dict[str, Annotator] = {}
    for name in wanted:
        one = _known_or_new(everybody, name, new=new)
        if one not in everybody:
            everybody.append(one)
        found[one.id] = one
    return tuple(found.values())


def _known_or_new(people: Sequence[Annotator], wanted: str, *, new: bool) -> Annotator:
    words = clean_name(wanted)
    if not words:
        raise InputError(msg("Say whose work it will be: a name of one line."), code="E_ANNOTATOR")
    found = called(words, people, letters=False)
    if len(found) > 1:
        raise several_called(words, found, people)
    if found:
        return found[0]
    if not new:
        refuse_near(people, words)
    return Annotator(id=new_id(), name=words)


def refuse_near(people: Sequence[Annotator], name: str) -> None:
    """Refuse a name that nobody has, and that is hardly told apart from somebody's.

    Raises:
        InputError: it is such a name; the message says whose, and what helps.
    """
    near = alike(name, people)
    if near and not called(name, people, letters=False):
        raise InputError(
            msg(
                "“{name}” is hardly told apart from “{other}”, who is named already. If it is the same "
                "person, write “{other}”; if it is somebody new, add --new-person.",
                name=clean_name(name),
                other=told_apart(near[0], people),
            ),
            code="E_NAME_ALIKE",
        )


def reviewer(path: Path, wanted: str | None, *, new: bool) -> str | None:
    """Return by what a workspace is opened for who reviews, an id or a new name; None if nobody is named.

    Raises:
        InputError: as `people_named`.
        ProjectFileError: the project can't be read.
    """
    if wanted is None:
        return None
    with Workspace.look(path) as workspace:
        people = workspace.annotators()
    (one,) = people_named(people, [wanted], new=new)
    return one.id if one in people else one.name
