"""F1 of pairs of readers, from counts of what both, the left and the right one have."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from annotator.agreement.figures import F1, Counted, Reason, Undefined, Value, mean, ratio
from annotator.agreement.paired import Paired
from annotator.agreement.units import Sheet


class Part(StrEnum):
    """Whose count it is."""

    MATCHED = "matched"
    LEFT = "left"
    RIGHT = "right"


class Key(NamedTuple):
    """What is counted: a pair of readers by number, a name (of a label, a layer, a type), and whose."""

    pair: int
    name: str
    part: Part


Hits: TypeAlias = tuple[Counter[str], Counter[str], Counter[str]]
"""By name: matched, left, right."""


class PairF1(Paired[Key]):
    """F1 of spans or relations: counted once, then asked for many figures.

    Attributes:
        counted: what the N of a figure counts.
    """

    counted: Counted = Counted.SPANS

    @abstractmethod
    def _hits(self, sheets: Collection[Sheet], pair: tuple[str, str]) -> Hits:
        """Count what a pair has in documents that both have read."""

    def names(self) -> list[str]:
        """Return the labels (or layers, or types) that anybody used, in order."""
        return sorted({key.name for key in self._tallies.total})

    def _figure(
        self,
        pair: tuple[str, str] | None,
        names: Collection[str] | None,
        document: str | None,
        *,
        interval: bool,
    ) -> F1:
        asked = self._asked(pair, document)
        if not asked.documents:
            return _nothing_common(self.counted)
        kept = self.names() if names is None else frozenset(names)
        # Made once, since every resample is asked for them.
        keys = [[[Key(n, name, part) for name in kept] for part in Part] for n in asked.pairs]

        def value(counts: Mapping[Key, int]) -> Value:
            return mean([_f1(*_sums(counts, some)) for some in keys])

        sums = [_sums(asked.counts, some) for some in keys]
        matched, left, right = (sum(one) for one in zip(*sums, strict=True))
        return F1(
            value=value(asked.counts),
            precision=mean([ratio(one[0], one[2]) for one in sums]),
            recall=mean([ratio(one[0], one[1]) for one in sums]),
            matched=matched,
            left=left,
            right=right,
            n=left + right,
            counted=self.counted,
            documents=asked.documents,
            interval=self._tallies.interval(value, seed=self._seed)
            if interval and document is None
            else None,
        )

    def _count(self, sheets: Iterable[Sheet]) -> dict[Key, int]:
        found: dict[Key, int] = {}
        here = list(sheets)
        for n, (one, other) in enumerate(self.pairs):
            read = [sheet for sheet in here if one in sheet.readings and other in sheet.readings]
            for part, counts in zip(Part, self._hits(read, (one, other)), strict=True):
                for name, count in counts.items():
                    found[Key(n, name, part)] = count
        return found


def _sums(counts: Mapping[Key, int], keys: Iterable[Iterable[Key]]) -> tuple[int, int, int]:
    """Return the sums of what is matched, left and right."""
    matched, left, right = (sum([counts.get(key, 0) for key in part]) for part in keys)
    return matched, left, right


def _f1(matched: int, left: int, right: int) -> Value:
    return ratio(2 * matched, left + right)


def _nothing_common(counted: Counted) -> F1:
    none = Undefined(Reason.NO_COMMON_DOCUMENT)
    return F1(
        value=none, precision=none, recall=none, matched=0, left=0, right=0, n=0, counted=counted, documents=0
    )
