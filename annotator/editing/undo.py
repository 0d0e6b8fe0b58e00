"""What can be undone and redone, read from the list of steps that the file keeps."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.editing.history import StepKind, StepRecord


class UndoStacks:
    """The ids and names of steps that can be taken back, and of those that can be done again.

    Undoing and redoing are steps of their own in the file, so that after a restart the stacks stand as
    they stood.
    """

    def __init__(self, records: Iterable[StepRecord] = ()) -> None:
        self._done: list[StepRecord] = []
        self._undone: list[StepRecord] = []
        for record in records:
            self.record(record)

    def record(self, record: StepRecord) -> None:
        """Take note of a step that has been written."""
        match record.kind:
            case StepKind.DO:
                self._done.append(record)
                self._undone.clear()
            case StepKind.UNDO:
                self._undone.append(self._done.pop())
            case StepKind.REDO:
                self._done.append(self._undone.pop())

    @property
    def next_undo(self) -> StepRecord | None:
        """The step that undo would take back, or None."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> StepRecord | None:
        """The step that redo would do again, or None."""
        return self._undone[-1] if self._undone else None
