"""How a row of the findings looks: a rule with its count, or what is wrong at a place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.consistency import Rule
from ui.consistency.model import ROW, Column, FindingsModel
from ui.fonts import interface_font, text_font
from ui.icons import pixmap
from ui.panels.painting import LTR, RTL, centred, direction_of, draw_text, mirrored
from ui.panels.plain_cell import paint_row_ground
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE: Final = 8.0
_CHEVRON: Final = 13
_QUOTED_PX: Final = 16


class FindingCell(Themed, QStyledItemDelegate):
    """Paints a cell."""

    def __init__(self, model: FindingsModel) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a cell's size."""
        return QSize(60, measures().row_dense)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell."""
        box, direction = QRectF(option.rect), option.direction
        painter.save()
        paint_row_ground(painter, option, self.theme)
        painter.translate(box.topLeft())
        row = index.data(ROW)
        if isinstance(row, Rule):
            if index.column() == Column.WHAT:
                self._paint_group(painter, box, row, direction)
        else:
            self._paint_words(painter, box, Column(index.column()), index.data() or "", direction)
        painter.restore()

    def _paint_group(self, painter: QPainter, box: QRectF, rule: Rule, direction: Qt.LayoutDirection) -> None:
        m, color = measures(), self.theme.color
        is_open = self._model.is_open(rule.code)
        sign = centred(_CHEVRON, QPointF(_SIDE + _CHEVRON / 2, box.height() / 2))
        picture = pixmap(
            "chevron-down" if is_open else "next",
            color("ink2"),
            _CHEVRON,
            painter.device().devicePixelRatioF(),
        )
        painter.drawPixmap(mirrored(sign, box.width(), direction).topLeft(), picture)
        start = _SIDE + _CHEVRON + 6
        room = QRectF(start, 0, box.width() - start - 48, box.height())
        drawn = draw_text(
            painter,
            mirrored(room, box.width(), direction),
            str(rule.name),
            font=interface_font(m.body_px, 600),
            color=color("ink"),
            at_right=direction == RTL,
            direction=direction,
        )
        count = QRectF(start + drawn + 8, 0, 60, box.height())
        draw_text(
            painter,
            mirrored(count, box.width(), direction),
            f"{self._model.count(rule.code):,}",
            font=interface_font(m.small_px),
            color=color("ink3"),
            at_right=direction == RTL,
            direction=LTR,
        )

    def _paint_words(
        self, painter: QPainter, box: QRectF, column: Column, words: str, direction: Qt.LayoutDirection
    ) -> None:
        m = measures()
        indent = _SIDE + _CHEVRON + 6 if column is Column.WHAT else _SIDE
        font = text_font(_QUOTED_PX) if column is Column.WORDS else interface_font(m.body_px)
        if column is Column.WHERE:
            font = interface_font(m.small_px)
        room = QRectF(indent, 0, box.width() - indent - _SIDE, box.height())
        draw_text(
            painter,
            mirrored(room, box.width(), direction),
            words,
            font=font,
            color=self.theme.color("ink3" if column is Column.WHERE else "ink"),
            at_right=direction == RTL,
            direction=direction if column is Column.WHAT else direction_of(words),
        )
