"""The steps of a project as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.editing.history import StepKind
from annotator.language import isolate, tr
from annotator.workspace.history import HistoryEntry

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """What stands in a row."""

    WHEN = 0
    WHO = 1
    WHAT = 2


class HistoryModel(QAbstractTableModel):
    """Entries, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[HistoryEntry, ...] = ()

    def show(self, entries: Sequence[HistoryEntry]) -> None:
        """Show these entries."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def entry(self, row: int) -> HistoryEntry:
        """Return the entry in this row."""
        return self._entries[row]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        entry = self._entries[index.row()]
        match Column(index.column()):
            case Column.WHEN:
                return moment(entry)
            case Column.WHO:
                return "–" if entry.author is None else entry.author.name
            case Column.WHAT:
                return what(entry)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {Column.WHEN: tr("When"), Column.WHO: tr("Who"), Column.WHAT: tr("What")}[Column(section)]


def moment(entry: HistoryEntry) -> str:
    """Return when a step was taken, in the local time."""
    return isolate(f"{entry.at.astimezone():%Y-%m-%d  %H:%M}")


def what(entry: HistoryEntry) -> str:
    """Return what was done, in one line."""
    begins = {StepKind.DO: "", StepKind.UNDO: f"{tr('Undo')}: ", StepKind.REDO: f"{tr('Redo')}: "}
    return f"{begins[entry.kind]}{entry.name}"
