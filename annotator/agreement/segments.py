"""The category of each character (or token), reader by reader, by stretches and never one by one.

The category of a character in a reading is the set of labels of the spans that cover it, written as their
codes in order with "|" between; `OUTSIDE` where none does. So nested and stacked spans need no choice of one
label, and two readers agree about a character only if they put it under the same labels. The category of a
token is that of all labels that cover any character of it. Spans of no width cover nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from annotator.agreement.units import Sheet, Unit

OUTSIDE: Final = ""
"""The category of what no span covers."""

Category: TypeAlias = str
Pattern: TypeAlias = tuple[Category | None, ...]
"""What each reader has at one character, in the order of the readers; None: has not read the document."""
Segment: TypeAlias = tuple[int, int, Category]


def segments(units: Iterable[Unit]) -> list[Segment]:
    """Return the stretches that spans cover, in order, each with its category.

    Neighbours of the same category may follow each other where a span ends in between.
    """
    ordered = sorted(units)
    reach = 0
    for start, end, _ in ordered:
        if start < reach or start >= end:
            return _flattened(ordered)
        reach = end
    return list(ordered)


def _flattened(ordered: Sequence[Unit]) -> list[Segment]:
    """Cut overlapping spans at each of their ends."""
    found: list[Segment] = []
    open_ones: list[tuple[int, str]] = []
    at = 0
    for start, end, label in [*ordered, (1 << 60, 1 << 60, "")]:
        while open_ones and at < start:
            stop = min(open_ones)[0]
            until = min(stop, start)
            if until > at:
                found.append((at, until, category(tuple([one for _, one in open_ones]))))
            at = until
            if stop <= start:
                open_ones = [one for one in open_ones if one[0] > stop]
        at = start
        if end > start:
            open_ones.append((end, label))
    return found


@lru_cache(maxsize=4096)
def category(labels: tuple[str, ...]) -> Category:
    """Return the category of what these labels cover."""
    return labels[0] if len(labels) == 1 else "|".join(sorted(set(labels)))


def labels_of(of: Category) -> frozenset[str]:
    """Return the labels in a category."""
    return frozenset(of.split("|")) if of else frozenset()


def patterns(sheet: Sheet, readers: Sequence[str], *, by_token: bool = False) -> Counter[Pattern]:
    """Count how many characters (or tokens) of a document have each pattern of categories.

    Returns:
        Nothing if none of the readers has read it.
    """
    read = [n for n, reader in enumerate(readers) if reader in sheet.readings]
    if not read:
        return Counter()
    cut = [segments(sheet.readings[readers[n]].units) for n in read]
    if by_token:
        found = Counter(zip(*[_token_categories(one, sheet.tokens) for one in cut], strict=True))
    else:
        found = _lengths(cut, sheet.length)
    if len(read) == len(readers):
        return found
    widened: Counter[Pattern] = Counter()
    for pattern, count in found.items():
        wide: list[Category | None] = [None] * len(readers)
        for n, value in zip(read, pattern, strict=True):
            wide[n] = value
        widened[tuple(wide)] += count
    return widened


def _lengths(cut: Sequence[Sequence[Segment]], length: int) -> Counter[Pattern]:
    """Count characters by pattern. What all readers have alike is not looked at again."""
    sets = [set(one) for one in cut]
    common = set.intersection(*sets)
    found: Counter[Pattern] = Counter()
    width, covered = len(cut), 0
    for start, end, value in common:
        found[(value,) * width] += end - start
        covered += end - start
    events = sorted(
        event
        for n, one in enumerate(sets)
        for start, end, value in one - common
        for event in ((start, 1, n, value), (end, 0, n, OUTSIDE))
    )
    now: list[Category] = [OUTSIDE] * width
    at, busy = 0, 0
    for place, opens, n, value in events:
        if busy and place > at:
            found[tuple(now)] += place - at
            covered += place - at
        at = place
        now[n] = value
        busy += 1 if opens else -1
    if length > covered:
        found[(OUTSIDE,) * width] += length - covered
    return found


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
