"""A label whose lines wrap, each of them from the edge that it belongs to."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QStyle, QWidget

_LINE_END = "\u2028"  # what a text layout takes for the end of a line


class WrappingLabel(QLabel):
    """Draws wrapped plain words as QLabel does, but for lines that stand at the right.

    Qt makes room for the space at which a line was broken: in Arabic each line but the last stands too far
    to the left by that, and a full one loses its last letter.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        edge = QStyle.visualAlignment(_direction(self.text()), self.alignment())
        # What can be selected is drawn by a text document, which does it right.
        selectable = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        if not self.wordWrap() or selectable or not edge & Qt.AlignmentFlag.AlignRight:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect().adjusted(self.margin(), self.margin(), -self.margin(), -self.margin())
        lines, height = self._lines(room.width())
        spare = room.height() - height
        top = room.top() + spare * (0 if edge & Qt.AlignmentFlag.AlignTop else 0.5)
        if edge & Qt.AlignmentFlag.AlignBottom:
            top = room.top() + spare
        lines.draw(painter, QPointF(room.left(), top))
        painter.end()

    def _lines(self, width: int) -> tuple[QTextLayout, float]:
        """Return the lines, each moved to the right edge of so many pixels, and their height."""
        layout = QTextLayout(self.text().replace("\n", _LINE_END), self.font(), self)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(width - line.naturalTextWidth(), y))
            y += line.height()
        layout.endLayout()
        return layout, y


def _direction(text: str) -> Qt.LayoutDirection:
    """Return the direction in which Qt sets a label: that of its first letter outside any isolate."""
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif not depth and kind in {"R", "AL"}:
            return Qt.LayoutDirection.RightToLeft
        elif not depth and kind == "L":
            break
    return Qt.LayoutDirection.LeftToRight
