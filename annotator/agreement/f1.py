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
from operator import itemgetter
from typing import Final, TypeAlias

from annotator.agreement.alignment import match
from annotator.agreement.bootstrap import SEED
from annotator.agreement.figures import F1, Counted
from annotator.agreement.patterns import Pattern, Patterns
from annotator.agreement.scores import Hits, PairF1
from annotator.agreement.segments import labels_of
from annotator.agreement.units import Sheet, Unit

_LABEL: Final = itemgetter(2)


class Matching(StrEnum):
    """When two spans count as the same; the module says what each means."""

    EXACT = "exact"
    OVERLAP = "overlap"
    CHARACTERS = "characters"
    SPAN = "span"


Couple: TypeAlias = tuple[Sequence[Unit], Sequence[Unit]]
"""The spans of two readers of one document."""


def hits(couples: Iterable[Couple], matching: Matching, layers: Mapping[str, str]) -> Hits:
    """Count what two readers have in common, span by span: all matchings but CHARACTERS.

    Args:
        couples: their spans in each document.
        matching: when spans count as the same.
        layers: label → layer; a label that is missing is a layer of its own.
    """
    if matching is Matching.SPAN:
        couples = [(_in_layers(left, layers), _in_layers(right, layers)) for left, right in couples]
    matched: list[str] = []
    lefts: list[str] = []
    rights: list[str] = []
    for left, right in couples:
        ones = set(left)
        both: Collection[Unit] = ones.intersection(right)
        if len(ones) < len(left):
            both = list((Counter(left) & Counter(right)).elements())
        matched += map(_LABEL, both)
        lefts += map(_LABEL, left)
        rights += map(_LABEL, right)
        if matching is Matching.OVERLAP and len(both) < min(len(left), len(right)):
            matched += _overlapping(_without(left, both), _without(right, both))
    return Counter(matched), Counter(lefts), Counter(rights)


def covered(counts: Mapping[Pattern, int]) -> Hits:
    """Count the characters that two readers cover in common, by label, from patterns of their categories."""
    found: Hits = Counter(), Counter(), Counter()
    matched, lefts, rights = found
    for pattern, count in counts.items():
        left, right = (labels_of(one) if one else frozenset() for one in pattern)
        for label in left:
            lefts[label] += count
        for label in right:
            rights[label] += count
        for label in left & right:
            matched[label] += count
    return found


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


def _without(units: Iterable[Unit], others: Iterable[Unit]) -> list[Unit]:
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
        self._patterns: dict[tuple[str, str], Patterns] = {}
        if matching is Matching.CHARACTERS:
            self.counted = Counted.CHARACTERS
            sheets = list(sheets)
            self._patterns = {pair: Patterns(sheets, pair) for pair in pairs}
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
        if pair in self._patterns:
            return covered(self._patterns[pair].of(sheets))
        one, other = pair
        return hits(
            [(sheet.readings[one].units, sheet.readings[other].units) for sheet in sheets],
            self.matching,
            self._layers,
        )
