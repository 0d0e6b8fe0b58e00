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
