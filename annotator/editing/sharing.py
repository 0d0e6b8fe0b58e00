"""Documents drawn at random and shared out among people. The same seed always draws the same.

Chance comes from SHA-256 of the seed and an id, and not from Python's generator: so what is drawn depends
neither on the version of Python nor on the order in which documents stand.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from annotator.model import Assignment


def drawn(ids: Sequence[str], count: int, seed: int) -> tuple[str, ...]:
    """Return `count` of the ids, or all if there are fewer, drawn by `seed`, in the order of `ids`."""
    lots = sorted(ids, key=lambda one: _lot(seed, one))
    chosen = set(lots[: max(count, 0)])
    return tuple(one for one in ids if one in chosen)


def every(ids: Sequence[str], nth: int, first: int = 1) -> tuple[str, ...]:
    """Return every `nth` of the ids, from the place `first` on, counted from 1."""
    return tuple(ids[max(first, 1) - 1 :: max(nth, 1)])


def share_out(
    documents: Iterable[str],
    people: Sequence[str],
    readers: int,
    seed: int,
    *,
    there: Iterable[Assignment] = (),
) -> tuple[Assignment, ...]:
    """Give each document to as many people as shall read it, so that all get nearly as many.

    Whoever has the fewest gets the next; `seed` decides between equals and the order of the documents. If
    nobody has any yet, the numbers differ by one at the most.

    Args:
        documents: the ids of what is shared out.
        people: the ids of those who read.
        readers: how many shall read each document; as many as there are, if they are fewer.
        seed: any number; another one gives other pairs.
        there: what is given already: it counts, and is not given twice.

    Returns:
        The assignments to be added.
    """
    people = tuple(dict.fromkeys(people))
    there = tuple(there)
    has = {(one.document_id, one.annotator_id) for one in there}
    load = Counter(dict.fromkeys(people, 0))
    load.update(one.annotator_id for one in there if one.annotator_id in load)
    given: list[Assignment] = []
    for document in sorted(dict.fromkeys(documents), key=lambda one: _lot(seed, one)):
        missing = readers - sum((document, one) in has for one in people)
        free = [one for one in people if (document, one) not in has]
        free.sort(key=lambda one: (load[one], _lot(seed, document, one)))
        for one in free[: max(missing, 0)]:
            given.append(Assignment(document_id=document, annotator_id=one))
            load[one] += 1
    return tuple(given)


def _lot(seed: int, *ids: str) -> bytes:
    return hashlib.sha256("\n".join([str(seed), *ids]).encode()).digest()
