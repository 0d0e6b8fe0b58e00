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
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import Final, NamedTuple

from annotator.agreement.alignment import match
from annotator.agreement.bootstrap import SEED, Tallies
from annotator.agreement.figures import F1, Counted, Over, Reason, Undefined, Value, mean, ratio
from annotator.agreement.units import Sheet, Unit, parts


class Matching(StrEnum):
    """When two spans count as the same; the module says what each means."""

    EXACT = "exact"
    OVERLAP = "overlap"
    CHARACTERS = "characters"
    SPAN = "span"


class Part(StrEnum):
    """Whose count it is."""

    MATCHED = "matched"
    LEFT = "left"
    RIGHT = "right"


class Key(NamedTuple):
    """What is counted: a pair of readers by number, a label (for SPAN a layer), and whose."""

    pair: int
    label: str
    part: Part


Hits = tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]]
"""By label (for SPAN by layer): matched, left, right."""


def hits(left: Sequence[Unit], right: Sequence[Unit], matching: Matching, layers: Mapping[str, str]) -> Hits:
    """Count what two readers of one document have in common.

    Args:
        left: the spans of one.
        right: the spans of the other.
        matching: when spans count as the same.
        layers: label → layer; a label that is missing is a layer of its own.
    """
    return _COUNTERS[matching](left, right, layers)


def _exact(left: Sequence[Unit], right: Sequence[Unit], _: Mapping[str, str]) -> Hits:
    return _common(left, right)


def _span(left: Sequence[Unit], right: Sequence[Unit], layers: Mapping[str, str]) -> Hits:
    return _common(_in_layers(left, layers), _in_layers(right, layers))


def _in_layers(units: Iterable[Unit], layers: Mapping[str, str]) -> list[Unit]:
    return [Unit(start, end, layers.get(label, label)) for start, end, label in units]


def _common(left: Sequence[Unit], right: Sequence[Unit]) -> Hits:
    """Count what is equal, as often as both have it."""
    one, other = set(left), set(right)
    if len(one) == len(left) and len(other) == len(right):
        both: Iterable[Unit] = one & other
    else:
        both = (Counter(left) & Counter(right)).elements()
    return (
        Counter([unit[2] for unit in both]),
        Counter([unit[2] for unit in left]),
        Counter([unit[2] for unit in right]),
    )


def _overlap(left: Sequence[Unit], right: Sequence[Unit], _: Mapping[str, str]) -> Hits:
    both, lefts, rights = _common(left, right)
    found = Counter(both)
    rest_left, rest_right = by_label(rest(left, right)), by_label(rest(right, left))
    for label in rest_left.keys() & rest_right.keys():
        pairs = match(rest_left[label], rest_right[label])
        found[label] += sum(one.left is not None and one.right is not None for one in pairs)
    return found, lefts, rights


def _characters(left: Sequence[Unit], right: Sequence[Unit], _: Mapping[str, str]) -> Hits:
    lefts = {label: union(units) for label, units in by_label(left).items()}
    rights = {label: union(units) for label, units in by_label(right).items()}
    return (
        {label: common_length(lefts[label], rights[label]) for label in lefts.keys() & rights.keys()},
        {label: sum([end - start for start, end in ranges]) for label, ranges in lefts.items()},
        {label: sum([end - start for start, end in ranges]) for label, ranges in rights.items()},
    )


_COUNTERS: Final[Mapping[Matching, Callable[[Sequence[Unit], Sequence[Unit], Mapping[str, str]], Hits]]] = {
    Matching.EXACT: _exact,
    Matching.OVERLAP: _overlap,
    Matching.CHARACTERS: _characters,
    Matching.SPAN: _span,
}


def rest(units: Sequence[Unit], others: Sequence[Unit]) -> list[Unit]:
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
    """Return the ranges that units cover, in order, apart from each other."""
    found: list[tuple[int, int]] = []
    reach = -1
    for start, end, _ in sorted(units):
        if start > reach:
            found.append((start, end))
            reach = end
        elif end > reach:
            found[-1] = (found[-1][0], end)
            reach = end
    return found


