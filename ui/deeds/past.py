"""The history of a project: shown, followed to its places, and gone back in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.editing.change import SpanChange
from annotator.editing.commands import RestoreMoment
from annotator.errors import AnnotatorError
from annotator.language import Message, msg
from ui.main_window import MainWindow
from ui.session import Session


class Past(QObject):
    """Fills the history panel and answers it.

    Args:
        window: with the panel and the page.
        session: what is open.
        say: shows a sentence.
    """

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._say = say
        panel = window.history
        panel.wanted_changed.connect(self.fill)
        panel.place_wanted.connect(self.go_to)
        panel.moment_wanted.connect(self.go_back_to)
        session.changed.connect(self._follow)
        session.document_changed.connect(self._follow)

    def show(self, *, shown: bool) -> None:
        """Draw the history out under the page, or put it away."""
        self._window.past.setVisible(shown)
        if shown:
            self.fill()
        (self._window.history.table if shown else self._window.view).setFocus()

    def fill(self) -> None:
        """Show the steps that the panel's filters ask for."""
        session, panel = self._session, self._window.history
        if not session.is_open:
            panel.show_entries((), may_go_back=False)
            return
        workspace = session.workspace
        panel.offer(workspace.annotators(), workspace.scheme)
        wanted = panel.wanted
        try:
            entries = workspace.history.entries(
                document_id=session.document_id if wanted.here else None,
                author=wanted.author,
                label=wanted.label,
            )
        except AnnotatorError as error:
            session.failed.emit(error)
            return
        whole = wanted.here and wanted.author is None and wanted.label is None
        may = whole and session.document_id is not None and not workspace.read_only
        panel.show_entries(entries, may_go_back=may)

    def go_to(self, step: int) -> None:
        """Show where in the text a step has changed something."""
        session, view = self._session, self._window.view
        try:
            changes = session.workspace.history.changes_of(step)
        except AnnotatorError as error:
            session.failed.emit(error)
            return
        ids = [getattr(change, "document_id", None) for change in changes]
        here = next((i for i in ids if i is not None and session.workspace.has_document(i)), None)
        if here is None:
            self._say(msg("This step is about no text that is in the project now."))
            return
        if here != session.document_id:
            session.show(here)
        spans = [c.after or c.before for c in changes if isinstance(c, SpanChange) and c.document_id == here]
        touched = next((span for span in spans if span is not None), None)
        if touched is None:
            return
        if session.span(touched.id) is not None:
            view.set_current(touched.id)
        else:
            view.select(touched.span)
            view.scroll_to(touched.span.start, centre=True)

    def go_back_to(self, step: int) -> None:
        """Make the open document with all its readings what it was after a step, as a step of its own."""
        session = self._session
        document_id = session.document_id
        if document_id is None:
            return
        try:
            then = session.workspace.history.state_at(step, document_id)
        except AnnotatorError as error:
            session.failed.emit(error)
            return
        if then is None:
            self._say(msg("The document was not in the project then."))
        elif session.perform(RestoreMoment(document_id=document_id, then=then)) is not None:
            self._say(msg("The document is what it was at that moment. Undo brings it back."))

    def _follow(self) -> None:
        if self._window.past.isVisible():
            self.fill()
