"""Labelling the same words everywhere: a list to look at first, then one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt

from annotator.editing.commands import AddSpans, ApplyFixes, Fix
from annotator.editing.commands.several import carried
from annotator.editing.state import Command
from annotator.language import Message, msg, msgn
from annotator.model import PlacedSpans, Span, SpanAnnotation
from annotator.text.finding import find
from annotator.text.matches import LONGEST
from annotator.text.whole_words import whole
from ui.main_window import MainWindow
from ui.notice import advice
from ui.session import Session

_MOST: Final = 500
"""So many places are looked at in one list."""


class Everywhere(QObject):
    """Gives the label of the current span, and its answers, to the other places of its words.

    Args:
        window: with the page.
        session: what is open.
        say: shows a sentence.
    """

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._say = say

    def ask(self) -> None:
        """List the places where the words of the current span lack its label, and label the ticked ones."""
        current, document = self._session.span(self._window.view.current_span), self._session.document
        if current is None or document is None:
            self._say(advice(msg("Choose a span first: click it, or press Tab.")))
            return
        places = self.places(current)
        if not places:
            self._say(advice(msg("These words stand nowhere else in the document without this label.")))
            return
        from ui.dialogs.label_all import LabelAllDialog  # a dialog is imported when it is asked for

        dialog = LabelAllDialog(
            self._window,
            self._window.theme,
            document=document,
            reading=self._session.annotation_set,
            scheme=self._session.workspace.scheme,
            places=places[:_MOST],
            label=current.label,
            more=max(len(places) - _MOST, 0),
            perform=lambda command: self._label(current, command),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def places(self, current: SpanAnnotation) -> list[Span]:
        """Return where a span's words stand as whole words, where nothing has its label yet."""
        reading, document = self._session.annotation_set, self._session.document
        if reading is None or document is None or len(current.quote) > LONGEST:
            return []
        spans = PlacedSpans.of(reading.spans)
        found = [Span(*place) for place in whole(document.text, find(document.text, current.quote))]
        return [
            place
            for place in found
            if all(span.label != current.label for span in spans.touching(place.start, place.end))
        ]

    def _label(self, current: SpanAnnotation, command: Command) -> object:
        """Label the places, with the answers of the span whose words they have if the label is the same."""
        label = self._session.workspace.scheme.label(current.label)
        if not isinstance(command, AddSpans) or label is None or command.label != label.code:
            return self._session.attempt(command)
        answers = carried(label, current.attributes)
        fixes = tuple(
            Fix(
                document_id=command.document_id,
                set_id=command.set_id,
                span_id=None,
                span=place,
                label=label.code,
                answers=answers,
            )
            for place in command.spans
        )
        name = msgn(
            "Label as {label}", "Label {count} spans as {label}", len(fixes), label=label.names.as_value()
        )
        return self._session.attempt(ApplyFixes(fixes=fixes, name=name))
