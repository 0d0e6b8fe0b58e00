"""The model of a painted list: values of one kind, each with its words for screen readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

ROW: Final = Qt.ItemDataRole.UserRole
"""Gives the value of a row, for painting."""


class RowModel(QAbstractListModel):
    """Holds rows that are shown all together.

    Args:
        words: what a row says in one line.
        tip: what its tooltip says, or None for none.

    Attributes:
        rows: the values, in order.
    """

    def __init__(self, words: Callable[[Any], str], *, tip: Callable[[Any], str] | None = None) -> None:
        super().__init__()
        self._words = words
        self._tip = tip
        self.rows: tuple[Any, ...] = ()

    def show(self, rows: Iterable[Any]) -> None:
        """Hold these rows instead of those before."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """Return a row: its words for screen readers, and all of it for painting."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(row)
        if role == Qt.ItemDataRole.ToolTipRole and self._tip is not None:
            return self._tip(row)
        return None
