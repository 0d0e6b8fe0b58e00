"""Which way the text runs: of a document it is a step, of a paragraph a setting of this machine."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.editing.change import TextChange
from annotator.editing.commands import SetDirection
from annotator.model import Direction
from annotator.workspace import ChangeSet
from ui.session import Session
from ui.settings import Settings
from ui.text.directions import carried
from ui.text.view import TextView


class Directions(QObject):
    """Turns a document, or the paragraph at the caret.

    Args:
        session: what is open.
        view: the page, with the caret.
        settings: where turned paragraphs are remembered.
    """

    def __init__(self, session: Session, view: TextView, settings: Settings) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._settings = settings
        session.changed.connect(self._follow)

    def lay_out(self, direction: str) -> None:
        """Lay the open document out in a direction: "auto", "rtl" or "ltr"."""
        document_id = self._session.document_id
        if document_id is not None:
            self._session.perform(SetDirection(document_id=document_id, direction=Direction(direction)))

    def turn_paragraph(self) -> None:
        """Turn the paragraph at the caret round; once more brings it back."""
        sheet, document_id = self._view.sheet, self._session.document_id
        if sheet is None or document_id is None:
            return
        directions = sheet.paragraphs.directions
        start = directions.paragraph_start(self._view.caret)
        to = Direction.LTR if directions.reads_from_right(start) else Direction.RTL
        turned = {place: way for place, way in sheet.turned.items() if place != start}
        if to is not directions.automatic(start):
            turned[start] = to
        self._view.turn_paragraphs(turned)
        self._settings.turn(self._session.workspace.project_id, document_id, turned)

    def restore(self) -> None:
        """Turn the paragraphs of the document just shown that have been turned before."""
        document_id = self._session.document_id if self._session.is_open else None
        if document_id is not None:
            self._view.turn_paragraphs(self._settings.turned(self._session.workspace.project_id, document_id))

    def _follow(self, change_set: ChangeSet) -> None:
        """Remember turned paragraphs by where they begin in a corrected text."""
        for change in change_set.changes:
            if isinstance(change, TextChange):
                where = self._session.workspace.project_id, change.document_id
                turned = self._settings.turned(*where)
                if turned:
                    self._settings.turn(*where, carried(turned, change))
