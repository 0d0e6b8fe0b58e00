"""How one cell of a comparison looks: a sign for what has become of it, the label's mark, the words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.editing.comparing import Difference, Fate
from ui.fonts import interface_font
from ui.panels.comparison_model import DIFFERENCE, EXCERPT, Column, ComparisonModel
from ui.panels.comparison_words import Excerpt, label_of
from ui.panels.excerpt_line import paint_excerpt
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import RTL, centred, direction_of, draw_text, mirrored
from ui.panels.plain_cell import paint_row_ground
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE: Final = 8.0
_SIGN: Final = 14.0
_QUOTED_PX: Final = 16
_SIGNS: Final = {
    Fate.ADDED: ("+", "accent", "sel"),
    Fate.REMOVED: ("−", "rubric", "rubric_soft"),
    Fate.CHANGED: ("±", "ink2", "sel"),
}
"""The sign of each fate, the role of its ink, and that of the ground behind its words."""


class ComparisonCell(Themed, QStyledItemDelegate):
    """Paints a cell. What a sign says by shape and colour, a word beside it says too."""

    def __init__(self, model: ComparisonModel) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a cell's size."""
        return QSize(60, measures().row_dense)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell."""
        box = QRectF(option.rect)
        direction: Qt.LayoutDirection = option.direction
        painter.save()
        paint_row_ground(painter, option, self.theme)
        painter.translate(box.topLeft())
        difference: Difference = index.data(DIFFERENCE)
        column = Column(index.column())
        room = QRectF(_SIDE, 0, box.width() - 2 * _SIDE, box.height())
        if column is Column.WORDS:
            self._paint_words(painter, room, difference, index.data(EXCERPT), direction)
        else:
            start = self._paint_sign(painter, box, column, difference, direction)
            room.setLeft(start)
            words = index.data() or ""
            draw_text(
                painter,
                mirrored(room, box.width(), direction),
                words,
                font=interface_font(measures().body_px if column is Column.KIND else measures().small_px),
                color=self.theme.color("ink" if column in {Column.KIND, Column.FATE} else "ink2"),
                at_right=direction == RTL,
                direction=direction_of(words) if column in {Column.KIND, Column.WHO} else direction,
            )
        painter.restore()

    def _paint_sign(
        self,
        painter: QPainter,
        box: QRectF,
        column: Column,
        difference: Difference,
        direction: Qt.LayoutDirection,
    ) -> float:
        """Paint the sign of the fate or the label's mark; return where the words begin."""
        middle = QPointF(_SIDE + SWATCH / 2, box.height() / 2)
        if column is Column.FATE:
            sign, role, _ = _SIGNS[difference.fate]
            place = mirrored(centred(_SIGN, middle), box.width(), direction)
            painter.setFont(interface_font(measures().heading_px, 600))
            painter.setPen(self.theme.color(role))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, sign)
            return _SIDE + _SIGN + 6
        label = label_of(difference, self._model.scheme)
        if column is Column.KIND and label is not None:
            paint_swatch(
                painter, mirrored(centred(SWATCH, middle), box.width(), direction), label, self.theme
            )
            return _SIDE + SWATCH + 6
        return _SIDE

    def _paint_words(
        self,
        painter: QPainter,
        room: QRectF,
        difference: Difference,
        excerpt: Excerpt,
        direction: Qt.LayoutDirection,
    ) -> None:
        _, _, ground = _SIGNS[difference.fate]
        has_place = difference.text is None and difference.relation is None and bool(excerpt.words)
        paint_excerpt(
            painter,
            room,
            (excerpt.before, excerpt.words, excerpt.after),
            px=_QUOTED_PX,
            ink=self.theme.color("ink"),
            ground=self.theme.color(ground) if has_place else None,
            direction=direction,
        )
