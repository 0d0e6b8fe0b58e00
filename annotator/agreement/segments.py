"""The category of each character (or token), reader by reader, by stretches and never one by one.

The category of a character in a reading is the set of labels of the spans that cover it, written as their
codes in order with "|" between; `OUTSIDE` where none does. So nested and stacked spans need no choice of one
label, and two readers agree about a character only if they put it under the same labels. The category of a
token is that of all labels that cover any character of it. Spans of no width cover nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter, le, lt
from typing import Final, TypeAlias

from annotator.agreement.units import Sheet, Unit

_START, _END = itemgetter(0), itemgetter(1)

OUTSIDE: Final = ""
"""The category of what no span covers."""

Category: TypeAlias = str
Pattern: TypeAlias = tuple[Category | None, ...]
"""What each reader has at one character, in the order of the readers; None: has not read the document."""
Segment: TypeAlias = tuple[int, int, Category]


def segments(units: Iterable[Unit]) -> Sequence[Segment]:
    """Return the stretches that spans cover, in order, each with its category.

    Neighbours of the same category may follow each other where a span ends in between.
    """
    ordered = sorted(units)
    starts, ends = list(map(_START, ordered)), list(map(_END, ordered))
    if all(map(le, ends, islice(starts, 1, None))) and all(map(lt, starts, ends)):
        return ordered
    found: list[Segment] = []
    for crowd in _crowds(ordered):
        if len(crowd) == 1:
            found += crowd
        elif len(crowd) == 2:  # noqa: PLR2004 - one in another: what most crowds are
            found += _cut_two(*crowd)
        else:
            found += _cut(crowd)
    return found


def _crowds(ordered: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Yield spans, in order, together with those they overlap; those of no width are left out."""
    crowd: list[Unit] = []
    reach = 0
    for unit in ordered:
        if unit[0] == unit[1]:
            continue
        if crowd and unit[0] < reach:
            crowd.append(unit)
            reach = max(reach, unit[1])
        else:
            if crowd:
                yield crowd
            crowd, reach = [unit], unit[1]
    if crowd:
        yield crowd


def _cut_two(first: Unit, second: Unit) -> list[Segment]:
    """Cut two overlapping spans, in order; what `_cut` would give, sooner."""
    (start, end, label), (inner, stop, other) = first, second
    middle, last = (stop, (stop, end, label)) if stop < end else (end, (end, stop, other))
    found: list[Segment] = [(start, inner, label)] if start < inner else []
    found.append((inner, middle, category((label, other))))
    if middle < last[1]:
        found.append(last)
    return found


def _cut(crowd: Sequence[Unit]) -> list[Segment]:
    """Cut overlapping spans at each of their ends."""
    events = [(start, True, label) for start, _, label in crowd]
    events += [(end, False, label) for _, end, label in crowd]
    events.sort(key=_START)
    found: list[Segment] = []
    open_ones: list[str] = []
    at = 0
    for place, opens, label in events:
        if place > at:
            if open_ones:
                found.append((at, place, category(tuple(open_ones))))
            at = place
        if opens:
            open_ones.append(label)
        else:
            open_ones.remove(label)
    return found


@lru_cache(maxsize=4096)
def category(labels: tuple[str, ...]) -> Category:
    """Return the category of what these labels cover."""
    return labels[0] if len(labels) == 1 else "|".join(sorted(set(labels)))


def labels_of(of: Category) -> frozenset[str]:
    """Return the labels in a category."""
    return frozenset(of.split("|")) if of else frozenset()


def patterns(sheets: Iterable[Sheet], readers: Sequence[str], *, by_token: bool = False) -> Counter[Pattern]:
    """Count how many characters (or tokens) of documents have each pattern of categories.

    Documents that none of the readers has read are left out.
    """
    found: Counter[Pattern] = Counter()
    for sheet in sheets:
        read = [reader for reader in readers if reader in sheet.readings]
        cut = [segments(sheet.readings[reader].units) for reader in read]
        here: Counter[Pattern] = found if len(read) == len(readers) else Counter()
        if by_token and cut:
            here.update(zip(*[_token_categories(one, sheet.tokens) for one in cut], strict=True))
        elif cut:
            lengths(cut, sheet.length, here)
        if here is not found:
            for pattern, count in here.items():
                given = dict(zip(read, pattern, strict=True))
                found[tuple([given.get(reader) for reader in readers])] += count
    return found


def lengths(cut: Sequence[Sequence[Segment]], length: int, into: dict[Pattern, int]) -> None:
    """Count characters by pattern, from each reader's segments and the length of the text."""
    sets = [set(one) for one in cut]
    # What all readers have alike is not looked at again.
    common = set.intersection(*sets)
    width = len(cut)
    alike: dict[Category, int] = {}
    for start, end, value in common:
        alike[value] = alike.get(value, 0) + end - start
    for value, count in alike.items():
        pattern = (value,) * width
        into[pattern] = into.get(pattern, 0) + count
    covered = sum(alike.values())
    if any(len(one) > len(common) for one in sets):
        covered += _differing([one - common for one in sets], into)
    if length > covered:
        nobody = (OUTSIDE,) * width
        into[nobody] = into.get(nobody, 0) + length - covered


def _differing(sets: Sequence[Collection[Segment]], into: dict[Pattern, int]) -> int:
    """Count characters by pattern where somebody has a segment; return how many these are."""
    events: list[tuple[int, int, Category]] = []
    for n, one in enumerate(sets):
        for start, end, value in one:
            events += ((start, n, value), (end, n, OUTSIDE))
    # At one place a reader's end (OUTSIDE sorts first) comes before the next beginning.
    events.sort()
    now: list[Category] = [OUTSIDE] * len(sets)
    pattern: Pattern = tuple(now)
    nobody = pattern
    at = covered = 0
    for place, n, value in events:
        if place > at:
            if pattern != nobody:
                into[pattern] = into.get(pattern, 0) + place - at
                covered += place - at
            at = place
        now[n] = value
        pattern = tuple(now)
    return covered


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
