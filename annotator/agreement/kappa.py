"""Kappa: agreement about categories beyond what chance would bring, for two readers and for several.

Cohen's kappa gives each of two readers a chance distribution of their own; Fleiss' gives several readers one
in common. Items are characters or tokens (`segments.py` says what the category of one is), or whatever else a
table counts. The same kappa for one label alone asks of each item only whether the label is there.

kappa = (observed - expected) / (1 - expected); undefined where expected = 1: everybody used one category.

Source: Cohen 1960, doi:10.1177/001316446002000104; Fleiss 1971, doi:10.1037/h0031619.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from annotator.agreement.figures import Reason, Undefined, Value

C = TypeVar("C", bound=Hashable)


def cohen(table: Mapping[tuple[C, C], int]) -> Value:
    """Return Cohen's kappa of a table (left category, right category) → items."""
    left: Counter[C] = Counter()
    right: Counter[C] = Counter()
    agreed = 0
    for (one, other), count in table.items():
        left[one] += count
        right[other] += count
        if one == other:
            agreed += count
    return cohen_of(agreed, left, right)


def cohen_of(agreed: int, left: Mapping[C, int], right: Mapping[C, int]) -> Value:
    """Return Cohen's kappa of how many items two readers agree about, and what each put where."""
    n = sum(left.values())
    chance = sum(count * right.get(one, 0) for one, count in left.items())
    return beyond_chance(agreed * n, chance, n * n)


def fleiss(items: Mapping[tuple[C, ...], int] | Iterable[Sequence[C]]) -> Value:
    """Return Fleiss' kappa of items, each with the categories that its readers gave it.

    Args:
        items: categories of an item → how many such items there are, or the items one by one. Every item has
            as many readers, who need not be the same ones.

    Raises:
        ValueError: items have different numbers of readers, or fewer than two.
    """
    counts: Mapping[tuple[C, ...], int] = (
        items if isinstance(items, Mapping) else Counter(tuple(item) for item in items)
    )
    readers = {len(item) for item in counts}
    if len(readers) > 1 or readers & {0, 1}:
        message = f"every item needs as many readers, and two at least, not {sorted(readers)}"
        raise ValueError(message)
    width = max(readers, default=0)
    agreed, marks = marks_of(counts)
    return fleiss_of(agreed, marks, width)


def marks_of(items: Mapping[tuple[C, ...], int]) -> tuple[int, Counter[C]]:
    """Return how many ordered pairs of equal marks the items have, and how often each mark was given."""
    marks: Counter[C] = Counter()
    agreed = 0
    for item, count in items.items():
        for value, times in Counter(item).items():
            marks[value] += times * count
            agreed += times * (times - 1) * count
    return agreed, marks


def fleiss_of(agreed: int, marks: Mapping[C, int], readers: int) -> Value:
    """Return Fleiss' kappa of what `marks_of` returns, of items with so many readers."""
    n = sum(marks.values())
    # Observed is agreed / (n * (readers - 1)), expected is chance / n²; both here over n² * (readers - 1).
    chance = sum(times * times for times in marks.values())
    return beyond_chance(agreed * n, chance * (readers - 1), n * n * (readers - 1))


def beyond_chance(observed: int, expected: int, whole: int) -> Value:
    """Return (observed - expected) / (whole - expected), from whole numbers over one denominator."""
    if not whole:
        return Undefined(Reason.NOTHING)
    if expected == whole:
        return Undefined(Reason.NO_VARIATION)
    return (observed - expected) / (whole - expected)
