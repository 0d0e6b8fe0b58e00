"""Revisions from what a replica's log tells. Every copy of the log makes the very same ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, MutableMapping, Sequence

from annotator.model import Item, ItemRevision, Written
from annotator.model.items import ASIDE, PART_BITS
from annotator.model.twins import alike_elsewhere, same_as
from annotator.team.branches import Branches
from annotator.team.twins import by_twin, is_disputed

_NOTHING = Branches()


def derived(
    log: Iterable[Written],
    there: MutableMapping[str, Branches],
    past: MutableMapping[str, list[ItemRevision]],
) -> Iterator[ItemRevision]:
    """Yield the revisions that entries of the log make, in its order.

    An entry starts from what the replica showed of its item. Only the past of the item and of its twins
    decides: so documents can be derived apart from each other, and copies of a file that are derived at
    different times agree.

    Whoever goes on with an item goes on with its twins too: they are made to say that it stands for them. So
    none of them comes up when it is taken away.

    Args:
        log: the entries, oldest first.
        there: the branches of items that are known; brought up to date.
        past: all revisions of these items; the new ones are added.
    """
    twins = by_twin(there)
    numbers: Counter[tuple[str, int]] = Counter()
    for written in log:
        item = written.item
        branches = there.get(item, _NOTHING)
        if not written.is_news:
            there[item] = _showing(branches, written, past.get(item, []))
            continue
        if item in twins:
            yield from _yielding(written, twins.pop(item), there, past, numbers)
        revision, there[item] = branches.written(written)
        past.setdefault(item, []).append(revision)
        yield revision


def _yielding(
    written: Written,
    twins: Iterable[str],
    there: MutableMapping[str, Branches],
    past: MutableMapping[str, list[ItemRevision]],
    numbers: Counter[tuple[str, int]],
) -> Iterator[ItemRevision]:
    """Let the twins of what an entry is about say that it stands for them."""
    value = same_as(Item.of(written.item).id)
    entry = written.number >> PART_BITS
    for twin in twins:
        number = (entry << PART_BITS) + ASIDE + numbers[written.origin, entry]
        numbers[written.origin, entry] += 1
        says = Written(written.origin, number, twin, written.author, written.at, "", value)
        revision, there[twin] = there[twin].yielded(says, alike=not is_disputed(there, twin))
        past.setdefault(twin, []).append(revision)
        yield revision


def _showing(branches: Branches, written: Written, past: Sequence[ItemRevision]) -> Branches:
    """Return the branches where the latest revision that says so is shown.

    What an undone homecoming leaves is what was shown before it: an earlier revision, or nothing. What was
    shown may have been carried over to another text, or led to a twin, so that none says exactly so.
    """
    alike = [one for one in past if one.value == written.value and one.text == written.text]
    if not alike and written.value is not None:
        kind = Item.of(written.item).kind
        alike = [one for one in past if alike_elsewhere(kind, one.value, written.value)]
    latest = max(alike, key=lambda one: one.rank, default=None)
    return Branches(branches.heads, None if latest is None else latest.id)
