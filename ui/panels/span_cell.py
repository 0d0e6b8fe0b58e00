"""How one cell of the spans table looks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.model import SpanAnnotation
from ui.fonts import interface_font, text_font
from ui.icons import pixmap
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import LTR, RTL, centred, direction_of, draw_text, mirrored
from ui.panels.spans_model import ANNOTATION, Column, SpansModel
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE = 8.0
_SIGN = 14.0
_QUOTED_PX = 16


class SpanCell(Themed, QStyledItemDelegate):
    """Paints a cell: the mark beside the label's name, the words in the text's face, numbers quietly."""

    def __init__(self, model: SpansModel) -> None:
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
        state = option.state
        direction: Qt.LayoutDirection = option.direction
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self.theme.color("accent_soft"))
            if state & QStyle.StateFlag.State_Active and self._focused(option):
                self._paint_focus(painter, box)
        painter.translate(box.topLeft())
        annotation: SpanAnnotation = index.data(ANNOTATION)
        start = self._paint_sign(painter, box, Column(index.column()), annotation, direction)
        words = index.data() or ""
        font, role, run = self._style(Column(index.column()), words)
        room = QRectF(start, 0, box.width() - _SIDE - start, box.height())
        draw_text(
            painter,
            mirrored(room, box.width(), direction),
            words,
            font=font,
            color=self.theme.color(role),
            at_right=direction == RTL,
            direction=run,
        )
        painter.restore()

    def _paint_sign(
        self,
        painter: QPainter,
        box: QRectF,
        column: Column,
        annotation: SpanAnnotation,
        direction: Qt.LayoutDirection,
    ) -> float:
        """Paint the mark of a label, or the warning of a missing answer; return where the words begin."""
        middle = box.height() / 2
        label = self._model.label(annotation)
        if column is Column.LABEL and label is not None:
            swatch = centred(SWATCH, QPointF(_SIDE + SWATCH / 2, middle))
            paint_swatch(painter, mirrored(swatch, box.width(), direction), label, self.theme)
            return _SIDE + SWATCH + 6
        if column is Column.MISSING and self._model.missing(annotation):
            sign = centred(_SIGN, QPointF(_SIDE + _SIGN / 2, middle))
            ratio = painter.device().devicePixelRatioF()
            picture = pixmap("warning", self.theme.color("rubric"), round(_SIGN), ratio)
            painter.drawPixmap(mirrored(sign, box.width(), direction).topLeft(), picture)
            return _SIDE + _SIGN + 4
        return _SIDE

    def _paint_focus(self, painter: QPainter, box: QRectF) -> None:
        line = measures().line_focus
        color = self.theme.color("accent")
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), line), color)
        painter.fillRect(QRectF(box.left(), box.bottom() - line, box.width(), line), color)

    def _style(self, column: Column, words: str) -> tuple[QFont, str, Qt.LayoutDirection]:
        m = measures()
        if column is Column.WORDS:
            return text_font(_QUOTED_PX), "ink", direction_of(words)
        if column is Column.LABEL:
            return interface_font(m.body_px), "ink", direction_of(words)
        role = "rubric" if column is Column.MISSING else "ink3"
        return interface_font(m.small_px), role, LTR

    def _focused(self, option: QStyleOptionViewItem) -> bool:
        widget = option.widget
        return widget is not None and widget.hasFocus()
