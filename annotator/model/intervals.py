"""Which spans touch a stretch of text, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator

_BLOCK = 256


class IntervalIndex:
    """Spans by id, found by the code points they cover.

    Sorted by start, outer first, with the furthest end of each block of 256 entries, so that a query
    skips the blocks that end before it. A query costs O(n/256 + what it finds), an insertion a memory
    move and the recount of the blocks behind it. No span's length needs to be known beforehand.
    """

    def __init__(self, entries: Iterable[tuple[int, int, str]] = ()) -> None:
        """Build from `(start, end, id)` triples."""
        self._entries: list[tuple[int, int, str]] = sorted((start, -end, key) for start, end, key in entries)
        self._furthest: list[int] = []
        self._recount(0)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[str]:
        """Yield all ids by start, outer first."""
        return (key for _, _, key in self._entries)

    def add(self, start: int, end: int, key: str) -> None:
        """Add the span `[start, end)` under `key`."""
        entry = (start, -end, key)
        place = bisect_left(self._entries, entry)
        insort(self._entries, entry)
        self._recount(place // _BLOCK)

    def remove(self, start: int, end: int, key: str) -> None:
        """Remove what `add` added.

        Raises:
            KeyError: there is no such span.
        """
        entry = (start, -end, key)
        place = bisect_left(self._entries, entry)
        if place == len(self._entries) or self._entries[place] != entry:
            raise KeyError(key)
        del self._entries[place]
        self._recount(place // _BLOCK)

    def touching(self, start: int, end: int) -> list[str]:
        """Return the ids of spans that share a code point with `[start, end)`, by start, outer first.

        An empty span counts where `start <= its place < end`; an empty query finds what contains it
        strictly inside or starts there.
        """
        stop = bisect_left(self._entries, (max(end, start + 1),))
        found: list[str] = []
        for block, furthest in enumerate(self._furthest):
            first = block * _BLOCK
            if first >= stop:
                break
            if furthest < start:
                continue
            for entry_start, minus_end, key in self._entries[first : min(first + _BLOCK, stop)]:
                if -minus_end > start or (entry_start == -minus_end == start):
                    found.append(key)
        return found

    def next_after(self, start: int, end: int, key: str) -> str | None:
        """Return the id that follows `(start, end, key)` in order, or None at the end."""
        place = bisect_right(self._entries, (start, -end, key))
        return self._entries[place][2] if place < len(self._entries) else None

    def previous_before(self, start: int, end: int, key: str) -> str | None:
        """Return the id that precedes `(start, end, key)` in order, or None at the beginning."""
        place = bisect_left(self._entries, (start, -end, key))
        return self._entries[place - 1][2] if place > 0 else None

    def _recount(self, block: int) -> None:
        del self._furthest[block:]
        for first in range(block * _BLOCK, len(self._entries), _BLOCK):
            self._furthest.append(
                max(-minus_end for _, minus_end, _ in self._entries[first : first + _BLOCK])
            )
