"""Two moments of a document side by side: chosen, compared, followed to their places, and gone back to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.editing.commands import RestoreMoment
from annotator.editing.comparing import Difference, compare
from annotator.errors import AnnotatorError
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument, Span
from annotator.text.alignment import aligned
from annotator.text.replacements import Movement
from ui.main_window import MainWindow
from ui.session import Session


class Comparing(QObject):
    """Fills the comparison in the history panel and answers it.

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
        self._states: tuple[AnnotatedDocument | None, AnnotatedDocument | None] = (None, None)
        self._panel = window.history.comparison
        window.history.comparison_wanted.connect(self.begin)
        self._panel.moments_changed.connect(self.fill)
        self._panel.place_wanted.connect(self.go_to)
        self._panel.span_wanted.connect(self.restore_span)
        self._panel.reading_wanted.connect(self.restore_reading)
        self._panel.document_wanted.connect(self.restore_document)
        session.changed.connect(self._follow)
        session.document_changed.connect(window.history.leave_comparison)

    def begin(self, step: int) -> None:
        """Compare what the open document was after a step with now; of the newest step, show what it did."""
        if self._offer(step, None):
            self._window.history.show_comparison()
            self.fill()

    def fill(self) -> None:
        """Compare the two moments that are chosen."""
        session, panel = self._session, self._panel
        document_id, before = session.document_id, panel.before
        if document_id is None or before is None:
            return
        try:
            history = session.workspace.history
            after = self._now() if panel.after is None else history.state_at(panel.after, document_id)
            self._states = (self._seen(history.state_at(before, document_id)), self._seen(after))
        except AnnotatorError as error:
            session.failed.emit(error)
            return
        panel.show_differences(
            compare(*self._states),
            self._states,
            session.workspace.scheme,
            may_restore=not session.workspace.read_only and self._states[0] is not None,
        )

    def go_to(self, difference: Difference) -> None:
        """Show where in the text something differs."""
        view, now, later = self._window.view, self._now(), self._states[1]
        span = difference.after or difference.before
        if span is not None and difference.relation is None and self._session.span(span.id) is not None:
            view.set_current(span.id)
            return
        place = difference.place
        if now is None or difference.state is not None or difference.answers is not None:
            return
        if later is not None and later.document.text != now.document.text:
            movement = Movement(aligned(later.document.text, now.document.text))
            place = Span(*movement.range(place.start, place.end))
        view.select(place or None)
        view.scroll_to(place.start, centre=True)

    def restore_span(self, difference: Difference) -> None:
        """Make a span what it was at the earlier moment: as it stood, or not there at all."""
        span = difference.after or difference.before
        reading = difference.reading
        if span is not None and reading is not None:
            self._restore(reading.id, span.id, msg("The span is what it was at that moment."))

    def restore_reading(self, difference: Difference) -> None:
        """Make a whole reading what it was at the earlier moment."""
        if difference.reading is not None:
            self._restore(difference.reading.id, None, msg("The reading is what it was at that moment."))

    def restore_document(self) -> None:
        """Make the document with all its readings what it was at the earlier moment."""
        self._restore(None, None, msg("The document is what it was at that moment. Undo brings it back."))

    def _restore(self, set_id: str | None, span_id: str | None, news: Message) -> None:
        then, document_id = self._states[0], self._session.document_id
        if then is None or document_id is None:
            return
        command = RestoreMoment(document_id=document_id, then=then, set_id=set_id, span_id=span_id)
        if self._session.perform(command) is not None:
            self._say(news)

    def _offer(self, before: int | None, after: int | None) -> bool:
        """Offer the open document's moments; return False if there are none."""
        session = self._session
        if session.document_id is None:
            return False
        try:
            entries = session.workspace.history.entries(document_id=session.document_id)
        except AnnotatorError as error:
            session.failed.emit(error)
            return False
        if not entries:
            return False
        steps = [entry.step for entry in entries]
        # A step of another document, or of the project: the document was then what the step before left.
        chosen = next((step for step in steps if before is not None and step <= before), steps[-1])
        if chosen == steps[0] and after is None and len(steps) > 1:
            chosen = steps[1]
        self._panel.offer(entries, before=chosen, after=after)
        return True

    def _seen(self, state: AnnotatedDocument | None) -> AnnotatedDocument | None:
        return None if state is None else self._session.workspace.sight.document(state)

    def _now(self) -> AnnotatedDocument | None:
        session = self._session
        if session.document is None or session.document_id is None:
            return None
        return AnnotatedDocument(document=session.document, sets=session.workspace.sets(session.document_id))

    def _follow(self) -> None:
        """Keep up with what is done meanwhile."""
        if self._window.past.isVisible() and self._window.history.compares:
            self._offer_again()
            self.fill()

    def _offer_again(self) -> None:
        """Offer the moment that has just been added too; what is chosen stays."""
        document_id = self._session.document_id
        if document_id is not None and self._panel.before is not None:
            entries = self._session.workspace.history.entries(document_id=document_id)
            self._panel.offer(entries, before=self._panel.before, after=self._panel.after)
