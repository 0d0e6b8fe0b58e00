"""Lines with a tick each, to be looked at before all that are ticked is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.excerpt_line import paint_excerpt
from ui.panels.painting import RTL, centred, draw_frame, draw_text, mirrored
from ui.panels.plain_cell import paint_row_ground
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed
from ui.theme import Theme, measures

ROW: Final = Qt.ItemDataRole.UserRole
_NOWHERE: Final = QModelIndex()
_SIDE: Final = 8.0
_BOX: Final = 16.0
_TICK: Final = 12
_HEIGHT: Final = 38  # Amiri reaches far above and below its line
_PX: Final = 17
_NOTE: Final = 0.36  # at most this share of a row


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One line.

    Attributes:
        before, words, after: the place with some words around it.
        note: what becomes of it, or why nothing can.
        possible: it can be ticked.
    """

    before: str
    words: str
    after: str
    note: str = ""
    possible: bool = True


class ReviewModel(QAbstractListModel):
    """The lines and their ticks. What can be ticked is ticked at first."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[ReviewRow] = ()
        self._ticks = bytearray()

    def show(self, rows: Sequence[ReviewRow]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._rows = rows
        self._ticks = bytearray(row.possible for row in rows)
        self.endResetModel()

    @property
    def ticked(self) -> list[int]:
        """The numbers of the lines that are ticked, from 0 on."""
        return [number for number, tick in enumerate(self._ticks) if tick]

    def tick_all(self, *, on: bool) -> None:
        """Tick everything that can be ticked, or nothing."""
        self._ticks = bytearray(row.possible and on for row in self._rows)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def toggle(self, number: int) -> None:
        """Turn one tick round."""
        if self._rows[number].possible:
            self._ticks[number] = not self._ticks[number]
            self.dataChanged.emit(self.index(number), self.index(number))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Return what can be done with a line."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.isValid() and self._rows[index.row()].possible:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a line, its words for screen readers, or its tick."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return " · ".join(part for part in (f"{row.before}{row.words}{row.after}", row.note) if part)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self._ticks[index.row()] else Qt.CheckState.Unchecked
        return None


class ReviewList(QListView):
    """The list. Space or a click turns a tick round.

    Signals:
        ticks_changed: other lines are ticked.
    """

    ticks_changed = Signal()

    def __init__(self, theme: Theme, name: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ReviewModel()
        self._painter = _RowPainter(self.rows)
        self._painter.set_theme(theme)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name())
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ScrollLine(self)
        self.rows.dataChanged.connect(lambda *_: self.ticks_changed.emit())
        self.rows.modelReset.connect(self.ticks_changed)

    def show_rows(self, rows: Sequence[ReviewRow]) -> None:
        """Show these lines, and go to the first."""
        self.rows.show(rows)
        if rows:
            self.setCurrentIndex(self.rows.index(0))


class _RowPainter(Themed, QStyledItemDelegate):
    """Paints a box with its tick, the words, and what becomes of them."""

    def __init__(self, model: ReviewModel) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a line's size."""
        return QSize(200, _HEIGHT)

    def editorEvent(
        self,
        event: QEvent,
        _model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Turn the tick round by a click anywhere in the line, or by Space."""
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if event.type() == QEvent.Type.MouseButtonRelease or (space and event.type() == QEvent.Type.KeyPress):
            self._model.toggle(index.row())
            return True
        return False

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the line."""
        row: ReviewRow = index.data(ROW)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        box, direction = QRectF(option.rect), option.direction
        painter.save()
        paint_row_ground(painter, option, self.theme)
        painter.translate(box.topLeft())
        self._paint_box(painter, box, ticked=ticked, possible=row.possible, direction=direction)
        ink = self.theme.color("ink" if row.possible else "ink3")
        start = 2 * _SIDE + _BOX
        note_room = 0.0
        if row.note:
            room = QRectF(box.width() * (1 - _NOTE), 0, box.width() * _NOTE - _SIDE, box.height())
            drawn = draw_text(
                painter,
                mirrored(room, box.width(), direction),
                row.note,
                font=interface_font(measures().small_px),
                color=self.theme.color("ink2" if row.possible else "ink3"),
                at_right=direction != RTL,
                direction=direction,
            )
            note_room = drawn + 2 * _SIDE
        words = QRectF(start, 0, box.width() - start - _SIDE - note_room, box.height())
        paint_excerpt(
            painter,
            mirrored(words, box.width(), direction),
            (row.before, row.words, row.after),
            px=_PX,
            ink=ink,
            ground=self.theme.color("sel" if row.possible else "hover"),
            direction=direction,
        )
        painter.restore()

    def _paint_box(
        self, painter: QPainter, box: QRectF, *, ticked: bool, possible: bool, direction: Qt.LayoutDirection
    ) -> None:
        square = mirrored(centred(_BOX, QPointF(_SIDE + _BOX / 2, box.height() / 2)), box.width(), direction)
        color = self.theme.color
        draw_frame(
            painter,
            square,
            radius=3,
            fill=color("accent") if ticked else color("page"),
            edge=color("accent") if ticked else color("border" if possible else "hair"),
        )
        if ticked:
            picture = pixmap("check", color("on_accent"), _TICK, painter.device().devicePixelRatioF())
            painter.drawPixmap(centred(_TICK, square.center()).topLeft(), picture)
