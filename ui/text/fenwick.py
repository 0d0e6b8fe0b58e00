"""Sums that stay cheap while their terms change: where a paragraph begins, and which one is at a height."""

from __future__ import annotations

from array import array
from collections.abc import Iterable


class Fenwick:
    """A list of numbers, none negative, that knows the sum of any beginning of itself in O(log n).

    Source: P. Fenwick, "A new data structure for cumulative frequency tables", 1994.

    Args:
        values: the numbers to begin with; making the tree costs O(n).
    """

    __slots__ = ("_length", "_sums", "_top")

    def __init__(self, values: Iterable[float]) -> None:
        self._sums = array("d", [0.0])
        self._sums.extend(values)
        self._length = len(self._sums) - 1
        for i in range(1, self._length + 1):
            parent = i + (i & -i)
            if parent <= self._length:
                self._sums[parent] += self._sums[i]
        self._top = 1 << max(self._length.bit_length() - 1, 0)

    def __len__(self) -> int:
        return self._length

    def add(self, index: int, delta: float) -> None:
        """Add `delta` to the number at `index`."""
        i = index + 1
        while i <= self._length:
            self._sums[i] += delta
            i += i & -i

    def before(self, index: int) -> float:
        """Return the sum of the first `index` numbers; `before(len(self))` is the sum of all."""
        i = index
        total = 0.0
        while i > 0:
            total += self._sums[i]
            i -= i & -i
        return total

    def find(self, amount: float) -> int:
        """Return the largest index with `before(index) <= amount`; 0 for a negative amount.

        With `amount >= before(len(self))` that is `len(self)`, which is no number of the list.
        """
        index, step = 0, self._top
        while step:
            following = index + step
            if following <= self._length and self._sums[following] <= amount:
                index = following
                amount -= self._sums[following]
            step >>= 1
        return index
