"""Draws relations: who says what in plain lines, everything else dashed and by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.text import accessible, arcs
from ui.text.clearance import obstacles, region_beside
from ui.text.relations import Drawn

if TYPE_CHECKING:
    from ui.text.sheet import Row, Sheet

_HEAD, _DOT = 7.0, 2.4
_QUIET_HEAD, _QUIET_DOT, _QUIET_LINE = 5.0, 1.8, 1.1
_DASHES: Final = (4.0, 2.5)
_NAME_PAD: Final = 4.0
_TAG_HALF: Final = 7.0
"""Half the height that a name takes, px at the drawn size."""


def paint_relations(
    painter: QPainter,
    sheet: Sheet,
    rows: list[Row],
    found: Sequence[Drawn],
    *,
    hovered: str | None,
    height: float,
) -> None:
    """Draw the quiet relations, and on top those of the current span and the one under the pointer.

    Args:
        painter: on the viewport.
        sheet: the page.
        rows: what is in sight of it.
        found: what to draw.
        hovered: the relation under the pointer.
        height: of the viewport.
    """
    lit = [d for d in found if d.current or hovered in d.relations]
    quiet = [d for d in found if not (d.current or hovered in d.relations)]
    if not found:
        return
    standing = obstacles(sheet, rows)
    painter.save()
    around = QRectF(-_TAG_HALF, -height, sheet.page.width + 2 * _TAG_HALF, 3 * height)
    painter.setClipRegion(region_beside(standing, around), Qt.ClipOperation.IntersectClip)
    _paint(painter, sheet, quiet, sheet.look.theme.color("border"), quiet=True)
    _paint(painter, sheet, lit, sheet.look.theme.color("accent"), quiet=False)
    painter.restore()
    busy = [one.box for one in standing]
    named: set[tuple[str, float]] = set()
    for one in [*lit, *quiet]:
        # Rails stand too close to each other for more names than those of the lit ones, and one is enough.
        rail = (one.type, one.way.corners[2][0])
        if one.says_who or (not one.way.bowed and (one in quiet or rail in named)):
            continue
        named.add(rail)
        _name(painter, sheet, one, busy, is_lit=one in lit, height=height)


def _paint(painter: QPainter, sheet: Sheet, found: Sequence[Drawn], color: QColor, *, quiet: bool) -> None:
    scale = sheet.look.canvas.scale
    width = _QUIET_LINE if quiet else sheet.look.window.line_relation
    # One path for all of them: rails that lie on one another must not grow darker and thicker.
    rails, arches = QPainterPath(), QPainterPath()
    for one in found:
        if one.says_who:
            rails.addPath(arcs.path(one.way))
        elif one.way.bowed:
            arches.addPath(arcs.path(one.way))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, width))
    painter.drawPath(rails)
    pen = QPen(color, width)
    pen.setDashPattern(list(_DASHES))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawPath(arches)
    for start, end in arcs.stretches([d.way for d in found if not d.says_who and not d.way.bowed]):
        painter.drawLine(QPointF(*start), QPointF(*end))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    head, dot = (_QUIET_HEAD, _QUIET_DOT) if quiet else (_HEAD, _DOT)
    for one in found:
        painter.drawEllipse(QPointF(*one.way.corners[0]), dot * scale, dot * scale)
        if one.way.arrow:
            painter.drawPolygon(arcs.head(one.way, head * scale))
        else:
            painter.drawEllipse(QPointF(*one.way.corners[-1]), dot * scale, dot * scale)


def _name(
    painter: QPainter, sheet: Sheet, one: Drawn, busy: list[QRectF], *, is_lit: bool, height: float
) -> None:
    """Write a relation's type at its way, where there is room; the tooltip has it anyway."""
    kind = sheet.reading.scheme.relation_type(one.type)
    if kind is None:
        return
    words, face = accessible.type_name(kind), sheet.look.tags
    wide, high = face.width(words) + 2 * _NAME_PAD, 2 * _TAG_HALF * sheet.look.canvas.scale
    along = QRectF(-wide / 2, -high / 2, wide, high)
    centre, upright = _place(one, wide, height)
    if centre is None:
        return
    box = (along if upright else along.transposed()).translated(centre)
    if not upright:
        box = QRectF(centre.x() - high / 2, centre.y() - wide / 2, high, wide)
    if any(box.intersects(other) for other in busy):
        return
    busy.append(box)
    painter.save()
    painter.translate(centre)
    if not upright:
        painter.rotate(-90)
    painter.fillRect(along, sheet.look.theme.color("page"))
    painter.setPen(sheet.look.theme.color("accent" if is_lit else "ink3"))
    face.draw_centred(painter, QPointF(0, 0), words)
    painter.restore()


def _place(one: Drawn, wide: float, height: float) -> tuple[QPointF | None, bool]:
    """Return the middle of the name, and whether it stands upright, as it does under an arc."""
    corners = one.way.corners
    if one.way.bowed:
        (left, y), (middle, low), (right, _) = corners
        return (QPointF(middle, (y + low) / 2) if abs(right - left) > wide else None), True
    x = corners[2][0]
    top, bottom = sorted((corners[2][1], corners[3][1]))
    top, bottom = max(top, 0), min(bottom, height)
    return (QPointF(x, (top + bottom) / 2) if bottom - top > wide + 2 * _NAME_PAD else None), False
