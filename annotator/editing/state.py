"""What a command may look at while it plans."""

from __future__ import annotations

from typing import Protocol

from annotator.editing.change import Step
from annotator.model import (
    AnnotationSet,
    Annotator,
    Assignment,
    Decision,
    Document,
    DocumentSummary,
    LabelScheme,
    Remark,
    SpanAnnotation,
)


class ProjectState(Protocol):
    """The project as it stands, for looking only."""

    @property
    def scheme(self) -> LabelScheme:
        """The label scheme in force."""
        ...

    @property
    def reader(self) -> Annotator:
        """The person at this machine; may not have joined the project yet."""
        ...

    def annotators(self) -> tuple[Annotator, ...]:
        """Return the people of the project."""
        ...

    def documents(self) -> tuple[DocumentSummary, ...]:
        """Return a line about each document, in the project's order."""
        ...

    def has_document(self, document_id: str) -> bool:
        """Tell whether there is such a document."""
        ...

    def documents_with_digest(self, sha256: str) -> list[str]:
        """Return the ids of documents whose text has this digest, first imported first."""
        ...

    def document(self, document_id: str) -> Document:
        """Return a document.

        Raises:
            KeyError: there is none.
        """
        ...

    def earlier_text(self, sha256: str, document_id: str | None = None) -> Document | None:
        """Return a document of now as it was when its text, corrected since, had this digest; or None.

        Args:
            sha256: of the earlier text.
            document_id: only this document.
        """
        ...

    def sets(self, document_id: str) -> tuple[AnnotationSet, ...]:
        """Return the readings of a document."""
        ...

    def annotation_set(self, document_id: str, set_id: str) -> AnnotationSet:
        """Return one reading.

        Raises:
            KeyError: there is none.
        """
        ...

    def touching(self, document_id: str, set_id: str, start: int, end: int) -> list[SpanAnnotation]:
        """Return the spans of a reading that share a code point with `[start, end)`, outer first."""
        ...

    def remarks(self, document_id: str | None = None) -> tuple[Remark, ...]:
        """Return the remarks on a document and its readings, or all."""
        ...

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who is to read what."""
        ...

    def decisions(self, document_id: str | None = None) -> tuple[Decision, ...]:
        """Return how disputes about a document were settled, or all, in the order they were made."""
        ...


class Command(Protocol):
    """Something that a person wants done."""

    def plan(self, state: ProjectState) -> Step | None:
        """Return what would change, without changing anything; None if all is as wanted already.

        Raises:
            RuleError: the scheme or the text does not allow it.
        """
        ...
