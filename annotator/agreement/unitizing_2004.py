"""Krippendorff's αU as he defined it in 1995 and 2004: what DKPro and INCEpTION call "unitizing alpha".

Each label has a continuum of its own, so that units of different labels may overlap. Where units of two
readers meet they differ by the squares of the distances of their starts and of their ends; a unit that lies
in another reader's gap differs by the square of its length. αU = 1 - Σ observed / Σ expected over the labels.
The family of 2016 (`unitizing.py`) has other values on the same data.

Units of one label that overlap are one unit. Several documents stand one behind another, and no gap runs from
one into the next. Only documents that all of the readers have read count.

Source: Krippendorff 1995, doi:10.2307/271061; Krippendorff 2004, "Content Analysis", 2nd ed., section 11.6.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, permutations
from typing import NamedTuple

from annotator.agreement.f1 import by_label, union
from annotator.agreement.figures import Counted, Figure, Reason, Undefined, Value
from annotator.agreement.units import Sheet


class Section(NamedTuple):
    """A stretch of one reader's continuum of one label: a unit, or a gap between units."""

    start: int
    end: int
    is_unit: bool


@dataclass(slots=True)
class _Continuum:
    """What all documents hold of one label.

    Attributes:
        differ: the sum of differences of all ordered pairs of readers.
        units: how many units there are of each length.
        gaps: how many gaps there are of each length.
    """

    differ: int = 0
    units: Counter[int] = field(default_factory=Counter)
    gaps: Counter[int] = field(default_factory=Counter)


def alpha_u_2004(
    sheets: Sequence[Sheet], readers: Sequence[str], labels: Collection[str] | None = None
) -> Figure:
    """Return αU of 1995 and 2004 of some readers; it has no interval, for its counts don't add up.

    Args:
        sheets: the documents.
        readers: who is compared.
        labels: only these; None: all that anybody used.
    """
    here = [sheet for sheet in sheets if all(reader in sheet.readings for reader in readers)]
    length = sum(sheet.length for sheet in here)
    return Figure(
        value=_value(here, readers, labels, length) if here else Undefined(Reason.NO_COMMON_DOCUMENT),
        n=length,
        counted=Counted.CHARACTERS,
        documents=len(here),
    )


def disagreements(
    sheets: Sequence[Sheet], readers: Sequence[str], labels: Collection[str] | None = None
) -> dict[str, tuple[float, float]]:
    """Return the observed and the expected disagreement of each label; all readers have read all sheets."""
    length, width = sum(sheet.length for sheet in sheets), len(readers)
    return {
        label: (one.differ / (width * (width - 1) * length * length), _expected(one, width, length))
        for label, one in sorted(_continua(sheets, readers, labels).items())
    }


def _value(
    sheets: Sequence[Sheet], readers: Sequence[str], labels: Collection[str] | None, length: int
) -> Value:
    found = disagreements(sheets, readers, labels) if length else {}
    if not found:
        return Undefined(Reason.NOTHING)
    expected = sum(one for _, one in found.values())
    if not expected:
        return Undefined(Reason.NO_VARIATION)
    return 1 - sum(one for one, _ in found.values()) / expected


def _continua(
    sheets: Iterable[Sheet], readers: Sequence[str], labels: Collection[str] | None
) -> Mapping[str, _Continuum]:
    found: defaultdict[str, _Continuum] = defaultdict(_Continuum)
    away: defaultdict[str, Counter[int]] = defaultdict(Counter)
    everywhere: Counter[int] = Counter()
    for sheet in sheets:
        everywhere[sheet.length] += len(readers)
        ranges = [by_label(sheet.readings[reader].units) for reader in readers]
        for label in frozenset().union(*ranges):
            if labels is not None and label not in labels:
                continue
            away[label][sheet.length] += len(readers)
            cut = [sections(union(one.get(label, ())), sheet.length) for one in ranges]
            continuum = found[label]
            for one, other in permutations(cut, 2):
                continuum.differ += differences(one, other)
            for section in (section for one in cut for section in one):
                kind = continuum.units if section.is_unit else continuum.gaps
                kind[section.end - section.start] += 1
    for label, continuum in found.items():
        # Where nobody used the label, the whole document is a gap.
        continuum.gaps.update(everywhere - away[label])
    return found


def sections(units: Iterable[tuple[int, int]], length: int) -> list[Section]:
    """Return units of one label and the gaps between them, from 0 to the length of the text."""
    found, at = [], 0
    for start, end in units:
        if start == end:
            continue
        if start > at:
            found.append(Section(at, start, is_unit=False))
        found.append(Section(start, end, is_unit=True))
        at = end
    if at < length:
        found.append(Section(at, length, is_unit=False))
    return found


def differences(one: Sequence[Section], other: Sequence[Section]) -> int:
    """Return how far the sections of one reader differ from those of another, each pair that meets once."""
    if one == other:
        return 0
    total, n, m = 0, 0, 0
    while n < len(one) and m < len(other):
        a, b = one[n], other[m]
        if a.is_unit and b.is_unit:
            total += (a.start - b.start) ** 2 + (a.end - b.end) ** 2
        elif a.is_unit and b.start <= a.start and a.end <= b.end:
            total += (a.end - a.start) ** 2
        elif b.is_unit and a.start <= b.start and b.end <= a.end:
            total += (b.end - b.start) ** 2
        n, m = n + (a.end <= b.end), m + (b.end <= a.end)
    return total


def _expected(continuum: _Continuum, width: int, length: int) -> float:
    """Return what units laid anywhere, but not on others of the same reader, would differ by."""
    gaps = sorted(continuum.gaps.items(), reverse=True)
    wide = [one for one, _ in gaps]
    number = list(accumulate(count for _, count in gaps))
    total = list(accumulate(one * count for one, count in gaps))
    units = continuum.units.total()
    found, at = 0.0, 0
    for size, count in sorted(continuum.units.items(), reverse=True):
        while at < len(wide) and wide[at] >= size:
            at += 1
        room = total[at - 1] - number[at - 1] * (size - 1) if at else 0
        found += count * ((units - 1) / 3 * (2 * size**3 - 3 * size**2 + size) + size**2 * room)
    whole = width * length
    used = sum(count * size * (size - 1) for size, count in continuum.units.items())
    return 2 / length * found / (whole * (whole - 1) - used)
