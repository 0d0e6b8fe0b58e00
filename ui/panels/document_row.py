"""How a document looks in the list: its state, its title, how many spans it has."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.documents_model import MISSING, SUMMARY, span_count
from ui.panels.painting import RTL, centred, direction_of, draw_frame, draw_text, mirrored
from ui.panels.state_mark import MARK, DocumentSummary, document_state, paint_state
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE = 6.0  # from the panel's edge to the row's ground
_MARK_AT = 18.5
_TITLE_AT = 41.0
_COUNT_AT = 18.0  # from the end edge
_GAP = 8.0
_SIGN, _SIGN_GAP = 12, 5.0


class DocumentRow(Themed, QStyledItemDelegate):
    """Paints one document. The open one is bold on the accent's soft ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.open_id: str | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row's size."""
        return QSize(160, measures().row_document)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row."""
        summary: DocumentSummary = index.data(SUMMARY)
        row = QRectF(option.rect)
        is_open = summary.id == self.open_id
        painter.save()
        self._paint_ground(painter, row, option, is_open=is_open)
        painter.translate(row.topLeft())
        lacks = bool(index.data(MISSING))
        self._paint_words(painter, row, summary, option, is_open=is_open, lacks=lacks)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, row: QRectF, option: QStyleOptionViewItem, *, is_open: bool
    ) -> None:
        state = option.state
        ground = row.adjusted(_SIDE, 0, -_SIDE, 0)
        radius = measures().radius_control
        fill = None
        if is_open:
            fill = self.theme.color("accent_soft")
        elif state & QStyle.StateFlag.State_MouseOver:
            fill = self.theme.color("hover")
        edge = None
        if state & QStyle.StateFlag.State_Selected and self._list_has_focus():
            edge = self.theme.color("accent")
        elif is_open and self.theme.high_contrast:
            edge = self.theme.color("border")
        if fill is not None or edge is not None:
            width = measures().line_focus if edge is not None else 0
            draw_frame(painter, ground, radius=radius, fill=fill, edge=edge, width=width)

    def _paint_words(
        self,
        painter: QPainter,
        row: QRectF,
        summary: DocumentSummary,
        option: QStyleOptionViewItem,
        *,
        is_open: bool,
        lacks: bool,
    ) -> None:
        direction: Qt.LayoutDirection = option.direction
        width, height = row.width(), row.height()
        mark = centred(MARK, QPointF(_MARK_AT + MARK / 2, height / 2))
        ground = self.theme.color("accent_soft" if is_open else "panel")
        paint_state(
            painter, mirrored(mark, width, direction), document_state(summary), self.theme, ground=ground
        )
        count, small = span_count(summary), interface_font(measures().caption_px)
        wide = QFontMetricsF(small).horizontalAdvance(count) + 1
        box = QRectF(width - _COUNT_AT - wide, 0, wide, height)
        draw_text(
            painter,
            mirrored(box, width, direction),
            count,
            font=small,
            color=self.theme.color("ink3"),
            at_right=direction != RTL,
            direction=direction,
        )
        if lacks:
            box = QRectF(box.left() - _SIGN_GAP - _SIGN, (height - _SIGN) / 2, _SIGN, _SIGN)
            sign = pixmap("warning", self.theme.color("rubric"), _SIGN, painter.device().devicePixelRatio())
            painter.drawPixmap(mirrored(box, width, direction).topLeft(), sign)
        end = box.left() - _GAP if count or lacks else width - _COUNT_AT
        title = QRectF(_TITLE_AT, 0, end - _TITLE_AT, height)
        draw_text(
            painter,
            mirrored(title, width, direction),
            summary.title,
            font=interface_font(measures().body_px, 600 if is_open else 400),
            color=self.theme.color("ink"),
            at_right=direction == RTL,
            direction=direction_of(summary.title),
        )

    def _list_has_focus(self) -> bool:
        parent = self.parent()
        return isinstance(parent, QWidget) and parent.hasFocus()
