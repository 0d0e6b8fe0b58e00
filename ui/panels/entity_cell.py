"""How an entity's row looks: names and forms in the text's face, numbers and links quietly."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.model import LabelScheme
from ui.fonts import interface_font, text_font
from ui.panels.entities_model import NODE, Column, Node
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import LTR, RTL, centred, direction_of, draw_text, mirrored
from ui.panels.plain_cell import paint_row_ground
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE: Final = 8.0
_QUOTED_PX: Final = 16


class EntityCell(Themed, QStyledItemDelegate):
    """Paints a cell: the label's mark before a name; a name that nobody has given is quieter."""

    def __init__(self) -> None:
        super().__init__()
        self.scheme: LabelScheme | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a cell's size."""
        return QSize(60, measures().row_dense)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell."""
        node: Node = index.data(NODE)
        column, words = Column(index.column()), str(index.data() or "")
        direction: Qt.LayoutDirection = option.direction
        painter.save()
        paint_row_ground(painter, option, self.theme)
        painter.translate(option.rect.topLeft())
        box = QRectF(0, 0, option.rect.width(), option.rect.height())
        start = _SIDE
        label = None if self.scheme is None else self.scheme.label(node.label)
        if column is Column.NAME and label is not None:
            start = 2.0
            swatch = centred(SWATCH, QPointF(start + SWATCH / 2, box.height() / 2))
            paint_swatch(painter, mirrored(swatch, box.width(), direction), label, self.theme)
            start += SWATCH + 6
        quoted = column is Column.NAME or (column is Column.FORMS and bool(label))
        loud = column is Column.NAME and (node.is_named or node.parent is not None)
        draw_text(
            painter,
            mirrored(QRectF(start, 0, box.width() - _SIDE - start, box.height()), box.width(), direction),
            words,
            font=text_font(_QUOTED_PX, bold=node.is_named and column is Column.NAME)
            if quoted
            else interface_font(measures().small_px),
            color=self.theme.color("ink" if loud else "ink2"),
            at_right=direction == RTL,
            direction=direction_of(words) if quoted else LTR if column is not Column.FORMS else direction,
        )
        painter.restore()
