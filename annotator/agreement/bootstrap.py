"""How far a figure would vary with other documents: percentiles over resampled documents.

A coefficient is a function of counts that add up over documents, so that a resample adds up the counts of the
documents drawn and nothing is compared again. The counts of one document stand in one large whole number, 64
bits each, so that one addition adds them all.

Source: Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapters 6 and 13.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Mapping, Sequence
from random import Random
from typing import Final, Generic, TypeVar

from annotator.agreement.figures import Interval, Over, Value, defined

TIMES: Final = 1000
"""So many resamples are drawn."""
SEED: Final = 20240229
"""Draws begin here unless somebody asks otherwise: the same figures have the same intervals."""
BLOCKS: Final = 1000
"""More documents than these are dealt into so many blocks, and blocks are drawn: their sums vary as the
documents do, and a resample of ten thousand documents costs no more than one of a thousand."""

K = TypeVar("K", bound=Hashable)


class Tallies(Generic[K]):
    """The counts of each document (or paragraph), under the same keys.

    Attributes:
        total: all added up.
        over: what each of them counts.
        n: how many there are.
    """

    def __init__(self, each: Sequence[Mapping[K, int]], over: Over = Over.DOCUMENTS) -> None:
        self.over, self.n = over, len(each)
        self.total: dict[K, int] = {}
        for one in each:
            for key, count in one.items():
                self.total[key] = self.total.get(key, 0) + count
        self._each = each
        self._drawn: dict[int, list[dict[K, int]]] = {}

    def resamples(self, seed: int = SEED) -> list[dict[K, int]]:
        """Return the counts of `TIMES` resamples, each of as many documents as there are."""
        if seed not in self._drawn:
            self._drawn[seed] = self._draw(Random(seed))  # noqa: S311 - nothing secret is drawn
        return self._drawn[seed]

    def interval(
        self, value: Callable[[Mapping[K, int]], Value], *, share: float = 0.95, seed: int = SEED
    ) -> Interval | None:
        """Return the interval of a figure.

        Args:
            value: makes the figure from counts; it is called for each resample.
            share: of the resampled figures that the interval holds.
            seed: where the draws begin.

        Returns:
            None with fewer than two documents, or where more than half of the resamples have no figure; less
            often, those without are left out.
        """
        if self.n <= 1:
            return None
        found = sorted(defined(map(value, self.resamples(seed))))
        if 2 * len(found) < TIMES:
            return None
        return Interval(
            low=percentile(found, (1 - share) / 2),
            high=percentile(found, (1 + share) / 2),
            over=self.over,
            n=self.n,
            share=share,
        )

    def _draw(self, random: Random) -> list[dict[K, int]]:
        keys = list(self.total)
        empty = [0] * len(keys)
        packed = [_packed([one.get(key, 0) for key in keys] if one else empty) for one in self._each]
        if len(packed) > BLOCKS:
            random.shuffle(packed)
            packed = [sum(packed[first::BLOCKS]) for first in range(BLOCKS)]
        width = 8 * len(keys)
        found = []
        for _ in range(TIMES):
            drawn = array("Q")
            drawn.frombytes(sum(random.choices(packed, k=len(packed))).to_bytes(width, "little"))
            found.append(dict(zip(keys, drawn, strict=True)))
        return found


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies, between two in proportion.

    Source: the default (type 7) of Hyndman & Fan 1996, doi:10.1080/00031305.1996.10473566.
    """
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _packed(counts: Sequence[int]) -> int:
    return int.from_bytes(array("Q", counts).tobytes(), "little")
