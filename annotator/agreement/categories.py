"""Kappa and alpha over the characters (or tokens) of documents: counted once, then asked for many figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from annotator.agreement.bootstrap import SEED, Tallies
from annotator.agreement.figures import Counted, Figure, Interval, Over, Reason, Undefined
from annotator.agreement.methods import Alpha, Cohen, Fleiss, Key, Method, Stats, table
from annotator.agreement.segments import Category, Pattern, narrowed, patterns
from annotator.agreement.units import Sheet, parts


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
        self._sheets = [sheet for sheet in sheets if sum(reader in sheet.readings for reader in readers) > 1]
        self._each = [patterns(sheet, self.readers, by_token=by_token) for sheet in self._sheets]

    def table(self, pair: tuple[str, str], document: str | None = None) -> Counter[tuple[Category, Category]]:
        """Return (left's category, right's category) → items."""
        left, right = map(self.readers.index, pair)
        found: Counter[tuple[Category, Category]] = Counter()
        for sheet, each in zip(self._sheets, self._each, strict=True):
            if document in (None, sheet.id):
                found.update(table(each, left, right))
        return found

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
        pairs = [pair] if pair is not None else list(combinations(self.readers, 2))
        places = [(self.readers.index(one), self.readers.index(other)) for one, other in pairs]
        return self._figure(Cohen(places), labels, document, interval=interval)

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

    def _figure(
        self, method: Method, labels: Collection[str] | None, document: str | None, *, interval: bool
    ) -> Figure:
        groups = [{self.readers[n] for n in one} for one in method.needed]
        here = [
            (sheet, each)
            for sheet, each in zip(self._sheets, self._each, strict=True)
            if document in (None, sheet.id) and any(one <= sheet.readings.keys() for one in groups)
        ]
        counted = Counted.TOKENS if self._by_token else Counted.CHARACTERS
        if not here:
            none = Undefined(Reason.NO_COMMON_DOCUMENT)
            return Figure(value=none, n=0, counted=counted, documents=0)
        tallies = Tallies([_stats(method, each, labels) for _, each in here])
        return Figure(
            value=method.value(tallies.total),
            n=sum(count for key, count in tallies.total.items() if key.what == "items"),
            counted=counted,
            documents=len(here),
            interval=self._interval(method, labels, [sheet for sheet, _ in here], tallies)
            if interval and document is None
            else None,
        )

    def _interval(
        self, method: Method, labels: Collection[str] | None, sheets: Sequence[Sheet], tallies: Tallies[Key]
    ) -> Interval | None:
        if tallies.n == 1:
            divided = [
                _stats(method, patterns(part, self.readers, by_token=self._by_token), labels)
                for part in parts(sheets[0], self.readers)
            ]
            tallies = Tallies(divided, Over.PARAGRAPHS)
        return tallies.interval(method.value, seed=self._seed)


def _stats(method: Method, counts: Mapping[Pattern, int], labels: Collection[str] | None) -> Stats:
    return method.stats(counts if labels is None else narrowed(counts, labels))
