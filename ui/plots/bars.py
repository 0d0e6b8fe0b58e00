"""Lying bars: names at the start side, bars from there, the value behind each."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.fonts import interface_font
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import LTR, RTL, centred, direction_of, draw_text, mirrored
from ui.plots.drawing import Drawing, Look, hairline, paint_bar
from ui.plots.figures import Figure
from ui.plots.scale import tick_words, ticks
from ui.theme import measures

_AXIS: Final = 26.0
_ROW: Final = 30.0
_GROUP: Final = 34.0
_BAR: Final = 14.0
_GAP: Final = 10.0
_SIDE: Final = 8.0
_NAMES: Final = (96.0, 0.42)
"""The room for names: at least so many pixels, at most this share of the width."""


class Bars(Drawing):
    """Bars of one measure, under captions where the items have groups."""

    def __init__(self, figure: Figure, width: float) -> None:
        super().__init__(figure, width)
        metrics = QFontMetricsF(interface_font(measures().body_px))
        marks = SWATCH + _GAP if any(item.label is not None for item in figure.items) else 0.0
        widest = max((metrics.horizontalAdvance(item.name) for item in figure.items), default=0.0) + 2
        self._marks = marks
        self._names = min(max(widest, _NAMES[0]), width * _NAMES[1])
        self._start = _SIDE + marks + self._names + _GAP
        values = QFontMetricsF(interface_font(measures().small_px, 600))
        room = max((values.horizontalAdvance(item.shown) for item in figure.items), default=0.0)
        self._room = max(width - self._start - room - 2 * _GAP - _SIDE, 20.0)
        self._ticks = ticks(
            max((item.value for item in figure.items), default=0.0), int(self._room // 90) or 1
        )
        self._tops: list[float] = []
        self._captions: list[tuple[float, str]] = []
        y, group = _AXIS, ""
        for item in figure.items:
            if item.group != group:
                group = item.group
                self._captions.append((y, group))
                y += _GROUP
            self._tops.append(y)
            y += _ROW
        self.height = y + _SIDE

    def rects(self) -> list[QRectF]:
        """Return the whole rows: a bar of one pixel could not be hit."""
        return [QRectF(0, top, self.width, _ROW) for top in self._tops]

    def paint(self, painter: QPainter, look: Look, clip: QRectF | None = None) -> None:
        """Paint the grid, then the rows in sight."""
        self._paint_grid(painter, look)
        for top, words in self._captions:
            self._paint_caption(painter, look, top, words)
        for index, top in enumerate(self._tops):
            if clip is None or (top + _ROW >= clip.top() and top <= clip.bottom()):
                self._paint_row(painter, look, index, top)

    def _x(self, value: float) -> float:
        return self._start + value / self._ticks[-1] * self._room

    def _paint_grid(self, painter: QPainter, look: Look) -> None:
        font = interface_font(measures().caption_px)
        painter.setFont(font)
        for value in self._ticks:
            x = mirrored(QRectF(self._x(value), 0, 0, 0), self.width, look.direction).left()
            hairline(painter, look, QPointF(x, _AXIS - 4), QPointF(x, self.height - _SIDE))
            words = tick_words(value)
            wide = QFontMetricsF(font).horizontalAdvance(words)
            painter.setPen(look.theme.color("ink3"))
            painter.drawText(QPointF(x - wide / 2, _AXIS - 10), words)

    def _paint_caption(self, painter: QPainter, look: Look, top: float, words: str) -> None:
        rect = QRectF(_SIDE, top + 6, self.width - 2 * _SIDE, _GROUP - 8)
        font = interface_font(measures().small_px, 600)
        # The grid's lines end where words stand.
        wide = min(QFontMetricsF(font).horizontalAdvance(words) + _GAP, rect.width())
        ground = QRectF(rect.left() - 2, rect.top(), wide, rect.height())
        painter.fillRect(mirrored(ground, self.width, look.direction), look.theme.color("page"))
        draw_text(
            painter,
            mirrored(rect, self.width, look.direction),
            words,
            font=font,
            color=look.theme.color("ink2"),
            at_right=look.direction == RTL,
            direction=look.direction,
        )

    def _paint_row(self, painter: QPainter, look: Look, index: int, top: float) -> None:
        item, middle = self.figure.items[index], top + _ROW / 2
        if item.label is not None:
            swatch = centred(SWATCH, QPointF(_SIDE + SWATCH / 2, middle))
            paint_swatch(painter, mirrored(swatch, self.width, look.direction), item.label, look.theme)
        names = QRectF(_SIDE + self._marks, top, self._names, _ROW)
        draw_text(
            painter,
            mirrored(names, self.width, look.direction),
            item.name,
            font=interface_font(measures().body_px),
            color=look.theme.color("ink"),
            at_right=look.direction == RTL,
            direction=direction_of(item.name),
        )
        bar = QRectF(self._start, middle - _BAR / 2, self._x(item.value) - self._start, _BAR)
        paint_bar(painter, mirrored(bar, self.width, look.direction), look, index)
        value = QRectF(bar.right() + _GAP, top, self.width - bar.right() - _GAP, _ROW)
        draw_text(
            painter,
            mirrored(value, self.width, look.direction),
            item.shown,
            font=interface_font(measures().small_px, 600),
            color=look.theme.color("ink"),
            at_right=look.direction == RTL,
            direction=LTR,
        )
