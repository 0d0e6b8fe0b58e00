"""The window of numbers: shown, kept beside the page, and followed to the spans that are opened there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.deeds.here import go_to_span
from ui.main_window import MainWindow
from ui.session import Session

if TYPE_CHECKING:  # counting and a dialog are imported when they are asked for
    from annotator.statistics import PickedSpan
    from ui.dialogs.numbers import NumbersDialog


class NumbersWindow(QObject):
    """Shows the numbers of the open project.

    Args:
        window: the parent of the dialog, and the page.
        session: what is open.
    """

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.dialog: NumbersDialog | None = None
        session.project_changed.connect(self.close)
        window.language_changed.connect(self.close)

    def show(self) -> None:
        """Show the numbers, or bring them to the front."""
        from ui.dialogs.numbers import NumbersDialog

        if self.dialog is None:
            workspace = self._session.workspace
            self.dialog = NumbersDialog(
                self._window,
                self._window.theme,
                workspace.path,
                title=workspace.title,
                sight=workspace.sight,
            )
            self.dialog.place_wanted.connect(self.go_to)
            self.dialog.finished.connect(self._forget)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def close(self) -> None:
        """Put the numbers away: they are another project's, or said in another language."""
        if self.dialog is not None:
            self.dialog.reject()

    def go_to(self, place: PickedSpan) -> None:
        """Show a span on the page, in the reading that it belongs to."""
        shown = go_to_span(
            self._session,
            self._window.view,
            document_id=place.document_id,
            set_id=place.set_id,
            span_id=place.annotation.id,
            start=place.annotation.span.start,
        )
        if shown:
            self._window.activateWindow()

    def _forget(self) -> None:
        dialog, self.dialog = self.dialog, None
        # A job that has been told to stop still ends in the dialog; then it goes with the window.
        if dialog is not None and not dialog.is_working:
            dialog.deleteLater()
