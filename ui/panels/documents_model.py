"""The list of documents behind the documents panel: all of them, or those whose title is searched for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.language import tr, trn
from annotator.text.folding import fold
from ui.panels.painting import plain_tip
from ui.panels.state_mark import DocumentState, DocumentSummary, document_state, state_name

SUMMARY = Qt.ItemDataRole.UserRole
"""The role of the whole summary."""

_NOWHERE = QModelIndex()


class DocumentsModel(QAbstractListModel):
    """Document summaries in their order. Finding one by its id and counting the finished is O(1)."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[DocumentSummary] = []
        self._place: dict[str, int] = {}  # id → place in _all
        self._keys: list[str] | None = None  # folded titles; made by the first search
        self._shown: Sequence[int] = ()  # places in _all, ascending
        self._row: dict[int, int] = {}  # place in _all → row
        self._wanted = ""
        self.finished = 0

    @property
    def total(self) -> int:
        """How many documents there are, found or not."""
        return len(self._all)

    def set_documents(self, summaries: Iterable[DocumentSummary]) -> None:
        """Show these documents; a search stays in force."""
        self.beginResetModel()
        self._all = list(summaries)
        self._place = {summary.id: place for place, summary in enumerate(self._all)}
        self._keys = None
        self.finished = sum(document_state(summary).is_done for summary in self._all)
        self._find()
        self.endResetModel()

    def update_document(self, summary: DocumentSummary) -> None:
        """Show the new state of one document; one that is not there yet is added at the end."""
        place = self._place.get(summary.id)
        if place is None:
            self.set_documents([*self._all, summary])
            return
        before = self._all[place]
        self.finished += document_state(summary).is_done - document_state(before).is_done
        self._all[place] = summary
        if before.title != summary.title:
            self._keys = None
        row = self._row.get(place)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def search(self, words: str) -> None:
        """Show only titles that contain `words` in any spelling; all where there are no words."""
        wanted = fold(words.strip())
        if wanted == self._wanted:
            return
        self.beginResetModel()
        self._wanted = wanted
        self._find()
        self.endResetModel()

    def row_of(self, document_id: str) -> int | None:
        """Return the row of a document, or None: it is not there, or not found by the search."""
        place = self._place.get(document_id)
        return None if place is None else self._row.get(place)

    def summary(self, row: int) -> DocumentSummary:
        """Return the document in this row."""
        return self._all[self._shown[row]]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Return the number of documents shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title (whole also in the tooltip), the summary, or what a screen reader says."""
        if not index.isValid():
            return None
        summary = self.summary(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return summary.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(summary)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(summary.title)
        return summary if role == SUMMARY else None

    def _find(self) -> None:
        if not self._wanted:
            self._shown = range(len(self._all))
        else:
            if self._keys is None:
                self._keys = [fold(summary.title) for summary in self._all]
            self._shown = [place for place, key in enumerate(self._keys) if self._wanted in key]
        self._row = {place: row for row, place in enumerate(self._shown)}


def span_count(summary: DocumentSummary) -> str:
    """Return "118 spans" in the language in use, or nothing for a document that nobody has begun."""
    if document_state(summary) is DocumentState.NEW or summary.active is None:
        return ""
    return trn("{count} span", "{count} spans", summary.active.spans)


def spoken(summary: DocumentSummary) -> str:
    """Return what a screen reader says of a document."""
    words = [summary.title, state_name(document_state(summary)), span_count(summary)]
    return tr("{title}, {rest}", title=words[0], rest=", ".join(word for word in words[1:] if word))
