"""Documents and the pairs of readers who are compared in them, with counts that add up."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from annotator.agreement.bootstrap import SEED, Sample, Tallies
from annotator.agreement.figures import Interval, Value
from annotator.agreement.units import Sheet

K = TypeVar("K", bound=Hashable)


class Asked(NamedTuple, Generic[K]):
    """What a figure is made of.

    Attributes:
        pairs: the numbers of the pairs of readers.
        documents: how many documents one of them at least has read.
        counts: of these documents.
    """

    pairs: Sequence[int]
    documents: int
    counts: Mapping[K, int]


class Paired(ABC, Generic[K]):
    """Counts over documents and pairs of readers: made once, then asked for many figures.

    Attributes:
        pairs: which reader is compared with which.
    """

    def __init__(
        self, sheets: Iterable[Sheet], pairs: Sequence[tuple[str, str]], *, seed: int = SEED
    ) -> None:
        """Count.

        Args:
            sheets: the documents; those that no pair has read are left out.
            pairs: which reader is compared with which.
            seed: where the bootstrap's draws begin.
        """
        self.pairs, self._seed = tuple(pairs), seed
        self._sheets = {sheet.id: sheet for sheet in sheets if self._pairs_in(sheet)}
        self._tallies = self._tallied()

    @abstractmethod
    def _count(self, sheets: Iterable[Sheet]) -> Mapping[K, int]:
        """Count in some documents."""

    def _tallied(self) -> Tallies[K]:
        sample = Sample.of(list(self._sheets.values()), {reader for pair in self.pairs for reader in pair})
        return Tallies([self._count(group) for group in sample.groups], sample)

    def _asked(self, pair: tuple[str, str] | None, document: str | None) -> Asked[K]:
        """Return what a figure of a pair (None: all) and a document (None: all) is made of."""
        pairs = range(len(self.pairs)) if pair is None else [self.pairs.index(pair)]
        sheets = [
            sheet
            for sheet in (self._sheets.values() if document is None else [self._sheets.get(document)])
            if sheet is not None
        ]
        documents = sum(not self._pairs_in(sheet).isdisjoint(pairs) for sheet in sheets)
        # Of one document, what its paragraphs add up to can differ: two borders may meet between them.
        whole = document is None and len(sheets) != 1
        return Asked(pairs, documents, self._tallies.total if whole else self._count(sheets))

    def _interval(
        self, value: Callable[[Mapping[K, int]], Value], document: str | None, *, interval: bool
    ) -> Interval | None:
        """Return the interval of a figure where one is asked for; that of one document has none."""
        return self._tallies.interval(value, seed=self._seed) if interval and document is None else None

    def _pairs_in(self, sheet: Sheet) -> frozenset[int]:
        """Return the numbers of the pairs that have both read a document."""
        return frozenset(
            n
            for n, (one, other) in enumerate(self.pairs)
            if one in sheet.readings and other in sheet.readings
        )
