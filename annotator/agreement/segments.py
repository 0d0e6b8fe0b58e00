"""The categories of a reading: the stretches of text that have one, each with what it is.

The category of a character in a reading is the set of labels of the spans that cover it, written as their
codes in order with "|" between; `OUTSIDE` where none does. So nested and stacked spans need no choice of one
label, and two readers agree about a character only if they put it under the same labels. The category of a
token is that of all labels that cover any character of it. Spans of no width cover nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final, TypeAlias

from annotator.agreement.units import Unit

_PLACE: Final = itemgetter(0)

OUTSIDE: Final = ""
"""The category of what no span covers."""

Category: TypeAlias = str
Segment: TypeAlias = tuple[int, int, Category]


def segments(units: Iterable[Unit]) -> Sequence[Segment]:
    """Return the stretches that spans cover, in order, cut at each end of a span, each with its category."""
    events: list[tuple[int, bool, str]] = []
    for start, end, label in units:
        if start < end:
            events += ((start, True, label), (end, False, label))
    events.sort(key=_PLACE)
    found: list[Segment] = []
    open_ones: list[str] = []
    at = 0
    for place, opens, label in events:
        if place > at:
            if open_ones:
                found.append((at, place, category(tuple(open_ones))))
            at = place
        if opens:
            open_ones.append(label)
        else:
            open_ones.remove(label)
    return found


def pieces(units: Iterable[Unit]) -> list[int]:
    """Return how long each of the segments of spans is, in order, in code points."""
    changes: dict[int, int] = {}
    before = changes.get
    for start, end, _ in units:
        if start < end:
            changes[start] = before(start, 0) + 1
            changes[end] = before(end, 0) - 1
    found: list[int] = []
    at = deep = 0
    for place, change in sorted(changes.items()):
        if deep:
            found.append(place - at)
        at = place
        deep += change
    return found


@lru_cache(maxsize=4096)
def category(labels: tuple[str, ...]) -> Category:
    """Return the category of what these labels cover."""
    return labels[0] if len(labels) == 1 else "|".join(sorted(set(labels)))


@lru_cache(maxsize=4096)
def labels_of(of: Category) -> frozenset[str]:
    """Return the labels in a category."""
    return frozenset(of.split("|")) if of else frozenset()
