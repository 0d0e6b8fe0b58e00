"""Krippendorff's alphas for unitizing: readers who choose both the units and their labels in a continuum.

Two definitions exist, and they differ: on one example that of 2004 gives 0.859 and that of 2016 gives 0.670.
This is the family of 2016; `unitizing_2004.py` has the older one.

```
U      uα     labels of units, and what is no unit ("gap")
UNIT   |u|α   only: unit or gap
CODED  cuα    only the labels, where two readers have units
```
Stretches of one reader meet those of another in as many characters as they share. By chance, units may lie
anywhere in the continuum; a unit never meets itself, and a gap is so many single characters. With n the
lengths of all readers' stretches together, n_c those of category c, and z the units' squared lengths and the
gaps' lengths:

    expected(c, k) = n · n_c · n_k / (n² - z)        alpha = 1 - Σ observed(c ≠ k) / Σ expected(c ≠ k)

For cuα there are only meetings of unit with unit, n_c are counted among these, and z = 0. Spans that nest or
overlap are cut at each of their ends first (`segments.py`): each piece is a unit labelled with all that
cover it. Several documents stand one behind another, and no stretch runs from one into the next.

Source: Krippendorff, Mathet, Bouvry & Widlöcher 2016, doi:10.1007/s11135-015-0266-1; Krippendorff 2019,
"Content Analysis", 4th edition, section 12.6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from annotator.agreement.alpha import coincidences, fineness
from annotator.agreement.bootstrap import SEED, Sample, Tallies
from annotator.agreement.figures import Counted, Figure, Reason, Undefined, Value
from annotator.agreement.patterns import Patterns
from annotator.agreement.segments import OUTSIDE, Category, pieces
from annotator.agreement.units import Sheet, labelled


class Unitizing(StrEnum):
    """Which of the coefficients; the module says what each means."""

    U = "u"
    UNIT = "unit"
    CODED = "coded"


class Key(NamedTuple):
    """What is counted of a document, for which coefficient."""

    kind: Unitizing
    what: Literal["differ", "category", "squares", "characters"]
    category: Category = OUTSIDE


Stats: TypeAlias = Mapping[Key, int]


class UnitizingAlpha:
    """uα, |u|α and cuα of some readers over documents: counted once, then asked for many figures."""

    def __init__(
        self,
        sheets: Sequence[Sheet],
        readers: Sequence[str],
        labels: Collection[str] | None = None,
        *,
        seed: int = SEED,
    ) -> None:
        """Count.

        Args:
            sheets: the documents; those that fewer than two of the readers have read are left out.
            readers: who is compared.
            labels: as if there were only these; None: all.
            seed: where the bootstrap's draws begin.
        """
        self._readers, self._labels, self._seed = tuple(readers), labels, seed
        self._fine = fineness(len(readers))
        self._sheets = {
            sheet.id: sheet for sheet in sheets if sum(reader in sheet.readings for reader in readers) > 1
        }
        self._patterns = Patterns(self._sheets.values(), readers, labels)
        sample = Sample.of(list(self._sheets.values()), readers)
        self._tallies = Tallies([self._count(group) for group in sample.groups], sample)

    def figure(self, kind: Unitizing, document: str | None = None, *, interval: bool = True) -> Figure:
        """Return one of the coefficients.

        Args:
            kind: which.
            document: only this one; it has no interval.
            interval: whether to resample.
        """
        value = partial(self._value, kind)
        if document is None:
            documents, total = len(self._sheets), self._tallies.total
        else:
            here = [self._sheets[document]] if document in self._sheets else []
            documents, total = len(here), self._count(here)
        return Figure(
            value=value(total) if documents else Undefined(Reason.NO_COMMON_DOCUMENT),
            n=total.get(Key(kind, "characters"), 0),
            counted=Counted.CHARACTERS,
            documents=documents,
            interval=self._tallies.interval(value, seed=self._seed)
            if interval and documents and document is None
            else None,
        )

    def _count(self, sheets: Collection[Sheet]) -> dict[Key, int]:
        patterns = self._patterns.of(sheets)
        found = _differences(coincidences(patterns, len(self._readers)))
        squares = characters = 0
        for sheet in sheets:
            read = [sheet.readings[reader] for reader in self._readers if reader in sheet.readings]
            units = [piece for one in read for piece in pieces(labelled(one.units, self._labels))]
            squares += sum([one * one for one in units]) + len(read) * sheet.length - sum(units)
            characters += sheet.length
        for kind in (Unitizing.U, Unitizing.UNIT):
            found[Key(kind, "squares")] = squares
            found[Key(kind, "characters")] = characters
        found[Key(Unitizing.CODED, "characters")] = sum(
            count for one, count in patterns.items() if sum(map(bool, one)) > 1
        )
        return found

    def _value(self, kind: Unitizing, stats: Stats) -> Value:
        """Return a coefficient; counts of categories and differences are `_fine` times too many."""
        lengths_of = [
            count for key, count in stats.items() if key.kind is kind and key.what == "category" and count
        ]
        n = sum(lengths_of)
        if not n:
            return Undefined(Reason.NOTHING)
        apart = n * n - sum(one * one for one in lengths_of)
        if not apart:
            return Undefined(Reason.NO_VARIATION)
        differ = stats.get(Key(kind, "differ"), 0)
        squares = stats.get(Key(kind, "squares"), 0) * self._fine * self._fine
        return 1 - differ * (n * n - squares) / (n * apart)


def _differences(met: Mapping[tuple[Category, Category], int]) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for (one, other), count in met.items():
        found[Key(Unitizing.U, "category", one)] += count
        found[Key(Unitizing.UNIT, "category", "unit" if one else OUTSIDE)] += count
        if one and other:
            found[Key(Unitizing.CODED, "category", one)] += count
        if one != other:
            found[Key(Unitizing.U, "differ")] += count
            found[Key(Unitizing.CODED if one and other else Unitizing.UNIT, "differ")] += count
    return found
