"""What came of the repair of a damaged project."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.summary import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairReport:
    """What a repaired project holds, and what could not be saved.

    Attributes:
        documents: how many.
        sets: readings.
        spans: in all readings.
        relations: in all readings.
        history: whether the log was whole, so that all steps are there and can be undone.
        lost: what could not be read, or does not fit; each names what it concerns.
    """

    documents: int
    sets: int
    spans: int
    relations: int
    history: bool
    lost: tuple[Problem, ...]
