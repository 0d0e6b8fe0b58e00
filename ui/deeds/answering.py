"""Answering: from the panel's fields, or from a key, to a command on the spans that are chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.editing.commands import CopyAnswers, SetAttribute, SetDocumentAttribute
from annotator.editing.commands.several import last_of_label
from annotator.language import Message, msg
from annotator.model import SpanAnnotation
from annotator.text.folding import fold
from ui.notice import advice
from ui.session import Session
from ui.text.view import TextView


class Answering(QObject):
    """Answers the questions about spans and about the document.

    Args:
        session: what is open.
        view: where the chosen spans are.
        say: shows a sentence.
    """

    def __init__(self, session: Session, view: TextView, say: Callable[[Message], None]) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._say = say

    def set_attribute(self, name: str, value: str | None) -> None:
        """Answer a question about the current span, and about all that are chosen with it."""
        chosen = self.chosen()
        if chosen:
            self._answer(tuple(span.id for span in chosen), name, value)

    def write_attribute(self, span_id: str, name: str, value: str | None) -> None:
        """Answer a question about a span in words, or take them away. By then another span may be current."""
        reading = self._session.annotation_set
        if reading is None or span_id not in reading.spans:
            return
        chosen = tuple(span.id for span in self.chosen())
        self._answer(chosen if span_id in chosen else (span_id,), name, value)

    def answer_document(self, name: str, value: str | None) -> None:
        """Answer a question about the document as a whole, in the reading shown."""
        document_id, reading = self._session.document_id, self._session.annotation_set
        if document_id is not None:
            set_id = None if reading is None else reading.id
            self._session.perform(
                SetDocumentAttribute(document_id=document_id, set_id=set_id, name=name, value=value)
            )

    def copy_last(self) -> None:
        """Give the chosen spans the answers of the span with the same label before the current one."""
        reading, chosen = self._session.annotation_set, self.chosen()
        if reading is None or not chosen:
            return
        current = self._session.span(self._view.current_span) or chosen[0]
        source = last_of_label(reading, current)
        if source is None:
            self._say(advice(msg("No other span has this label yet.")))
            return
        span_ids = tuple(span.id for span in chosen)
        done = self._session.perform(
            CopyAnswers(
                document_id=reading.document_id, set_id=reading.id, span_ids=span_ids, source=source.id
            )
        )
        if done is None:
            self._say(advice(msg("The answers are the same already.")))

    def choose_alike(self) -> None:
        """Choose all spans with the words and the label of the current one; once more lets go of them."""
        reading, current = self._session.annotation_set, self._session.span(self._view.current_span)
        if reading is None or current is None:
            self._say(advice(msg("Choose a span first: click it, or press Tab.")))
            return
        if self._view.chosen:
            self._view.choose(())
            return
        words = fold(current.quote)
        alike = [s.id for s in reading.spans.values() if s.label == current.label and fold(s.quote) == words]
        if len(alike) == 1:
            self._say(advice(msg("No other span has this label and these words.")))
            return
        self._view.choose(alike)

    def chosen(self) -> tuple[SpanAnnotation, ...]:
        """Return the spans that are chosen, as a reader meets them; none where none is current."""
        reading, current = self._session.annotation_set, self._view.current_span
        if reading is None or current is None:
            return ()
        ids = self._view.chosen | {current}
        found = [reading.spans[key] for key in ids if key in reading.spans]
        return tuple(sorted(found, key=lambda span: (span.span.start, -span.span.end, span.id)))

    def _answer(self, span_ids: tuple[str, ...], name: str, value: str | None) -> None:
        reading = self._session.annotation_set
        if reading is not None:
            self._session.perform(
                SetAttribute(
                    document_id=reading.document_id,
                    set_id=reading.id,
                    span_ids=span_ids,
                    name=name,
                    value=value,
                )
            )
