"""Boundary similarity B: how far two readers agree about where spans begin and end, with near misses half.

A border that both have counts 1; two that are one character apart (the letter of a clitic) are one near miss
and count 1/2; a border that only one has counts 0. B is the mean of these over all borders. Starts and ends
are borders alike, label by label, and each place counts once for a label.

Source: Fournier 2013, "Evaluating Text Segmentation using Boundary Edit Distance",
https://aclanthology.org/P13-1167 (n_t = 2, one type of boundary).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Literal, NamedTuple

from annotator.agreement.f1 import by_label
from annotator.agreement.figures import Counted, Figure, Reason, Undefined, Value, mean, ratio
from annotator.agreement.paired import Paired
from annotator.agreement.units import Sheet, Unit


class Edits(NamedTuple):
    """What it takes to turn one reader's borders into another's.

    Attributes:
        matched: borders that both have.
        near: pairs of borders one character apart.
        alone: borders that only one has.
    """

    matched: int
    near: int
    alone: int


class Key(NamedTuple):
    """What is counted: a pair of readers by number, a label, and one of the parts of `Edits`."""

    pair: int
    label: str
    what: Literal["matched", "near", "alone"]


def edits(left: Collection[int], right: Collection[int]) -> Edits:
    """Compare two sets of borders, in code points."""
    one, other = set(left), set(right)
    matched = one & other
    near = alone = 0
    waiting: int | None = None
    # Neighbours go together from the left: of places in a row that leaves as few alone as can be.
    for place in sorted(one ^ other):
        if waiting is not None and place == waiting + 1 and (place in one) != (waiting in one):
            near, waiting = near + 1, None
        else:
            alone += waiting is not None
            waiting = place
    return Edits(len(matched), near, alone + (waiting is not None))


def similarity(found: Edits) -> Value:
    """Return B; undefined where nobody has a border."""
    return ratio(found.matched + found.near / 2, sum(found))


class BorderSimilarity(Paired[Key]):
    """B over documents and pairs of readers: counted once, then asked for many figures."""

    def figure(
        self,
        pair: tuple[str, str] | None = None,
        labels: Collection[str] | None = None,
        document: str | None = None,
        *,
        interval: bool = True,
    ) -> Figure:
        """Return the figure of a pair, some labels, a document, or of all of these.

        Args:
            pair: one of the pairs; None: the mean of all.
            labels: only these; None: all.
            document: only this one; it has no interval.
            interval: whether to resample.
        """
        asked = self._asked(pair, document)
        if not asked.documents:
            none = Undefined(Reason.NO_COMMON_DOCUMENT)
            return Figure(value=none, n=0, counted=Counted.BORDERS, documents=0)

        def value(counts: Mapping[Key, int]) -> Value:
            return mean([similarity(_edits(counts, n, labels)) for n in asked.pairs])

        return Figure(
            value=value(asked.counts),
            n=sum(sum(_edits(asked.counts, n, labels)) for n in asked.pairs),
            counted=Counted.BORDERS,
            documents=asked.documents,
            interval=self._interval(value, document, interval=interval),
        )

    def _count(self, sheets: Iterable[Sheet]) -> Counter[Key]:
        found: Counter[Key] = Counter()
        for sheet in sheets:
            for n in self._pairs_in(sheet):
                left, right = (by_label(sheet.readings[reader].units) for reader in self.pairs[n])
                for label in left.keys() | right.keys():
                    counted = edits(_borders(left.get(label, ())), _borders(right.get(label, ())))
                    found[Key(n, label, "matched")] += counted.matched
                    found[Key(n, label, "near")] += counted.near
                    found[Key(n, label, "alone")] += counted.alone
        return found


def _borders(units: Iterable[Unit]) -> set[int]:
    return {place for start, end, _ in units for place in (start, end)}


def _edits(counts: Mapping[Key, int], pair: int, labels: Collection[str] | None) -> Edits:
    total: Counter[str] = Counter()
    for key, count in counts.items():
        if key.pair == pair and (labels is None or key.label in labels):
            total[key.what] += count
    return Edits(total["matched"], total["near"], total["alone"])
