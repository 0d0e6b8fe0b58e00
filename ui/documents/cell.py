"""How a cell of the table of documents looks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.workspace.finding import DocumentLine, Trouble
from ui.documents import columns
from ui.documents.model import LINE, TableModel
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.painting import LTR, RTL, centred, direction_of, draw_text, mirrored
from ui.panels.state_mark import MARK, document_state, paint_state
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE: Final = 8.0
_SIGN: Final = 14
_SIGNS: Final = {Trouble.FLAGS: "flag", Trouble.REMARKS: "note", Trouble.ANSWERS: "warning"}


class TableCell(Themed, QStyledItemDelegate):
    """Paints a title in ink, a state with its shape, what is wrong by signs with numbers, the rest quietly.

    Attributes:
        open_id: the document that the window shows; its title is bold.
    """

    def __init__(self, model: TableModel) -> None:
        super().__init__()
        self._model = model
        self.open_id: str | None = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell."""
        line: DocumentLine = index.data(LINE)
        column = self._model.columns[index.column()]
        box = QRectF(option.rect)
        painter.save()
        self._paint_ground(painter, option, index)
        painter.translate(box.topLeft())
        if column == columns.TROUBLES:
            self._paint_troubles(painter, box, line, option.direction)
        else:
            start = _SIDE
            if column == columns.STATE:
                mark = centred(MARK, QPointF(_SIDE + MARK / 2, box.height() / 2))
                at = mirrored(mark, box.width(), option.direction)
                paint_state(painter, at, document_state(line.summary), self.theme)
                start += MARK + 7
            room = QRectF(start, 0, box.width() - _SIDE - start, box.height())
            self._paint_words(painter, mirrored(room, box.width(), option.direction), index, option.direction)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint what is chosen on the accent's ground, and lines only around the row of the keyboard."""
        box, state, table = QRectF(option.rect), option.state, option.widget
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self.theme.color("accent_soft"))
        if not isinstance(table, QAbstractItemView) or not table.hasFocus():
            return
        if index.row() == table.currentIndex().row():
            line, color = measures().line_focus, self.theme.color("accent")
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), line), color)
            painter.fillRect(QRectF(box.left(), box.bottom() - line, box.width(), line), color)

    def _paint_words(
        self,
        painter: QPainter,
        room: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        direction: Qt.LayoutDirection,
    ) -> None:
        column, words = self._model.columns[index.column()], str(index.data() or "")
        is_title, is_number = column == columns.TITLE, column in columns.NUMBERS
        weight = 600 if is_title and index.data(LINE).summary.id == self.open_id else 400
        draw_text(
            painter,
            room,
            words,
            font=interface_font(measures().body_px if is_title else measures().small_px, weight),
            color=self.theme.color("ink" if is_title else "ink2"),
            # Units stand under units: to the right, as numbers are written from the left in either language.
            at_right=is_number or direction == RTL,
            direction=LTR if is_number else direction if column in columns.LISTS else direction_of(words),
        )

    def _paint_troubles(
        self, painter: QPainter, box: QRectF, line: DocumentLine, direction: Qt.LayoutDirection
    ) -> None:
        x, middle = _SIDE, box.height() / 2
        font = interface_font(measures().small_px)
        metrics = QFontMetricsF(font)
        ratio = painter.device().devicePixelRatioF()
        for kind, count in line.troubles.items():
            role = "ink2" if kind is Trouble.REMARKS else "rubric"
            sign = centred(_SIGN, QPointF(x + _SIGN / 2, middle))
            picture = pixmap(_SIGNS[kind], self.theme.color(role), _SIGN, ratio)
            painter.drawPixmap(mirrored(sign, box.width(), direction).topLeft(), picture)
            wide = metrics.horizontalAdvance(str(count)) + 1
            room = QRectF(x + _SIGN + 3, 0, wide, box.height())
            draw_text(
                painter,
                mirrored(room, box.width(), direction),
                str(count),
                font=font,
                color=self.theme.color(role),
                at_right=direction == RTL,
                direction=LTR,
            )
            x += _SIGN + 3 + wide + 9
