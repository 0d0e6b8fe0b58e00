"""A table of numbers: what a plot shows, for those who read rather than look."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView

from annotator.model import LabelScheme
from annotator.statistics import Cells, Row, Table, shown
from ui.panels.plain_cell import OVER_NUMBERS
from ui.plots.reading_table import ReadingTable

_Index = QModelIndex | QPersistentModelIndex
_COLUMN = 104
_TITLE = 260
_FOREIGN = frozenset({Cells.WORDS, Cells.READER, Cells.LABEL, Cells.LAYER, Cells.QUESTION, Cells.ANSWER})


class NumbersModel(QAbstractTableModel):
    """The visible columns of a table in the language in use."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self._scheme: LabelScheme | None = None
        self.columns: list[int] = []

    def show_table(self, table: Table, scheme: LabelScheme) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table, self._scheme, self.columns = table, scheme, table.visible()
        self.endResetModel()

    @property
    def numbers(self) -> frozenset[int]:
        """The columns that hold numbers."""
        if self.table is None:
            return frozenset()
        cells = (self.table.columns[place].cells for place in self.columns)
        return frozenset(n for n, kind in enumerate(cells) if kind.is_number)

    def row(self, number: int) -> Row | None:
        """Return a row."""
        return None if self.table is None or number < 0 else self.table.rows[number]

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if self.table is None or (parent is not None and parent.isValid()) else len(self.table.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Return how many columns a person sees."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell as a person reads it."""
        if role != Qt.ItemDataRole.DisplayRole or self.table is None or self._scheme is None:
            return None
        row = self.table.rows[index.row()]
        return shown(self.table, row, self.columns[index.column()], self._scheme)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what stands above a column."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return OVER_NUMBERS if section in self.numbers else None
        if role != Qt.ItemDataRole.DisplayRole or self.table is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return str(self.table.columns[self.columns[section]].head)


class NumbersTable(ReadingTable):
    """Shows a table of numbers. Enter and a double click open the spans of a row, Ctrl+C copies all rows.

    Signals:
        opened: the `Row` whose spans are wanted.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._numbers = NumbersModel()
        self.setModel(self._numbers)

    def show_table(self, table: Table, scheme: LabelScheme) -> None:
        """Show another table from its first row on."""
        self._numbers.show_table(table, scheme)
        self.setAccessibleName(str(table.title))
        kinds = [table.columns[place].cells for place in self._numbers.columns]
        self.set_kinds(
            numbers=self._numbers.numbers,
            moments={n for n, kind in enumerate(kinds) if kind is Cells.DAY},
            foreign={n for n, kind in enumerate(kinds) if kind in _FOREIGN},
        )
        head = self.horizontalHeader()
        for place, kind in enumerate(kinds):
            wide = kind in {Cells.LABEL, Cells.ANSWER} or (place == 0 and kind in _FOREIGN - {Cells.WORDS})
            # Never by the contents: a hidden table measures all of its ten thousand rows.
            mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(place, mode)
            words = str(self._numbers.headerData(place, Qt.Orientation.Horizontal))
            self.setColumnWidth(
                place,
                max(
                    head.fontMetrics().horizontalAdvance(words) + 24,
                    _TITLE if kind is Cells.WORDS else _COLUMN,
                ),
            )
        if table.rows:
            self.setCurrentIndex(self._numbers.index(0, 0))

    def open_row(self) -> None:
        """Tell whose spans are wanted."""
        row = self._numbers.row(self.currentIndex().row())
        if row is not None and row.pick is not None:
            self.opened.emit(row)
