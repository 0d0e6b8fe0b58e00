"""What a remark is about, by a word and by a shape, which is the same on the page and in lists.

Question: a disc. Doubt: a ring. Bad text: a cross. To discuss: a bubble.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from annotator.language import trc
from annotator.model import Matter
from ui.theme import Theme

SHAPE: Final = 9.0
"""Width and height of a shape in lists, in pixels."""
_ROOM: Final = 16
_SCALES: Final = (1.0, 2.0)


def matter_name(matter: Matter) -> str:
    """Return what a matter is called, in the language in use."""
    return {
        Matter.QUESTION: trc("matter", "Question"),
        Matter.DOUBT: trc("matter", "Doubt"),
        Matter.BAD_TEXT: trc("matter", "Bad text"),
        Matter.DISCUSS: trc("matter", "To discuss"),
    }[matter]


def paint_matter(painter: QPainter, box: QRectF, matter: Matter, color: QColor) -> None:
    """Paint a matter's shape so that it fills a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = box.width() / 4.5
    inner = box.adjusted(line / 2, line / 2, -line / 2, -line / 2)
    pen = QPen(color, line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    match matter:
        case Matter.QUESTION:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(box)
        case Matter.DOUBT:
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(inner)
        case Matter.BAD_TEXT:
            painter.setPen(pen)
            painter.drawLine(QLineF(inner.topLeft(), inner.bottomRight()))
            painter.drawLine(QLineF(inner.topRight(), inner.bottomLeft()))
        case Matter.DISCUSS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            body = QRectF(box.left(), box.top(), box.width(), box.height() * 0.72)
            painter.drawRoundedRect(body, line, line)
            foot = QPointF(box.left() + box.width() * 0.3, box.bottom())
            left, right = (
                QPointF(foot.x() - line * 0.2, body.bottom() - 1),
                QPointF(box.center().x() + line, body.bottom() - 1),
            )
            painter.drawPolygon(QPolygonF([left, foot, right]))
    painter.restore()


def matter_icon(matter: Matter, theme: Theme) -> QIcon:
    """Return a matter's shape for lists of answers."""
    made = QIcon()
    for scale in _SCALES:
        picture = QPixmap(round(_ROOM * scale), round(_ROOM * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        edge = (_ROOM - SHAPE) / 2
        paint_matter(painter, QRectF(edge, edge, SHAPE, SHAPE), matter, theme.color("rubric"))
        painter.end()
        made.addPixmap(picture)
    return made
