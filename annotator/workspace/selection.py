"""Which readings of documents are taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from annotator.errors import AnnotatorError
from annotator.language import msg
from annotator.model import AnnotatedDocument, AnnotationSet, Owner, SetSummary, State
from annotator.model.sight import Sight

_ALL: Final = Sight()


class Readings(StrEnum):
    """Which readings an export takes. Usual: all that the format can hold, or the only one."""

    USUAL = "usual"
    ONE = "one"
    ANNOTATOR = "annotator"
    GOLD = "gold"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The readings an export takes: the only one of each document, one person's, gold, or all.

    Attributes:
        readings: which.
        annotator: the person's name or id, with `Readings.ANNOTATOR`.
        states: only readings that are so far; None: all.
        sight: only readings that somebody sees; usually all.
    """

    readings: Readings = Readings.ONE
    annotator: str | None = None
    states: tuple[State, ...] | None = None
    sight: Sight = _ALL

    def of(self, documents: Iterable[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """Yield the documents with the chosen readings only. A document without one keeps its text.

        Raises:
            AnnotatorError: one reading is wanted and a document has several.
        """
        for annotated in documents:
            yield replace(annotated, sets=self._chosen(annotated))

    def takes(self, reading: AnnotationSet | SetSummary) -> bool:
        """Tell whether a reading is among the chosen ones."""
        if not self.sight.sees(reading) or (self.states is not None and reading.state not in self.states):
            return False
        if self.readings is Readings.GOLD:
            return reading.owner is Owner.GOLD
        if self.readings is Readings.ANNOTATOR:
            person = reading.annotator
            return person is not None and self.annotator in {person.name, person.id}
        return True

    def _chosen(self, annotated: AnnotatedDocument) -> tuple[AnnotationSet, ...]:
        chosen = tuple(one for one in annotated.sets if self.takes(one))
        if self.readings is Readings.ONE and len(chosen) > 1:
            raise AnnotatorError(
                msg(
                    "“{document}” has {count} readings, and this export takes one. "
                    "Choose with --annotator NAME or --gold.",
                    document=annotated.document.title,
                    count=len(chosen),
                ),
                code="E_READINGS",
            )
        return chosen
