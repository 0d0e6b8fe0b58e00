"""A copy of a project that was put aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup by what it holds.

    Attributes:
        path: a whole project file; opening it would make it a project that is worked in, so restore it.
        at: when it was made, in UTC.
        source: the project file that it is a copy of, or None if the note beside it is gone.
        project_id: of which project.
        title: the project's name.
        documents: how many it holds.
        spans: in all readings.
        relations: in all readings.
        step: the id of its newest step, empty if it has none; the same step is the same content.
        size: in bytes.
    """

    path: Path
    at: datetime
    source: Path | None
    project_id: str
    title: str
    documents: int
    spans: int
    relations: int
    step: str
    size: int
