"""Findings as rows, grouped by their rules; a group opens and closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.consistency import RULES, Finding, Rule
from annotator.language import tr

ROW: Final = Qt.ItemDataRole.UserRole
"""The role of the whole row: a `Rule` or a `Finding`."""
MOST_LISTED: Final = 2000
"""Of one rule; the count says how many there are."""
_NOWHERE: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
Row = Rule | Finding


class Column(IntEnum):
    """What a row says."""

    WHAT = 0
    WORDS = 1
    WHERE = 2


class FindingsModel(QAbstractTableModel):
    """The groups, and the findings of those that are open.

    The findings of a group are asked for when it is open, and not before: there can be many.
    """

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[str, int] = {}
        self._of_rule: Callable[[str], Sequence[Finding]] = lambda _rule: ()
        self._title: Callable[[str], str] = str
        self._open: set[str] = set()
        self._rows: list[Row] = []

    @property
    def total(self) -> int:
        """How many findings there are, listed or not."""
        return sum(self._counts.values())

    def show(
        self,
        counts: Mapping[str, int],
        of_rule: Callable[[str], Sequence[Finding]],
        title: Callable[[str], str],
    ) -> None:
        """Show these findings.

        Args:
            counts: how many each rule has; a rule without any is no group.
            of_rule: the findings of a rule, in order.
            title: of a document.
        """
        self._counts, self._of_rule, self._title = counts, of_rule, title
        self._fill()

    def toggle(self, code: str) -> None:
        """Open a group, or close it."""
        self._open ^= {code}
        self._fill()

    def is_open(self, code: str) -> bool:
        """Tell whether a group shows its findings."""
        return code in self._open

    def count(self, code: str) -> int:
        """Return how many findings a rule has."""
        return self._counts.get(code, 0)

    def row(self, number: int) -> Row | None:
        """Return a row, or None: there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, row: Row | None) -> int:
        """Return where a row stands now, or where one like it does; -1: nowhere."""
        if row is None:
            return -1
        wanted, code = _place(row), row.code if isinstance(row, Rule) else row.rule
        places = [_place(one) for one in self._rows]
        return next((places.index(one) for one in (wanted, (code,)) if one in places), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {Column.WHAT: tr("Finding"), Column.WORDS: tr("Words"), Column.WHERE: tr("Document")}[
            Column(section)
        ]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row or the words of a cell."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        column = Column(index.column())
        if isinstance(row, Rule):
            return self._of_group(row, column, spoken=role == Qt.ItemDataRole.AccessibleTextRole)
        if column is Column.WHAT:
            return str(row.message)
        return row.words if column is Column.WORDS else self._title(row.document_id)

    def _of_group(self, rule: Rule, column: Column, *, spoken: bool) -> str:
        if column is not Column.WHAT:
            return ""
        if spoken:
            state = tr("unfolded") if self.is_open(rule.code) else tr("folded")
            return f"{rule.name}: {self.count(rule.code)}, {state}"
        return str(rule.name)

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = []
        for rule in RULES:
            if self._counts.get(rule.code):
                self._rows.append(rule)
                if rule.code in self._open:
                    self._rows += self._of_rule(rule.code)[:MOST_LISTED]
        self.endResetModel()


def _place(row: Row) -> tuple[object, ...]:
    """Return what makes a row the same one after an edit, whatever it says."""
    return (row.code,) if isinstance(row, Rule) else (row.rule, row.document_id, row.place, row.span_ids)
