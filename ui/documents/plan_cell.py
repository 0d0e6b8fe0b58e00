"""How a cell of the plan looks: a title, or a tick where somebody reads it and a mark of how far they are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from annotator.team.matrix import Cell
from ui.documents.plan_model import CELL
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.painting import RTL, centred, direction_of, draw_frame, draw_text, mirrored
from ui.panels.state_mark import MARK, DocumentState, paint_state
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE: Final = 8.0
_BOX: Final = 18.0
_TICK: Final = 14
_GAP: Final = 10.0


class PlanCell(Themed, QStyledItemDelegate):
    """Paints boxes like those of the window's check boxes; a click anywhere in the cell changes it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell."""
        direction, box = option.direction, QRectF(option.rect)
        painter.save()
        painter.translate(box.topLeft())
        if index.column() == 0:
            room = QRectF(_SIDE, 0, box.width() - 2 * _SIDE, box.height())
            words = str(index.data() or "")
            draw_text(
                painter,
                mirrored(room, box.width(), direction),
                words,
                font=interface_font(measures().body_px),
                color=self.theme.color("ink"),
                at_right=direction == RTL,
                direction=direction_of(words),
            )
        else:
            at = centred(_BOX, QPointF(_SIDE + _BOX / 2, box.height() / 2))
            self._paint_box(painter, mirrored(at, box.width(), direction), option, index)
            cell = index.data(CELL)
            if isinstance(cell, Cell) and cell.state is not None:
                mark = centred(MARK + 3, QPointF(_SIDE + _BOX + _GAP + MARK / 2, box.height() / 2))
                state = DocumentState(cell.state.value)
                ground = self.theme.color("page")
                paint_state(painter, mirrored(mark, box.width(), direction), state, self.theme, ground=ground)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: object,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Change a cell by a click into it; by Space Qt does it."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            is_given = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            after = Qt.CheckState.Unchecked if is_given else Qt.CheckState.Checked
            return index.column() > 0 and index.model().setData(index, after, Qt.ItemDataRole.CheckStateRole)
        if event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
            return False
        return bool(super().editorEvent(event, model, option, index))  # type: ignore[arg-type]

    def _paint_box(
        self,
        painter: QPainter,
        box: QRectF,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        table = option.widget
        focus = isinstance(table, QAbstractItemView) and table.hasFocus() and table.currentIndex() == index
        is_given = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        fill = self.theme.color("accent" if is_given else "page")
        edge = self.theme.color("accent" if is_given or focus else "border")
        draw_frame(painter, box, radius=4, fill=fill, edge=edge, width=measures().line_control)
        if focus:
            around = box.adjusted(-4, -4, 4, 4)
            draw_frame(painter, around, radius=8, fill=None, edge=edge, width=measures().line_focus)
        if is_given:
            ratio = painter.device().devicePixelRatioF()
            picture = pixmap("check", self.theme.color("on_accent"), _TICK, ratio)
            painter.drawPixmap(centred(_TICK, box.center()).topLeft(), picture)
