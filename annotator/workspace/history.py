"""The past of a project: who changed what, what a document was, and what lies in the trash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from annotator.editing.change import Change, DocumentChange
from annotator.editing.history import StepKind
from annotator.language import Message
from annotator.model import AnnotatedDocument, Annotator, Document
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
