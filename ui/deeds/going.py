"""Goes to what lists and searches lead to, and remembers where the reader was when it is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from annotator.model import Span
from ui.main_window import MainWindow
from ui.recent import ProjectFacts
from ui.session import Session
from ui.settings import Place, Settings
from ui.team.packet_words import reader_of


class Going(QObject):
    """Moves the page.

    Args:
        window: with the page.
        session: what is open.
        settings: where places are remembered.
        clear_page: puts away what was drawn out over the page to find the way.
    """

    def __init__(
        self, window: MainWindow, session: Session, settings: Settings, clear_page: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._clear_page = clear_page

    def to_document(self, document_id: str) -> None:
        """Show a document, and bring the keyboard to its text."""
        if document_id != self._session.document_id:
            self._session.show(document_id)
        self._clear_page()
        self._window.view.setFocus()

    def to_stretch(self, document_id: str, start: int, end: int) -> None:
        """Show a document with `[start, end)` of its text selected, in code points."""
        self.to_document(document_id)
        self.to_place(Span(start, end))

    def to_place(self, place: Span) -> None:
        """Select a stretch of the open text, and bring it into sight if it is not."""
        view = self._window.view
        view.select(place)
        if not view.viewport().rect().contains(view.point_of(place.start)):
            view.scroll_to(place.start, centre=True)

    def keep(self) -> None:
        """Save what is being written and remember where the reader is, before it goes."""
        window, session = self._window, self._session
        window.desk.current.flush()
        if session.is_open:
            documents = window.desk.documents
            self._settings.note(
                session.workspace.path,
                ProjectFacts(
                    title=session.workspace.title,
                    documents=documents.total,
                    finished=documents.finished,
                    left=datetime.now(UTC).astimezone().date(),
                    packet_for=reader_of(session.workspace),
                ),
            )
        if session.document_id is not None:
            self._settings.leave(
                session.workspace.project_id,
                Place(
                    document_id=session.document_id,
                    first_visible=window.view.first_visible,
                    span_id=window.view.current_span,
                ),
            )
