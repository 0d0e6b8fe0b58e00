"""Which chips of a row are seen, and where: arithmetic only.

Chips stand from the start side; those of the first group, then a gap with the button for the rest, then
the other groups. Where not all fit, the row is for those with a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One chip to be placed.

    Attributes:
        width: with the whole name, in pixels.
        short_width: with the short name, in pixels.
        has_key: it is answered by a key of its own.
        first_group: it stands before the gap.
    """

    width: float
    short_width: float
    has_key: bool
    first_group: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Where everything stands, in pixels from the start edge.

    Attributes:
        places: index of a chip → its left edge and width, for those that are seen.
        shortened: indexes of the chips that show their short name.
        hidden: indexes of the others, in order.
        more_at: the left edge of the button for the rest, or None: nothing is hidden.
        rule_at: where the two groups part, or None.
    """

    places: dict[int, tuple[float, float]]
    shortened: frozenset[int]
    hidden: tuple[int, ...]
    more_at: float | None
    rule_at: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """Pixels between things.

    Attributes:
        gap: between two chips.
        rule: what the line between the groups takes, its gaps included.
        more: the width of the button for the rest.
    """

    gap: float
    rule: float
    more: float


def arrange(chips: Sequence[Chip], width: float, spacing: Spacing) -> Row:
    """Place the chips in `width` pixels.

    All are seen with their whole names if they fit. Else those without a key go, all of them, or from the
    last where none has a key; then the longest names are shortened; then the first group gives up its last
    chips, and at the very end the others.
    """
    seen = set(range(len(chips)))
    shortened: set[int] = set()
    keyed = {index for index in seen if chips[index].has_key}
    if keyed and _needed(chips, seen, shortened, spacing) > width:
        seen = keyed
    for index in _giving_up(chips):
        if _needed(chips, seen, shortened, spacing) <= width:
            break
        if chips[index].has_key and not shortened:
            _shorten(chips, seen, shortened, width, spacing)
            if _needed(chips, seen, shortened, spacing) <= width:
                break
        seen.discard(index)
    return _placed(chips, seen, frozenset(shortened & seen), spacing)


def _giving_up(chips: Sequence[Chip]) -> list[int]:
    """Return the order in which chips go."""
    return sorted(range(len(chips)), key=lambda i: (chips[i].has_key, not chips[i].first_group, -i))


def _shorten(
    chips: Sequence[Chip], seen: set[int], shortened: set[int], width: float, spacing: Spacing
) -> None:
    worth_it = [i for i in seen if chips[i].short_width < chips[i].width]
    most_first = sorted(worth_it, key=lambda i: chips[i].short_width - chips[i].width)
    for index in most_first:
        if _needed(chips, seen, shortened, spacing) <= width:
            break
        shortened.add(index)
    for index in reversed(most_first):  # the last saving may have made an earlier one needless
        if _needed(chips, seen, shortened - {index}, spacing) <= width:
            shortened.discard(index)


def _needed(chips: Sequence[Chip], seen: set[int], shortened: set[int], spacing: Spacing) -> float:
    row = _placed(chips, seen, frozenset(shortened), spacing)
    ends = [left + wide for left, wide in row.places.values()]
    if row.more_at is not None:
        ends.append(row.more_at + spacing.more)
    return max(ends, default=0.0)


def _placed(chips: Sequence[Chip], seen: set[int], shortened: frozenset[int], spacing: Spacing) -> Row:
    places: dict[int, tuple[float, float]] = {}
    hidden = tuple(i for i in range(len(chips)) if i not in seen)
    x = 0.0
    more_at = rule_at = None
    for first_group in (True, False):
        group = [i for i in range(len(chips)) if i in seen and chips[i].first_group is first_group]
        if not first_group and group and x > 0:
            rule_at = x - spacing.gap + spacing.rule / 2
            x += spacing.rule - spacing.gap
        for index in group:
            wide = chips[index].short_width if index in shortened else chips[index].width
            places[index] = (x, wide)
            x += wide + spacing.gap
        if first_group and hidden:
            more_at = x
            x += spacing.more + spacing.gap
    return Row(places=places, shortened=shortened, hidden=hidden, more_at=more_at, rule_at=rule_at)
