"""Selecting by units: one key takes what is selected, or the current span, from unit to unit and round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model import Span
from annotator.text import tokens, units
from annotator.text.units import Kind, Unit

if TYPE_CHECKING:
    from ui.text.place_area import PlaceArea


class Edges:
    """Moves the edges of one view's selection or current span.

    The round lasts as long as nothing else moves them.

    Attributes:
        whole_words: a word is taken with its conjunction and preposition.
    """

    def __init__(self, view: PlaceArea) -> None:
        self._view = view
        self.whole_words = False
        self._origin = (0, 0)
        self._unit: Unit | None = None
        self._asked_from: tuple[str, int, int] | None = None

    @property
    def kind(self) -> Kind | None:
        """Which unit is selected or current; None if nothing is."""
        text = self._text()
        start, end = self._now()
        if text is None or start == end:
            return None
        if self._unit is not None and (self._unit.start, self._unit.end) == (start, end):
            return self._unit.kind
        return units.kind_of(text, start, end)

    def cycle(self) -> None:
        """Select the next unit, or ask for it for the current span."""
        text = self._text()
        if text is None or self._view.picking is not None:
            return
        now, current = self._now(), self._view.current_annotation()
        if not self._goes_on(now):
            self._origin, self._unit = now, None
        unit = units.next_unit(text, self._origin, self._unit)
        self._unit = unit
        if unit is None or (unit.start, unit.end) == now:
            return
        if current is None:
            self._asked_from = None
            self._view.select(Span(unit.start, unit.end))
        else:
            self._asked_from = current.id, *now
            self._view.resize_requested.emit(current.id, Span(unit.start, unit.end))

    def take_word(self, place: int) -> None:
        """Select the word at a character, or the mark that stands there."""
        text = self._text()
        if text is None:
            return
        mark = tokens.word_at(text, place)
        word = None if self.whole_words else units.word_without_clitics(text, place)
        if mark is not None and (word is None or not mark[0] <= word[0] < mark[1]):
            word = mark
        if word is not None:
            self._view.select(Span(*word))

    def take_sentence(self, place: int) -> None:
        """Select the sentence at a character."""
        text = self._text()
        sentence = None if text is None else units.sentence_at(text, place)
        if sentence is not None:
            self._view.select(Span(*sentence))

    def _goes_on(self, now: tuple[int, int]) -> bool:
        """Tell whether the round goes on: where it left, or where a span had to stay."""
        if self._unit is None:
            return False
        return (self._unit.start, self._unit.end) == now or (
            self._asked_from is not None and self._asked_from == (self._view.current_span, *now)
        )

    def _now(self) -> tuple[int, int]:
        current, selection = self._view.current_annotation(), self._view.selection
        if current is not None:
            return current.span.start, current.span.end
        caret = self._view.caret
        return (caret, caret) if selection is None else (selection.start, selection.end)

    def _text(self) -> str | None:
        sheet = self._view.sheet
        return None if sheet is None else sheet.reading.text
