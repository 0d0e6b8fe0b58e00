"""A table that is read: Enter and a double click open a row, Ctrl+C copies all of it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.panels.plain_cell import PlainCell
from ui.panels.themed import Themed

_ROW = 30


class ReadingTable(Themed, QTableView):
    """Shows rows of words and numbers.

    Signals:
        entered: Enter was pressed on the current row, which is then opened.
    """

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cell = PlainCell()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerWidget(QWidget())  # else the style draws a box between the two scroll bars
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda _: self.open_row())

    def set_kinds(
        self,
        *,
        numbers: Collection[int],
        moments: Collection[int] = (),
        foreign: Collection[int],
        quiet: Collection[int] = (),
    ) -> None:
        """Say which columns hold numbers, which days, which people's own words, and which are quiet."""
        self._cell = PlainCell(numbers=numbers, moments=moments, foreign=foreign, quiet=quiet)
        self._cell.set_theme(self.theme)
        self.setItemDelegate(self._cell)

    def theme_changed(self) -> None:
        """Hand the colours on."""
        self._cell.set_theme(self.theme)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a row with Enter, copy with Ctrl+C."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            self.open_row()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """Return all rows with tabs between the cells, as spreadsheets take them from the clipboard."""
        model = self.model()
        columns = range(model.columnCount())
        head = [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in columns]
        rows = ([str(model.index(r, n).data()) for n in columns] for r in range(model.rowCount()))
        return "\n".join("\t".join(line) for line in [head, *rows])

    def open_row(self) -> None:
        """Open what is behind the current row. To be overridden."""
