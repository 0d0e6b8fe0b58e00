"""The rows of marks and of colours that a label may have."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.language import tr
from annotator.model import Label, Mark
from ui.fonts import text_font
from ui.icons import pixmap
from ui.panels.painting import RTL, draw_frame
from ui.scheme.picks import Pick, PickRow
from ui.theme import measures

_WORD = "نص"


def mark_name(mark: Mark) -> str:
    """Return what a mark is called."""
    return {
        Mark.FILL: tr("Tint"),
        Mark.UNDERLINE: tr("Line"),
        Mark.UNDERLINE_DOUBLE: tr("Double line"),
        Mark.BOX: tr("Box"),
        Mark.BOX_DOTTED: tr("Dotted box"),
    }[mark]


class MarkPick(Pick):
    """A word in one of the marks, in the label's colour."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self._mark = mark
        self._label: Label | None = None
        self.set_name(mark_name(mark))

    def set_label(self, label: Label) -> None:
        """Take this label's colour."""
        self._label = replace(label, mark=self._mark)
        self.update()

    def paint_picture(self, painter: QPainter, box: QRectF) -> None:
        """Paint the word and its mark."""
        if self._label is None:
            return
        colors, middle = self.theme.label(self._label), box.center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QRectF(middle.x() - 16, middle.y() - 13, 32, 26)
        if self._mark is Mark.FILL:
            draw_frame(painter, around, radius=3, fill=colors.fill, edge=None)
        elif self._mark in {Mark.BOX, Mark.BOX_DOTTED}:
            pen = QPen(colors.edge, 1.6)
            if self._mark is Mark.BOX_DOTTED:
                pen.setDashPattern([1.9, 1.4])
            painter.setPen(pen)
            painter.drawRoundedRect(around, 4, 4)
        painter.setPen(self.theme.color("ink"))
        painter.setFont(text_font(18))
        painter.setLayoutDirection(RTL)
        lifted = self._mark in {Mark.UNDERLINE, Mark.UNDERLINE_DOUBLE}
        painter.drawText(box.translated(0, -5 if lifted else -1), Qt.AlignmentFlag.AlignCenter, _WORD)
        if lifted:
            double = self._mark is Mark.UNDERLINE_DOUBLE
            painter.setPen(QPen(colors.edge, 1.3 if double else 2.0))
            for y in (11.0, 14.0) if double else (12.0,):
                painter.drawLine(QLineF(middle.x() - 16, middle.y() + y, middle.x() + 16, middle.y() + y))


def mark_row() -> PickRow[Mark]:
    """Return the row of all marks."""
    return PickRow([(mark, MarkPick(mark)) for mark in Mark])


class ColorPick(Pick):
    """A colour. Where a label with it would look like another one, a sign says so."""

    def __init__(self, color: str) -> None:
        super().__init__()
        self._color = color
        self._warns = False
        self.say("")

    def say(self, warning: str) -> None:
        """Warn of the colour, or don't."""
        self._warns = bool(warning)
        self.set_name(self._color, warning)
        self.update()

    @property
    def warns(self) -> bool:
        """Whether the sign is shown."""
        return self._warns

    def size_inside(self) -> QSize:
        """Return the size of the square."""
        return QSize(24, 24)

    def paint_ground(self, painter: QPainter, box: QRectF) -> None:
        """Paint the ring of the chosen one."""
        if self.isChecked():
            around = box.adjusted(-3, -3, 3, 3)
            edge = self.theme.color("accent")
            draw_frame(painter, around, radius=7, fill=None, edge=edge, width=measures().line_focus)

    def paint_picture(self, painter: QPainter, box: QRectF) -> None:
        """Paint the colour and the sign."""
        edge = self.theme.color("border") if self.theme.high_contrast else None
        draw_frame(painter, box, radius=4, fill=QColor(self._color), edge=edge)
        if self._warns:
            corner = QRectF(box.right() - 7, box.bottom() - 7, 13, 13)
            draw_frame(painter, corner, radius=6.5, fill=self.theme.color("panel"), edge=None)
            picture = pixmap("warning", self.theme.color("warn"), 11, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(corner.left() + 1, corner.top() + 1), picture)


def color_row(colors: tuple[str, ...]) -> PickRow[str]:
    """Return the row of these colours."""
    return PickRow([(color, ColorPick(color)) for color in colors])
