"""Documents found by what is known of them: one question, asked by the table and by the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from annotator.model import (
    Assignment,
    DocumentFacts,
    DocumentSummary,
    Owner,
    ReadingFacts,
    SetSummary,
    State,
)
from annotator.model.person import Identity
from annotator.progress import Progress
from annotator.text.folding import fold
from annotator.workspace.opened import DEFAULT_READER, OpenProject


class Trouble(StrEnum):
    """What may be wrong with a document."""

    ANY = "any"
    FLAGS = "flags"
    REMARKS = "remarks"
    ANSWERS = "answers"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A document as a table shows it.

    Attributes:
        summary: its numbers.
        facts: what else is known of it; None until somebody has looked.
        given_to: the ids of those who are to read it.
    """

    summary: DocumentSummary
    facts: DocumentFacts | None = None
    given_to: tuple[str, ...] = ()

    @property
    def reading(self) -> ReadingFacts | None:
        """What is known of the reading that is shown, if there is one."""
        active = self.summary.active
        return None if self.facts is None or active is None else self.facts.readings.get(active.id)

    @property
    def troubles(self) -> Mapping[Trouble, int]:
        """How many flags, open remarks and missing answers it has; what it has none of is left out."""
        reading = self.reading or ReadingFacts()
        counts = {
            Trouble.FLAGS: reading.flagged,
            Trouble.REMARKS: 0 if self.facts is None else self.facts.remarks,
            Trouble.ANSWERS: reading.unanswered,
        }
        return {kind: count for kind, count in counts.items() if count}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which documents are looked for. All that is said must hold.

    Attributes:
        words: in the title, in any spelling.
        state: how far it is; with an annotator, how far that person's reading is.
        annotator: the name or id of somebody who has a reading of it.
        label: the code of a label that a reading uses; with an annotator, that person's.
        trouble: what is wrong with the reading that is shown.
        key: the name of a piece of metadata that it has, or "".
        value: words in that piece, in any spelling.
        reader: the id of somebody who is to read it, or None.
    """

    words: str = ""
    state: State | None = None
    annotator: str | None = None
    label: str | None = None
    trouble: Trouble | None = None
    key: str = ""
    value: str = ""
    reader: str | None = None
    _words: str = field(init=False, repr=False, compare=False, default="")
    _value: str = field(init=False, repr=False, compare=False, default="")

    def __post_init__(self) -> None:
        # Folded once, and not for each of ten thousand documents.
        object.__setattr__(self, "_words", fold(self.words.strip()))
        object.__setattr__(self, "_value", fold(self.value.strip()))

    @property
    def needs_facts(self) -> bool:
        """Whether the answer depends on more than the summaries."""
        return self.label is not None or self.trouble is not None or bool(self.key)

    def matches(self, line: DocumentLine, title: str | None = None) -> bool:
        """Tell whether a document is one of them. A document not yet looked at has no facts, and is not.

        Args:
            line: the document.
            title: its title as `fold` leaves it, where that is at hand.
        """
        if self._words and self._words not in (fold(line.summary.title) if title is None else title):
            return False
        if self.reader is not None and self.reader not in line.given_to:
            return False
        readings = self._readings(line)
        if self.annotator is not None and not readings:
            return False
        if self.state is not None and self.state not in self._states(line, readings):
            return False
        return self._is_so(line, readings)

    def _readings(self, line: DocumentLine) -> tuple[SetSummary, ...]:
        if self.annotator is None:
            return tuple(line.summary.sets)
        return tuple(
            one
            for one in line.summary.sets
            if one.annotator and self.annotator in {one.annotator.name, one.annotator.id}
        )

    def _states(self, line: DocumentLine, readings: tuple[SetSummary, ...]) -> set[State]:
        return {state_of(line.summary)} if self.annotator is None else {one.state for one in readings}

    def _is_so(self, line: DocumentLine, readings: tuple[SetSummary, ...]) -> bool:
        """Tell whether what only the facts say is so."""
        if not self.needs_facts:
            return True
        facts = line.facts
        if facts is None:
            return False
        if self.label is not None and not any(
            self.label in facts.readings[one.id].labels for one in readings if one.id in facts.readings
        ):
            return False
        if self.trouble is not None and not _has(self.trouble, line):
            return False
        line_of_it = facts.metadata.get(self.key)
        return not self.key or (line_of_it is not None and self._value in fold(line_of_it))


def _has(trouble: Trouble, line: DocumentLine) -> bool:
    found = line.troubles
    if trouble is Trouble.NONE:
        return not found
    return bool(found) if trouble is Trouble.ANY else trouble in found


def state_of(summary: DocumentSummary) -> State:
    """Return how far a document is: the reading shown, or reviewed once the gold one is finished."""
    if any(one.owner is Owner.GOLD and one.state is State.FINISHED for one in summary.sets):
        return State.REVIEWED
    return State.NEW if summary.active is None else summary.active.state


def lines(
    summaries: Iterable[DocumentSummary],
    facts: Iterable[DocumentFacts] = (),
    assignments: Iterable[Assignment] = (),
) -> list[DocumentLine]:
    """Return documents as a table shows them, in the order of their summaries."""
    known = {one.id: one for one in facts}
    given: dict[str, list[str]] = {}
    for one in assignments:
        given.setdefault(one.document_id, []).append(one.annotator_id)
    return [
        DocumentLine(summary=summary, facts=known.get(summary.id), given_to=tuple(given.get(summary.id, ())))
        for summary in summaries
    ]


def read_facts(
    project: Path, progress: Progress, reader: Identity | str = DEFAULT_READER
) -> list[DocumentFacts]:
    """Return what tables say about all documents of a project, opened for this alone: for a worker.

    What `reader` is not shown does not count.

    Raises:
        ProjectFileError: it can't be read.
        Cancelled: through `progress`.
    """
    found: list[DocumentFacts] = []
    with OpenProject.look(project, reader=reader) as opened:
        total = len(opened.documents())
        for one in opened.facts():
            progress.step(total=total)
            found.append(one)
    return found
