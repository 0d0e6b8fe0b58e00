"""What the state of a reading is called in a running text."""

from __future__ import annotations

from annotator.language import tr
from annotator.model import State


def state_name(state: State) -> str:
    """Return what a state is called, in the language in use."""
    match state:
        case State.NEW:
            return tr("new")
        case State.IN_PROGRESS:
            return tr("in progress")
        case State.FINISHED:
            return tr("finished")
        case State.REVIEWED:
            return tr("reviewed")
        case State.IGNORED:
            return tr("ignored")
