"""How one cell of the history looks: plain words from the start side, like those of the other tables."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.fonts import interface_font
from ui.panels.history_model import Column
from ui.panels.painting import LTR, RTL, direction_of, draw_text
from ui.panels.themed import Themed
from ui.theme import Theme, measures

_SIDE: Final = 8.0


class StepCell(Themed, QStyledItemDelegate):
    """Paints a cell: what was done in ink, who and when quietly."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell."""
        direction: Qt.LayoutDirection = option.direction
        column, words = Column(index.column()), index.data() or ""
        painter.save()
        paint_row_ground(painter, option, self.theme)
        runs = {Column.WHEN: LTR, Column.WHO: direction_of(words), Column.WHAT: direction}
        draw_text(
            painter,
            QRectF(option.rect).adjusted(_SIDE, 0, -_SIDE, 0),
            words,
            font=interface_font(measures().body_px if column is Column.WHAT else measures().small_px),
            color=self.theme.color("ink" if column is Column.WHAT else "ink2"),
            at_right=direction == RTL,
            direction=runs[column],
        )
        painter.restore()


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Paint the ground of a chosen row, with lines above and below while the keyboard is in the table."""
    state = option.state
    if not state & QStyle.StateFlag.State_Selected:
        return
    box = QRectF(option.rect)
    painter.fillRect(box, theme.color("accent_soft"))
    if state & QStyle.StateFlag.State_Active and option.widget is not None and option.widget.hasFocus():
        line, color = measures().line_focus, theme.color("accent")
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), line), color)
        painter.fillRect(QRectF(box.left(), box.bottom() - line, box.width(), line), color)
