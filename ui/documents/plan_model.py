"""Who has what: documents as rows, people as columns, a tick where the one reads the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.language import tr
from annotator.model import Annotator, Assignment

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class PlanModel(QAbstractTableModel):
    """A matrix that a person may change cell by cell.

    Signals:
        changed: somebody gets something else now.
    """

    changed = Signal()

    def __init__(self, documents: Mapping[str, str]) -> None:
        """Make it of titles by the ids of documents."""
        super().__init__()
        self._documents = tuple(documents.items())
        self._people: tuple[Annotator, ...] = ()
        self.given: set[Assignment] = set()

    def show(self, people: Sequence[Annotator], given: Iterable[Assignment]) -> None:
        """Show these people and what they are to read."""
        self.beginResetModel()
        self._people = tuple(people)
        self.given = set(given)
        self.endResetModel()

    def load(self, person: Annotator) -> int:
        """Return how many of the documents a person gets."""
        return sum(one.annotator_id == person.id for one in self.given)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many documents there are."""
        return 0 if parent.isValid() else len(self._documents)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many people there are, and the titles."""
        return 0 if parent.isValid() else len(self._people) + 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let a person's cells be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a title, a tick, or what a screen reader says."""
        title = self._documents[index.row()][1]
        if index.column() == 0:
            return (
                title if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
            )
        person = self._people[index.column() - 1]
        is_given = self._cell(index) in self.given
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if is_given else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if is_given:
                return tr("{person} reads {document}", person=person.name, document=title)
            return tr("{person} does not read {document}", person=person.name, document=title)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Give a document to a person, or take it away."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() == 0:
            return False
        cell = self._cell(index)
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self.given.add(cell)
        else:
            self.given.discard(cell)
        self.dataChanged.emit(index, index)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, index.column(), index.column())
        self.changed.emit()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a person's name with how many documents they get."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return tr("Document")
        person = self._people[section - 1]
        return tr("{name} · {count}", name=person.name, count=self.load(person))

    def _cell(self, index: _Index) -> Assignment:
        person = self._people[index.column() - 1]
        return Assignment(document_id=self._documents[index.row()][0], annotator_id=person.id)
