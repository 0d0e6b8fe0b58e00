"""How far a reading is."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.editing.change import StateChange, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.language import Message, msg
from annotator.model import State


@dataclass(frozen=True, slots=True, kw_only=True)
class SetState:
    """Say how far a reading is. Without a `set_id`, the reader's own reading is begun."""

    document_id: str
    set_id: str | None
    state: State

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the new state; None if it is so already."""
        set_id, changes = planning.begin(state, self.document_id, self.set_id)
        now = State.IN_PROGRESS if changes else state.annotation_set(self.document_id, set_id).state
        if self.set_id is not None:
            changes, now = [], state.annotation_set(self.document_id, set_id).state
        if now != self.state:
            changes.append(
                StateChange(document_id=self.document_id, set_id=set_id, before=now, after=self.state)
            )
        return planning.step(_state_name(self.state), changes)


def _state_name(state: State) -> Message:
    match state:
        case State.FINISHED:
            return msg("Finish the document")
        case State.REVIEWED:
            return msg("Mark the document as reviewed")
        case State.IGNORED:
            return msg("Ignore the document")
        case State.NEW | State.IN_PROGRESS:
            return msg("Reopen the document")
