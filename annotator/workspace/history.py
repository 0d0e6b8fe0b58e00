"""The past of a project: who changed what, what a document was, and what lies in the trash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from annotator.editing.change import Change, DocumentChange
from annotator.editing.differences import differences
from annotator.editing.history import StepKind, StepRecord
from annotator.language import Message
from annotator.model import AnnotatedDocument, Annotator, Document, LabelScheme, LabelUse
from annotator.model.sight import Sight
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
        author: who did it; None where an older Hashiya has not written a name down.
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
class ProjectThen:
    """What has changed since a moment, as it was at that moment: for `RestoreProject`.

    Attributes:
        scheme: the label scheme in force then.
        documents: each document that has changed since, by id; None: it was not there.
    """

    scheme: LabelScheme
    documents: Mapping[str, AnnotatedDocument | None]


class History:
    """Looks back through the log of an open project.

    Args:
        repository: the open file.
        steps: all that have been taken, oldest first.
        people: returns those whose names a history shows.
    """

    def __init__(
        self,
        repository: Repository,
        steps: Sequence[StepRecord],
        people: Callable[[], Iterable[Annotator]],
        *,
        sight: Sight,
    ) -> None:
        self._sight = sight
        self._repository = repository
        self._steps = steps
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
        people = self._named()
        return tuple(
            _entry(record, people)
            for record in reversed(self._steps)
            if (chosen is None or record.id in chosen)
            and (author is None or record.author == author)
            and self._sight.did(record.author)
        )

    def authors(self) -> tuple[Annotator, ...]:
        """Return everybody who has taken a step, by name; an importer need not be an annotator."""
        people = self._named()
        seen = (record.author for record in self._steps if self._sight.did(record.author))
        found = {author for author in seen if author in people}
        return tuple(sorted((people[key] for key in found if key is not None), key=lambda one: one.name))

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

    def project_at(self, step: int) -> ProjectThen:
        """Return the whole project as it was right after a step, as far as it has changed since."""
        return ProjectThen(
            scheme=self._repository.scheme_at(step),
            documents={key: self.state_at(step, key) for key in self._repository.documents_since(step)},
        )

    def trash(self) -> tuple[TrashedDocument, ...]:
        """Return the documents that are gone, by deletion or an undone import, the latest first."""
        records = {record.id: record for record in self._steps}
        people = self._named()
        return tuple(
            TrashedDocument(id=document_id, title=title, removed=_entry(records[step], people))
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

    def schemes(self) -> tuple[tuple[HistoryEntry, LabelScheme], ...]:
        """Return the earlier label schemes, each with the step that replaced it, the latest first."""
        records = {record.id: record for record in self._steps}
        people = self._named()
        return tuple((_entry(records[step], people), scheme) for step, scheme in self._repository.schemes())

    def label_use(self, label: str) -> LabelUse:
        """Count what `DeleteLabel` or `MergeLabel` would touch, of what the person sees."""
        return self._repository.label_use(label, self._sight)

    def _named(self) -> dict[str, Annotator]:
        """Return whom an author's id means: by the project's people, else by the name in the log."""
        told = {
            record.author: Annotator(id=record.author, name=record.author_name)
            for record in self._steps
            if record.author is not None and record.author_name
        }
        return told | {person.id: person for person in self._people()}


def _entry(record: StepRecord, people: Mapping[str, Annotator]) -> HistoryEntry:
    return HistoryEntry(
        step=record.id,
        kind=record.kind,
        of_step=record.of_step,
        name=record.name,
        author=None if record.author is None else people.get(record.author),
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
