"""How far a reading is."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.editing.change import Change, SetChange, StateChange, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.language import Message, msg, msgn
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStates:
    """Say how far several documents are, as one step: of each, the reading that is shown.

    No text is read for it, so a thousand documents are as quick as one.
    """

    document_ids: tuple[str, ...]
    state: State

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the new states; None if all are so already."""
        wanted = set(self.document_ids)
        changes: list[Change] = []
        joining = planning.joining(state)
        touched = 0
        for summary in state.documents():
            if summary.id not in wanted:
                continue
            active = summary.active
            if active is None and self.state is not State.NEW:
                changes, joining = [*changes, *joining], []
                own = planning.own_set(state, summary.id, self.state)
                changes.append(SetChange(before=None, after=own))
                touched += 1
            elif active is not None and active.state is not self.state:
                changes.append(
                    StateChange(
                        document_id=summary.id, set_id=active.id, before=active.state, after=self.state
                    )
                )
                touched += 1
        return planning.step(_states_name(self.state, touched), changes)


def _states_name(state: State, count: int) -> Message:
    match state:
        case State.FINISHED:
            return msgn("Finish {count} document", "Finish {count} documents", count)
        case State.REVIEWED:
            return msgn("Mark {count} document as reviewed", "Mark {count} documents as reviewed", count)
        case State.IGNORED:
            return msgn("Ignore {count} document", "Ignore {count} documents", count)
        case State.NEW | State.IN_PROGRESS:
            return msgn("Reopen {count} document", "Reopen {count} documents", count)


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
