"""The coefficients over patterns of categories, each as counts that add up over documents and their value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Literal, NamedTuple, Protocol, TypeAlias

from annotator.agreement.alpha import coincidences, fineness, nominal_of
from annotator.agreement.figures import Value, mean, ratio
from annotator.agreement.kappa import cohen_of, fleiss_of, marks_of
from annotator.agreement.patterns import Pattern
from annotator.agreement.segments import Category


class Key(NamedTuple):
    """What is counted of a document: a pair of readers by number, what, and the category."""

    pair: int
    what: Literal["agreed", "left", "right", "items"]
    category: Category = ""


Stats: TypeAlias = Mapping[Key, int]


class Method(Protocol):
    """A coefficient; readers are known by their places in the patterns."""

    @property
    def needed(self) -> Sequence[frozenset[int]]:
        """Readers of whom one group at least must have read a document."""

    def stats(self, counts: Mapping[Pattern, int]) -> Stats:
        """Return what the coefficient needs of a document."""

    def value(self, stats: Stats) -> Value:
        """Return the coefficient."""


class Cohen:
    """The mean of Cohen's kappas of pairs of readers."""

    def __init__(self, pairs: Sequence[tuple[int, int]]) -> None:
        self._pairs = pairs
        self.needed = [frozenset(pair) for pair in pairs]

    def stats(self, counts: Mapping[Pattern, int]) -> Counter[Key]:
        """Return agreements, and what each reader of a pair put where."""
        found: Counter[Key] = Counter()
        for n, (left, right) in enumerate(self._pairs):
            for (one, other), count in table(counts, left, right).items():
                found[Key(n, "items")] += count
                found[Key(n, "left", one)] += count
                found[Key(n, "right", other)] += count
                if one == other:
                    found[Key(n, "agreed")] += count
        return found

    def value(self, stats: Stats) -> Value:
        """Return the mean over pairs with a kappa."""
        return mean(
            [
                cohen_of(stats.get(Key(n, "agreed"), 0), _marks(stats, n, "left"), _marks(stats, n, "right"))
                for n in range(len(self._pairs))
            ]
        )


class Observed(Cohen):
    """The mean of pairs' shares of items with the same category, with nothing taken off for chance."""

    def value(self, stats: Stats) -> Value:
        """Return the mean over pairs with items."""
        return mean(
            [
                ratio(stats.get(Key(n, "agreed"), 0), stats.get(Key(n, "items"), 0))
                for n in range(len(self._pairs))
            ]
        )


class Fleiss:
    """Fleiss' kappa of what all of the readers have read."""

    def __init__(self, readers: int) -> None:
        self._readers = readers
        self.needed = [frozenset(range(readers))]

    def stats(self, counts: Mapping[Pattern, int]) -> Counter[Key]:
        """Return agreements and all marks."""
        complete = {
            tuple([one for one in pattern if one is not None]): count
            for pattern, count in counts.items()
            if None not in pattern
        }
        agreed, marks = marks_of(complete)
        found = Counter({Key(0, "left", one): count for one, count in marks.items()})
        found[Key(0, "agreed")] = agreed
        found[Key(0, "items")] = sum(complete.values())
        return found

    def value(self, stats: Stats) -> Value:
        """Return kappa."""
        return fleiss_of(stats.get(Key(0, "agreed"), 0), _marks(stats, 0, "left"), self._readers)


class Alpha:
    """Nominal alpha of what two of the readers at least have read."""

    def __init__(self, readers: int) -> None:
        self._readers, self._fine = readers, fineness(readers)
        self.needed = [frozenset(pair) for pair in combinations(range(readers), 2)]

    def stats(self, counts: Mapping[Pattern, int]) -> Counter[Key]:
        """Return agreeing coincidences, and how often each category occurs in all of them.

        Each pattern has the categories of two readers at least.
        """
        found: Counter[Key] = Counter()
        for (one, other), count in coincidences(counts, self._readers).items():
            found[Key(0, "left", one)] += count
            if one == other:
                found[Key(0, "agreed")] += count
        found[Key(0, "items")] = sum(counts.values())
        return found

    def value(self, stats: Stats) -> Value:
        """Return alpha."""
        return nominal_of(stats.get(Key(0, "agreed"), 0), _marks(stats, 0, "left"), self._fine)


def table(counts: Mapping[Pattern, int], left: int, right: int) -> Counter[tuple[Category, Category]]:
    """Return (left's category, right's category) → items."""
    found: Counter[tuple[Category, Category]] = Counter()
    for pattern, count in counts.items():
        one, other = pattern[left], pattern[right]
        if one is not None and other is not None:
            found[one, other] += count
    return found


def _marks(stats: Stats, pair: int, what: Literal["left", "right"]) -> dict[Category, int]:
    return {key.category: count for key, count in stats.items() if key.what == what and key.pair == pair}
