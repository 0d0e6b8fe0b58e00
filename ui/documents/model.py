"""The documents as rows of a table: found, sorted, and brought up to date one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.model import DocumentFacts
from annotator.text.folding import fold
from annotator.workspace.finding import DocumentLine, Wanted
from ui.documents import columns
from ui.documents.columns import Known
from ui.panels.painting import plain_tip
from ui.panels.plain_cell import OVER_NUMBERS

LINE: Final = Qt.ItemDataRole.UserRole
"""The role of the whole line."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class TableModel(QAbstractTableModel):
    """Lines in the project's order, or sorted by a column; only those that are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[DocumentLine] = []
        self._place: dict[str, int] = {}
        self._titles: list[str] = []
        self._rows: list[int] = []  # places in _lines
        self._columns: tuple[str, ...] = columns.USUAL
        self._wanted = Wanted()
        self._only: Collection[str] | None = None
        self._sorted_by: str | None = None
        self._descending = False
        self.known = Known(people={})

    @property
    def total(self) -> int:
        """How many documents there are, shown or not."""
        return len(self._lines)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns shown."""
        return self._columns

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the documents shown, from above."""
        return tuple(self._lines[place].summary.id for place in self._rows)

    @property
    def metadata_keys(self) -> tuple[str, ...]:
        """The names of all metadata, the most frequent first."""
        seen: dict[str, int] = {}
        for line in self._lines:
            for name in () if line.facts is None else line.facts.metadata:
                seen[name] = seen.get(name, 0) + 1
        return tuple(sorted(seen, key=lambda name: (-seen[name], name)))

    def show(self, lines: Iterable[DocumentLine], known: Known) -> None:
        """Show these documents. What was known of them already stays known."""
        facts = {line.summary.id: line.facts for line in self._lines}
        self.beginResetModel()
        self.known = known
        self._lines = [
            line if line.facts is not None else replace(line, facts=facts.get(line.summary.id))
            for line in lines
        ]
        self._place = {line.summary.id: place for place, line in enumerate(self._lines)}
        self._titles = [fold(line.summary.title) for line in self._lines]
        self._find()
        self.endResetModel()

    def learn(self, facts: Iterable[DocumentFacts]) -> None:
        """Take in what else is known of documents."""
        for one in facts:
            place = self._place.get(one.id)
            if place is not None:
                self._lines[place] = replace(self._lines[place], facts=one)
        self._find_again()

    def update(self, lines: Iterable[DocumentLine]) -> None:
        """Show documents that are there as they are now."""
        for line in lines:
            place = self._place[line.summary.id]
            self._lines[place] = line
            self._titles[place] = fold(line.summary.title)
        self._find_again()

    def set_wanted(self, wanted: Wanted, only: Collection[str] | None) -> None:
        """Show only documents that are wanted, and if `only` is given, only those of them."""
        if (wanted, only) != (self._wanted, self._only):
            self._wanted, self._only = wanted, only
            self._find_again()

    def set_columns(self, chosen: Sequence[str]) -> None:
        """Show these columns."""
        self.beginResetModel()
        self._columns = (columns.TITLE, *(one for one in dict.fromkeys(chosen) if one != columns.TITLE))
        self.endResetModel()

    @property
    def order(self) -> tuple[str | None, bool]:
        """The column that the rows are sorted by, None as they came, and whether it is turned round."""
        return self._sorted_by, self._descending

    def sort_by(self, column: str | None, *, descending: bool = False) -> None:
        """Sort by a column, or as the documents came; equals stay as they came."""
        if (column, descending) != self.order:
            self._sorted_by, self._descending = column, descending
            self._find_again()

    def line(self, row: int) -> DocumentLine:
        """Return the document in this row."""
        return self._lines[self._rows[row]]

    def line_of(self, document_id: str) -> DocumentLine:
        """Return a document, shown or not."""
        return self._lines[self._place[document_id]]

    def rows_of(self, ids: Collection[str]) -> list[int]:
        """Return the rows of documents, ascending; those that are not shown have none."""
        places = {self._place[one] for one in ids if one in self._place}
        return [row for row, place in enumerate(self._rows) if place in places]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of documents shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, what a screen reader says, the tooltip, or the line."""
        line, column = self.line(index.row()), self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return columns.words(line, column, self.known)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return columns.spoken(line, column, self.known)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(columns.spoken(line, column, self.known))
        return line if role == LINE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and self._columns[section] in columns.NUMBERS:
            return OVER_NUMBERS
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return columns.heading(self._columns[section], self.known)

    def _find_again(self) -> None:
        """Find anew; where the rows stay as they are, tell of other words only."""
        before = self._rows
        self._find()
        if self._rows == before:
            if before:
                self.dataChanged.emit(self.index(0, 0), self.index(len(before) - 1, len(self._columns) - 1))
            return
        after, self._rows = self._rows, before
        self.beginResetModel()
        self._rows = after
        self.endResetModel()

    def _find(self) -> None:
        lines, wanted, only = self._lines, self._wanted, self._only
        rows = [
            place
            for place, line in enumerate(lines)
            if (only is None or line.summary.id in only) and wanted.matches(line, self._titles[place])
        ]
        if self._sorted_by is not None:
            by, titles = self._sorted_by, self._titles
            keys: Mapping[int, tuple[Any, ...]] = {
                place: (titles[place],) if by == columns.TITLE else columns.key(lines[place], by, self.known)
                for place in rows
            }
            rows.sort(key=keys.__getitem__, reverse=self._descending)
        self._rows = rows
