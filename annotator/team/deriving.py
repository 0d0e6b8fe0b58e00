"""Revisions from what a replica's log tells. Every copy of the log makes the very same ones."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping

from annotator.model import ItemRevision, Written
from annotator.team.branches import Branches

_NOTHING = Branches()


def derived(
    log: Iterable[Written],
    there: MutableMapping[str, Branches],
    past: MutableMapping[str, list[ItemRevision]],
) -> list[ItemRevision]:
    """Return the revisions that entries of the log make, in its order.

    An entry starts from what the replica showed of its item. Only the item's own past decides: so items
    can be derived apart from each other, and copies of a file that are derived at different times agree.

    Args:
        log: the entries, oldest first.
        there: the branches of items that are known; brought up to date.
        past: all revisions of these items; the new ones are added.
    """
    made: list[ItemRevision] = []
    for written in log:
        item = written.item
        branches = there.get(item, _NOTHING)
        if written.is_news:
            revision, there[item] = branches.written(written)
            past.setdefault(item, []).append(revision)
            made.append(revision)
        else:
            there[item] = _showing(branches, written, past.get(item, ()))
    return made


def _showing(branches: Branches, written: Written, past: Iterable[ItemRevision]) -> Branches:
    """Return the branches where the latest revision that says so is shown.

    What an undone homecoming leaves is what was shown before it: an earlier revision, or nothing.
    """
    alike = [one for one in past if one.value == written.value and one.text == written.text]
    latest = max(alike, key=lambda one: one.rank, default=None)
    return Branches(branches.heads, None if latest is None else latest.id)
