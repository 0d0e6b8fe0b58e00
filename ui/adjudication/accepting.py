"""Accepting thousands of agreements: planned in a worker, written as one step, stopped without a trace."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtWidgets import QWidget

from annotator.adjudication.deciding import AcceptAgreements
from annotator.adjudication.snapshot import Snapshot
from annotator.errors import Cancelled
from annotator.language import tr, trn
from annotator.workspace import ChangeSet
from ui.dialogs.base import plain
from ui.dialogs.work import WorkDialog
from ui.importing.writing import Writing
from ui.session import Session
from ui.theme import Theme


class AcceptDialog(WorkDialog):
    """Shows how far it is; Esc stops it. It has no form: whoever opened it has wanted it already.

    Args:
        parent: the window.
        theme: its colours.
        session: what is open.
        command: which document's agreements are accepted.
        count: how many there are.

    Attributes:
        done_by: the step that was saved, or None.
    """

    def __init__(
        self, parent: QWidget | None, theme: Theme, session: Session, command: AcceptAgreements, count: int
    ) -> None:
        super().__init__(parent, theme, title=tr("Accept all agreements"), action=tr("Accept"))
        self._session, self._command = session, command
        self._writing: Writing | None = None
        self._stopped = False
        self.done_by: ChangeSet | None = None
        self.primary.hide()
        self.words = plain("", theme, role="ink2")
        self.words.setText(
            trn("{count} agreement comes into gold.", "{count} agreements come into gold.", count)
        )
        self.add_wide(self.words)
        self._add_bar()

    def begin(self) -> None:
        """Show the dialog and begin."""
        self.setModal(True)
        self.show()
        snapshot, command = Snapshot(self._session.workspace, self._command.document_id), self._command
        self.work(lambda progress: command.foresee(snapshot, progress), self._write)
        self.cancel.setFocus()

    def reject(self) -> None:
        """Stop: what is planned is forgotten, what is written so far is taken back by the file itself."""
        if self._writing is not None:
            self._writing.cancelled = True
            return
        self._stopped = self.is_working
        super().reject()

    def _end(self, what: Callable[[], None]) -> None:
        """Go on with what has been planned; a plan that comes too late to be stopped is forgotten, too."""
        if self._stopped:
            super()._end(lambda: None)
            super().reject()
        else:
            super()._end(what)

    def _write(self, planned: AcceptAgreements) -> None:
        self._writing = Writing(self._advance)
        self._work.show()
        try:
            with suppress(Cancelled):
                self.done_by = self._session.attempt(planned, progress=self._writing)
        finally:
            self._writing = None
            self._work.hide()
        if self.done_by is None:
            super().reject()
        else:
            self.accept()
