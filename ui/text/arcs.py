"""The ways that relations take from span to span: under the line, or round through the margin.

Pure geometry in viewport pixels. A way never runs through the text: on one line it is a rail below the
claims' lines, between lines it goes round through the margin where the text begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

Corner = tuple[float, float]
"""x and y in viewport pixels."""
_CORNER: Final = 5.0
_STEPS: Final = 12
"""An arc is so many straight stretches to whoever measures how near it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a way begins or ends.

    Attributes:
        x: viewport pixels.
        baseline: of the line; may lie far outside the viewport for a span that is not laid out.
        drop: how much lower than usual the way runs here, because others run here too.
    """

    x: float
    baseline: float
    drop: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to draw.

    Attributes:
        corners: the rail's corners, from the source to the target.
        arrow: whether the target end has a head.
        bowed: a shallow arc instead of a rail; `corners` are then start, control and end.
    """

    corners: tuple[Corner, ...]
    arrow: bool
    bowed: bool = False


def rail(start: Place, end: Place, *, margin: float, scale: float, rtl: bool) -> Way:
    """Return the way from a source or cue into a claim's first letter.

    Args:
        start: below the source or cue.
        end: the claim's first edge.
        margin: x of the rail in the margin, for ends on two lines.
        scale: of the canvas.
        rtl: the text's direction: the arrow comes from the side where the text before the claim stands.
    """
    leave, level, arrive = 13.3 * scale, 20 * scale, 16.3 * scale
    before = scale if rtl else -scale
    tip = end.x + 1.5 * before, end.baseline + arrive
    turn = end.x + 9 * before
    down = start.x, start.baseline + leave
    if start.baseline == end.baseline:
        rail_y = start.baseline + level + start.drop
        return Way(corners=(down, (start.x, rail_y), (turn, rail_y), (turn, tip[1]), tip), arrow=True)
    rail_y = start.baseline + level - scale + start.drop
    corners = [down, (start.x, rail_y), (margin, rail_y)]
    if end.drop:
        # Another way comes along here: pass below it, and turn up in front of the letter.
        come = end.baseline + level + end.drop
        corners += [(margin, come), (turn, come), (turn, tip[1])]
    else:
        corners.append((margin, tip[1]))
    return Way(corners=(*corners, tip), arrow=True)


def link(start: Place, end: Place, *, margin: float, scale: float, directed: bool) -> Way:
    """Return the way between any two spans: a shallow arc under one line, else round through the margin."""
    leave, level = 12 * scale, 20 * scale
    if start.baseline == end.baseline:
        y = start.baseline + leave
        depth = 8 * scale + start.drop  # so shallow that it ends above the next line's tags
        corners = ((start.x, y), ((start.x + end.x) / 2, y + 2 * depth), (end.x, y))
        return Way(corners=corners, arrow=directed, bowed=True)
    down, up = start.baseline + level + start.drop, end.baseline + level + end.drop
    return Way(
        corners=(
            (start.x, start.baseline + leave),
            (start.x, down),
            (margin, down),
            (margin, up),
            (end.x, up),
            (end.x, end.baseline + leave),
        ),
        arrow=directed,
    )


def distance(way: Way, x: float, y: float) -> float:
    """Return how far a point is from a way, px."""
    return min(_to_stretch(x, y, a, b) for a, b in pairwise(polyline(way)))


def polyline(way: Way) -> tuple[Corner, ...]:
    """Return a way as the corners of straight stretches; an arc comes near enough."""
    if not way.bowed:
        return way.corners
    (x0, y0), (x1, y1), (x2, y2) = way.corners
    steps = [n / _STEPS for n in range(_STEPS + 1)]
    return tuple(
        (
            (1 - t) ** 2 * x0 + 2 * t * (1 - t) * x1 + t * t * x2,
            (1 - t) ** 2 * y0 + 2 * t * (1 - t) * y1 + t * t * y2,
        )
        for t in steps
    )


def _to_stretch(x: float, y: float, a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if not length else min(max(((x - a[0]) * dx + (y - a[1]) * dy) / length, 0.0), 1.0)
    return hypot(x - a[0] - along * dx, y - a[1] - along * dy)


def path(way: Way) -> QPainterPath:
    """Return the way as a path: an arc, or straight stretches with round corners."""
    made = QPainterPath(QPointF(*way.corners[0]))
    if way.bowed:
        made.quadTo(QPointF(*way.corners[1]), QPointF(*way.corners[2]))
        return made
    for before, corner, after in zip(way.corners, way.corners[1:], way.corners[2:], strict=False):
        enter, leave = _near(corner, before), _near(corner, after)
        made.lineTo(QPointF(*enter))
        made.quadTo(QPointF(*corner), QPointF(*leave))
    made.lineTo(QPointF(*way.corners[-1]))
    return made


def stretches(ways: Sequence[Way]) -> list[tuple[Corner, Corner]]:
    """Return the straight stretches of rails, those that lie on one another joined to one.

    Dashes drawn twice would fill each other's gaps.
    """
    along: dict[tuple[bool, float], list[tuple[float, float]]] = {}
    for way in ways:
        for (x0, y0), (x1, y1) in pairwise(way.corners):
            level = y0 == y1
            low, high = sorted((x0, x1) if level else (y0, y1))
            along.setdefault((level, y0 if level else x0), []).append((low, high))
    found: list[tuple[Corner, Corner]] = []
    for (level, at), parts in along.items():
        for low, high in joined(parts):
            found.append(((low, at), (high, at)) if level else ((at, low), (at, high)))
    return found


def joined(parts: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return stretches of one line without overlaps, from low to high."""
    found: list[tuple[float, float]] = []
    for low, high in sorted(parts):
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], high)
        else:
            found.append((low, high))
    return found


def head(way: Way, size: float) -> QPolygonF:
    """Return the arrow head at the way's end, pointing where the way goes."""
    (x0, y0), (x, y) = way.corners[-2], way.corners[-1]
    length = max(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5, 1e-6)
    dx, dy = (x - x0) / length * size, (y - y0) / length * size
    wing = 0.5
    return QPolygonF(
        [
            QPointF(x, y),
            QPointF(x - dx + dy * wing, y - dy - dx * wing),
            QPointF(x - dx - dy * wing, y - dy + dx * wing),
        ]
    )


def _near(corner: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Return the point of the stretch to `other` where the round corner begins."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = max((dx * dx + dy * dy) ** 0.5, 1e-6)
    share = min(_CORNER, length / 2) / length
    return corner[0] + dx * share, corner[1] + dy * share
