"""Labelling the same words everywhere: a list to look at first, then one step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from annotator.editing.commands import ApplyFixes, Fix
from annotator.editing.commands.several import carried
from annotator.language import Message, msg, msgn
from annotator.model import PlacedSpans, Span, SpanAnnotation
from annotator.text.finding import find
from annotator.text.matches import LONGEST
from annotator.text.whole_words import whole
from ui.dialogs.label_places import LabelPlacesDialog
from ui.main_window import MainWindow
from ui.session import Session


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
            self._say(msg("Choose a span first: click it, or press Tab."))
            return
        label = self._session.workspace.scheme.label(current.label)
        places = self.places(current)
        if not places or label is None:
            self._say(msg("These words stand nowhere else in the document without this label."))
            return
        dialog = LabelPlacesDialog(
            self._window, self._window.theme, text=document.text, label=label, places=places
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._label(current, dialog.chosen()))
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

    def _label(self, current: SpanAnnotation, places: tuple[Span, ...]) -> None:
        reading = self._session.annotation_set
        label = self._session.workspace.scheme.label(current.label)
        if reading is None or label is None or not places:
            return
        answers = carried(label, current.attributes)
        fixes = tuple(
            Fix(
                document_id=reading.document_id,
                set_id=reading.id,
                span_id=None,
                span=place,
                label=label.code,
                answers=answers,
            )
            for place in places
        )
        name = msgn(
            "Label as {label}", "Label {count} spans as {label}", len(places), label=label.names.as_value()
        )
        self._session.perform(ApplyFixes(fixes=fixes, name=name))
