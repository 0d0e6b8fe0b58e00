"""Documents go into the trash with all that was said about them, and come back out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from annotator.editing.commands import DeleteDocuments, RestoreDocuments
from annotator.errors import AnnotatorError
from annotator.language import Message, msg, msgn
from annotator.model import AnnotatedDocument
from ui.main_window import MainWindow
from ui.session import Session


class Trash(QObject):
    """Puts documents away and brings them back.

    Args:
        window: the parent of the dialog.
        session: what is open.
        say: shows a sentence.
    """

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._say = say

    def delete(self, document_id: str | None = None) -> None:
        """Put a document, or the open one, into the trash. The one after it is opened in its place."""
        session = self._session
        wanted = document_id or session.document_id
        if wanted is None or not session.workspace.has_document(wanted):
            return
        summary = session.workspace.visible_summary(wanted)
        neighbour = (session.neighbour(1) or session.neighbour(-1)) if wanted == session.document_id else None
        if session.perform(DeleteDocuments(document_ids=(wanted,))) is None:
            return
        if neighbour is not None:
            session.show(neighbour)
        self._say(
            msg(
                "“{document}” is in the trash, with {readings}. Undo brings it back.",
                document=summary.title,
                readings=msgn("{count} reading", "{count} readings", len(summary.sets)),
            )
        )

    def show(self) -> None:
        """Show what is in the trash, and bring back what is chosen there."""
        from ui.dialogs.trash import TrashDialog

        history, sight = self._session.workspace.history, self._session.workspace.sight
        try:
            found = history.trash()
        except AnnotatorError as error:
            self._session.failed.emit(error)
            return
        dialog = TrashDialog(
            self._window,
            self._window.theme,
            found,
            contents=history.trashed,
            shown=sight.document,
            restore=None if self._session.workspace.read_only else self.restore,
        )
        dialog.exec()

    def restore(self, documents: Sequence[AnnotatedDocument]) -> None:
        """Bring documents back with all their readings, and open the first.

        Raises:
            AnnotatorError: the scheme no longer allows one of them, or it can't be saved.
        """
        session = self._session
        if session.attempt(RestoreDocuments(documents=tuple(documents))) is None:
            return
        session.show(documents[0].document.id)
        self._say(
            msgn(
                "“{document}” is back with all its readings.",
                "{count} documents are back with all their readings.",
                len(documents),
                document=documents[0].document.title,
            )
        )
