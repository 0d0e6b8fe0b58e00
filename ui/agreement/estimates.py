"""Figures as points with their intervals, one label a row, and a dashed line for all together."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.agreement.figures import Estimate, Estimates
from ui.fonts import interface_font
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import (
    LTR,
    RING_ROOM,
    RTL,
    centred,
    direction_of,
    draw_focus_ring,
    draw_text,
    mirrored,
)
from ui.plots.drawing import Drawing, Look, hairline
from ui.plots.figures import Figure, Item
from ui.theme import measures

_AXIS: Final = 30.0
_ROWS: Final = (26.0, 40.0)
"""A row is as high as there is room, in pixels."""
_SIDE: Final = 2.0
_GAP: Final = 10.0
_VALUE: Final = 34.0
_COUNTS: Final = 46.0
_AXIS_AT_LEAST: Final = 110.0
_TICK: Final = 34.0
"""Ticks nearer to each other, in pixels, leave every other one out."""
_NAMES_AT_LEAST: Final = 60.0
_TICKS: Final = ((0.0, "0"), (0.25, "0.25"), (0.5, "0.5"), (0.75, "0.75"), (1.0, "1"))
_BOLD: Final = 600
_POINT: Final = 4.5
_CAP: Final = 4.0


class EstimatesPlot(Drawing):
    """Names at the start side, the axis from 0 to 1, the value, and what it rests on."""

    def __init__(self, figure: Figure, width: float, *, room: float = 0.0) -> None:
        """Lay it out; `room` is the height that it is to take if it can, in pixels, 0: any."""
        super().__init__(figure, width)
        metrics = QFontMetricsF(interface_font(measures().body_px))
        marks = SWATCH + _GAP if any(item.label is not None for item in figure.items) else 0.0
        widest = max((metrics.horizontalAdvance(item.name) for item in figure.items), default=0.0) + 2
        least = 2 * _SIDE + marks + _NAMES_AT_LEAST + _AXIS_AT_LEAST + _VALUE + 4 * _GAP
        self._counts = _COUNTS if width >= least + _COUNTS else 0.0
        rest = width - 2 * _SIDE - marks - _VALUE - self._counts - 4 * _GAP
        self._marks = _SIDE + marks
        self._names = min(widest, max(rest - _AXIS_AT_LEAST, _NAMES_AT_LEAST))
        self._start = self._marks + self._names + 2 * _GAP
        self._axis = max(rest - self._names, _AXIS_AT_LEAST)
        self.width = max(width, self._start + self._axis + _VALUE + self._counts + 2 * _GAP + _SIDE)
        high = (room - _AXIS - 4) / max(len(figure.items), 1) if room else _ROWS[1]
        self._row = min(max(high, _ROWS[0]), _ROWS[1])
        self.height = _AXIS + len(figure.items) * self._row + 4

    def rects(self) -> list[QRectF]:
        """Return the whole rows."""
        return [QRectF(0, self._top(n), self.width, self._row) for n in range(len(self.figure.items))]

    def paint(self, painter: QPainter, look: Look, clip: QRectF | None = None) -> None:
        """Paint the grid and the line of all together, then the rows in sight."""
        self._paint_grid(painter, look)
        for number, item in enumerate(self.figure.items):
            if clip is None or clip.intersects(QRectF(0, self._top(number), self.width, self._row)):
                self._paint_row(painter, look, number, item)

    def _top(self, number: int) -> float:
        return _AXIS + number * self._row

    def _x(self, value: float, look: Look) -> float:
        x = self._start + min(max(value, 0.0), 1.0) * self._axis
        return x if look.direction == LTR else self.width - x

    def _paint_grid(self, painter: QPainter, look: Look) -> None:
        font = interface_font(measures().small_px)
        foot = self.height - 4
        for value, words in _TICKS[:: 1 if self._axis / 4 >= _TICK else 2]:
            x = round(self._x(value, look))
            hairline(painter, look, QPointF(x, _AXIS - 8), QPointF(x, foot))
            painter.setFont(font)
            painter.setPen(look.theme.color("ink3"))
            painter.setLayoutDirection(LTR)
            wide = QFontMetricsF(font).horizontalAdvance(words)
            painter.drawText(QPointF(x - wide / 2, 12), words)
        overall = self.figure.overall if isinstance(self.figure, Estimates) else None
        if overall is not None:
            pen = QPen(look.theme.color("accent"), 1.0, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3.0, 2.0])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(pen)
            x = round(self._x(overall, look))
            painter.drawLine(QLineF(x, _AXIS - 8, x, foot))

    def _paint_row(self, painter: QPainter, look: Look, number: int, item: Item) -> None:
        theme, direction = look.theme, look.direction
        row = QRectF(0, self._top(number), self.width, self._row)
        middle = row.center().y()
        self._paint_state(painter, look, number, row)
        if item.label is not None:
            swatch = centred(SWATCH, QPointF(_SIDE + SWATCH / 2, middle))
            paint_swatch(painter, mirrored(swatch, self.width, direction), item.label, theme)
        sure = not isinstance(item, Estimate) or item.is_sure
        end = self._start + self._axis + _GAP
        words = (
            (QRectF(self._marks, row.top(), self._names, row.height()), item.name, 400, "ink"),
            (QRectF(end, row.top(), _VALUE, row.height()), item.shown, 600, "ink" if sure else "ink2"),
            (QRectF(end + _VALUE + _GAP, row.top(), self._counts, row.height()), _counts(item), 400, "ink3"),
        )
        for rect, text, weight, role in words:
            if not rect.width():
                continue
            px = measures().small_px if role == "ink3" else measures().body_px
            draw_text(
                painter,
                mirrored(rect, self.width, direction),
                text,
                font=interface_font(px, weight),
                color=theme.color(role),
                at_right=direction == RTL,
                # The first reader's count comes first for whoever reads, and so do the two letters above it.
                direction=direction_of(text) if role == "ink" and weight < _BOLD else direction,
            )
        if isinstance(item, Estimate) and item.is_defined:
            self._paint_point(painter, look, item, middle)

    def _paint_state(self, painter: QPainter, look: Look, number: int, row: QRectF) -> None:
        """Show where the mouse and the keyboard are, and whose spans are listed."""
        inner = row.adjusted(-_SIDE, 3, _SIDE, -3)
        ground = "accent_soft" if number == look.chosen else "hover" if number == look.hovered else None
        if ground is not None:
            painter.fillRect(inner, look.theme.color(ground))
        if look.focused and number == look.current:
            ring = inner.adjusted(RING_ROOM, RING_ROOM, -RING_ROOM, -RING_ROOM)
            draw_focus_ring(painter, ring, radius=measures().radius_box, theme=look.theme)

    def _paint_point(self, painter: QPainter, look: Look, item: Estimate, y: float) -> None:
        theme = look.theme
        color: QColor = theme.color("accent" if item.is_sure else "border")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item.low is not None and item.high is not None and item.low < item.high:
            painter.setPen(QPen(color, 1.6))
            ends = [self._x(value, look) for value in (item.low, item.high)]
            painter.drawLine(QLineF(ends[0], y, ends[1], y))
            for x in ends:
                painter.drawLine(QLineF(x, y - _CAP, x, y + _CAP))
        point = QPointF(self._x(item.value, look), y)
        painter.setPen(QPen(color, 1.6))
        painter.setBrush(color if item.is_sure else theme.color("page"))
        painter.drawEllipse(point, _POINT, _POINT)


def _counts(item: Item) -> str:
    return item.rests_on if isinstance(item, Estimate) else ""
