"""The rules of overlap as little pictures: what a layer allows, drawn as lines under a line of text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from annotator.language import tr
from annotator.model import Overlap
from ui.fonts import interface_font
from ui.panels.painting import RTL, draw_frame
from ui.scheme.picks import Pick, PickRow
from ui.theme import measures

_BARS: Final = {
    Overlap.NONE: ((0.06, 0.44, 0), (0.54, 0.94, 0)),
    Overlap.NEST: ((0.06, 0.94, 0), (0.30, 0.66, 1)),
    Overlap.STACK: ((0.06, 0.94, 0), (0.06, 0.94, 1), (0.34, 0.62, 2)),
    Overlap.CROSS: ((0.06, 0.62, 0), (0.38, 0.94, 1)),
}
"""From where to where along the text, and in which row."""


def overlap_name(overlap: Overlap) -> str:
    """Return what a rule is called."""
    return {
        Overlap.NONE: tr("Apart"),
        Overlap.NEST: tr("Nested"),
        Overlap.STACK: tr("Nested and stacked"),
        Overlap.CROSS: tr("Crossing"),
    }[overlap]


def overlap_sentence(overlap: Overlap) -> str:
    """Say what a rule allows."""
    return {
        Overlap.NONE: tr("No two spans share a letter."),
        Overlap.NEST: tr("A span may lie inside another one."),
        Overlap.STACK: tr(
            "A span may lie inside another one, or cover the very same words with another label."
        ),
        Overlap.CROSS: tr("Spans may overlap in any way."),
    }[overlap]


class OverlapPick(Pick):
    """A rule's picture, with its name below."""

    def __init__(self, overlap: Overlap) -> None:
        super().__init__()
        self._overlap = overlap
        self.setFont(interface_font(measures().small_px, 500))
        self.setText(overlap_name(overlap))
        self.set_name(overlap_name(overlap), overlap_sentence(overlap))

    def size_inside(self) -> QSize:
        """Return room for the picture and the name."""
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(max(118, round(words) + 20), 84)

    def paint_picture(self, painter: QPainter, box: QRectF) -> None:
        """Paint a line of text, the spans below it, and the name."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self.theme.color
        room = QRectF(box.left() + 12, box.top() + 12, box.width() - 24, 40)
        painter.setPen(QPen(color("border"), 1.4))
        for left, right in ((0.0, 0.2), (0.25, 0.48), (0.53, 0.7), (0.75, 1.0)):
            painter.drawLine(self._line(room, left, right, 3))
        for left, right, row in _BARS[self._overlap]:
            ink = color("accent" if row != 1 else "ink2")
            line = self._line(room, left, right, 14 + row * 10)
            bar = QRectF(min(line.x1(), line.x2()), line.y1() - 3, abs(line.x2() - line.x1()), 6)
            draw_frame(painter, bar, radius=3, fill=ink, edge=None)
        painter.setFont(self.font())
        painter.setPen(color("ink"))
        name = QRectF(box.left(), box.bottom() - 26, box.width(), 20)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, self.text())

    def _line(self, room: QRectF, left: float, right: float, y: float) -> QLineF:
        x1, x2 = room.left() + left * room.width(), room.left() + right * room.width()
        if self.layoutDirection() == RTL:
            x1, x2 = room.right() - left * room.width(), room.right() - right * room.width()
        return QLineF(x1, room.top() + y, x2, room.top() + y)


def overlap_row() -> PickRow[Overlap]:
    """Return the row of all rules."""
    return PickRow([(overlap, OverlapPick(overlap)) for overlap in Overlap], gap=4)
