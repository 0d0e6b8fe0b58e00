"""What each of several readers has at each character (or token), counted by stretches, never one by one.

What stands at a place of a text is one whole number. Each label of each reader has a field of bits in it,
which counts the spans of that label that are open there: a span adds one to its field where it begins and
takes it away where it ends. So one walk along the places where anything begins or ends, whoever marked it,
counts the characters of all readers together, and nested spans cost no more than others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from annotator.agreement.segments import Category, Segment, category, labels_of, segments
from annotator.agreement.units import Sheet, labelled

Pattern: TypeAlias = tuple[Category | None, ...]
"""What each reader has at one character, in the order of the readers; None: has not read the document."""


class _Fields(dict[str, int]):
    """Label → the lowest bit of its field in the part of one reader; 0 for labels that are left out."""

    def __init__(self, first: int, step: int, labels: Collection[str] | None) -> None:
        self._next, self._step, self._labels = first, step, labels

    def __missing__(self, label: str) -> int:
        found = 0
        if self._labels is None or label in self._labels:
            found = 1 << self._next
            self._next += self._step
        self[label] = found
        return found


class Patterns:
    """Counts characters (or tokens) of documents by the categories that some readers have there."""

    def __init__(
        self,
        sheets: Iterable[Sheet],
        readers: Sequence[str],
        labels: Collection[str] | None = None,
        *,
        by_token: bool = False,
    ) -> None:
        """Prepare for some documents.

        Args:
            sheets: those of which some will be counted.
            readers: who is compared.
            labels: as if there were only these; None: all.
            by_token: whether tokens are counted.
        """
        self._readers, self._labels, self._by_token = tuple(readers), labels, by_token
        most = max((len(one.units) for sheet in sheets for one in sheet.readings.values()), default=0)
        bits = max(most.bit_length(), 1)
        self._full = (1 << bits) - 1
        self._fields = [
            _Fields(n * bits, len(self._readers) * bits, labels) for n in range(len(self._readers))
        ]
        self._known: dict[tuple[Sequence[int], int], Pattern] = {}

    def of(self, sheets: Iterable[Sheet]) -> Counter[Pattern]:
        """Return how many characters (or tokens) have each pattern.

        Documents that none of the readers has read are left out.
        """
        states: defaultdict[Sequence[int], defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
        found: Counter[Pattern] = Counter()
        for sheet in sheets:
            read = tuple([n for n, reader in enumerate(self._readers) if reader in sheet.readings])
            if read and self._by_token:
                found.update(self._tokens(sheet, read))
            elif read:
                self._add(sheet, read, states[read])
        for those, counts in states.items():
            for state, count in counts.items():
                if count:
                    found[self._pattern(those, state)] += count
        return found

    def _add(self, sheet: Sheet, read: Sequence[int], to: defaultdict[int, int]) -> None:
        """Add how many characters of a document have each state."""
        changes: dict[int, int] = {}
        before = changes.get
        for n in read:
            fields = self._fields[n]
            for start, end, label in sheet.readings[self._readers[n]].units:
                one = fields[label]
                changes[start] = before(start, 0) + one
                changes[end] = before(end, 0) - one
        at = state = 0
        for place, change in sorted(changes.items()):
            to[state] += place - at
            at = place
            state += change
        to[0] += sheet.length - at

    def _pattern(self, read: Sequence[int], state: int) -> Pattern:
        found = self._known.get((read, state))
        if found is None:
            given = dict.fromkeys(range(len(self._readers))) | {
                n: category(
                    tuple([label for label, one in self._fields[n].items() if state & one * self._full])
                )
                for n in read
            }
            found = self._known[read, state] = tuple(given.values())
        return found

    def _tokens(self, sheet: Sheet, read: Sequence[int]) -> Iterable[Pattern]:
        columns: list[Sequence[Category | None]] = [[None] * len(sheet.tokens)] * len(self._readers)
        for n in read:
            cut = segments(labelled(sheet.readings[self._readers[n]].units, self._labels))
            columns[n] = _token_categories(cut, sheet.tokens)
        return zip(*columns, strict=True)


def _token_categories(cut: Sequence[Segment], tokens: Sequence[tuple[int, int]]) -> list[Category]:
    found: list[Category] = []
    first = 0
    for start, end in tokens:
        while first < len(cut) and cut[first][1] <= start:
            first += 1
        here: list[str] = []
        n = first
        while n < len(cut) and cut[n][0] < end:
            here.append(cut[n][2])
            n += 1
        found.append(category(tuple(sorted({label for one in here for label in labels_of(one)}))))
    return found


def narrowed(counts: Mapping[Pattern, int], labels: Collection[str]) -> Counter[Pattern]:
    """Return patterns as if there were only these labels."""
    keep = frozenset(labels)
    short: dict[Category | None, Category | None] = {None: None}
    found: Counter[Pattern] = Counter()
    for pattern, count in counts.items():
        for value in pattern:
            if value not in short and value is not None:
                short[value] = "|".join(sorted(labels_of(value) & keep))
        found[tuple([short[value] for value in pattern])] += count
    return found
