"""More figures, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView

from annotator.language import tr
from ui.panels.plain_cell import OVER_NUMBERS
from ui.plots.reading_table import ReadingTable

_Index = QModelIndex | QPersistentModelIndex
_PAD: Final = 28
_LEAST: Final = 72
_NARROWEST: Final = 48
_MOST: Final = 260
_FIRST: Final = 190
"""The first column is never narrower than this, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table.

    Attributes:
        cells: as a person reads them.
        pick: what finds the spans behind it again, or None.
    """

    cells: tuple[str, ...]
    pick: object | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresShown:
    """A table of figures.

    Attributes:
        title: what it is about.
        note: how it is counted.
        heads: of the columns; the first is what the row is about and gets the room that is left.
        lines: the rows.
        words: the columns that hold words of the interface, by number; others but the first hold numbers.
        foreign: whether the first column holds people's own words.
    """

    title: str
    note: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    words: frozenset[int] = frozenset()
    foreign: bool = False

    @classmethod
    def waiting(cls, name: str) -> FiguresShown:
        """Return what stands in a table's place while it is being counted."""
        return cls(title=name, note=tr("Counting…"), heads=(), lines=())


def numbers_of(table: FiguresShown) -> frozenset[int]:
    """Return the columns that hold numbers."""
    return frozenset(n for n in range(1, len(table.heads)) if n not in table.words)


class FiguresModel(QAbstractTableModel):
    """The rows of a table."""

    def __init__(self) -> None:
        super().__init__()
        self.table = FiguresShown(title="", note="", heads=(), lines=())

    def show_table(self, table: FiguresShown) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.table.lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.table.heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.table.lines[index.row()].cells[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what stands above a column."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return OVER_NUMBERS if section in numbers_of(self.table) else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.table.heads[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)


class FiguresTable(ReadingTable):
    """Shows figures in rows.

    Signals:
        opened: the `Line` whose spans are wanted.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._figures = FiguresModel()
        self.setModel(self._figures)
        self.clicked.connect(lambda _: self.open_row())

    @property
    def table(self) -> FiguresShown:
        """What is shown."""
        return self._figures.table

    def show_table(self, table: FiguresShown) -> None:
        """Show another table from its first row on."""
        self._figures.show_table(table)
        self.setAccessibleName(table.title)
        columns = range(len(table.heads))
        self.set_kinds(
            numbers=numbers_of(table),
            foreign={0} if table.foreign else (),
        )
        head, metrics = self.horizontalHeader(), self.fontMetrics()
        head.setMinimumSectionSize(_NARROWEST)
        others = 0
        for place in columns:
            mode = QHeaderView.ResizeMode.Stretch if place == 0 else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(place, mode)
            if place:
                cells = (line.cells[place] for line in table.lines[:200])  # enough to know how wide
                widest = max(map(metrics.horizontalAdvance, (table.heads[place], *cells)))
                wide = min(max(widest + _PAD, _LEAST), _MOST)
                self.setColumnWidth(place, wide)
                others += wide
        if columns and self.viewport().width() - others < _FIRST:
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(0, _FIRST)
        if table.lines:
            self.setCurrentIndex(self._figures.index(0, 0))

    def open_row(self) -> None:
        """Tell whose spans are wanted."""
        row = self.currentIndex().row()
        if 0 <= row < len(self.table.lines) and self.table.lines[row].pick is not None:
            self.opened.emit(self.table.lines[row])
