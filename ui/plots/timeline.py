"""Days along a line: a column for each, time running the way one reads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.fonts import interface_font
from ui.panels.painting import RTL, mirrored
from ui.plots.drawing import Direction, Drawing, Look, forth, hairline, paint_bar
from ui.plots.figures import Figure
from ui.plots.scale import tick_words, ticks
from ui.theme import measures

_HEIGHT: Final = 300.0
_TOP: Final = 26.0
_FOOT: Final = 34.0
_SIDE: Final = 8.0
_GAP: Final = 8.0
_WIDEST: Final = 48.0
_NARROWEST: Final = 3.0
_BETWEEN_DAYS: Final = 92.0


class Timeline(Drawing):
    """Columns over days. Days without work keep their room, so that pauses are seen."""

    def __init__(self, figure: Figure, width: float) -> None:
        super().__init__(figure, width)
        self.height = _HEIGHT
        self._ticks = ticks(max((item.value for item in figure.items), default=0.0), 5)
        metrics = QFontMetricsF(interface_font(measures().caption_px))
        self._start = _SIDE + max(metrics.horizontalAdvance(tick_words(one)) for one in self._ticks) + _GAP
        days = [item.day for item in figure.items if item.day is not None]
        self._first = min(days, default=date.min)
        self._count = (max(days, default=date.min) - self._first).days + 1
        room = (width - self._start - _SIDE) / self._count
        self._pitch = min(max(room, _NARROWEST), _WIDEST * 2)
        self.width = max(width, self._start + self._count * self._pitch + _SIDE)

    def rects(self) -> list[QRectF]:
        """Return whole columns, from the top to the names of the days."""
        return [
            QRectF(self._left(item.day), 0, max(self._pitch, 1.0), self.height) for item in self.figure.items
        ]

    def step(self, index: int, key: Qt.Key, direction: Direction) -> int:
        """Walk from day to day the way time runs."""
        return min(max(index + forth(key, direction), 0), len(self.figure.items) - 1)

    def paint(self, painter: QPainter, look: Look, _clip: QRectF | None = None) -> None:
        """Paint the grid, the columns, and the days that there is room to name."""
        base = self.height - _FOOT
        font = interface_font(measures().caption_px)
        painter.setFont(font)
        for value in self._ticks:
            y = self._y(value)
            line = QRectF(self._start, y, self.width - self._start - _SIDE, 0)
            ends = mirrored(line, self.width, look.direction)
            hairline(painter, look, ends.topLeft(), ends.topRight())
            words = mirrored(QRectF(0, y - 8, self._start - _GAP, 16), self.width, look.direction)
            edge = Qt.AlignmentFlag.AlignLeft if look.direction == RTL else Qt.AlignmentFlag.AlignRight
            painter.setPen(look.theme.color("ink3"))
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            painter.drawText(words, int(edge | Qt.AlignmentFlag.AlignVCenter), tick_words(value))
        for index, item in enumerate(self.figure.items):
            wide = min(max(self._pitch * 0.7, 1.0), _WIDEST)
            left = self._left(item.day) + (self._pitch - wide) / 2
            bar = QRectF(left, self._y(item.value), wide, base - self._y(item.value))
            paint_bar(painter, mirrored(bar, self.width, look.direction), look, index)
        self._paint_days(painter, look)

    def _left(self, day: date | None) -> float:
        return self._start + ((day or self._first) - self._first).days * self._pitch

    def _y(self, value: float) -> float:
        base = self.height - _FOOT
        return base - value / self._ticks[-1] * (base - _TOP)

    def _paint_days(self, painter: QPainter, look: Look) -> None:
        font = interface_font(measures().caption_px)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        free = -_BETWEEN_DAYS
        for number in range(self._count):
            middle = self._start + (number + 0.5) * self._pitch
            words = (self._first + timedelta(days=number)).isoformat()
            half = metrics.horizontalAdvance(words) / 2
            if middle - free < _BETWEEN_DAYS or (number and middle + half > self.width - 2):
                continue
            free = middle
            x = mirrored(QRectF(middle, 0, 0, 0), self.width, look.direction).left()
            x = min(max(x, half + 2), self.width - half - 2)
            painter.setPen(look.theme.color("ink2"))
            painter.drawText(QPointF(x - half, self.height - 12), words)
