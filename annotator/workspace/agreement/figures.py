"""From what is compared to the figures, each made once from counts that are shared."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from annotator.agreement import Categories, Figure, Sheet, SpanF1
from annotator.agreement.unitizing import UnitizingAlpha
from annotator.workspace.agreement.request import MATCHINGS, OF_TWO, UNITIZINGS, Measure

Pair = tuple[str, str]


class Coefficients:
    """The measures of some readers over some documents, counted when they are first asked for.

    Args:
        sheets: the documents.
        readers: who is compared.
        layers: label → layer.
        by_token: whether kappa and alpha count tokens.
    """

    def __init__(
        self,
        sheets: Sequence[Sheet],
        readers: Sequence[str],
        layers: Mapping[str, str],
        *,
        by_token: bool,
    ) -> None:
        self._sheets, self._readers, self._layers = sheets, tuple(readers), layers
        self._by_token = by_token
        self._f1: dict[Measure, SpanF1] = {}
        self._unitized: dict[frozenset[str] | None, UnitizingAlpha] = {}

    def figure(
        self, measure: Measure, labels: frozenset[str] | None = None, document: str | None = None
    ) -> Figure:
        """Return a figure of all, of some labels, or of one document, which has no interval."""
        if measure in MATCHINGS:
            return self._counted(measure).figure(labels=labels, document=document)
        if measure in UNITIZINGS:
            return self._unitizing(labels).figure(UNITIZINGS[measure], document)
        if measure is Measure.KAPPA:
            return self.categories.cohen(labels=labels, document=document)
        if measure is Measure.FLEISS:
            return self.categories.fleiss(labels, document)
        return self.categories.alpha(labels, document)

    def of_pairs(self, measures: Collection[Measure]) -> dict[Pair, dict[Measure, Figure]]:
        """Return the measures of two for each two of the readers, without intervals."""
        found: dict[Pair, dict[Measure, Figure]] = {}
        for pair in combinations(self._readers, 2):
            found[pair] = {}
            for one in Measure:
                if one in MATCHINGS and one in measures:
                    found[pair][one] = self._counted(one).figure(pair, interval=False)
                elif one in OF_TWO and one in measures:
                    found[pair][one] = self.categories.cohen(pair, interval=False)
        return found

    @cached_property
    def categories(self) -> Categories:
        """What each reader has at each character, or token."""
        return Categories(self._sheets, self._readers, by_token=self._by_token)

    def labels(self) -> set[str]:
        """Return the labels that anybody used."""
        return {unit[2] for sheet in self._sheets for one in sheet.readings.values() for unit in one.units}

    def _counted(self, measure: Measure) -> SpanF1:
        if measure not in self._f1:
            pairs = list(combinations(self._readers, 2))
            self._f1[measure] = SpanF1(self._sheets, pairs, MATCHINGS[measure], self._layers)
        return self._f1[measure]

    def _unitizing(self, labels: frozenset[str] | None) -> UnitizingAlpha:
        if labels not in self._unitized:
            self._unitized[labels] = UnitizingAlpha(self._sheets, self._readers, labels)
        return self._unitized[labels]
