"""How a cell of the table of remarks looks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.model import Remark
from ui.fonts import interface_font, text_font
from ui.panels.painting import LTR, RTL, centred, direction_of, draw_text, mirrored
from ui.panels.plain_cell import paint_row_ground
from ui.panels.themed import Themed
from ui.talk.matters import SHAPE, paint_matter
from ui.talk.model import REMARK, Column
from ui.theme import measures

_SIDE: Final = 8.0
_QUOTED_PX: Final = 16
_INK: Final = {Column.MATTER, Column.WORDS, Column.ABOUT}


class TalkCell(Themed, QStyledItemDelegate):
    """Paints the shape of the matter, rubric while it is open; what is quoted is in the text's face."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell."""
        remark: Remark = index.data(REMARK)
        column, words = Column(index.column()), str(index.data() or "")
        box, direction = QRectF(option.rect), option.direction
        painter.save()
        paint_row_ground(painter, option, self.theme)
        painter.translate(box.topLeft())
        start = _SIDE
        if column is Column.MATTER:
            shape = centred(SHAPE, QPointF(_SIDE + SHAPE / 2, box.height() / 2))
            color = self.theme.color("rubric" if remark.is_open else "ink3")
            paint_matter(painter, mirrored(shape, box.width(), direction), remark.matter, color)
            start += SHAPE + 8
        quoted = column is Column.ABOUT and bool(remark.quote)
        size = measures().body_px if column in _INK else measures().small_px
        room = QRectF(start, 0, box.width() - _SIDE - start, box.height())
        draw_text(
            painter,
            mirrored(room, box.width(), direction),
            words,
            font=text_font(_QUOTED_PX) if quoted else interface_font(size),
            color=self.theme.color("ink" if column in _INK else "ink2"),
            at_right=direction == RTL,
            direction=LTR if column is Column.WHEN else direction_of(words),
        )
        painter.restore()
