"""Correcting the text: from a key to the dialog, to the step, and to the spans to look at again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from annotator.editing.change import TextChange
from annotator.editing.moving import TouchedSpan, corrected_place, touched
from annotator.errors import AnnotatorError
from annotator.language import Message, msg
from annotator.model import Span
from annotator.text import passages
from annotator.workspace import ChangeSet, blindness
from ui.main_window import MainWindow
from ui.notice import advice
from ui.session import Session

if TYPE_CHECKING:  # a dialog is imported when it is asked for
    from ui.dialogs.correct_text import CorrectTextDialog
    from ui.dialogs.review_spans import ReviewDialog

_MARGIN: Final = 16


class Corrections(QObject):
    """Corrects the text at the selection, the current span or the caret.

    Args:
        window: with the page and the history.
        session: what is open.
        say: shows a sentence.

    Attributes:
        review: the list of spans that is open, or None.
    """

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._say = say
        self.review: ReviewDialog | None = None
        window.history.place_wanted.connect(self.show_again)
        session.document_changed.connect(self._close_review)
        session.project_changed.connect(self._close_review)

    def correct(self) -> None:
        """Ask for the correction, make it, and list the spans whose own words it has changed."""
        session = self._session
        shown = session.summary
        if shown is not None and shown.sets != session.workspace.summary(shown.id).sets:
            session.failed.emit(blindness.not_shown())  # the preview would name what they are not shown
            return
        dialog = self.dialog()
        if dialog is None or not dialog.exec():
            return
        command = dialog.command
        try:
            outcome = command.outcome(self._session.workspace)
        except AnnotatorError as error:
            self._session.failed.emit(error)
            return
        done = self._session.perform(command)
        if done is None or outcome is None:
            return
        self._show_place(done)
        sight = self._session.workspace.sight
        found = touched(sight.document(outcome.before), sight.document(outcome.after))
        if found:
            self._list(found)
        else:
            self._say(msg("The text is corrected. No span has other words than before."))

    def dialog(self) -> CorrectTextDialog | None:
        """Return the dialog for the place where the person is, or None without a document."""
        from ui.dialogs.correct_text import CorrectTextDialog

        document, view = self._session.document, self._window.view
        if document is None:
            return None
        current = view.current_annotation()
        place = view.selection or (Span(view.caret, view.caret) if current is None else current.span)
        chosen = Span(*passages.chosen_words(document.text, place.start, place.end))
        return CorrectTextDialog(
            self._window,
            self._window.theme,
            workspace=self._session.workspace,
            document_id=document.id,
            passage=Span(*passages.passage(document.text, chosen.start, chosen.end)),
            chosen=chosen,
        )

    def show_again(self, step: int) -> None:
        """List the spans whose own words a step of the history has changed, if it corrected a text."""
        history, document_id = self._session.workspace.history, self._session.document_id
        try:
            changes = history.changes_of(step)
            corrections = [c for c in changes if isinstance(c, TextChange) and c.document_id == document_id]
            if not corrections or document_id is None:
                return
            before, after = history.state_at(step - 1, document_id), history.state_at(step, document_id)
        except AnnotatorError as error:
            self._session.failed.emit(error)
            return
        sight = self._session.workspace.sight
        both = None if before is None or after is None else (sight.document(before), sight.document(after))
        found = () if both is None else touched(*both)
        if found:
            self._list(found)
        else:
            self._say(advice(msg("This correction has changed the words of no span.")))

    def _list(self, found: tuple[TouchedSpan, ...]) -> None:
        from ui.dialogs.review_spans import ReviewDialog

        self._close_review()
        self.review = ReviewDialog(self._window, self._window.theme, self._session.workspace.scheme, found)
        self.review.wanted.connect(self._show_span)
        self.review.finished.connect(self._forget_review)
        self.review.show()
        self._put_aside(self.review)

    def _put_aside(self, review: ReviewDialog) -> None:
        """Move the list down, off the lines that it is about."""
        window = self._window
        middle = window.mapToGlobal(window.rect().center()).x()
        bottom = window.mapToGlobal(window.rect().bottomLeft()).y() - window.status.height()
        review.move(middle - review.width() // 2, bottom - review.height() - _MARGIN)

    def _show_span(self, one: TouchedSpan) -> None:
        """Show a span where it is now: as the current one, or, in another reading, its words."""
        view, session = self._window.view, self._session
        span = one.after or one.before
        if session.span(span.id) is not None:
            view.set_current(span.id)
            return
        document = session.document
        readings = () if document is None else session.workspace.visible_sets(document.id)
        reading = next((found for found in readings if found.id == one.reading.id), None)
        now = None if reading is None else reading.spans.get(span.id)
        if now is None:
            self._say(advice(msg("This span is no longer in the document.")))
            return
        view.select(now.span)
        view.scroll_to(now.span.start, centre=True)

    def _show_place(self, done: ChangeSet) -> None:
        """Put the caret behind what has been corrected, where nothing else is chosen."""
        for change in done.changes:
            if isinstance(change, TextChange):
                place = corrected_place(change)
                if self._window.view.current_span is None:
                    self._window.view.move_caret(place.end, extend=False)

    def _close_review(self) -> None:
        if self.review is not None:
            self.review.close()

    def _forget_review(self, _result: int) -> None:
        self.review = None
