"""The edges of the current span, moved by key: grapheme by grapheme, saved once when the keys rest.

Alt with the arrows that lie along the line moves an edge, Alt+↑ takes the start (its knob is above the
line), Alt+↓ the end (below). Shift would be handier, but Alt+Shift switches the layout on most machines on
which Arabic is written.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from annotator.model import Span, SpanAnnotation
from annotator.text import graphemes
from ui.text import accessible

if TYPE_CHECKING:
    from ui.text.place_area import PlaceArea

_REST_MS: Final = 800
"""An edge that has not been moved for so long is saved, also while Alt is held."""


class Handle(Enum):
    """One of a span's two."""

    START = auto()
    END = auto()


def moved(text: str, span: Span, edge: Handle, position: int) -> Span:
    """Return a span with one edge at a position, or as near to it as leaves a grapheme in the span."""
    if edge is Handle.START:
        return Span(min(position, graphemes.previous_border(text, span.end)), span.end)
    return Span(span.start, max(position, graphemes.next_border(text, span.start)))


class Handles:
    """Moves the edges of one view's current span.

    Attributes:
        held: the edge that the keys move, or None before they have moved any.
        preview: where the span will be once the keys rest.
    """

    def __init__(self, view: PlaceArea) -> None:
        self._view = view
        self._span_id: str | None = None
        self.held: Handle | None = None
        self.preview: Span | None = None
        self._rest = QTimer(view)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.settle)

    def take(self, edge: Handle) -> bool:
        """Let the keys move this edge. Return False if no span is current."""
        current = self._current()
        if current is None:
            return False
        self.held = edge
        self._show(current, self.preview or current.span)
        return True

    def step(self, *, to_left: bool) -> bool:
        """Move the held edge (at first the end) by one grapheme. Return False if no span is current."""
        current, sheet = self._current(), self._view.sheet
        if current is None or sheet is None:
            return False
        edge = self.held = self.held or Handle.END
        span, text = self.preview or current.span, sheet.reading.text
        position = span.start if edge is Handle.START else span.end
        # By where the span begins: at a paragraph that reads the other way the key would turn back.
        onwards = to_left == sheet.paragraphs.directions.reads_from_right(current.span.start)
        step = graphemes.next_border if onwards else graphemes.previous_border
        self.preview = moved(text, span, edge, step(text, position))
        self._rest.start()
        self._show(current, self.preview)
        return True

    def settle(self) -> None:
        """Ask for the span to be where the keys have moved it: once for all that they did."""
        current, span = self._current(), self.preview
        self.preview = None
        self._rest.stop()
        if current is not None and span is not None and span != current.span:
            self._view.resize_requested.emit(current.id, span)
        self._view.viewport().update()

    def let_go(self) -> None:
        """Forget the edge: another span is current."""
        if self._view.current_span != self._span_id:
            self._span_id, self.held, self.preview = self._view.current_span, None, None
            self._rest.stop()

    def _current(self) -> SpanAnnotation | None:
        self.let_go()
        return self._view.current_annotation()

    def _show(self, current: SpanAnnotation, span: Span) -> None:
        view = self._view
        if view.sheet is None:
            return
        view.reveal(span.start if self.held is Handle.START else max(span.end - 1, span.start))
        words = replace(current, span=span, quote=span.of(view.sheet.reading.text))
        accessible.announce(view, accessible.span_words(view.sheet.reading, words))
        view.viewport().update()
