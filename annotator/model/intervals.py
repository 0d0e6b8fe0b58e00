"""Which spans touch a stretch of text, without looking at all of them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

_BLOCK = 256
# A place in one number: the start above, below it what is left of the mask without the end. Numbers sort
# by start, outer before inner, and take 8 bytes where a tuple with its parts takes 112.
_HALF: Final = 32
_MASK: Final = (1 << _HALF) - 1


class IntervalIndex:
    """Spans by id, found by the code points they cover.

    The spans stand in order (by start, outer first, then id) in blocks of a few hundred, each with the
    furthest end in it, so that a query passes over the blocks that end before it. A query costs
    O(n/256 + what it finds), a change the work of one block.
    """

    def __init__(self, entries: Iterable[tuple[int, int, str]] = ()) -> None:
        """Build from `(start, end, id)` triples."""
        places, ids = array("q"), []
        for start, end, key in entries:
            places.append(_place(start, end))
            ids.append(key)
        # By id, then by place: twice by one thing takes less memory than once by pairs of both.
        order = sorted(range(len(ids)), key=ids.__getitem__)
        order.sort(key=places.__getitem__)
        steps = range(0, len(order), _BLOCK)
        blocks = (order[first : first + _BLOCK] for first in steps)
        self._blocks = [_Block([places[n] for n in block], [ids[n] for n in block]) for block in blocks]
        self._firsts = [block.first for block in self._blocks]

    def __len__(self) -> int:
        return sum(len(block.ids) for block in self._blocks)

    def __iter__(self) -> Iterator[str]:
        """Yield all ids by start, outer first."""
        return (key for block in self._blocks for key in block.ids)

    def add(self, start: int, end: int, key: str) -> None:
        """Add the span `[start, end)` under `key`."""
        place = _place(start, end)
        if not self._blocks:
            self._blocks = [_Block([], [])]
            self._firsts = [(place, key)]
        number = self._block_of(place, key)
        block = self._blocks[number]
        at = block.at(place, key)
        block.places.insert(at, place)
        block.ids.insert(at, key)
        self._settle(number)

    def remove(self, start: int, end: int, key: str) -> None:
        """Remove what `add` added.

        Raises:
            KeyError: there is no such span.
        """
        place = _place(start, end)
        number = self._block_of(place, key)
        block = self._blocks[number] if self._blocks else _Block([], [])
        at = block.at(place, key)
        if at == len(block.ids) or (block.places[at], block.ids[at]) != (place, key):
            raise KeyError(key)
        del block.places[at], block.ids[at]
        self._settle(number)

    def touching(self, start: int, end: int) -> list[str]:
        """Return the ids of spans that share a code point with `[start, end)`, by start, outer first.

        An empty span counts where `start <= its place < end`; an empty query asks about the code point
        behind it.
        """
        stop = max(end, start + 1) << _HALF
        # The lower half is the smaller, the farther a span reaches.
        reaches, empty_here = _MASK - start, _place(start, start)
        found: list[str] = []
        for block in self._blocks:
            if block.places[0] >= stop:
                break
            if block.furthest >= start:
                before = bisect_left(block.places, stop)
                found += [
                    key
                    for place, key in zip(block.places[:before], block.ids, strict=False)
                    if place & _MASK < reaches or place == empty_here
                ]
        return found

    def next_after(self, start: int, end: int, key: str) -> str | None:
        """Return the id that follows `(start, end, key)` in order, or None at the end."""
        place = _place(start, end)
        number = self._block_of(place, key)
        for block in self._blocks[number : number + 2]:
            at = block.at(place, key)
            if at < len(block.ids) and (block.places[at], block.ids[at]) == (place, key):
                at += 1
            if at < len(block.ids):
                return block.ids[at]
        return None

    def previous_before(self, start: int, end: int, key: str) -> str | None:
        """Return the id that precedes `(start, end, key)` in order, or None at the beginning."""
        place = _place(start, end)
        number = self._block_of(place, key)
        for block in reversed(self._blocks[max(0, number - 1) : number + 1]):
            at = block.at(place, key)
            if at > 0:
                return block.ids[at - 1]
        return None

    def _block_of(self, place: int, key: str) -> int:
        """Return the number of the block where a span is or would be."""
        return max(0, bisect_right(self._firsts, (place, key)) - 1)

    def _settle(self, number: int) -> None:
        """Bring the notes about a changed block up to date; halve it if it is too long, drop it if empty."""
        block = self._blocks[number]
        cuts = (0, len(block.ids)) if len(block.ids) <= 2 * _BLOCK else (0, _BLOCK, len(block.ids))
        blocks = [_Block(block.places[a:b], block.ids[a:b]) for a, b in pairwise(cuts) if a < b]
        self._blocks[number : number + 1] = blocks
        self._firsts[number : number + 1] = [made.first for made in blocks]


class _Block:
    """A few hundred spans in order.

    Attributes:
        places, ids: of each span.
        furthest: the largest end among them; -1 without any.
    """

    __slots__ = ("furthest", "ids", "places")

    def __init__(self, places: Iterable[int], ids: list[str]) -> None:
        self.places = array("q", places)
        self.ids = ids
        self.furthest = _MASK - min(map(_MASK.__and__, self.places), default=_MASK + 1)

    @property
    def first(self) -> tuple[int, str]:
        """The first span's place and id."""
        return self.places[0], self.ids[0]

    def at(self, place: int, key: str) -> int:
        """Return where a span is or would be."""
        first = bisect_left(self.places, place)
        last = bisect_right(self.places, place, lo=first)
        return bisect_left(self.ids, key, lo=first, hi=last)


def _place(start: int, end: int) -> int:
    return start << _HALF | _MASK - end
