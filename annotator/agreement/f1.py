"""Span F1 between two readers: how much of what either found the other found as well.

```
EXACT        same start, end and label
OVERLAP      same label and at least one common character; as many pairs as can be, each span in one
CHARACTERS   characters covered with the same label; nested spans of one label cover a character once
SPAN         same start and end in the same layer, whatever the label
```
F1 = 2·matched / (left + right), the same whoever stands left: it is Dice's coefficient, and positive specific
agreement. Kappa approaches it as what nobody marked grows without bounds, which is why it needs no count of
that.

Source: Hripcsak & Rothschild 2005, doi:10.1197/jamia.M1733.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from operator import itemgetter
from typing import Final, TypeAlias

from annotator.agreement.alignment import match
from annotator.agreement.bootstrap import SEED
from annotator.agreement.figures import F1, Counted
from annotator.agreement.scores import Hits, PairF1
from annotator.agreement.units import Sheet, Unit

_LABEL: Final = itemgetter(2)
_BY_LABEL: Final = itemgetter(2, 0, 1)


class Matching(StrEnum):
    """When two spans count as the same; the module says what each means."""

    EXACT = "exact"
    OVERLAP = "overlap"
    CHARACTERS = "characters"
    SPAN = "span"


Couple: TypeAlias = tuple[Sequence[Unit], Sequence[Unit]]
"""The spans of two readers of one document."""


def hits(couples: Iterable[Couple], matching: Matching, layers: Mapping[str, str]) -> Hits:
    """Count what two readers have in common.

    Args:
        couples: their spans in each document.
        matching: when spans count as the same.
        layers: label → layer; a label that is missing is a layer of its own.
    """
    if matching is Matching.CHARACTERS:
        return _characters(couples)
    if matching is Matching.SPAN:
        couples = [(_in_layers(left, layers), _in_layers(right, layers)) for left, right in couples]
    matched: list[str] = []
    lefts: list[str] = []
    rights: list[str] = []
    for left, right in couples:
        one, other = set(left), set(right)
        if len(one) == len(left) and len(other) == len(right):
            both: Collection[Unit] = one & other
            without = _without
        else:
            both = list((Counter(left) & Counter(right)).elements())
            without = _without_each
        matched += map(_LABEL, both)
        lefts += map(_LABEL, left)
        rights += map(_LABEL, right)
        if matching is Matching.OVERLAP and len(both) < min(len(left), len(right)):
            matched += _overlapping(without(left, both), without(right, both))
    return Counter(matched), Counter(lefts), Counter(rights)


def _in_layers(units: Iterable[Unit], layers: Mapping[str, str]) -> list[Unit]:
    return [Unit(start, end, layers.get(label, label)) for start, end, label in units]


def _overlapping(left: Sequence[Unit], right: Sequence[Unit]) -> Iterator[str]:
    """Yield the label of each pair that the alignment finds among the spans of that label."""
    rights = by_label(right)
    for label, ones in by_label(left).items():
        others = rights.get(label)
        if others:
            for pair in match(ones, others):
                if pair.left is not None and pair.right is not None:
                    yield label


def _characters(couples: Iterable[Couple]) -> Hits:
    found: Hits = Counter(), Counter(), Counter()
    matched, lefts, rights = found
    for left, right in couples:
        apart = [_add_covered(left, lefts), _add_covered(right, rights)]
        if all(apart):
            # What both have alike needs no looking at.
            both = set(left) & set(right)
            _add_lengths(both, matched)
            left, right = _without(left, both), _without(right, both)  # noqa: PLW2901 - the same, but for that
        others = by_label(right)
        for label, ones in by_label(left).items():
            if label in others:
                matched[label] += common_length(union(ones), union(others[label]))
    return found


def _add_covered(units: Sequence[Unit], to: Counter[str]) -> bool:
    """Add how many characters units cover, by label; tell whether none overlaps another of its label."""
    apart = _is_apart(units)
    if apart:
        _add_lengths(units, to)
    else:
        for label, ones in by_label(units).items():
            to[label] += covered(union(ones))
    return apart


def _add_lengths(units: Iterable[Unit], to: Counter[str]) -> None:
    for start, end, label in units:
        to[label] += end - start


def _is_apart(units: Iterable[Unit]) -> bool:
    """Tell whether no two units of one label overlap."""
    ordered = sorted(units, key=_BY_LABEL)
    return all(one[1] <= other[0] or one[2] != other[2] for one, other in pairwise(ordered))


def _without(units: Iterable[Unit], others: Collection[Unit]) -> list[Unit]:
    """Return those units that are not among the others, none of which occurs twice."""
    return [unit for unit in units if unit not in others]


def _without_each(units: Iterable[Unit], others: Iterable[Unit]) -> list[Unit]:
    """Return those units that the others have not, each as many times as it is missing there."""
    theirs = Counter(others)
    found = []
    for unit in units:
        if theirs[unit] > 0:
            theirs[unit] -= 1
        else:
            found.append(unit)
    return found


def by_label(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    """Return the units with each label, as they come."""
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        found[unit[2]].append(unit)
    return found


def union(units: Iterable[Unit]) -> list[tuple[int, int]]:
    """Return the ranges that units cover, in order; those that overlap are one, those that meet are two."""
    found: list[tuple[int, int]] = []
    reach = -1
    for start, end, _ in sorted(units):
        if start >= reach:
            found.append((start, end))
            reach = end
        elif end > reach:
            found[-1] = (found[-1][0], end)
            reach = end
    return found


def covered(ranges: Iterable[tuple[int, int]]) -> int:
    """Return how many characters a union covers."""
    return sum([end - start for start, end in ranges])


def common_length(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> int:
    """Return how many characters two unions have in common."""
    if left == right:
        return covered(left)
    total, n, m = 0, 0, 0
    while n < len(left) and m < len(right):
        common = min(left[n][1], right[m][1]) - max(left[n][0], right[m][0])
        if common > 0:
            total += common
        if left[n][1] <= right[m][1]:
            n += 1
        else:
            m += 1
    return total


class SpanF1(PairF1):
    """Span F1 of one kind over documents and pairs of readers: counted once, then asked for many figures."""

    def __init__(
        self,
        sheets: Iterable[Sheet],
        pairs: Sequence[tuple[str, str]],
        matching: Matching,
        layers: Mapping[str, str],
        *,
        seed: int = SEED,
    ) -> None:
        """Count.

        Args:
            sheets: the documents; those that no pair has read are left out.
            pairs: which reader is compared with which.
            matching: when two spans count as the same.
            layers: label → layer; a label that is missing is a layer of its own.
            seed: where the bootstrap's draws begin.
        """
        self.matching, self._layers = matching, layers
        if matching is Matching.CHARACTERS:
            self.counted = Counted.CHARACTERS
        super().__init__(sheets, pairs, seed=seed)

    def figure(
        self,
        pair: tuple[str, str] | None = None,
        labels: Collection[str] | None = None,
        document: str | None = None,
        *,
        interval: bool = True,
    ) -> F1:
        """Return the figure of a pair, some labels, a document, or of all of these.

        Args:
            pair: one of the pairs; None: the mean of the pairs' F1, and their counts together.
            labels: only these; None: all. Where SPAN is counted, labels stand for their layers.
            document: only this one; it has no interval.
            interval: whether to resample.
        """
        if labels is not None and self.matching is Matching.SPAN:
            labels = {self._layers.get(label, label) for label in labels}
        return self._figure(pair, labels, document, interval=interval)

    def _hits(self, sheets: Collection[Sheet], pair: tuple[str, str]) -> Hits:
        one, other = pair
        return hits(
            [(sheet.readings[one].units, sheet.readings[other].units) for sheet in sheets],
            self.matching,
            self._layers,
        )