def common_length(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> int:
    """Return how many characters two unions have in common."""
    if left == right:
        return sum([end - start for start, end in left])
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


class SpanF1:
    """F1 of one kind over documents and pairs of readers: counted once, then asked for many figures."""

    def __init__(
        self,
        sheets: Sequence[Sheet],
        pairs: Sequence[tuple[str, str]],
        matching: Matching,
        layers: Mapping[str, str],
        *,
        seed: int = SEED,
    ) -> None:
        """Count.

        Args:
            sheets: the documents.
            pairs: which reader is compared with which.
            matching: when two spans count as the same.
            layers: label → layer.
            seed: where the bootstrap's draws begin.
        """
        self.matching, self.pairs, self._layers, self._seed = matching, tuple(pairs), layers, seed
        self._sheets = [
            sheet
            for sheet in sheets
            if any(one in sheet.readings and other in sheet.readings for one, other in pairs)
        ]
        self._each = [self._count(sheet) for sheet in self._sheets]
        self._tallies = (
            Tallies(self._of_parts(), Over.PARAGRAPHS) if len(self._sheets) == 1 else Tallies(self._each)
        )

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
        pairs = range(len(self.pairs)) if pair is None else [self.pairs.index(pair)]
        kept = self._kept(labels)
        here = [
            (sheet, each)
            for sheet, each in zip(self._sheets, self._each, strict=True)
            if document in (None, sheet.id) and any(self._has(sheet, n) for n in pairs)
        ]
        if not here:
            return _nothing_common(self._counted)
        if document is None and len(pairs) == len(self.pairs):
            total: Mapping[Key, int] = self._tallies.total
        else:
            total = Tallies([each for _, each in here]).total

        def value(counts: Mapping[Key, int]) -> Value:
            return mean([_f1(*_sums(counts, n, kept)) for n in pairs])

        sums = [_sums(total, n, kept) for n in pairs]
        matched, left, right = (sum(one) for one in zip(*sums, strict=True))
        return F1(
            value=value(total),
            precision=mean([ratio(one[0], one[2]) for one in sums]),
            recall=mean([ratio(one[0], one[1]) for one in sums]),
            matched=matched,
            left=left,
            right=right,
            n=left + right,
            counted=self._counted,
            documents=len(here),
            interval=self._tallies.interval(value, seed=self._seed)
            if interval and document is None
            else None,
        )

    def labels(self) -> list[str]:
        """Return the labels (for SPAN the layers) that anybody used, in order."""
        return sorted({key.label for key in self._tallies.total})

    @property
    def _counted(self) -> Counted:
        return Counted.CHARACTERS if self.matching is Matching.CHARACTERS else Counted.SPANS

    def _kept(self, labels: Collection[str] | None) -> frozenset[str]:
        if labels is None:
            return frozenset(self.labels())
        if self.matching is Matching.SPAN:
            return frozenset(self._layers.get(label, label) for label in labels)
        return frozenset(labels)

    def _has(self, sheet: Sheet, pair: int) -> bool:
        left, right = self.pairs[pair]
        return left in sheet.readings and right in sheet.readings

    def _count(self, sheet: Sheet) -> dict[Key, int]:
        found: dict[Key, int] = {}
        for n, (one, other) in enumerate(self.pairs):
            if one in sheet.readings and other in sheet.readings:
                counted = hits(
                    sheet.readings[one].units, sheet.readings[other].units, self.matching, self._layers
                )
                for part, counts in zip(Part, counted, strict=True):
                    for label, count in counts.items():
                        found[Key(n, label, part)] = count
        return found

    def _of_parts(self) -> list[dict[Key, int]]:
        readers = set(chain.from_iterable(self.pairs))
        return [self._count(part) for part in parts(self._sheets[0], readers)]


def _sums(counts: Mapping[Key, int], pair: int, labels: Iterable[str]) -> tuple[int, int, int]:
    matched = left = right = 0
    for label in labels:
        matched += counts.get(Key(pair, label, Part.MATCHED), 0)
        left += counts.get(Key(pair, label, Part.LEFT), 0)
        right += counts.get(Key(pair, label, Part.RIGHT), 0)
    return matched, left, right


def _f1(matched: int, left: int, right: int) -> Value:
    return ratio(2 * matched, left + right)


def _nothing_common(counted: Counted) -> F1:
    none = Undefined(Reason.NO_COMMON_DOCUMENT)
    return F1(
        value=none, precision=none, recall=none, matched=0, left=0, right=0, n=0, counted=counted, documents=0
    )
