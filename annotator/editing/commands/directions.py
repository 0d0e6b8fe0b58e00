"""Which way a document is laid out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.editing.change import DocumentChange, Step
from annotator.editing.state import ProjectState
from annotator.language import Message, msg
from annotator.model import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDirection:
    """Lay a document out in one direction, or as its letters ask for. Its text stays as it is."""

    document_id: str
    direction: Direction

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the new direction; None if it is so already."""
        before = state.document(self.document_id)
        if before.direction is self.direction:
            return None
        change = DocumentChange(before=before, after=replace(before, direction=self.direction))
        return Step(name=_name(self.direction), changes=(change,))


def _name(direction: Direction) -> Message:
    match direction:
        case Direction.RTL:
            return msg("Lay the document out from right to left")
        case Direction.LTR:
            return msg("Lay the document out from left to right")
        case Direction.AUTO:
            return msg("Lay the document out as its letters ask for")
