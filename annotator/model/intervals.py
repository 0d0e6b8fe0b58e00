"""Which spans touch a stretch of text, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from operator import itemgetter

_BLOCK = 256

_Entry = tuple[int, int, str]
"""Start, minus the end, id: sorts by start, outer before inner."""


class IntervalIndex:
    """Spans by id, found by the code points they cover.

    The spans stand in order (by start, outer first) in blocks of a few hundred, each with the furthest
    end in it, so that a query passes over the blocks that end before it. A query costs O(n/256 + what it
    finds), a change the work of one block.
    """

    def __init__(self, entries: Iterable[tuple[int, int, str]] = ()) -> None:
        """Build from `(start, end, id)` triples."""
        ordered = sorted((start, -end, key) for start, end, key in entries)
        self._blocks = [ordered[first : first + _BLOCK] for first in range(0, len(ordered), _BLOCK)]
        self._firsts = [block[0] for block in self._blocks]
        self._furthest = [_furthest(block) for block in self._blocks]

    def __len__(self) -> int:
        return sum(len(block) for block in self._blocks)

    def __iter__(self) -> Iterator[str]:
        """Yield all ids by start, outer first."""
        return (key for block in self._blocks for _, _, key in block)

    def add(self, start: int, end: int, key: str) -> None:
        """Add the span `[start, end)` under `key`."""
        entry = (start, -end, key)
        if not self._blocks:
            self._blocks, self._firsts, self._furthest = [[entry]], [entry], [end]
            return
        number = self._block_of(entry)
        insort(self._blocks[number], entry)
        self._settle(number)

    def remove(self, start: int, end: int, key: str) -> None:
        """Remove what `add` added.

        Raises:
            KeyError: there is no such span.
        """
        entry = (start, -end, key)
        number = self._block_of(entry)
        block = self._blocks[number] if self._blocks else []
        place = bisect_left(block, entry)
        if place == len(block) or block[place] != entry:
            raise KeyError(key)
        del block[place]
        self._settle(number)

    def touching(self, start: int, end: int) -> list[str]:
        """Return the ids of spans that share a code point with `[start, end)`, by start, outer first.

        An empty span counts where `start <= its place < end`; an empty query asks about the code point
        behind it.
        """
        stop = (max(end, start + 1),)
        found: list[str] = []
        for block, first, furthest in zip(self._blocks, self._firsts, self._furthest, strict=True):
            if first >= stop:
                break
            if furthest >= start:
                found += [
                    key
                    for entry_start, minus_end, key in block[: bisect_left(block, stop)]
                    if -minus_end > start or entry_start == -minus_end == start
                ]
        return found

    def next_after(self, start: int, end: int, key: str) -> str | None:
        """Return the id that follows `(start, end, key)` in order, or None at the end."""
        entry = (start, -end, key)
        number = self._block_of(entry)
        for block in self._blocks[number : number + 2]:
            place = bisect_right(block, entry)
            if place < len(block):
                return block[place][2]
        return None

    def previous_before(self, start: int, end: int, key: str) -> str | None:
        """Return the id that precedes `(start, end, key)` in order, or None at the beginning."""
        entry = (start, -end, key)
        number = self._block_of(entry)
        for block in reversed(self._blocks[max(0, number - 1) : number + 1]):
            place = bisect_left(block, entry)
            if place > 0:
                return block[place - 1][2]
        return None

    def _block_of(self, entry: _Entry) -> int:
        """Return the number of the block where `entry` is or would be."""
        return max(0, bisect_right(self._firsts, entry) - 1)

    def _settle(self, number: int) -> None:
        """Bring the notes about a changed block up to date; halve it if it is too long, drop it if empty."""
        block = self._blocks[number]
        pieces = [block] if len(block) <= 2 * _BLOCK else [block[:_BLOCK], block[_BLOCK:]]
        pieces = [piece for piece in pieces if piece]
        self._blocks[number : number + 1] = pieces
        self._firsts[number : number + 1] = [piece[0] for piece in pieces]
        self._furthest[number : number + 1] = [_furthest(piece) for piece in pieces]


def _furthest(block: list[_Entry]) -> int:
    minus_end: int = min(map(itemgetter(1), block))
    return -minus_end
