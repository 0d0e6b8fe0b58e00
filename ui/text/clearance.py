"""What stands above the lines, and how the ways of relations keep clear of it.

Tags and numbers stand between two lines, where the ways under the upper one run. A way takes the level at
which it meets none of them. Where it still has to meet one, it passes behind.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QRegion

from ui.text.arcs import Corner, Way, polyline

if TYPE_CHECKING:
    from ui.text.sheet import Row, Sheet

_TAG, _NUMBER = 10, 1
_AIR: Final = 1.0
"""How near a way may come to the letters of a tag, px."""
_BEHIND: Final = 2.0
"""A way that passes behind something ends so far from it, px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A tag or a number: its edges on the viewport in pixels, and how bad it is to run into it."""

    left: float
    top: float
    right: float
    bottom: float
    weight: int

    @property
    def box(self) -> QRectF:
        """The edges as a rectangle."""
        return QRectF(self.left, self.top, self.right - self.left, self.bottom - self.top)


def obstacles(sheet: Sheet, rows: Iterable[Row]) -> list[Obstacle]:
    """Return the tags and numbers in sight, from top to bottom of each paragraph."""
    look, x = sheet.look, sheet.page.text_left
    around = look.canvas.sigil / 2
    found = []
    for row in rows:
        lines = row.paragraph.lines
        for tag in row.marks.tags:
            y = round(row.y) + lines[tag.line].baseline + look.tag_centre - tag.lift
            above, below = look.tags.ink(tag.text)
            edges = {"left": x + tag.left, "right": x + tag.right, "top": y + above, "bottom": y + below}
            found.append(Obstacle(**edges, weight=_TAG))
        for sigil in row.marks.sigils:
            y = round(row.y) + lines[sigil.line].baseline + look.tag_centre - sigil.lift
            middle = x + sigil.x
            edges = {
                "left": middle - around,
                "right": middle + around,
                "top": y - around,
                "bottom": y + around,
            }
            found.append(Obstacle(**edges, weight=_NUMBER))
    return found


class Gaps:
    """The obstacles by height, to ask which are between two lines."""

    def __init__(self, found: Sequence[Obstacle]) -> None:
        self._found = sorted(found, key=lambda one: one.top)
        self._heights = [one.top for one in self._found]

    def below(self, baseline: float, reach: float) -> list[Obstacle]:
        """Return what stands at most `reach` px below a baseline."""
        first, last = (bisect_left(self._heights, y) for y in (baseline, baseline + reach))
        return self._found[first:last]


def hits(way: Way, found: Sequence[Obstacle]) -> int:
    """Return how bad the obstacles are that a way runs into; 0 if it is clear of all."""
    stretches = [*pairwise(polyline(way))]
    return sum(one.weight for one in found if any(_crosses(stretch, one) for stretch in stretches))


def _crosses(stretch: tuple[Corner, Corner], one: Obstacle) -> bool:
    """Tell whether a straight stretch runs through an obstacle, or too near to it."""
    (x0, y0), (x1, y1) = stretch
    left, right, top, bottom = one.left - _AIR, one.right + _AIR, one.top - _AIR, one.bottom + _AIR
    if (x0 < left and x1 < left) or (x0 > right and x1 > right):
        return False
    if (y0 < top and y1 < top) or (y0 > bottom and y1 > bottom):
        return False
    if x0 == x1 or y0 == y1:
        return True
    # What slopes is a short part of an arc: it passes beside the box only where both its ends do.
    return (left <= x0 <= right and top <= y0 <= bottom) or (left <= x1 <= right and top <= y1 <= bottom)


def region_beside(found: Iterable[Obstacle], area: QRectF) -> QRegion:
    """Return all of an area but the obstacles in it."""
    region = QRegion(area.toAlignedRect())
    for one in found:
        region -= QRegion(one.box.adjusted(-_BEHIND, -1, _BEHIND, 1).toAlignedRect())
    return region
