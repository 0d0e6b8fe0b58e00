"""The table itself: whole rows, several at once, its first column as wide as the others leave room."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ui.documents import columns
from ui.documents.cell import TableCell
from ui.documents.model import TableModel
from ui.panels.scroll_line import ScrollLine
from ui.theme import measures

_TITLE: Final = 260
_WIDTHS: Final = {
    columns.STATE: 124,
    columns.READERS: 150,
    columns.SPANS: 76,
    columns.RELATIONS: 84,
    columns.CHARACTERS: 84,
    columns.TROUBLES: 132,
    columns.GIVEN: 150,
}
_WIDTH: Final = 140
_OPEN_KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class DocumentTable(QTableView):
    """Rows are opened by a double click or Enter, and go into the trash by Del.

    Signals:
        wanted: the id of the document that shall be opened.
        unwanted: what is chosen shall go into the trash.
        chosen_changed: other rows are chosen.
        sorting_wanted: a column's name has been pressed: the column.
        widths_changed: a person has made a column wider or narrower.
    """

    wanted = Signal(str)
    unwanted = Signal()
    chosen_changed = Signal()
    sorting_wanted = Signal(str)
    widths_changed = Signal()

    def __init__(self, model: TableModel) -> None:
        super().__init__()
        self._rows = model
        self._widths: dict[str, int] = {}
        self._fitting = False
        self._kept: frozenset[str] = frozenset()
        self._current: str | None = None
        self.cell = TableCell(model)
        self.setModel(model)
        self.setItemDelegate(self.cell)
        self._set_up()
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.doubleClicked.connect(lambda index: self.wanted.emit(model.line(index.row()).summary.id))
        head = self.horizontalHeader()
        head.sectionClicked.connect(lambda place: self.sorting_wanted.emit(model.columns[place]))
        head.sectionResized.connect(self._resized)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the documents chosen, from above."""
        # By stretches: Qt's list of ten thousand rows takes seconds.
        parts = self.selectionModel().selection()
        ranges = [parts.at(place) for place in range(parts.count())]
        rows = {row for part in ranges for row in range(part.top(), part.bottom() + 1)}
        return tuple(self._rows.line(row).summary.id for row in sorted(rows))

    def choose(self, ids: Collection[str]) -> None:
        """Choose these documents, as far as they are shown, and bring the first into sight."""
        rows = self._rows.rows_of(ids)
        selection, last = QItemSelection(), self._rows.columnCount() - 1
        for first, end in _stretches(rows):
            selection.select(self._rows.index(first, 0), self._rows.index(end, last))
        flags = QItemSelectionModel.SelectionFlag
        if rows:
            current = self._current_row(rows)
            self.selectionModel().setCurrentIndex(self._rows.index(current, 0), flags.NoUpdate)
            self.scrollTo(self._rows.index(current, 0))
        self.selectionModel().select(selection, flags.ClearAndSelect)

    @property
    def widths(self) -> Mapping[str, int]:
        """The columns that a person has made wider or narrower, in pixels."""
        return dict(self._widths)

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Give columns the widths that a person has chosen."""
        self._widths = dict(widths)
        self.fit()

    def fit(self) -> None:
        """Give each column its width, and the title what is left."""
        self._fitting = True
        left = self.viewport().width()
        for place, column in enumerate(self._rows.columns):
            if column != columns.TITLE:
                width = self._widths.get(column, _WIDTHS.get(column, _WIDTH))
                self.setColumnWidth(place, width)
                left -= width
        self.setColumnWidth(0, max(left, _TITLE))
        self._fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the title take what room there is."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row under the cursor, or put what is chosen into the trash."""
        if event.key() in _OPEN_KEYS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.currentIndex().isValid():
                self.wanted.emit(self._rows.line(self.currentIndex().row()).summary.id)
        elif event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
        elif event.text() and not event.text().isspace() and not _is_command(event):
            event.ignore()  # Qt would go through ten thousand titles for each letter
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+A, which chooses all rows."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and _is_command(event) and event.key() == Qt.Key.Key_A:
            event.accept()
            return True
        return super().event(event)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(measures().row_document)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(48)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)
        ScrollLine(self)

    def _resized(self, place: int, _before: int, width: int) -> None:
        column = self._rows.columns[place] if place < len(self._rows.columns) else columns.TITLE
        if not self._fitting and column != columns.TITLE and self.isVisible():
            self._widths[column] = width
            self.widths_changed.emit()

    def _keep(self) -> None:
        self._kept = frozenset(self.chosen)
        index = self.currentIndex()
        self._current = self._rows.line(index.row()).summary.id if index.isValid() else None

    def _restore(self) -> None:
        """Choose again what was chosen before the rows were put into another order."""
        self.choose(self._kept)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._rows.index(0, 0), flag)
        self.fit()
        self.chosen_changed.emit()

    def _current_row(self, rows: list[int]) -> int:
        kept = [] if self._current is None else self._rows.rows_of({self._current})
        return kept[0] if kept and kept[0] in rows else rows[0]


def _is_command(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _stretches(rows: list[int]) -> list[tuple[int, int]]:
    """Return the first and last of each unbroken run of ascending rows."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
