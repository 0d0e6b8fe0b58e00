"""Labels against labels: a cell for each pair that occurs, darker for more."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.fonts import interface_font
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import RTL, centred, direction_of, draw_focus_ring, draw_frame, draw_text, mirrored
from ui.plots.drawing import Direction, Drawing, Look, forth
from ui.plots.figures import Figure
from ui.plots.shades import shade
from ui.theme import measures

_GAP: Final = 10.0
_SIDE: Final = 8.0
_SLANT: Final = 45.0  # degrees


class Matrix(Drawing):
    """A square of cells. Rows and columns have the same heads; the columns' are written aslant.

    Attributes:
        cells: a cell is as large as there is room, between these, in pixels.
        marks: the labels' marks stand before the rows' heads; without them the heads stand at their cells,
            and all of it in the middle of the width.
        heads: the theme's role of the heads.
    """

    cells: tuple[float, float] = (25.0, 34.0)
    marks = True
    heads = "ink"

    def __init__(self, figure: Figure, width: float) -> None:
        super().__init__(figure, width)
        metrics = QFontMetricsF(interface_font(measures().body_px))
        widest = max((metrics.horizontalAdvance(head.name) for head in figure.heads), default=0.0)
        lean = math.sin(math.radians(_SLANT))
        self._top = _SIDE + (widest + metrics.height()) * lean + _GAP
        self._widest = widest
        self._start = _SIDE + (SWATCH + _GAP if self.marks else 0) + widest + _GAP
        count = len(figure.heads)
        # The last column's head leans out over the square.
        last = metrics.horizontalAdvance(figure.heads[-1].name) * lean if figure.heads else 0.0
        room = (width - self._start - last - _SIDE) / max(count, 1)
        self._pitch = self.pitch(room)
        self.height = self._top + count * self._pitch + _SIDE
        self.width = max(width, self._start + count * self._pitch + last + _SIDE)
        if not self.marks:
            self._start += (self.width - self._start - count * self._pitch - last - _SIDE) / 2
        self._highest = max((item.value for item in figure.items), default=1.0) or 1.0
        self._at = {item.place: index for index, item in enumerate(figure.items)}

    def pitch(self, room: float) -> float:
        """Return how large a cell is where the width has `room` for each, in pixels."""
        return min(max(room, self.cells[0]), self.cells[1])

    def rects(self) -> list[QRectF]:
        """Return the cells."""
        return [self._cell(*item.place) for item in self.figure.items]

    def step(self, index: int, key: Qt.Key, direction: Direction) -> int:
        """Go to the next cell in the arrow's way: in the same row or column, else the nearest one."""
        row, column = self.figure.items[index].place
        down = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key, 0)
        along = forth(key, direction)
        found = []
        for place, other in self._at.items():
            ahead = (place[0] - row) * down + (place[1] - column) * along
            aside = abs(place[1] - column) if down else abs(place[0] - row)
            if ahead > 0:
                found.append(((aside != 0, ahead + aside, place), other))
        return min(found)[1] if found else index

    def paint(self, painter: QPainter, look: Look, clip: QRectF | None = None) -> None:
        """Paint the heads, a dot for each pair that does not occur, and the cells."""
        for number in range(len(self.figure.heads)):
            self._paint_row_head(painter, look, number)
            self._paint_column_head(painter, look, number)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(len(self.figure.heads)):
            for column in range(len(self.figure.heads)):
                rect = mirrored(self._cell(row, column), self.width, look.direction)
                if clip is not None and not clip.intersects(rect):
                    continue
                index = self._at.get((row, column))
                if index is None:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(look.theme.color("hair"))
                    painter.drawEllipse(rect.center(), 1.2, 1.2)
                else:
                    self.paint_cell(painter, look, rect, index)
        if look.focused and look.current is not None and look.current < len(self.figure.items):
            around = self.rect(look.current, look.direction).adjusted(3, 3, -3, -3)
            draw_focus_ring(painter, around, radius=measures().radius_box, theme=look.theme)

    def _cell(self, row: int, column: int) -> QRectF:
        return QRectF(
            self._start + column * self._pitch, self._top + row * self._pitch, self._pitch, self._pitch
        )

    def paint_cell(self, painter: QPainter, look: Look, rect: QRectF, index: int) -> None:
        """Paint a cell where it stands in an interface of the look's direction."""
        item, theme = self.figure.items[index], look.theme
        # By the square root: one large pair would leave all others white.
        tone = shade(theme, math.sqrt(item.value / self._highest))
        box = rect.adjusted(1.5, 1.5, -1.5, -1.5)
        hovered = index == look.hovered
        edge = theme.color("ink") if theme.high_contrast else theme.color("accent") if hovered else None
        draw_frame(painter, box, radius=4, fill=tone.ground, edge=edge, width=1.4)
        painter.setFont(interface_font(measures().small_px, 600))
        painter.setPen(theme.color(tone.ink))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), item.shown)

    def _paint_row_head(self, painter: QPainter, look: Look, number: int) -> None:
        head, cell = self.figure.heads[number], self._cell(number, 0)
        if self.marks and head.label is not None:
            swatch = centred(SWATCH, QPointF(_SIDE + SWATCH / 2, cell.center().y()))
            paint_swatch(painter, mirrored(swatch, self.width, look.direction), head.label, look.theme)
        names = QRectF(self._start - _GAP - self._widest, cell.top(), self._widest + 1, self._pitch)
        draw_text(
            painter,
            mirrored(names, self.width, look.direction),
            head.name,
            font=interface_font(measures().body_px),
            color=look.theme.color(self.heads),
            at_right=(look.direction == RTL) == self.marks,
            direction=direction_of(head.name),
        )

    def _paint_column_head(self, painter: QPainter, look: Look, number: int) -> None:
        name, cell = self.figure.heads[number].name, self._cell(0, number)
        foot = mirrored(cell, self.width, look.direction)
        font = interface_font(measures().body_px)
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(name) + 2
        painter.save()
        painter.translate(foot.center().x(), self._top - 6)
        right_to_left = look.direction == RTL
        # Each begins above its column and leans outwards, away from the rows' heads.
        painter.rotate(_SLANT if right_to_left else -_SLANT)
        rect = QRectF(-wide if right_to_left else 0, -metrics.height() / 2, wide, metrics.height())
        draw_text(
            painter,
            rect,
            name,
            font=font,
            color=look.theme.color(self.heads),
            at_right=right_to_left,
            direction=direction_of(name),
        )
        painter.restore()
