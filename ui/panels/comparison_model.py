"""What differs between two moments of a document, as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.editing.comparing import Difference
from annotator.language import tr
from annotator.model import AnnotatedDocument, LabelScheme
from ui.panels import comparison_words as words

DIFFERENCE: Final = Qt.ItemDataRole.UserRole
"""The role of the whole difference."""
EXCERPT: Final = Qt.ItemDataRole.UserRole + 1
"""The role of the words with what stands around them."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """What stands in a row."""

    FATE = 0
    KIND = 1
    WORDS = 2
    WHAT = 3
    WHO = 4


class ComparisonModel(QAbstractTableModel):
    """Differences, in the order of the text."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Difference, ...] = ()
        self._before: AnnotatedDocument | None = None
        self._after: AnnotatedDocument | None = None
        self.scheme: LabelScheme | None = None

    def show(
        self,
        rows: Sequence[Difference],
        before: AnnotatedDocument | None,
        after: AnnotatedDocument | None,
        scheme: LabelScheme | None,
    ) -> None:
        """Show these differences between two states."""
        self.beginResetModel()
        self._rows, self._before, self._after, self.scheme = tuple(rows), before, after, scheme
        self.endResetModel()

    def difference(self, row: int) -> Difference:
        """Return the difference in this row."""
        return self._rows[row]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many differences there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, or what is painted from."""
        difference = self._rows[index.row()]
        if role == DIFFERENCE:
            return difference
        if role == EXCERPT:
            return words.excerpt(difference, self._before, self._after)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        return self._told(difference, Column(index.column()))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = {
            Column.FATE: "",
            Column.KIND: tr("Label"),
            Column.WORDS: tr("Words"),
            Column.WHAT: tr("What"),
            Column.WHO: tr("Reading"),
        }
        return titles[Column(section)]

    def _told(self, difference: Difference, column: Column) -> str:
        match column:
            case Column.FATE:
                return words.fate_name(difference.fate)
            case Column.KIND:
                return words.kind_name(difference, self.scheme)
            case Column.WORDS:
                return words.excerpt(difference, self._before, self._after).words
            case Column.WHAT:
                return words.what_changed(difference, self.scheme)
            case Column.WHO:
                return words.reader_name(difference.reading)
