"""Kappa and alpha over the characters (or tokens) of documents: counted once, then asked for many figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from annotator.agreement.bootstrap import SEED, Sample, Tallies
from annotator.agreement.figures import Counted, Figure, Interval, Reason, Undefined
from annotator.agreement.methods import Alpha, Cohen, Fleiss, Method, Observed, Stats, table
from annotator.agreement.patterns import Pattern, Patterns, narrowed
from annotator.agreement.segments import Category
from annotator.agreement.units import Sheet


class Categories:
    """What each of several readers has at each character (or token) of some documents."""

    def __init__(
        self, sheets: Sequence[Sheet], readers: Sequence[str], *, by_token: bool = False, seed: int = SEED
    ) -> None:
        """Count.

        Args:
            sheets: the documents.
            readers: who is compared.
            by_token: whether the items are tokens.
            seed: where the bootstrap's draws begin.
        """
        self.readers, self._by_token, self._seed = tuple(readers), by_token, seed
        self._sheets = {
            sheet.id: sheet for sheet in sheets if sum(reader in sheet.readings for reader in readers) > 1
        }
        self._patterns = Patterns(self._sheets.values(), readers, by_token=by_token)
        self._sample = Sample.of(list(self._sheets.values()), readers)
        self._each = [self._patterns.of(group) for group in self._sample.groups]
        self._total: Counter[Pattern] = Counter()
        for each in self._each:
            self._total.update(each)

    def table(self, pair: tuple[str, str], document: str | None = None) -> Counter[tuple[Category, Category]]:
        """Return (left's category, right's category) → items."""
        left, right = map(self.readers.index, pair)
        counts = self._total if document is None else self._patterns.of(self._only(document))
        return table(counts, left, right)

    def cohen(
        self,
        pair: tuple[str, str] | None = None,
        labels: Collection[str] | None = None,
        document: str | None = None,
        *,
        interval: bool = True,
    ) -> Figure:
        """Return Cohen's kappa of a pair, or the mean of all pairs' kappas and their items together.

        Args:
            pair: whom to compare; None: each with each.
            labels: as if there were only these; None: all.
            document: only this one; it has no interval.
            interval: whether to resample.
        """
        return self._figure(Cohen(self._places(pair)), labels, document, interval=interval)

    def observed(
        self,
        pair: tuple[str, str] | None = None,
        labels: Collection[str] | None = None,
        document: str | None = None,
        *,
        interval: bool = True,
    ) -> Figure:
        """Return the share of items with the same category; see `cohen`."""
        return self._figure(Observed(self._places(pair)), labels, document, interval=interval)

    def fleiss(
        self, labels: Collection[str] | None = None, document: str | None = None, *, interval: bool = True
    ) -> Figure:
        """Return Fleiss' kappa over the documents that all of the readers have read; see `cohen`."""
        return self._figure(Fleiss(len(self.readers)), labels, document, interval=interval)

    def alpha(
        self, labels: Collection[str] | None = None, document: str | None = None, *, interval: bool = True
    ) -> Figure:
        """Return nominal alpha over the documents that two of the readers at least have read; see `cohen`."""
        return self._figure(Alpha(len(self.readers)), labels, document, interval=interval)

    def _places(self, pair: tuple[str, str] | None) -> list[tuple[int, int]]:
        pairs = [pair] if pair is not None else combinations(self.readers, 2)
        return [(self.readers.index(one), self.readers.index(other)) for one, other in pairs]

    def _figure(
        self, method: Method, labels: Collection[str] | None, document: str | None, *, interval: bool
    ) -> Figure:
        groups = [{self.readers[n] for n in one} for one in method.needed]
        sheets = self._sheets.values() if document is None else self._only(document)
        documents = sum(any(one <= sheet.readings.keys() for one in groups) for sheet in sheets)
        counted = Counted.TOKENS if self._by_token else Counted.CHARACTERS
        if not documents:
            none = Undefined(Reason.NO_COMMON_DOCUMENT)
            return Figure(value=none, n=0, counted=counted, documents=0)
        total = _stats(method, self._total if document is None else self._patterns.of(sheets), labels)
        return Figure(
            value=method.value(total),
            n=sum(count for key, count in total.items() if key.what == "items"),
            counted=counted,
            documents=documents,
            interval=self._interval(method, labels) if interval and document is None else None,
        )

    def _interval(self, method: Method, labels: Collection[str] | None) -> Interval | None:
        each = [_stats(method, one, labels) for one in self._each]
        return Tallies(each, self._sample).interval(method.value, seed=self._seed)

    def _only(self, document: str) -> list[Sheet]:
        return [self._sheets[document]] if document in self._sheets else []


def _stats(method: Method, counts: Mapping[Pattern, int], labels: Collection[str] | None) -> Stats:
    return method.stats(counts if labels is None else narrowed(counts, labels))
