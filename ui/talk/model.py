"""Remarks as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.language import isolate, tr
from annotator.model import Remark
from ui.panels.painting import plain_tip
from ui.panels.wording import in_one_line
from ui.talk.matters import matter_name

REMARK: Final = Qt.ItemDataRole.UserRole
"""The role of the whole remark."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class Column(IntEnum):
    """What stands in a row."""

    MATTER = 0
    WORDS = 1
    ABOUT = 2
    DOCUMENT = 3
    WHO = 4
    WHEN = 5
    ANSWER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What turns ids into words.

    Attributes:
        person: the name of an annotator.
        document: the title of a document.
    """

    person: Callable[[str], str]
    document: Callable[[str], str]


class TalkModel(QAbstractTableModel):
    """Remarks, in the order they were made."""

    def __init__(self) -> None:
        super().__init__()
        self._remarks: tuple[Remark, ...] = ()
        self._names = Names(person=str, document=str)

    def show(self, remarks: Sequence[Remark], names: Names) -> None:
        """Show these remarks."""
        self.beginResetModel()
        self._remarks, self._names = tuple(remarks), names
        self.endResetModel()

    def remark(self, row: int) -> Remark:
        """Return the remark in this row."""
        return self._remarks[row]

    def row_of(self, remark_id: str) -> int | None:
        """Return the row of a remark, or None."""
        return next((row for row, one in enumerate(self._remarks) if one.id == remark_id), None)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many remarks there are."""
        return 0 if parent.isValid() else len(self._remarks)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, the same as a tooltip, or the remark."""
        remark = self._remarks[index.row()]
        if role == REMARK:
            return remark
        if role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return None
        words = self._words(remark, Column(index.column()))
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.MATTER: tr("Matter"),
            Column.WORDS: tr("Remark"),
            Column.ABOUT: tr("About"),
            Column.DOCUMENT: tr("Document"),
            Column.WHO: tr("Who"),
            Column.WHEN: tr("When"),
            Column.ANSWER: tr("Answer"),
        }[Column(section)]

    def _words(self, remark: Remark, column: Column) -> str:
        says: dict[Column, Callable[[], str]] = {
            Column.MATTER: lambda: matter_name(remark.matter),
            Column.WORDS: lambda: in_one_line(remark.text) or "–",
            Column.ABOUT: lambda: in_one_line(remark.quote) or tr("the document"),
            Column.DOCUMENT: lambda: self._names.document(remark.document_id),
            Column.WHO: lambda: self._names.person(remark.author),
            Column.WHEN: lambda: local(remark.at),
            Column.ANSWER: lambda: _answer(remark),
        }
        return says[column]()


def _answer(remark: Remark) -> str:
    return "" if remark.answer is None else in_one_line(remark.answer) or tr("settled")


def local(moment: str) -> str:
    """Return a moment in UTC, ISO 8601, as a local time; what is no moment is returned as it is."""
    try:
        return isolate(f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d  %H:%M}")
    except ValueError:
        return moment
