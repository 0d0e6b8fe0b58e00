"""An edit that could not be saved because the disk failed, kept until it can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator.editing.change import Step
from annotator.editing.history import StepKind
from annotator.editing.state import Command

OF_THE_DISK: Final = frozenset({"E_DISK_FULL", "E_DISK"})
"""The errors that may pass by themselves, or when a person makes room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """What was to be written.

    Attributes:
        command: what asked for it; None for undo and redo.
        step: what changes.
        kind: whether it was done, taken back or done again.
        of_step: the step that was taken back or done again.
        initiator: whoever asked for it.
    """

    command: Command | None
    step: Step
    kind: StepKind
    of_step: int | None
    initiator: object
