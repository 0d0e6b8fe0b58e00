"""What somebody's choice between versions makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.model import Item, ItemRevision, Written
from annotator.model.twins import same_as
from annotator.team.branches import Branches
from annotator.team.twins import is_disputed


def choice(there: Mapping[str, Branches], family: Sequence[str], written: Written) -> list[ItemRevision]:
    """Return the revisions by which somebody chooses what an item says, made from all of its versions.

    Those that the item stands for say so from now on: their versions have been chosen between, too.

    Args:
        there: the branches of all items.
        family: the item, and those that it stands for (`twins.families`).
        written: what was chosen; its number is the first that is free in its step.
    """
    first, *others = family
    (*more, last) = there[first].heads
    made = []
    if more or (last.value, last.text) != (written.value, written.text):
        made.append(there[first].settled(written)[0])
    value = same_as(Item.of(first).id)
    waiting = [one for one in others if there[one].led is not None or is_disputed(there, one)]
    for number, name in enumerate(waiting, start=written.number + 1):
        says = Written(written.origin, number, name, written.author, written.at, "", value)
        made.append(there[name].settled(says)[0])
    return made
