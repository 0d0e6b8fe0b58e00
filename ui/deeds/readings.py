"""Whose reading of the open document is shown: said, and chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt

from ui.main_window import MainWindow
from ui.people.readings import ReadingStrip, readings_menu
from ui.people.siglum import Sigla
from ui.session import Session


class Readings(QObject):
    """Offers the readings that the person is shown, and says it where another's is on the page.

    Args:
        window: with the page.
        session: what is open.

    Attributes:
        key: chooses among them, as it stands in a cap.
        strip: says whose it is; None until another's is shown for the first time.
    """

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self.key = ""
        self.strip: ReadingStrip | None = None
        session.document_changed.connect(self._tell)
        session.changed.connect(self._tell)

    def choose(self) -> None:
        """Let the person choose among the readings of the open document."""
        summary = self._session.summary if self._session.is_open else None
        if summary is None:
            return
        window = self._window
        menu = readings_menu(
            window.view,
            window.theme,
            summary=summary,
            known=self._sigla(),
            reader=self._session.workspace.reader,
            choose=self.show,
        )
        strip, view = self.strip, window.view
        right_to_left = window.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if strip is not None and strip.isVisible():
            x = 0 if right_to_left else strip.width() - menu.sizeHint().width()
            menu.popup(strip.mapToGlobal(QPoint(x, strip.height())))
        else:
            x = view.width() - menu.sizeHint().width() if right_to_left else 0
            menu.popup(view.mapToGlobal(QPoint(x, 0)))
        if menu.actions():
            menu.setActiveAction(next((one for one in menu.actions() if one.isChecked()), menu.actions()[0]))

    def show(self, set_id: str | None) -> None:
        """Show a reading of the open document; None: the person's own, begun or not."""
        session, document_id = self._session, self._session.document_id
        if document_id is None:
            return
        session.workspace.choose_set(document_id, set_id)
        first = self._window.view.first_visible
        session.show(document_id)
        self._window.view.scroll_to(first)
        self._window.desk.documents.update_document(session.workspace.visible_summary(document_id))
        self._window.view.setFocus()

    def _tell(self) -> None:
        """Say whose reading is shown if it is another's."""
        session = self._session
        summary = session.summary if session.is_open else None
        person = None
        if summary is not None and summary.active is not None:
            person = session.workspace.owner_of(summary.id, summary.active.id)
        if self.strip is None and person is not None:
            self.strip = strip = ReadingStrip()
            strip.set_key(self.key)
            strip.own_wanted.connect(lambda: self.show(None))
            strip.menu_wanted.connect(self.choose)
            self._window.work.add_above(strip)
            strip.set_theme(self._window.theme)
        if self.strip is not None:
            self.strip.show_reading(self._sigla(), person)

    def _sigla(self) -> Sigla:
        if not self._session.is_open:
            return Sigla()
        workspace = self._session.workspace
        return Sigla.of((*workspace.annotators(), workspace.reader))
