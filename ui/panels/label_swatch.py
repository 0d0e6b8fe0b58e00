"""A label's mark beside its name: the shape that its spans have in the text, in small.

Shape comes before colour: tint, line, double line, box, dotted box.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.model import Label, Mark
from ui.panels.painting import draw_frame
from ui.panels.themed import Themed
from ui.theme import Theme, measures

SWATCH = 14
"""Width and height of a swatch, in pixels."""

_LINE_OF_TEXT = -2.5  # pixels from the middle: the thin line that stands for the words
_MARK = 3.5  # the line below them
_SCALES = (1.0, 2.0)


def paint_swatch(painter: QPainter, rect: QRectF, label: Label, theme: Theme) -> None:
    """Paint a label's mark into `rect` (14 × 14 pixels and its multiples look best)."""
    colors = theme.label(label)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(rect.width() / SWATCH, rect.height() / SWATCH)
    half = SWATCH / 2
    if label.mark is Mark.FILL:
        box = QRectF(-half, -half, SWATCH, SWATCH)
        draw_frame(painter, box, radius=measures().radius_box, fill=colors.fill, edge=colors.edge, width=1.2)
    elif label.mark in {Mark.UNDERLINE, Mark.UNDERLINE_DOUBLE}:
        _paint_lines(painter, label.mark, colors.edge, theme.color("border"))
    else:
        box = QRectF(-half, -half + 1, SWATCH, SWATCH - 2)
        _paint_box(painter, box, colors.edge, dotted=label.mark is Mark.BOX_DOTTED)
    painter.restore()


def _paint_lines(painter: QPainter, mark: Mark, edge: QColor, words: QColor) -> None:
    half = SWATCH / 2
    painter.setPen(QPen(words, 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QLineF(-half, _LINE_OF_TEXT, half, _LINE_OF_TEXT))
    double = mark is Mark.UNDERLINE_DOUBLE
    lines = (_MARK, _MARK + 3) if double else (_MARK,)
    width = 1.3 if double else measures().line_claim_current
    painter.setPen(QPen(edge, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for y in lines:
        painter.drawLine(QPointF(-half, y), QPointF(half, y))


def _paint_box(painter: QPainter, box: QRectF, edge: QColor, *, dotted: bool) -> None:
    width = 1.5 if dotted else 1.8
    pen = QPen(edge, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if dotted:
        pen.setDashPattern([1.9, 1.2])
    inset = width / 2
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 3.2, 3.2)


def swatch_icon(label: Label, theme: Theme) -> QIcon:
    """Return a label's mark as an icon, for menus and lists."""
    made = QIcon()
    for scale in _SCALES:
        picture = QPixmap(round((SWATCH + 2) * scale), round((SWATCH + 2) * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_swatch(painter, QRectF(1, 1, SWATCH, SWATCH), label, theme)
        painter.end()
        made.addPixmap(picture)
    return made


class LabelSwatch(Themed, QWidget):
    """A label's mark as a widget. Screen readers skip it: its name stands beside it."""

    def __init__(self, label: Label | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_label(self, label: Label | None) -> None:
        """Show another label's mark, or nothing."""
        self._label = label
        self.update()

    def sizeHint(self) -> QSize:
        """Return the swatch's size."""
        return QSize(SWATCH, SWATCH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        if self._label is None:
            return
        painter = QPainter(self)
        paint_swatch(painter, QRectF(self.rect()), self._label, self.theme)
        painter.end()
