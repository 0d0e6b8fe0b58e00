"""How readings differ, as a shape and as a word. The shape is the same in the queue and over the apparatus.

Edges: a beam with three posts. Label: a hollow box and a full one. Attribute: two sliders. Relation: an arc
between two dots. Only some have it: a thick ring and a thin one. Agreed: two equal lines.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from annotator.language import trc
from annotator.model import Dispute
from ui.panels.painting import centred
from ui.panels.themed import Themed
from ui.theme import Theme

SHAPE: Final = 16
"""Width and height of a shape, in pixels."""
DISPUTED: Final = (
    Dispute.BOUNDARY,
    Dispute.LABEL,
    Dispute.ATTRIBUTE,
    Dispute.RELATION,
    Dispute.SINGLE,
)
"""The kinds of dispute in the order of the filter; what is agreed about is none."""
_SCALES: Final = (1.0, 2.0)


def kind_name(dispute: Dispute) -> str:
    """Return what a kind of dispute is called, in the language in use."""
    return {
        Dispute.AGREE: trc("dispute", "Agreed"),
        Dispute.BOUNDARY: trc("dispute", "Edges"),
        Dispute.LABEL: trc("dispute", "Label"),
        Dispute.ATTRIBUTE: trc("dispute", "Attribute"),
        Dispute.RELATION: trc("dispute", "Relation"),
        Dispute.SINGLE: trc("dispute", "Only some have it"),
    }[dispute]


def paint_kind(painter: QPainter, box: QRectF, dispute: Dispute, color: QColor) -> None:
    """Paint a kind's shape into a square of `SHAPE` pixels, or another size."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center())
    painter.scale(box.width() / SHAPE, box.height() / SHAPE)
    painter.setPen(QPen(color, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match dispute:
        case Dispute.BOUNDARY:
            _lines(painter, (-6.5, 0, 6.5, 0), (-6.5, -5, -6.5, 5), (6.5, -5, 6.5, 5), (-0.5, -3, -0.5, 3))
        case Dispute.LABEL:
            painter.drawRoundedRect(QRectF(-7, -6, 9, 7), 1.8, 1.8)
            _fill(painter, color)
            painter.drawRoundedRect(QRectF(-2, -1, 9.5, 7.5), 2, 2)
        case Dispute.ATTRIBUTE:
            _lines(painter, (-7, -3.5, 7, -3.5), (-7, 3.5, 7, 3.5))
            _fill(painter, color)
            painter.drawEllipse(QPointF(3, -3.5), 2.6, 2.6)
            painter.drawEllipse(QPointF(-3, 3.5), 2.6, 2.6)
        case Dispute.RELATION:
            painter.drawArc(QRectF(-5.5, -5.5, 11, 15), 0, 180 * 16)
            _fill(painter, color)
            painter.drawEllipse(QPointF(-5.5, 3), 2.7, 2.7)
            painter.drawEllipse(QPointF(5.5, 3), 2.7, 2.7)
        case Dispute.SINGLE:
            painter.drawEllipse(QPointF(3.8, 0), 2.8, 2.8)
            painter.setPen(QPen(color, 2.1))
            painter.drawEllipse(QPointF(-3.6, 0), 2.9, 2.9)
        case Dispute.AGREE:
            _lines(painter, (-6, -2.5, 6, -2.5), (-6, 2.5, 6, 2.5))
    painter.restore()


def kind_icon(dispute: Dispute, theme: Theme) -> QIcon:
    """Return a kind's shape for lists of answers."""
    made = QIcon()
    for scale in _SCALES:
        picture = QPixmap(round((SHAPE + 2) * scale), round((SHAPE + 2) * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        middle = QPointF((SHAPE + 2) / 2, (SHAPE + 2) / 2)
        paint_kind(painter, centred(SHAPE, middle), dispute, theme.color("rubric"))
        painter.end()
        made.addPixmap(picture)
    return made


class KindMark(Themed, QWidget):
    """A kind's shape as a widget, green where it is settled. Words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._dispute, self._settled = Dispute.AGREE, False
        self.setFixedSize(SHAPE + 2, SHAPE + 2)

    def show_kind(self, dispute: Dispute, *, settled: bool) -> None:
        """Have this shape."""
        self._dispute, self._settled = dispute, settled
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shape."""
        painter = QPainter(self)
        middle = QPointF(self.width() / 2, self.height() / 2)
        color = self.theme.color("ok" if self._settled else "rubric")
        paint_kind(painter, centred(SHAPE, middle), self._dispute, color)
        painter.end()


def _lines(painter: QPainter, *lines: tuple[float, float, float, float]) -> None:
    for line in lines:
        painter.drawLine(QLineF(*line))


def _fill(painter: QPainter, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
