"""A list of beginnings: of documents, or of one text in several encodings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.fonts import interface_font, text_font
from ui.panels.painting import RTL, direction_of, draw_frame, draw_text, mirrored
from ui.panels.row_model import ROW, RowModel
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed
from ui.theme import measures

_HEIGHT: Final = 60
_HEAD: Final = 24
_SIDE: Final = 12.0
_QUOTED_PX: Final = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """One row.

    Attributes:
        title: in the interface's face.
        about: quietly at the end of the title's line.
        line: how it begins, in the text's face and its own direction.
        value: what the row stands for.
    """

    title: str
    about: str
    line: str
    value: object = None


def _words(row: Beginning) -> str:
    return " · ".join(part for part in (row.title, row.about, row.line) if part)


class _Row(Themed, QStyledItemDelegate):
    """Paints a title, what is to be said about it, and the beginning."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row's size."""
        return QSize(160, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row."""
        row: Beginning = index.data(ROW)
        box = QRectF(option.rect)
        painter.save()
        self._paint_ground(painter, box, option)
        painter.translate(box.topLeft())
        self._paint_words(painter, box, row, option.direction)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
        state = option.state
        fill = None
        if state & QStyle.StateFlag.State_Selected:
            fill = self.theme.color("accent_soft")
        elif state & QStyle.StateFlag.State_MouseOver:
            fill = self.theme.color("hover")
        if fill is not None:
            focus = bool(state & QStyle.StateFlag.State_HasFocus)
            edge = self.theme.color("accent") if focus else None
            width = measures().line_focus if focus else 0
            draw_frame(
                painter,
                box.adjusted(4, 1, -4, -1),
                radius=measures().radius_control,
                fill=fill,
                edge=edge,
                width=width,
            )
        painter.setPen(self.theme.color("hair"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _paint_words(
        self, painter: QPainter, box: QRectF, row: Beginning, direction: Qt.LayoutDirection
    ) -> None:
        width, at_right = box.width(), direction == RTL
        small = interface_font(measures().small_px)
        wide = QFontMetricsF(small).horizontalAdvance(row.about) + 1
        about = QRectF(width - _SIDE - wide, 6, wide, _HEAD)
        draw_text(
            painter,
            mirrored(about, width, direction),
            row.about,
            font=small,
            color=self.theme.color("ink3"),
            at_right=not at_right,
            direction=direction,
        )
        title = QRectF(_SIDE, 6, about.left() - 2 * _SIDE, _HEAD)
        draw_text(
            painter,
            mirrored(title, width, direction),
            row.title,
            font=interface_font(measures().body_px, 500),
            color=self.theme.color("ink"),
            at_right=at_right,
            direction=direction_of(row.title),
        )
        draw_text(
            painter,
            QRectF(_SIDE, _HEAD + 4, width - 2 * _SIDE, _HEIGHT - _HEAD - 6),
            row.line,
            font=text_font(_QUOTED_PX),
            color=self.theme.color("ink2"),
            at_right=at_right,
            direction=direction_of(row.line),
        )


class PreviewList(Themed, QListView):
    """The rows. Enter, a click or a double click picks one, where they are to be picked from.

    Signals:
        picked: the value of a row.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowModel(_words)
        self._row = _Row(self)
        self.setModel(self._model)
        self.setItemDelegate(self._row)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ScrollLine(self)
        self.clicked.connect(self._pick)

    @property
    def rows(self) -> tuple[Beginning, ...]:
        """What is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[Beginning]) -> None:
        """Show these."""
        self._model.show(rows)
        if rows:
            self.setCurrentIndex(self._model.index(0))

    def theme_changed(self) -> None:
        """Hand the colours on to what paints the rows."""
        self._row.set_theme(self.theme)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter pick a row that can be picked; otherwise it belongs to the dialog."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._pick(self.currentIndex()):
            return
        super().keyPressEvent(event)

    def _pick(self, index: QModelIndex) -> bool:
        value = self._model.rows[index.row()].value if index.isValid() else None
        if value is not None:
            self.picked.emit(value)
        return value is not None
