"""The steps that have been taken, as the project file remembers them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from annotator.language import Message


class StepKind(StrEnum):
    """How a step came about."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One step of the log, without its changes.

    Attributes:
        id: grows with each step of the project.
        kind: done for the first time, taken back, or done again.
        of_step: the step that was taken back or done again; None for a first time.
        name: what the history shows, in the reader's language.
        author: the id of the person who took it, or None.
        at: when, in UTC.
        author_name: what that person was called then, "" where it has not been written down.
    """

    id: int
    kind: StepKind
    of_step: int | None
    name: Message
    author: str | None
    at: datetime
    author_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWork:
    """A step as work that somebody did.

    Attributes:
        id: of the step.
        author: the id of the person who took it, or "".
        author_name: what that person was called then, or "".
        at: when, in UTC.
        document_id: the document it was taken in; None where it touched several, or brought or took some.
        made: how many spans it made one by one; those that come with a whole reading don't count.
        removed: how many spans it removed, likewise.
    """

    id: int
    author: str
    author_name: str
    at: datetime
    document_id: str | None
    made: int
    removed: int
