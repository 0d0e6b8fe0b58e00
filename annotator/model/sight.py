"""What one person sees of a project in which not everybody sees everything.

Blind reading keeps readers from following each other. It is a view and no lock: the file holds all readings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from annotator.model.annotation import AnnotatedDocument, AnnotationSet, Annotator, Owner, Role
from annotator.model.remark import Remark
from annotator.model.scheme import LabelScheme
from annotator.model.summary import DocumentSummary, SetSummary

_OF_NOBODY: Final = frozenset({Owner.SUGGESTED, Owner.IMPORTED})
Reading = TypeVar("Reading", AnnotationSet, SetSummary)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a person sees: all, or their own readings and those that no reader has made.

    Attributes:
        reader_id: the person; None sees all.
    """

    reader_id: str | None = None

    @classmethod
    def of(cls, reader: Annotator, people: Collection[Annotator], scheme: LabelScheme) -> Sight:
        """Return what a person sees: all, if they review, if nobody does, or if nobody reads blindly."""
        reviews = any(one.role is Role.REVIEWER for one in people)
        if not scheme.blind or not reviews or reader.role is Role.REVIEWER:
            return cls()
        return cls(reader_id=reader.id)

    @property
    def sees_all(self) -> bool:
        """Whether nothing is hidden."""
        return self.reader_id is None

    def sees(self, reading: AnnotationSet | SetSummary) -> bool:
        """Tell whether the person sees a reading: their own, a suggested one, or an imported one of nobody's.

        Gold is hidden from who reads blindly: it was made of the others' readings.
        """
        if self.reader_id is None:
            return True
        if reading.annotator is None:
            return reading.owner in _OF_NOBODY
        return reading.annotator.id == self.reader_id

    def sets(self, readings: Iterable[Reading]) -> tuple[Reading, ...]:
        """Return the readings that the person sees."""
        return tuple(one for one in readings if self.sees(one))

    def summary(self, summary: DocumentSummary) -> DocumentSummary:
        """Return a document's line without the readings that the person does not see."""
        if self.sees_all or all(self.sees(one) for one in summary.sets):
            return summary
        active = summary.active
        seen = None if active is None or not self.sees(active) else active
        return replace(summary, sets=self.sets(summary.sets), active=seen)

    def document(self, annotated: AnnotatedDocument) -> AnnotatedDocument:
        """Return a document without the readings that the person does not see."""
        return annotated if self.sees_all else replace(annotated, sets=self.sets(annotated.sets))

    def remarks(
        self, remarks: Sequence[Remark], sets: Iterable[AnnotationSet | SetSummary]
    ) -> tuple[Remark, ...]:
        """Return the remarks that the person sees: their own, and those on a document or a reading they see.

        Args:
            remarks: all that have been made on some documents.
            sets: all readings of these documents.
        """
        if self.sees_all:
            return tuple(remarks)
        seen = {one.id for one in sets if self.sees(one)}
        return tuple(
            one for one in remarks if one.author == self.reader_id or one.set_id is None or one.set_id in seen
        )

    def did(self, author: str | None) -> bool:
        """Tell whether the person sees a step that this author, by id, has taken."""
        return self.sees_all or author == self.reader_id
