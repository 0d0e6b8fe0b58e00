"""Labels are deleted and merged, after the person has seen what that touches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.language import Message, msg
from annotator.workspace import blindness
from ui.main_window import MainWindow
from ui.session import Session


class Labels(QObject):
    """Asks and does it.

    Args:
        window: the parent of the dialogs.
        session: what is open.
        say: shows a sentence.
    """

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._say = say

    def delete(self, label: str | None = None) -> None:
        """Delete a label with its spans."""
        from ui.dialogs.labels import DeleteLabelDialog

        session, window = self._session, self._window
        if not self._may():
            return
        dialog = DeleteLabelDialog(
            window,
            window.theme,
            session.workspace.scheme,
            label or self._of_current_span(),
            count=session.workspace.history.label_use,
            perform=session.attempt,
        )
        if dialog.exec():
            self._tell(dialog.label)

    def merge(self, label: str | None = None) -> None:
        """Make one label of two."""
        from ui.dialogs.labels import MergeLabelDialog

        session, window = self._session, self._window
        if not self._may():
            return
        dialog = MergeLabelDialog(
            window,
            window.theme,
            session.workspace.scheme,
            label or self._of_current_span(),
            count=session.workspace.history.label_use,
            perform=session.attempt,
        )
        if dialog.exec():
            self._tell(dialog.label)

    def _may(self) -> bool:
        """Tell whether the person is shown all that a change of labels would touch, and say so if not."""
        if not self._session.workspace.sees_all:
            self._session.failed.emit(blindness.of_reviewers())
        return self._session.workspace.sees_all

    def _of_current_span(self) -> str | None:
        span = self._session.span(self._window.view.current_span)
        return None if span is None else span.label

    def _tell(self, label: str) -> None:
        """Say that it is done, unless the disk has refused it: then the banner says so."""
        if self._session.workspace.scheme.label(label) is None:
            self._say(msg("The label is out of the scheme. Undo brings it back with its spans."))
