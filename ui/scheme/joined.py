"""What a relation type may join, pair by pair, drawn beside its form."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator import language
from annotator.editing.rules import may_join
from annotator.language import tr, trn
from annotator.model import Label, LabelScheme, RelationType
from ui.fonts import interface_font
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import RTL, direction_of, draw_text, mirrored
from ui.panels.themed import Themed
from ui.theme import measures

_ROW: Final = 30
_MOST: Final = 12
_ARROW: Final = 34.0
_GAP: Final = 8.0


class Joined(Themed, QWidget):
    """One row a pair of labels: from the one an arrow to the other, both ways where they mean the same."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: list[tuple[Label, Label]] = []
        self._both_ways = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The codes of the labels that may be joined."""
        return [(source.code, target.code) for source, target in self._pairs]

    def show_relation(self, scheme: LabelScheme, kind: RelationType) -> None:
        """Show what this type may join."""
        labels = scheme.labels
        self._both_ways = kind.symmetric
        self._pairs = [
            (one, other)
            for place, one in enumerate(labels)
            for other in (labels[place:] if kind.symmetric else labels)
            if may_join(scheme, kind, one.code, other.code)
        ]
        self.setAccessibleName(tr("What it may join"))
        self.setAccessibleDescription("; ".join(f"{_name(a)} → {_name(b)}" for a, b in self._pairs[:_MOST]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the pairs, or for as many as are shown."""
        rows = max(min(len(self._pairs), _MOST) + (len(self._pairs) > _MOST), 1)
        return QSize(288, rows * _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pairs."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, (one, other) in enumerate(self._pairs[:_MOST]):
            x = self._paint_label(painter, 0.0, row, one)
            self._paint_arrow(painter, x + _GAP, row)
            self._paint_label(painter, x + _ARROW + 2 * _GAP, row, other)
        more = len(self._pairs) - _MOST
        if more > 0:
            self._paint_words(
                painter, 0.0, _MOST, trn("and {count} more pair", "and {count} more pairs", more), "ink3"
            )
        elif not self._pairs:
            self._paint_words(painter, 0.0, 0, tr("Nothing yet"), "ink3")
        painter.end()

    def _at(self, x: float, row: int, wide: float, high: float) -> QRectF:
        box = QRectF(x, row * _ROW + (_ROW - high) / 2, wide, high)
        return mirrored(box, float(self.width()), self.layoutDirection())

    def _paint_label(self, painter: QPainter, x: float, row: int, label: Label) -> float:
        """Paint a label from `x` on; return where it ends."""
        paint_swatch(painter, self._at(x, row, SWATCH, SWATCH), label, self.theme)
        x += SWATCH + 7
        return x + self._paint_words(painter, x, row, _name(label), "ink")

    def _paint_words(self, painter: QPainter, x: float, row: int, words: str, role: str) -> float:
        font = interface_font(measures().small_px)
        wide = min(QFontMetricsF(font).horizontalAdvance(words) + 2, max(self.width() - x, 20))
        draw_text(
            painter,
            self._at(x, row, wide, 22),
            words,
            font=font,
            color=self.theme.color(role),
            at_right=self.layoutDirection() == RTL,
            direction=direction_of(words),
        )
        return wide

    def _paint_arrow(self, painter: QPainter, x: float, row: int) -> None:
        box = self._at(x, row, _ARROW, 8)
        start, end = box.left(), box.right()
        if self.layoutDirection() == RTL:
            start, end = end, start
        y = box.center().y()
        ink = self.theme.color("accent")
        painter.setPen(QPen(ink, measures().line_relation))
        painter.drawLine(QLineF(start, y, end, y))
        painter.setBrush(ink)
        for tip, tail in ((end, start), *(((start, end),) if self._both_ways else ())):
            back = -6 if tip > tail else 6
            painter.drawPolygon(
                QPolygonF([QPointF(tip, y), QPointF(tip + back, y - 3), QPointF(tip + back, y + 3)])
            )


def _name(label: Label) -> str:
    return label.names.in_language(language.current()) or label.code
