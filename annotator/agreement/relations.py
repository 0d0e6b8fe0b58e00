"""F1 of relations: the same type between the same two spans.

```
EXACT     both ends have the same range and label in both readings
ALIGNED   both ends are matched by the alignment, whatever their ends and labels
```
A relation of a symmetric type has no direction. A relation that a reader has twice needs two to be matched.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum

from annotator.agreement.alignment import Pair, align
from annotator.agreement.bootstrap import SEED, Sample, Tallies
from annotator.agreement.figures import F1, Counted, Over
from annotator.agreement.scores import Hits, Key, PairF1, Part
from annotator.agreement.units import Link, Reading, Sheet, cuts


class Ends(StrEnum):
    """When the ends of two relations are the same; the module says what each means."""

    EXACT = "exact"
    ALIGNED = "aligned"


def match_relations(
    left: Reading, right: Reading, ends: Ends, layers: Mapping[str, str], symmetric: Collection[str] = ()
) -> list[Pair]:
    """Match the relations of two readers of one document, one to one.

    Args:
        left: what one reader has.
        right: what the other has.
        ends: when two ends are the same.
        layers: label → layer.
        symmetric: types without direction.

    Returns:
        Every relation once, by its number in `links`: the left ones, then those that only the right one has.
    """
    if ends is Ends.ALIGNED:
        partners: dict[int, Hashable] = {
            n: m for n, m in align(left, right, layers) if n is not None and m is not None
        }
        left_ends = [partners.get(n, _ALONE) for n in range(len(left.units))]
        right_ends: Sequence[Hashable] = range(len(right.units))
    else:
        left_ends, right_ends = list(left.units), right.units
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for m in reversed(range(len(right.links))):
        waiting[_key(right.links[m], right_ends, symmetric)].append(m)
    pairs = []
    for n, link in enumerate(left.links):
        same = waiting.get(_key(link, left_ends, symmetric))
        pairs.append(Pair(n, same.pop() if same else None))
    return pairs + [Pair(None, m) for m in sorted(m for same in waiting.values() for m in same)]


_ALONE = "alone"
"""The other end of a span that has no partner: no number of a span."""


def _key(link: Link, ends: Sequence[Hashable], symmetric: Collection[str]) -> Hashable:
    both = (ends[link.source], ends[link.target])
    return link.type, frozenset(Counter(both).items()) if link.type in symmetric else both


class RelationF1(PairF1):
    """F1 of relations over documents and pairs of readers: counted once, then asked for many figures."""

    counted = Counted.RELATIONS

    def __init__(
        self,
        sheets: Iterable[Sheet],
        pairs: Sequence[tuple[str, str]],
        ends: Ends,
        layers: Mapping[str, str],
        *,
        symmetric: Collection[str] = (),
        seed: int = SEED,
    ) -> None:
        """Count.

        Args:
            sheets: the documents; those that no pair has read are left out.
            pairs: which reader is compared with which.
            ends: when two ends are the same.
            layers: label → layer.
            symmetric: types without direction.
            seed: where the bootstrap's draws begin.
        """
        self.ends, self._layers, self._symmetric = ends, layers, frozenset(symmetric)
        super().__init__(sheets, pairs, seed=seed)

    def figure(
        self,
        pair: tuple[str, str] | None = None,
        types: Collection[str] | None = None,
        document: str | None = None,
        *,
        interval: bool = True,
    ) -> F1:
        """Return the figure of a pair, some types, a document, or of all of these.

        Args:
            pair: one of the pairs; None: the mean of the pairs' F1, and their counts together.
            types: only these; None: all.
            document: only this one; it has no interval.
            interval: whether to resample.
        """
        return self._figure(pair, types, document, interval=interval)

    def behind(self, sheet: Sheet, pair: tuple[str, str]) -> list[Pair]:
        """Return the relations of a pair in a document, matched; see `match_relations`."""
        left, right = (sheet.readings.get(reader) for reader in pair)
        if left is None or right is None:
            return []
        return match_relations(left, right, self.ends, self._layers, self._symmetric)

    def _hits(self, sheets: Collection[Sheet], pair: tuple[str, str]) -> Hits:
        found: Hits = Counter(), Counter(), Counter()
        for sheet in sheets:
            for part, name, _ in self._found(sheet, pair):
                found[part][name] += 1
        return found

    def _found(self, sheet: Sheet, pair: tuple[str, str]) -> Iterable[tuple[int, str, int]]:
        """Yield for each count its place in `Hits`, the type, and where the relation's source begins."""
        left, right = (sheet.readings[reader] for reader in pair)
        for n, m in self.behind(sheet, pair):
            for place, reading, number in ((1, left, n), (2, right, m)):
                if number is not None:
                    link = reading.links[number]
                    start = reading.units[link.source][0]
                    yield place, link.type, start
                    if place == 1 and m is not None:
                        yield 0, link.type, start

    def _tallied(self) -> Tallies[Key]:
        if len(self._sheets) != 1:
            return super()._tallied()
        # A relation may run from one paragraph to another: it belongs to that of its source.
        (sheet,) = self._sheets.values()
        starts = cuts(sheet, {reader for pair in self.pairs for reader in pair})
        each: list[Counter[Key]] = [Counter() for _ in starts]
        parts = list(Part)
        for n in sorted(self._pairs_in(sheet)):
            for place, name, start in self._found(sheet, self.pairs[n]):
                each[bisect_right(starts, start) - 1][Key(n, name, parts[place])] += 1
        return Tallies(each, Sample(groups=(), over=Over.PARAGRAPHS, n=len(starts)))
