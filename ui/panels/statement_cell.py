"""How a row of who says what looks: the author's words in the text's face, the interface's quietly."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.model import Label
from ui.fonts import interface_font, text_font
from ui.panels.painting import LTR, RTL, centred, direction_of, draw_text, mirrored
from ui.panels.plain_cell import paint_row_ground
from ui.panels.statements_model import ROW, Column, StatementRow
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE: Final = 8.0
_INSET: Final = 14.0
_QUOTED_PX: Final = 16
_SIGIL: Final = 18.0
_DASHES: Final = [2.2, 1.7]


class StatementCell(Themed, QStyledItemDelegate):
    """Paints a cell; the number as beside the text, dashed where nobody is named."""

    def __init__(self) -> None:
        super().__init__()
        self.label: Label | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell."""
        row: StatementRow = index.data(ROW)
        column, words = Column(index.column()), str(index.data() or "")
        direction: Qt.LayoutDirection = option.direction
        painter.save()
        paint_row_ground(painter, option, self.theme)
        painter.translate(option.rect.topLeft())
        box = QRectF(0, 0, option.rect.width(), option.rect.height())
        if column is Column.NUMBER:
            self._number(painter, box, row, words, direction)
        else:
            quoted = column is not Column.NOTE
            start = _SIDE + (_INSET * row.depth if column is Column.WORDS else 0.0)
            draw_text(
                painter,
                mirrored(QRectF(start, 0, box.width() - _SIDE - start, box.height()), box.width(), direction),
                words,
                font=text_font(_QUOTED_PX) if quoted else interface_font(measures().small_px),
                color=self.theme.color("ink" if quoted and not row.orphan else "ink2"),
                at_right=direction == RTL,
                direction=direction_of(words) if quoted else direction,
            )
        painter.restore()

    def _number(
        self,
        painter: QPainter,
        box: QRectF,
        row: StatementRow,
        words: str,
        direction: Qt.LayoutDirection,
    ) -> None:
        if not words:
            return
        place = mirrored(
            centred(_SIGIL, QPointF(_SIDE + _SIGIL / 2 + 4, box.height() / 2)), box.width(), direction
        )
        colors = None if self.label is None else self.theme.label(self.label)
        pen = QPen(self.theme.color("border") if colors is None else colors.edge, 1.2)
        if row.orphan:
            pen.setDashPattern(_DASHES)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if row.orphan or colors is None else colors.fill)
        painter.drawRoundedRect(place.adjusted(-3, 0, 3, 0), _SIGIL / 2, _SIGIL / 2)
        painter.setFont(interface_font(measures().caption_px, 600))
        painter.setPen(self.theme.color("ink"))
        painter.setLayoutDirection(LTR)
        painter.drawText(place.adjusted(-3, 0, 3, 0), int(Qt.AlignmentFlag.AlignCenter), words)
