"""In what two readers' spans differ, pair by pair: what stands behind the figures, and who called it what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from annotator.agreement.alignment import align
from annotator.agreement.units import Reading, Sheet


class Aspect(StrEnum):
    """In what a pair of spans can differ."""

    MISSING = "missing"
    """The right reader has nothing here."""
    EXTRA = "extra"
    """The left reader has nothing here."""
    BOUNDARY = "boundary"
    LABEL = "label"
    ATTRIBUTE = "attribute"


class Compared(NamedTuple):
    """A pair of spans of one document, by their numbers among the readings' units, and what differs.

    `differs` is empty where the readers agree.
    """

    document: str
    left: int | None
    right: int | None
    differs: frozenset[Aspect]


class Cell(NamedTuple):
    """What the left reader called it, and what the right one did; None: nothing."""

    left: str | None
    right: str | None


_ALIKE: frozenset[Aspect] = frozenset()
_MISSING, _EXTRA = frozenset({Aspect.MISSING}), frozenset({Aspect.EXTRA})


def compare(sheet: Sheet, pair: tuple[str, str], layers: Mapping[str, str]) -> list[Compared]:
    """Return every span of two readers once, matched, with what differs.

    Args:
        sheet: the document; without an entry for one of the readers, the result is empty.
        pair: the left and the right reader.
        layers: label → layer.
    """
    left, right = (sheet.readings.get(reader) for reader in pair)
    if left is None or right is None:
        return []
    return [Compared(sheet.id, n, m, _differs(left, n, right, m)) for n, m in align(left, right, layers)]


def _differs(left: Reading, n: int | None, right: Reading, m: int | None) -> frozenset[Aspect]:
    if n is None:
        return _EXTRA
    if m is None:
        return _MISSING
    one, other = left.units[n], right.units[m]
    answers = bool(left.answers and right.answers) and left.answers[n] != right.answers[m]
    if one == other and not answers:
        return _ALIKE
    found = {
        Aspect.BOUNDARY: one[:2] != other[:2],
        Aspect.LABEL: one[2] != other[2],
        # Another label asks other questions: its answers say nothing of their own.
        Aspect.ATTRIBUTE: answers and one[2] == other[2],
    }
    return frozenset(aspect for aspect, so in found.items() if so)


def confusion(
    sheets: Iterable[Sheet], pair: tuple[str, str], layers: Mapping[str, str]
) -> dict[Cell, Sequence[Compared]]:
    """Return what one reader called what against what the other did, each cell with the pairs behind it."""
    found: defaultdict[Cell, list[Compared]] = defaultdict(list)
    for sheet in sheets:
        compared = compare(sheet, pair, layers)
        if compared:
            left, right = (sheet.readings[reader].units for reader in pair)
            for one in compared:
                cell = Cell(
                    None if one.left is None else left[one.left][2],
                    None if one.right is None else right[one.right][2],
                )
                found[cell].append(one)
    return dict(found)
