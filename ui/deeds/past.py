"""The history of a project: shown, followed to its places, and gone back in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from annotator.editing.change import SpanChange
from annotator.editing.commands import RestoreMoment, RestoreProject
from annotator.editing.state import Command
from annotator.errors import AnnotatorError
from annotator.language import Message, msg, tr, trn
from annotator.workspace import ProjectThen
from ui.main_window import MainWindow
from ui.notice import advice
from ui.panels.history_panel import Allowed
from ui.people.siglum import Sigla
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
        panel.reading_wanted.connect(self.take_reading_back_to)
        panel.project_wanted.connect(self.take_project_back_to)
        session.changed.connect(self._follow)
        session.document_changed.connect(self._follow)
        session.project_changed.connect(panel.leave_comparison)

    def show(self, *, shown: bool) -> None:
        """Draw the history out under the page, or put it away."""
        self._window.past.setVisible(shown)
        if shown:
            self._window.history.leave_comparison()
            self.fill()
        (self._window.history.table if shown else self._window.view).setFocus()

    def fill(self) -> None:
        """Show the steps that the panel's filters ask for."""
        session, panel = self._session, self._window.history
        if not session.is_open:
            panel.show_entries((), Allowed())
            return
        workspace = session.workspace
        wanted = panel.wanted
        known = Sigla.of((*workspace.annotators(), workspace.reader))
        try:
            panel.offer([known.lettered(one) for one in workspace.history.authors()], workspace.scheme)
            entries = workspace.history.entries(
                document_id=session.document_id if wanted.here else None,
                author=wanted.author,
                label=wanted.label,
            )
        except AnnotatorError as error:
            session.failed.emit(error)
            return
        # A moment belongs to all that happened: with a filter, the newest row is not where one is.
        may = wanted.author is None and wanted.label is None and not workspace.read_only
        here = wanted.here and session.document_id is not None
        allowed = Allowed(
            document=may and here and workspace.sees_all,
            reading=may and here and session.annotation_set is not None,
            project=may and workspace.sees_all,
            comparison=session.document_id is not None,
        )
        panel.show_entries(
            [
                entry if entry.author is None else replace(entry, author=known.lettered(entry.author))
                for entry in entries
            ],
            allowed,
        )

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
            self._say(advice(msg("This step is about no text that is in the project now.")))
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
        self._restore(step, None, msg("The document is what it was at that moment. Undo brings it back."))

    def take_reading_back_to(self, step: int) -> None:
        """Make the reading that is shown what it was after a step."""
        reading = self._session.annotation_set
        if reading is not None:
            news = msg("The reading is what it was at that moment. Undo brings it back.")
            self._restore(step, reading.id, news)

    def take_project_back_to(self, step: int) -> None:
        """Make the whole project what it was after a step, if the person is sure: one step to undo."""
        from ui.dialogs.question import QuestionDialog

        session, window = self._session, self._window
        try:
            then = session.workspace.history.project_at(step)
        except AnnotatorError as error:
            session.failed.emit(error)
            return
        question = QuestionDialog(
            window,
            window.theme,
            title=tr("Restore the whole project"),
            sentence=self._told(then),
            action=tr("Restore"),
            loses=False,
        )
        if question.exec():
            command = RestoreProject(scheme=then.scheme, documents=then.documents)
            self._perform(command, msg("The project is what it was at that moment. Undo brings it back."))

    def _told(self, then: ProjectThen) -> str:
        """Return what going back would do to the documents and the scheme."""
        workspace = self._session.workspace
        gone = back = changed = 0
        for key, one in then.documents.items():
            if not workspace.has_document(key):
                back += one is not None
            elif one is None:
                gone += 1
            else:
                changed += 1
        parts = [
            trn(
                "{count} document goes back to what it was.",
                "{count} documents go back to what they were.",
                changed,
            ),
            trn(
                "{count} document came later and goes into the trash.",
                "{count} documents came later and go into the trash.",
                gone,
            ),
            trn(
                "{count} document comes back from the trash.",
                "{count} documents come back from the trash.",
                back,
            ),
            tr("The label scheme is the one of that moment."),
        ]
        wanted = (changed, gone, back, then.scheme != workspace.scheme)
        said = [part for part, is_so in zip(parts, wanted, strict=True) if is_so]
        return " ".join([*said, tr("This is one step, and undo takes it back.")])

    def _restore(self, step: int, set_id: str | None, news: Message) -> None:
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
            self._say(advice(msg("The document was not in the project then.")))
            return
        self._perform(RestoreMoment(document_id=document_id, then=then, set_id=set_id), news)

    def _perform(self, command: Command, news: Message) -> None:
        """Go back, and say so; say as much where there is nothing to go back from."""
        session = self._session
        kept = len(session.kept)
        try:
            done = session.attempt(command)
        except AnnotatorError as error:
            session.failed.emit(error)
            return
        if done is not None:
            self._say(news)
        elif len(session.kept) == kept:
            self._say(advice(msg("Nothing is different from what it was at that moment.")))

    def _follow(self) -> None:
        if self._window.past.isVisible():
            self.fill()
