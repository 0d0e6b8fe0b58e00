"""The ways that relations take from span to span: under the line, or round through the margin.

Pure geometry in viewport pixels. A way never runs through the text: on one line it is a rail below the
claims' lines, between lines it goes round through the margin where the text begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

_CORNER: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a way begins or ends.

    Attributes:
        x: viewport pixels.
        baseline: of the line; may lie far outside the viewport for a span that is not laid out.
    """

    x: float
    baseline: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to draw.

    Attributes:
        corners: the rail's corners, from the source to the target.
        arrow: whether the target end has a head.
        bowed: a shallow arc instead of a rail; `corners` are then start, control and end.
    """

    corners: tuple[tuple[float, float], ...]
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
    down = start.x, start.baseline + leave
    if start.baseline == end.baseline:
        turn = end.x + 9 * before
        rail_y = start.baseline + level
        corners = (down, (start.x, rail_y), (turn, rail_y), (turn, tip[1]), tip)
    else:
        rail_y = start.baseline + level - scale
        corners = (down, (start.x, rail_y), (margin, rail_y), (margin, tip[1]), tip)
    return Way(corners=corners, arrow=True)


def link(start: Place, end: Place, *, margin: float, scale: float, directed: bool) -> Way:
    """Return the way between any two spans: a shallow arc under one line, else round through the margin."""
    leave, level = 12 * scale, 20 * scale
    if start.baseline == end.baseline:
        y = start.baseline + leave
        depth = min(8 * scale + abs(start.x - end.x) * 0.02, 13 * scale)
        corners = ((start.x, y), ((start.x + end.x) / 2, y + 2 * depth), (end.x, y))
        return Way(corners=corners, arrow=directed, bowed=True)
    down, up = start.baseline + level, end.baseline + level
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
