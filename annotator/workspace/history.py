"""The past of a project: who changed what, what a document was, and what lies in the trash."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from annotator.editing.change import Change, DocumentChange
from annotator.editing.differences import differences
from annotator.editing.history import StepKind, StepRecord
from annotator.language import Message
from annotator.model import AnnotatedDocument, Annotator, Document
from annotator.store.repository import Repository
from annotator.workspace.loaded import LoadedDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One step, as a history shows it.

    Attributes:
        step: its number; it grows with each step.
        kind: done, taken back, or done again.
        of_step: the step that was taken back or done again.
        name: what was done.
        author: who did it; None if that person is no longer in the project.
        at: when, in UTC.
    """

    step: int
    kind: StepKind
    of_step: int | None
    name: Message
    author: Annotator | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TrashedDocument:
    """A document that is no longer in the project.

    Attributes:
        id: its id.
        title: its title when it went.
        removed: the step that took it away: a deletion, or the undoing of an import.
    """

    id: str
    title: str
    removed: HistoryEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelUse:
    """What deleting a label, or merging it into another, would touch.

    Attributes:
        documents: with at least one such span.
        spans: with the label, in all readings.
        relations: with at least one end in such a span.
    """

    documents: int
    spans: int
    relations: int


class History:
    """Looks back through the log of an open project.

    Args:
        repository: the open file.
        people: returns those whose names a history shows.
    """

    def __init__(self, repository: Repository, people: Callable[[], Iterable[Annotator]]) -> None:
        self._repository = repository
        self._people = people

    def entries(
        self, *, document_id: str | None = None, author: str | None = None, label: str | None = None
    ) -> tuple[HistoryEntry, ...]:
        """Return who did what and when, the newest first.

        Args:
            document_id: only what touched this document.
            author: only what this annotator did, by id.
            label: only what made, changed or removed spans with this label.
        """
        chosen: set[int] | None = None
        if document_id is not None or label is not None:
            chosen = self._repository.steps_of(document_id=document_id, label=label)
        return tuple(
            self._entry(record)
            for record in reversed(self._repository.steps())
            if (chosen is None or record.id in chosen) and (author is None or record.author == author)
        )

    def changes_of(self, step: int) -> tuple[Change, ...]:
        """Return what a step has changed, in the order of application.

        Raises:
            KeyError: there is no such step.
        """
        return self._repository.changes_of(step)

    def state_at(self, step: int, document_id: str) -> AnnotatedDocument | None:
        """Return a document with its readings as it was right after a step; None if it was not there."""
        return told(self._repository.changes_of_document(document_id, until=step))

    def compare(self, before: int, after: int, document_id: str) -> tuple[Change, ...]:
        """Return what made the document's state after one step that after another, earlier or later."""
        return differences(self.state_at(before, document_id), self.state_at(after, document_id))

    def trash(self) -> tuple[TrashedDocument, ...]:
        """Return the documents that are gone, by deletion or an undone import, the latest first."""
        records = {record.id: record for record in self._repository.steps()}
        return tuple(
            TrashedDocument(id=document_id, title=title, removed=self._entry(records[step]))
            for document_id, step, title in self._repository.gone()
        )

    def trashed(self, document_id: str) -> AnnotatedDocument:
        """Return a document as it went into the trash, for looking and for `RestoreDocuments`.

        Raises:
            KeyError: it is not in the trash.
        """
        removed = {found: step for found, step, _ in self._repository.gone()}[document_id]
        found = self.state_at(removed - 1, document_id)
        if found is None:
            raise KeyError(document_id)
        return found

    def label_use(self, label: str) -> LabelUse:
        """Count what `DeleteLabel` or `MergeLabel` would touch."""
        documents, spans, relations = self._repository.label_use(label)
        return LabelUse(documents=documents, spans=spans, relations=relations)

    def _entry(self, record: StepRecord) -> HistoryEntry:
        author = next((one for one in self._people() if one.id == record.author), None)
        return HistoryEntry(
            step=record.id,
            kind=record.kind,
            of_step=record.of_step,
            name=record.name,
            author=author,
            at=record.at,
        )


def told(changes: Iterable[Change]) -> AnnotatedDocument | None:
    """Return the document that all its changes from the first on lead to; None if it is not there then."""
    loaded: LoadedDocument | None = None
    for change in changes:
        if isinstance(change, DocumentChange):
            loaded = _after(change.after, loaded)
        elif loaded is not None:
            loaded.follow(change)
    return None if loaded is None else AnnotatedDocument(document=loaded.document, sets=loaded.sets)


def _after(document: Document | None, loaded: LoadedDocument | None) -> LoadedDocument | None:
    if document is None:
        return None
    return LoadedDocument(document, () if loaded is None else loaded.sets)
