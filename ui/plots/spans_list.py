"""The spans behind a number: the words, and where they stand. Enter or a click leads there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from annotator.language import current, isolate, tr
from annotator.model import LabelScheme
from annotator.statistics import PickedSpan
from annotator.statistics.wording import reader_name
from ui.fonts import interface_font, text_font
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import RTL, centred, direction_of, draw_text, mirrored
from ui.panels.plain_cell import paint_row_ground
from ui.panels.themed import Themed
from ui.theme import measures

_SPAN: Final = int(Qt.ItemDataRole.UserRole)
_ROW: Final = 52
_SIDE: Final = 8.0
_QUOTED_PX: Final = 17
_WORDS: Final = 30.0
_Index = QModelIndex | QPersistentModelIndex


class SpansModel(QAbstractListModel):
    """Spans, each as one line of words for those who can't see the cell."""

    def __init__(self) -> None:
        super().__init__()
        self.scheme: LabelScheme | None = None
        self.spans: tuple[PickedSpan, ...] = ()

    def show_spans(self, spans: Sequence[PickedSpan], scheme: LabelScheme | None) -> None:
        """List other spans."""
        self.beginResetModel()
        self.spans, self.scheme = tuple(spans), scheme
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.spans)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the span, or a line about it."""
        if not index.isValid():
            return None
        span = self.spans[index.row()]
        if role == _SPAN:
            return span
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return tr(
                "{words} — {label}, {document}",
                words=isolate(one_line(span)),
                label=isolate(self.label_name(span)),
                document=isolate(span.title),
            )
        return None

    def label_name(self, span: PickedSpan) -> str:
        """Return what a span's label is called."""
        code = span.annotation.label
        label = None if self.scheme is None else self.scheme.label(code)
        return code if label is None else label.names.in_language(current())


def one_line(span: PickedSpan) -> str:
    """Return the words of a span without their line ends."""
    return " ".join(span.annotation.quote.split())


class SpansList(Themed, QListView):
    """Lists spans.

    Signals:
        wanted: the `PickedSpan` to go to.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._spans = SpansModel()
        self.setModel(self._spans)
        self._cell = _Cell(self._spans)
        self.setItemDelegate(self._cell)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Spans behind the number"))
        self.clicked.connect(self._want)

    @property
    def spans(self) -> tuple[PickedSpan, ...]:
        """What is listed."""
        return self._spans.spans

    def show_spans(self, spans: Sequence[PickedSpan], scheme: LabelScheme | None) -> None:
        """List other spans, the first of them chosen."""
        self._spans.show_spans(spans, scheme)
        if spans:
            self.setCurrentIndex(self._spans.index(0))

    def theme_changed(self) -> None:
        """Hand the colours on."""
        self._cell.set_theme(self.theme)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the chosen span with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._want(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _want(self, index: QModelIndex) -> None:
        if index.isValid():
            self.wanted.emit(index.data(_SPAN))


class _Cell(Themed, QStyledItemDelegate):
    """Paints the words in the text's face, and below them quietly where they stand."""

    def __init__(self, model: SpansModel) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return a row's size."""
        return QSize(160, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        span: PickedSpan = index.data(_SPAN)
        box = QRectF(option.rect)
        direction: Qt.LayoutDirection = option.direction
        painter.save()
        paint_row_ground(painter, option, self.theme)
        painter.translate(box.topLeft())
        label = None if self._model.scheme is None else self._model.scheme.label(span.annotation.label)
        if label is not None:
            swatch = centred(SWATCH, QPointF(_SIDE + SWATCH / 2, _WORDS / 2 + 1))
            paint_swatch(painter, mirrored(swatch, box.width(), direction), label, self.theme)
        left = 2 * _SIDE + SWATCH
        words, below = one_line(span), f"{span.title} · {reader_name(span.reader)}"
        room = box.width() - left - _SIDE
        lines = (
            (QRectF(left, 0, room, _WORDS), words, text_font(_QUOTED_PX), "ink"),
            (QRectF(left, _WORDS, room, 18), below, interface_font(measures().caption_px), "ink3"),
        )
        for rect, line, font, role in lines:
            draw_text(
                painter,
                mirrored(rect, box.width(), direction),
                line,
                font=font,
                color=self.theme.color(role),
                at_right=direction == RTL,
                direction=direction_of(line),
            )
        painter.restore()
