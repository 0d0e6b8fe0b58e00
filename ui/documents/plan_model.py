"""Who has what: documents as rows, people as columns, a tick where the one reads the other, and how far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.language import tr
from annotator.model import Annotator, Assignment
from annotator.team.matrix import Cell, Matrix
from ui.panels.state_mark import DocumentState, state_name
from ui.people.siglum import Sigla

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
CELL: Final = int(Qt.ItemDataRole.UserRole)
"""The role by which a model hands out a cell of the matrix."""


class PlanModel(QAbstractTableModel):
    """A matrix that a person may change cell by cell.

    Signals:
        changed: somebody gets something else now.
    """

    changed = Signal()

    def __init__(self, documents: Mapping[str, str], done: Matrix, known: Sigla) -> None:
        """Make it of titles by the ids of documents, of what has been done, and of the people's sigla."""
        super().__init__()
        self._documents = tuple(documents.items())
        self._sigla = known
        self._done = {
            (row.document_id, person.id): cell
            for row in done.rows
            for person, cell in zip(done.people, row.cells, strict=True)
        }
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

    def done(self, person: Annotator) -> int:
        """Return with how many of them a person is done."""
        cells = (self.cell(one) for one in self.given if one.annotator_id == person.id)
        return sum(cell.is_done for cell in cells)

    def cell(self, one: Assignment) -> Cell:
        """Return how far a person is with a document."""
        return self._done.get((one.document_id, one.annotator_id), Cell())

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
        if role == CELL:
            return self.cell(self._cell(index))
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if is_given else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (
                tr("{person} reads {document}", person=person.name, document=title)
                if is_given
                else tr("{person} does not read {document}", person=person.name, document=title)
            )
            state = self.cell(self._cell(index)).state
            return words if state is None else f"{words}, {state_name(DocumentState(state.value))}"
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
        name, done, count = self._sigla.named(person.id, person.name), self.done(person), self.load(person)
        if done:
            return tr("{name} · {done} of {count}", name=name, done=done, count=count)
        return tr("{name} · {count}", name=name, count=count)

    def _cell(self, index: _Index) -> Assignment:
        person = self._people[index.column() - 1]
        return Assignment(document_id=self._documents[index.row()][0], annotator_id=person.id)
