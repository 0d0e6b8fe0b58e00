"""One document of a project as it stands now: what a worker may plan on while the project itself rests."""

from __future__ import annotations

from annotator.editing.state import ProjectState
from annotator.model import (
    AnnotationSet,
    Annotator,
    Assignment,
    Decision,
    Document,
    DocumentSummary,
    LabelScheme,
    PlacedSpans,
    Remark,
    SpanAnnotation,
)


class Snapshot:
    """A `ProjectState` of frozen values, taken in the thread that the project belongs to.

    Args:
        state: the project.
        document_id: the one document that can be asked about.
    """

    def __init__(self, state: ProjectState, document_id: str) -> None:
        self.scheme: LabelScheme = state.scheme
        self.reader: Annotator = state.reader
        self._document = state.document(document_id)
        self._sets = state.sets(document_id)
        self._decisions = state.decisions(document_id)
        self._people, self._assignments = state.annotators(), state.assignments()
        self._summaries = tuple(one for one in state.documents() if one.id == document_id)

    def is_of(self, state: ProjectState) -> bool:
        """Tell whether a project still is as it was: what is frozen changes by being replaced."""
        sets = state.sets(self._document.id)
        return (
            state.scheme is self.scheme
            and state.document(self._document.id) is self._document
            and len(sets) == len(self._sets)
            and all(one is other for one, other in zip(sets, self._sets, strict=True))
            and state.decisions(self._document.id) == self._decisions
            and state.annotators() == self._people
            and state.assignments() == self._assignments
        )

    def annotators(self) -> tuple[Annotator, ...]:
        """Return the people of the project."""
        return self._people

    def documents(self) -> tuple[DocumentSummary, ...]:
        """Return the line about the document."""
        return self._summaries

    def has_document(self, document_id: str) -> bool:
        """Tell whether it is this document."""
        return document_id == self._document.id

    def documents_with_digest(self, sha256: str) -> list[str]:
        """Return the document's id if its text has this digest."""
        return [self._document.id] if self._document.sha256 == sha256 else []

    def document(self, document_id: str) -> Document:
        """Return the document; KeyError for another one."""
        self._check(document_id)
        return self._document

    def earlier_text(self, sha256: str, document_id: str | None = None) -> Document | None:  # noqa: ARG002 - the protocol's
        """Return None: what the text was before is not looked at here."""
        return None

    def sets(self, document_id: str) -> tuple[AnnotationSet, ...]:
        """Return its readings; KeyError for another document."""
        self._check(document_id)
        return self._sets

    def annotation_set(self, document_id: str, set_id: str) -> AnnotationSet:
        """Return one reading; KeyError if there is none."""
        self._check(document_id)
        return {one.id: one for one in self._sets}[set_id]

    def touching(self, document_id: str, set_id: str, start: int, end: int) -> list[SpanAnnotation]:
        """Return the spans of a reading that share a code point with `[start, end)`, outer first."""
        return PlacedSpans.of(self.annotation_set(document_id, set_id).spans).touching(start, end)

    def remarks(self, document_id: str | None = None) -> tuple[Remark, ...]:  # noqa: ARG002 - the protocol's
        """Return nothing: nobody plans on remarks here."""
        return ()

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who is to read what."""
        return self._assignments

    def decisions(self, document_id: str | None = None) -> tuple[Decision, ...]:  # noqa: ARG002 - the protocol's
        """Return how disputes about the document were settled."""
        return self._decisions

    def _check(self, document_id: str) -> None:
        if document_id != self._document.id:
            raise KeyError(document_id)
