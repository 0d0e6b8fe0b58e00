"""How far a figure would vary with other documents: percentiles over resampled documents.

A coefficient is a function of counts that add up over documents, so that a resample adds up the counts of the
documents drawn and nothing is compared again. The counts of one document stand in one large whole number, 64
bits each, so that one addition adds them all.

Source: Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapters 6 and 13.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Final, Generic, TypeVar

from annotator.agreement.figures import Interval, Over, Value, defined
from annotator.agreement.units import Sheet, parts

TIMES: Final = 1000
"""So many resamples are drawn."""
SEED: Final = 20240229
"""Draws begin here unless somebody asks otherwise: the same figures have the same intervals."""
BLOCKS: Final = 1000
"""More documents, or paragraphs, than these are dealt into so many blocks, and blocks are drawn: their sums
vary as the documents' do, and a resample of ten thousand documents costs no more than one of a thousand."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Documents in the groups that are drawn together.

    Attributes:
        groups: a document each, or a block of documents, or a paragraph of the only document.
        over: what is drawn.
        n: how many documents or paragraphs there are.
    """

    groups: Sequence[Sequence[Sheet]]
    over: Over
    n: int

    @classmethod
    def of(cls, sheets: Sequence[Sheet], readers: Collection[str]) -> Sample:
        """Return documents as they are drawn; counts of the groups add up to those of the documents.

        Args:
            sheets: the documents.
            readers: whose spans are not to be cut where a single document is divided.
        """
        if len(sheets) == 1:
            divided = [[part] for part in parts(sheets[0], readers)]
            return cls(groups=divided, over=Over.PARAGRAPHS, n=len(divided))
        dealt = list(sheets)
        if len(dealt) > BLOCKS:
            Random(SEED).shuffle(dealt)  # noqa: S311 - nothing secret is drawn
        groups = [dealt[first::BLOCKS] for first in range(min(BLOCKS, len(dealt)))]
        return cls(groups=groups, over=Over.DOCUMENTS, n=len(dealt))


class Tallies(Generic[K]):
    """The counts of each group of a sample, under the same keys.

    Attributes:
        total: all added up.
    """

    def __init__(self, each: Sequence[Mapping[K, int]], sample: Sample) -> None:
        self._sample = sample
        self.total: dict[K, int] = {}
        for one in each:
            for key, count in one.items():
                self.total[key] = self.total.get(key, 0) + count
        self._each = each
        self._drawn: dict[int, list[dict[K, int]]] = {}

    def resamples(self, seed: int = SEED) -> list[dict[K, int]]:
        """Return the counts of `TIMES` resamples, each of as many groups as there are."""
        if seed not in self._drawn:
            self._drawn[seed] = self._draw(seed)
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
            None with fewer than two documents (or paragraphs), or where more than half of the resamples have
            no figure; resamples without one are left out otherwise.
        """
        if self._sample.n <= 1:
            return None
        found = sorted(defined(map(value, self.resamples(seed))))
        if 2 * len(found) < TIMES:
            return None
        return Interval(
            low=percentile(found, (1 - share) / 2),
            high=percentile(found, (1 + share) / 2),
            over=self._sample.over,
            n=self._sample.n,
            share=share,
        )

    def _draw(self, seed: int) -> list[dict[K, int]]:
        keys = list(self.total)
        packed = [_packed([one.get(key, 0) for key in keys]) for one in self._each]
        if len(packed) > BLOCKS:  # paragraphs: documents are dealt into blocks before they are counted
            Random(SEED).shuffle(packed)  # noqa: S311 - nothing secret is drawn
            packed = [sum(packed[first::BLOCKS]) for first in range(BLOCKS)]
        width = 8 * len(keys)
        found = []
        for places in _drawn_places(len(packed), TIMES, seed):
            drawn = array("Q")
            drawn.frombytes(sum(map(packed.__getitem__, places)).to_bytes(width, "little"))
            found.append(dict(zip(keys, drawn, strict=True)))
        return found


@lru_cache(maxsize=4)
def _drawn_places(n: int, times: int, seed: int) -> Sequence[Sequence[int]]:
    """Return which of `n` groups each resample draws; all figures over as many of them draw the same."""
    random = Random(seed)  # noqa: S311 - nothing secret is drawn
    # 32 random bits a group, of which the remainder is as good as even: n is a thousand at most.
    return [
        array("H", [bits % n for bits in array("I", random.randbytes(4 * n))]) if n else array("H")
        for _ in range(times)
    ]


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
