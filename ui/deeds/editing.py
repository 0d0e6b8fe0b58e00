"""Labelling, relating, undoing: from a key to a command."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from annotator.editing.change import Change, SpanChange, TextChange
from annotator.editing.commands import (
    AddSpan,
    DeleteSpans,
    Relabel,
    Resize,
    SetComment,
    SetFlag,
    SetState,
)
from annotator.editing.moving import corrected_place
from annotator.language import Message, msg
from annotator.model import Span, SpanAnnotation, State
from annotator.workspace import ChangeSet
from ui.deeds.here import chosen_ids, current_place
from ui.notice import advice
from ui.session import Session
from ui.text.view import TextView


class Editing(QObject):
    """Turns what a person asks for into commands on the open reading.

    Args:
        session: what is open.
        view: where the selection and the current span are.
        say: shows a sentence.
    """

    def __init__(self, session: Session, view: TextView, say: Callable[[Message], None]) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._say = say
        view.resize_requested.connect(self.resize)

    def undo(self) -> None:
        """Take the last step back, or the last letter while something is being written."""
        field = _written_in()
        if field is not None:
            field.undo()
            return
        self._show_touched(self._session.undo())

    def redo(self) -> None:
        """Do the last undone step again."""
        field = _written_in()
        if field is not None:
            field.redo()
            return
        self._show_touched(self._session.redo())

    def label(self, code: str) -> None:
        """Label the selected text; without a selection, give the current span this label."""
        document_id = self._session.document_id
        if document_id is None:
            return
        reading = self._session.annotation_set
        set_id = None if reading is None else reading.id
        selection = self._selected_words()
        if selection is not None:
            done = self._session.perform(
                AddSpan(document_id=document_id, set_id=set_id, label=code, span=selection)
            )
            if done is not None:
                self._view.select(None)
                self._point_at(done)
        elif self._view.current_span is not None and set_id is not None:
            span_ids = chosen_ids(self._view)
            self._session.perform(
                Relabel(document_id=document_id, set_id=set_id, span_ids=span_ids, label=code)
            )
        else:
            sentence = msg(
                "Select the words to label first: drag over them, or hold Shift and use the arrows."
            )
            self._say(advice(sentence))

    def delete(self) -> None:
        """Delete the current span and the relations that hang on it."""
        here = current_place(self._session, self._view, self._say)
        if here is None:
            return
        document_id, set_id, span = here
        after, chosen = self._neighbour(span), chosen_ids(self._view)
        if self._session.perform(DeleteSpans(document_id=document_id, set_id=set_id, span_ids=chosen)):
            self._view.set_current(after, scroll=False)

    def resize(self, span_id: str, span: Span) -> None:
        """Move a span's edges."""
        reading = self._session.annotation_set
        if reading is not None:
            self._session.perform(
                Resize(document_id=reading.document_id, set_id=reading.id, span_id=span_id, span=span)
            )

    def set_comment(self, span_id: str, words: str | None) -> None:
        """Write a note on a span, or take it away."""
        reading = self._session.annotation_set
        if reading is not None and span_id in reading.spans:
            self._session.perform(
                SetComment(document_id=reading.document_id, set_id=reading.id, span_id=span_id, comment=words)
            )

    def next_match(self) -> None:
        """Select the next place where the same words are not labelled yet."""
        self._go_to_match(forward=True)

    def previous_match(self) -> None:
        """Select the place before where the same words are not labelled yet."""
        self._go_to_match(forward=False)

    def _go_to_match(self, *, forward: bool) -> None:
        sought = self._view.matches.sought
        if self._view.picking is not None or self._view.matches.step(forward=forward):
            return
        label = None if sought is None else sought.label
        known = None if label is None else self._session.workspace.scheme.label(label)
        if sought is None:
            self._say(advice(msg("Select words or choose a span first, to find where the same words stand.")))
        elif label is None:
            self._say(advice(msg("These words stand nowhere else in the document without a label.")))
        else:
            sentence = msg(
                "These words stand nowhere else in the document without the label “{label}”.",
                label=label if known is None else known.names.as_value(),
            )
            self._say(advice(sentence))

    def set_flag(self, flagged: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Flag the current span for another look, or take the flag away."""
        here = current_place(self._session, self._view, self._say)
        if here is not None:
            document_id, set_id, _ = here
            self._session.perform(
                SetFlag(
                    document_id=document_id, set_id=set_id, span_ids=chosen_ids(self._view), flagged=flagged
                )
            )

    def finish(self) -> None:
        """Mark the document as finished and open the next one; after the last, one that was left out."""
        document_id = self._session.document_id
        if document_id is None:
            return
        reading = self._session.annotation_set
        set_id = None if reading is None else reading.id
        if reading is None or reading.state is not State.FINISHED:
            self._session.perform(SetState(document_id=document_id, set_id=set_id, state=State.FINISHED))
        if self._go(1):
            return
        left_out = self._session.first_unfinished
        if left_out is None:
            self._say(msg("That was the last document. All your work is saved."))
            return
        self._session.show(left_out)
        self._say(advice(msg("That was the last document. This one was left out: it is not finished yet.")))

    def next_document(self) -> None:
        """Open the next document."""
        if not self._go(1):
            self._say(advice(msg("This is the last document.")))

    def previous_document(self) -> None:
        """Open the previous document."""
        if not self._go(-1):
            self._say(advice(msg("This is the first document.")))

    def _go(self, by: int) -> bool:
        neighbour = self._session.neighbour(by)
        if neighbour is None:
            return False
        self._session.show(neighbour)
        return True

    def _selected_words(self) -> Span | None:
        """Return the selection without the blanks at its edges: nobody means those."""
        selection, document = self._view.selection, self._session.document
        if selection is None or document is None:
            return None
        words = selection.of(document.text)
        start = selection.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip())) if words.strip() else None

    def _neighbour(self, span: SpanAnnotation) -> str | None:
        """Return the span that a reader meets after `span`, or the one before it at the end."""
        reading = self._session.annotation_set
        ids = [] if reading is None else [s.id for s in reading.in_text_order()]
        place = ids.index(span.id)
        others = ids[place + 1 : place + 2] or ids[place - 1 : place]
        return others[0] if others else None

    def _show_touched(self, done: ChangeSet | None) -> None:
        """Make a span that was touched the current one, and outline all of them."""
        self._point_at(done)
        for change in () if done is None else done.changes:
            if isinstance(change, TextChange) and change.document_id == self._session.document_id:
                place = corrected_place(change)
                if self._view.current_span is None:
                    self._view.select(place)
                self._view.reveal(place.end)
        touched = [c.after for c in (() if done is None else done.changes) if isinstance(c, SpanChange)]
        self._view.motion.flash(frozenset(span.id for span in touched if span is not None))

    def _point_at(self, done: object) -> None:
        """Make the span that a step has touched the current one."""
        changes: tuple[Change, ...] = getattr(done, "changes", ())
        touched = [c for c in changes if isinstance(c, SpanChange)]
        if not touched or touched[-1].document_id != self._session.document_id:
            return
        after = touched[-1].after
        self._view.set_current(None if after is None else after.id)


def _written_in() -> QLineEdit | QPlainTextEdit | None:
    """Return the field that is being written in, if it could take a letter back."""
    field = QApplication.focusWidget()
    return field if isinstance(field, QLineEdit | QPlainTextEdit) else None
