"""How a cell of plain words looks: from the start side, each in its own direction, cut between words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.fonts import interface_font
from ui.panels.painting import LTR, RTL, direction_of, draw_text
from ui.panels.themed import Themed
from ui.theme import Theme, measures

_SIDE: Final = 8.0
OVER_NUMBERS: Final = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)
"""Where the name of a column of numbers stands: over them."""


class PlainCell(Themed, QStyledItemDelegate):
    """Paints a cell: what a row is about in ink, what belongs to it quietly.

    Args:
        quiet: the columns that are painted quietly.
        numbers: the columns of numbers, at the right, so that units stand under units in either language.
        moments: the columns of days and times, which run from left to right.
        foreign: the columns whose words are people's, not the interface's, and run as they run.
    """

    def __init__(
        self,
        *,
        quiet: Collection[int] = (),
        numbers: Collection[int] = (),
        moments: Collection[int] = (),
        foreign: Collection[int] = (),
    ) -> None:
        super().__init__()
        self._quiet, self._numbers, self._moments, self._foreign = quiet, numbers, moments, foreign

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell."""
        direction: Qt.LayoutDirection = option.direction
        column, words = index.column(), str(index.data() or "")
        is_number = column in self._numbers
        run = direction_of(words) if column in self._foreign else direction
        quiet = column in self._quiet
        painter.save()
        paint_row_ground(painter, option, self.theme)
        draw_text(
            painter,
            QRectF(option.rect).adjusted(_SIDE, 0, -_SIDE, 0),
            words,
            font=interface_font(measures().small_px if quiet else measures().body_px),
            color=self.theme.color("ink2" if quiet else "ink"),
            at_right=is_number or direction == RTL,
            direction=LTR if is_number or column in self._moments else run,
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
