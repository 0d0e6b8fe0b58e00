"""The list of documents behind the documents panel: all, or those of a state, with words in their title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.language import tr, trn
from annotator.text.folding import fold
from ui.panels.painting import plain_tip
from ui.panels.state_mark import DocumentState, DocumentSummary, document_state, state_name

SUMMARY = Qt.ItemDataRole.UserRole
"""The role of the whole summary."""
MISSING = Qt.ItemDataRole.UserRole + 1
"""The role of how many required answers are missing."""

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
        self._state: DocumentState | None = None
        self._missing: dict[str, int] = {}
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
        if (row is not None) != self._is_wanted(place):
            self.beginResetModel()
            self._find()
            self.endResetModel()
        elif row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def set_missing(self, counts: Mapping[str, int], *, more: bool = False) -> None:
        """Show how many required answers documents lack, by id; with `more`, what is known stays."""
        before = self._missing
        self._missing = {**(before if more else {}), **counts}
        for document_id in before.keys() | self._missing.keys():
            row = self.row_of(document_id)
            if row is not None and before.get(document_id, 0) != self._missing.get(document_id, 0):
                self.dataChanged.emit(self.index(row), self.index(row))

    def search(self, words: str) -> None:
        """Show only titles that contain `words` in any spelling; all where there are no words."""
        self._narrow(fold(words.strip()), self._state)

    def show_only(self, state: DocumentState | None) -> None:
        """Show only documents in this state; None = in any."""
        self._narrow(self._wanted, state)

    @property
    def state(self) -> DocumentState | None:
        """The state that is shown only, or None."""
        return self._state

    def counts(self) -> Counter[DocumentState]:
        """Return how many documents are in each state."""
        return Counter(document_state(summary) for summary in self._all)

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
        missing = self._missing.get(summary.id, 0)
        if role == MISSING:
            return missing
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(summary, missing)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{summary.title} · {missing_answers(missing)}" if missing else summary.title)
        return summary if role == SUMMARY else None

    def _narrow(self, wanted: str, state: DocumentState | None) -> None:
        if (wanted, state) != (self._wanted, self._state):
            self.beginResetModel()
            self._wanted, self._state = wanted, state
            self._find()
            self.endResetModel()

    def _find(self) -> None:
        shown: Sequence[int] = range(len(self._all))
        if self._state is not None:
            shown = [place for place in shown if document_state(self._all[place]) is self._state]
        if self._wanted:
            keys = self._folded()
            shown = [place for place in shown if self._wanted in keys[place]]
        self._shown = shown
        self._row = {place: row for row, place in enumerate(self._shown)}

    def _is_wanted(self, place: int) -> bool:
        """Tell whether one document is shown; for all of them, `_find` is quicker."""
        of_state = self._state is None or document_state(self._all[place]) is self._state
        return of_state and (not self._wanted or self._wanted in self._folded()[place])

    def _folded(self) -> list[str]:
        if self._keys is None:
            self._keys = [fold(summary.title) for summary in self._all]
        return self._keys


def span_count(summary: DocumentSummary) -> str:
    """Return "118 spans" in the language in use, or nothing for a document that nobody has begun."""
    if document_state(summary) is DocumentState.NEW or summary.active is None:
        return ""
    return trn("{count} span", "{count} spans", summary.active.spans)


def missing_answers(count: int) -> str:
    """Return "2 answers missing" in the language in use, or nothing for none."""
    return trn("{count} answer missing", "{count} answers missing", count) if count else ""


def spoken(summary: DocumentSummary, missing: int = 0) -> str:
    """Return what a screen reader says of a document."""
    words = [
        summary.title,
        state_name(document_state(summary)),
        span_count(summary),
        missing_answers(missing),
    ]
    return tr("{title}, {rest}", title=words[0], rest=", ".join(word for word in words[1:] if word))
