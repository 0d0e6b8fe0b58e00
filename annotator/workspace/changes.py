"""What subscribers are told after an edit is saved."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.editing.change import Change
from annotator.editing.history import StepKind
from annotator.language import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """A step that is on the disk.

    Attributes:
        changes: in the order in which they were applied.
        initiator: whoever asked for it, so that it need not answer its own echo.
        name: what the step is called.
        kind: whether it was done, undone or redone.
    """

    changes: tuple[Change, ...]
    initiator: object
    name: Message
    kind: StepKind
