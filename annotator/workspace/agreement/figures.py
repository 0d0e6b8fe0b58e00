"""From what is compared to the figures, each made once from counts that are shared."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from annotator.agreement import Categories, Figure, Sheet, SpanF1
from annotator.agreement.borders import BorderSimilarity
from annotator.agreement.gamma import gamma
from annotator.agreement.unitizing import UnitizingAlpha
from annotator.agreement.unitizing_2004 import alpha_u_2004
from annotator.workspace.agreement.request import MATCHINGS, UNITIZINGS, Measure

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
        if measure in {Measure.U_2004, Measure.GAMMA}:
            return self._uncounted(measure, labels, document)
        ask = self._borders.figure if measure is Measure.BORDER else self.categories.cohen
        if measure in {Measure.FLEISS, Measure.ALPHA}:
            of_all = self.categories.fleiss if measure is Measure.FLEISS else self.categories.alpha
            return of_all(labels, document)
        return ask(labels=labels, document=document)

    def of_pairs(self, measures: Collection[Measure]) -> dict[Pair, dict[Measure, Figure]]:
        """Return the measures of two for each two of the readers, without intervals."""
        found: dict[Pair, dict[Measure, Figure]] = {}
        for pair in combinations(self._readers, 2):
            found[pair] = {}
            for one in Measure:
                if one in MATCHINGS and one in measures:
                    found[pair][one] = self._counted(one).figure(pair, interval=False)
                elif one is Measure.BORDER and one in measures:
                    found[pair][one] = self._borders.figure(pair, interval=False)
                elif one is Measure.KAPPA and one in measures:
                    found[pair][one] = self.categories.cohen(pair, interval=False)
        return found

    @cached_property
    def categories(self) -> Categories:
        """What each reader has at each character, or token."""
        return Categories(self._sheets, self._readers, by_token=self._by_token)

    @cached_property
    def _by_id(self) -> dict[str, Sheet]:
        return {sheet.id: sheet for sheet in self._sheets}

    @cached_property
    def _borders(self) -> BorderSimilarity:
        return BorderSimilarity(self._sheets, list(combinations(self._readers, 2)))

    def _uncounted(self, measure: Measure, labels: frozenset[str] | None, document: str | None) -> Figure:
        """Return a figure whose counts don't add up over documents; gamma is of one document only."""
        here = self._sheets if document is None else [self._by_id[document]]
        if measure is Measure.U_2004:
            return alpha_u_2004(here, self._readers, labels)
        (sheet,) = here
        return gamma(sheet if labels is None else sheet.only(labels), self._readers)

    def _counted(self, measure: Measure) -> SpanF1:
        if measure not in self._f1:
            pairs = list(combinations(self._readers, 2))
            self._f1[measure] = SpanF1(self._sheets, pairs, MATCHINGS[measure], self._layers)
        return self._f1[measure]

    def _unitizing(self, labels: frozenset[str] | None) -> UnitizingAlpha:
        if labels not in self._unitized:
            self._unitized[labels] = UnitizingAlpha(self._sheets, self._readers, labels)
        return self._unitized[labels]
