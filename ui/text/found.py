"""The places that a search has found in the open text, as far as it has been searched."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from annotator.model import Span


class Found:
    """Places in order and apart from each other. They are added from the start of the text on.

    A hundred thousand of them take a few megabytes, and what lies in sight is found by bisection.
    """

    def __init__(self) -> None:
        self._starts, self._ends = array("q"), array("q")

    def __len__(self) -> int:
        return len(self._starts)

    def append(self, start: int, end: int) -> None:
        """Add the next place `[start, end)`."""
        self._starts.append(start)
        self._ends.append(end)

    def place(self, number: int) -> Span:
        """Return a place by its number from 0 on."""
        return Span(self._starts[number], self._ends[number])

    def between(self, start: int, end: int) -> Iterator[Span]:
        """Yield the places that share a code point with `[start, end)`."""
        for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            yield self.place(number)

    def at_or_after(self, position: int) -> int | None:
        """Return the number of the first place that begins at `position` or behind it, or None."""
        number = bisect_left(self._starts, position)
        return number if number < len(self) else None

    def number_of(self, span: Span | None) -> int | None:
        """Return the number of a place, or None: it is none of these."""
        number = None if span is None else self.at_or_after(span.start)
        return number if number is not None and self.place(number) == span else None
