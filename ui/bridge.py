"""From the workspace's news to a Qt signal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.workspace import ChangeSet, Workspace


class Bridge(QObject):
    """Repeats what a workspace tells its subscribers, as long as it is open.

    The signal carries the ChangeSet. It comes after the commit, on the thread that performed the command.
    """

    changed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe = workspace.subscribe(self._tell)

    def close(self) -> None:
        """Listen no more."""
        self._unsubscribe()

    def _tell(self, change_set: ChangeSet) -> None:
        self.changed.emit(change_set)
