"""Who of a project's people the person at this machine is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.editing.history import StepRecord
from annotator.model import Annotator, new_id
from annotator.model.calling import alike
from annotator.model.person import Identity, is_of_a_machine


def recognised(who: Identity | str, people: Sequence[Annotator], steps: Iterable[StepRecord]) -> Annotator:
    """Return the person as the project knows them; a new one, with a role to come, if it does not.

    An id says more than a name. By the name alone nobody is taken for somebody who has come from another
    machine; who is known by a name only, as on the command line, is whoever bears it, or has it for an id.

    Args:
        who: the person at the machine, or only a name or an id.
        people: of the project.
        steps: that have been taken: who has left no reading may have taken some.
    """
    if isinstance(who, str):
        who = Identity(name=who or "me", ids=(), own=new_id())
    known = {one.id: one for one in people}
    ids = who.ids or (who.name,)
    found = next((known[one] for one in ids if one in known), None)
    if found is None:
        named = {one.name: one for one in reversed(people) if _may_be(one.id, who)}
        found = next((named[name] for name in who.names if name in named), None)
    if found is not None:
        return found
    return Annotator(id=_earlier(who, steps), name=who.name)


def namesakes(reader: Annotator, people: Iterable[Annotator]) -> tuple[Annotator, ...]:
    """Return the others of a project who are called as the reader is, or hardly otherwise."""
    return tuple(one for one in alike(reader.name, people) if one.id != reader.id)


def _may_be(person_id: str, who: Identity) -> bool:
    return not who.ids or not is_of_a_machine(person_id)


def _earlier(who: Identity, steps: Iterable[StepRecord]) -> str:
    """Return the id under which the person has taken steps before, else the one by which they join."""
    authors = {step.author: step.author_name for step in steps if step.author is not None}
    by_id = (one for one in who.ids if one in authors)
    by_name = (one for one, name in authors.items() if name in who.names and _may_be(one, who))
    return next(by_id, next(by_name, who.own))
