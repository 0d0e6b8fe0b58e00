"""Krippendorff's alpha: agreement beyond chance for any number of readers, some of whom may be missing.

alpha = 1 - observed disagreement / expected disagreement, over pairs of values given to the same item by
different readers. An item with fewer than two values pairs nothing and is left out.

Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability",
https://repository.upenn.edu/asc_papers/43.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from enum import StrEnum
from math import lcm
from typing import TypeAlias, TypeVar, cast

from annotator.agreement.figures import Reason, Undefined, Value

C = TypeVar("C", bound=Hashable)
Items: TypeAlias = Mapping[tuple[C | None, ...], int]


class Level(StrEnum):
    """How far apart two values are."""

    NOMINAL = "nominal"
    """Equal or not."""
    ORDINAL = "ordinal"
    """By how many values given lie between them in order."""
    INTERVAL = "interval"
    """By the square of their difference."""


def coincidences(items: Items[C], most: int = 0) -> Counter[tuple[C, C]]:
    """Count how often two values meet in an item, in both orders.

    Each item of m values weighs 1 / (m - 1) a pair, so that each of its values counts once.

    Args:
        items: the values of an item, None where a reader gave none → how many such items there are.
        most: how many readers there can be; counts of different documents add up only if it is the same.

    Returns:
        Counts times the least common multiple of 1 … most - 1, which makes them whole numbers and changes no
        coefficient.
    """
    fine = fineness(max(most, max(map(len, items), default=0)))
    found: Counter[tuple[C, C]] = Counter()
    for item, count in items.items():
        given = Counter(value for value in item if value is not None)
        width = given.total()
        if width <= 1:
            continue
        weight = count * fine // (width - 1)
        for one, times in given.items():
            for other, others in given.items():
                pairs = times * (others - (one == other))
                if pairs:
                    found[one, other] += pairs * weight
    return found


def alpha(items: Items[C], level: Level = Level.NOMINAL) -> Value:
    """Return alpha of items: the values of each, None where a reader gave none → how many such there are."""
    width = max(map(len, items), default=0)
    found = coincidences(items, width)
    if level is Level.NOMINAL:
        return nominal(found, fineness(width))
    # At the other levels values are numbers.
    return _weighted(cast("Counter[tuple[float, float]]", found), fineness(width), level)


def nominal(met: Mapping[tuple[C, C], int], fine: int = 1) -> Value:
    """Return nominal alpha of coincidences, which are `fine` times what they should be."""
    values: Counter[C] = Counter()
    agreed = 0
    for (one, other), count in met.items():
        values[one] += count
        if one == other:
            agreed += count
    return nominal_of(agreed, values, fine)


def nominal_of(agreed: int, values: Mapping[C, int], fine: int = 1) -> Value:
    """Return nominal alpha of how many coincidences are agreements, and how often each value occurs in all.

    Both are `fine` times what they should be.
    """
    n = sum(values.values())
    if not n:
        return Undefined(Reason.NOTHING)
    differ = n * n - sum(count * count for count in values.values())
    if not differ:
        return Undefined(Reason.NO_VARIATION)
    # n values in all: the expected disagreement draws two of them without putting the first one back.
    return 1 - (n - agreed) * (n - fine) / differ


def _weighted(met: Mapping[tuple[float, float], int], fine: int, level: Level) -> Value:
    values: Counter[float] = Counter()
    for (one, _), count in met.items():
        values[one] += count
    n = values.total()
    if not n:
        return Undefined(Reason.NOTHING)
    distance = _ordinal(values) if level is Level.ORDINAL else _interval
    observed = sum(count * distance(one, other) for (one, other), count in met.items())
    expected = sum(a * b * distance(one, other) for one, a in values.items() for other, b in values.items())
    if not expected:
        return Undefined(Reason.NO_VARIATION)
    return 1 - observed * (n - fine) / expected


def _interval(one: float, other: float) -> float:
    return (one - other) ** 2


def _ordinal(values: Mapping[float, int]) -> Callable[[float, float], float]:
    """Return the distance of two ranks: all values from one to the other, the two themselves by half."""
    before: dict[float, float] = {}
    passed = 0
    for value in sorted(values):
        before[value] = passed + values[value] / 2
        passed += values[value]
    return lambda one, other: (before[one] - before[other]) ** 2


def fineness(readers: int) -> int:
    """Return by how much coincidences of so many readers are multiplied to be whole numbers."""
    return lcm(*range(1, max(readers, 2)))
