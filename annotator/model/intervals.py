"""Which spans touch a stretch of text, without looking at all of them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice, pairwise
from operator import eq
from typing import Final

_BLOCK = 256
# A place in one number: the start above, below it what is left of the mask without the end. Numbers sort
# by start, outer before inner, and take 8 bytes where a tuple with its parts takes 112.
_HALF: Final = 32
_MASK: Final = (1 << _HALF) - 1


class IntervalIndex:
    """Spans by id, found by the code points they cover.

    The spans stand in order (by start, outer first, then id) in blocks of a few hundred, each with the
    furthest end up to each of them, so that a query begins at the first span that can reach it. A query
    costs O(log n + what lies between that one and its end), a change the work of one block. A block never
    changes, so that copies share theirs.
    """

    __slots__ = ("_blocks", "_firsts", "_reaches")

    def __init__(self, entries: Iterable[tuple[int, int, str]] = ()) -> None:
        """Build from `(start, end, id)` triples."""
        places, ids = array("q"), []
        for start, end, key in entries:
            places.append(start << _HALF | _MASK - end)
            ids.append(key)
        order = sorted(range(len(ids)), key=places.__getitem__)
        if any(map(eq, (places[n] for n in order), (places[n] for n in islice(order, 1, None)))):
            # By id, then by place: twice by one thing takes less memory than once by pairs of both.
            order.sort(key=ids.__getitem__)
            order.sort(key=places.__getitem__)
        steps = range(0, len(order), _BLOCK)
        blocks = (order[first : first + _BLOCK] for first in steps)
        self._blocks = [
            _Block(array("q", [places[n] for n in block]), [ids[n] for n in block]) for block in blocks
        ]
        self._note()

    def _note(self) -> None:
        """Note where each block begins, and how far the blocks up to each one reach."""
        self._firsts = [block.first for block in self._blocks]
        self._reaches = list(accumulate((block.reaches[-1] for block in self._blocks), max))

    def copy(self) -> IntervalIndex:
        """Return an index of its own with the same spans; costs a few hundred pointers."""
        made = IntervalIndex()
        made._blocks = self._blocks.copy()
        made._firsts, made._reaches = self._firsts, self._reaches
        return made

    def __len__(self) -> int:
        return sum(len(block.ids) for block in self._blocks)

    def __iter__(self) -> Iterator[str]:
        """Yield all ids by start, outer first."""
        return (key for block in self._blocks for key in block.ids)

    def add(self, start: int, end: int, key: str) -> None:
        """Add the span `[start, end)` under `key`."""
        place = _place(start, end)
        if not self._blocks:
            self._settle(0, array("q", [place]), [key])
            return
        number = self._block_of(place, key)
        block = self._blocks[number]
        at = block.at(place, key)
        self._settle(
            number,
            block.places[:at] + array("q", [place]) + block.places[at:],
            [*block.ids[:at], key, *block.ids[at:]],
        )

    def remove(self, start: int, end: int, key: str) -> None:
        """Remove what `add` added.

        Raises:
            KeyError: there is no such span.
        """
        place = _place(start, end)
        number = self._block_of(place, key)
        if not self._blocks or not self._blocks[number].holds(place, key):
            raise KeyError(key)
        block = self._blocks[number]
        at = block.at(place, key)
        self._settle(number, block.places[:at] + block.places[at + 1 :], block.ids[:at] + block.ids[at + 1 :])

    def touching(self, start: int, end: int) -> list[str]:
        """Return the ids of spans that share a code point with `[start, end)`, by start, outer first.

        An empty span counts where `start <= its place < end`; an empty query asks about the code point
        behind it.
        """
        stop = max(end, start + 1) << _HALF
        # The lower half is the smaller, the farther a span reaches.
        reaches, empty_here = _MASK - start, _place(start, start)
        found: list[str] = []
        for number in range(bisect_left(self._reaches, start), len(self._blocks)):
            block = self._blocks[number]
            if block.places[0] >= stop:
                break
            before = bisect_left(block.places, stop)
            first = bisect_left(block.reaches, start, hi=before)
            found += [
                key
                for place, key in zip(block.places[first:before], block.ids[first:before], strict=True)
                if place & _MASK < reaches or place == empty_here
            ]
        return found

    def touches(self, start: int, end: int) -> bool:
        """Tell whether `touching` would find anything; costs O(log n)."""
        stop = max(end, start + 1) << _HALF
        number = bisect_left(self._firsts, (stop, "")) - 1
        if number < 0:
            return False
        block = self._blocks[number]
        before = bisect_left(block.places, stop)
        if before and block.reaches[before - 1] > start:
            return True
        if number and self._reaches[number - 1] > start:
            return True
        return self._has_empty(start)

    def _has_empty(self, position: int) -> bool:
        """Tell whether an empty span stands at a place."""
        place = _place(position, position)
        # Of a run of equal places that begins in an earlier block, some may stand in this one.
        number = bisect_right(self._firsts, (place + 1, "")) - 1
        if number < 0:
            return False
        block = self._blocks[number]
        return bisect_left(block.places, place) < bisect_right(block.places, place)

    def next_after(self, start: int, end: int, key: str) -> str | None:
        """Return the id that follows `(start, end, key)` in order, or None at the end."""
        place = _place(start, end)
        number = self._block_of(place, key)
        for block in self._blocks[number : number + 2]:
            at = block.at(place, key)
            if block.holds(place, key):
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

    def _settle(self, number: int, places: array[int], ids: list[str]) -> None:
        """Put a changed block in its place: halved if it is too long, not at all if it is empty."""
        cuts = (0, len(ids)) if len(ids) <= 2 * _BLOCK else (0, _BLOCK, len(ids))
        self._blocks[number : number + 1] = [
            _Block(places[a:b], ids[a:b]) for a, b in pairwise(cuts) if a < b
        ]
        self._note()


class _Block:
    """A few hundred spans in order. It never changes.

    Attributes:
        places, ids: of each span.
        reaches: the largest end among the spans up to each.
    """

    __slots__ = ("ids", "places", "reaches")

    def __init__(self, places: array[int], ids: list[str]) -> None:
        self.places = places
        self.ids = ids
        self.reaches = array("q", accumulate([_MASK - (place & _MASK) for place in places], max))

    @property
    def first(self) -> tuple[int, str]:
        """The first span's place and id."""
        return self.places[0], self.ids[0]

    def at(self, place: int, key: str) -> int:
        """Return where a span is or would be."""
        first = bisect_left(self.places, place)
        last = bisect_right(self.places, place, lo=first)
        return bisect_left(self.ids, key, lo=first, hi=last)

    def holds(self, place: int, key: str) -> bool:
        """Tell whether a span is here."""
        at = self.at(place, key)
        return at < len(self.ids) and self.places[at] == place and self.ids[at] == key


def _place(start: int, end: int) -> int:
    return start << _HALF | _MASK - end
