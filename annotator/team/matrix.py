"""Who is to read what, and how far everybody is, as a table of values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.model import Annotator, Assignment, DocumentSummary, Owner, Role, State

DONE = frozenset({State.FINISHED, State.REVIEWED, State.IGNORED})
"""States of a reading from which nothing more is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One person and one document.

    Attributes:
        assigned: whether the person is to read it.
        state: how far the reading is; None if it is not begun.
        spans: in the reading.
    """

    assigned: bool = False
    state: State | None = None
    spans: int = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing more is expected."""
        return self.state in DONE

    @property
    def is_empty(self) -> bool:
        """Whether the person has nothing to do with the document."""
        return not self.assigned and self.state is None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A document with a cell for each person, in their order."""

    document_id: str
    title: str
    cells: tuple[Cell, ...]

    @property
    def readers(self) -> int:
        """How many people read it or are to read it."""
        return sum(1 for cell in self.cells if not cell.is_empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """All documents against all people.

    Attributes:
        people: whose columns these are.
        rows: in the order of the documents.
    """

    people: tuple[Annotator, ...]
    rows: tuple[MatrixRow, ...]

    def of_readers(self) -> Matrix:
        """Return the same without reviewers who read nothing."""
        kept = [
            place
            for place, person in enumerate(self.people)
            if person.role is Role.ANNOTATOR or self.column(place)[0]
        ]
        rows = (replace(row, cells=tuple(row.cells[place] for place in kept)) for row in self.rows)
        return Matrix(people=tuple(self.people[place] for place in kept), rows=tuple(rows))

    def column(self, person: int) -> tuple[int, int]:
        """Return how many documents the person at this place has, and how many of them are done."""
        cells = [row.cells[person] for row in self.rows]
        return sum(1 for one in cells if not one.is_empty), sum(1 for one in cells if one.is_done)


def matrix(
    documents: Iterable[DocumentSummary], people: Sequence[Annotator], assignments: Iterable[Assignment]
) -> Matrix:
    """Return who has what: from the plan, and from the readings that there are."""
    given = {(one.document_id, one.annotator_id) for one in assignments}
    rows = []
    for document in documents:
        sets = {
            one.annotator.id: one
            for one in document.sets
            if one.annotator is not None and one.owner is Owner.ANNOTATOR
        }
        cells = []
        for person in people:
            own = sets.get(person.id)
            cells.append(
                Cell(
                    assigned=(document.id, person.id) in given,
                    state=None if own is None else own.state,
                    spans=0 if own is None else own.spans,
                )
            )
        rows.append(MatrixRow(document_id=document.id, title=document.title, cells=tuple(cells)))
    return Matrix(people=tuple(people), rows=tuple(rows))
