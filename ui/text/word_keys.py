"""Selecting by letters: each word gets one; a first letter takes a word, a second reaches on to another."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.model import Span
from annotator.text import units
from annotator.text.tokens import Token, tokenize
from ui.text.letters import LETTERS, Place

if TYPE_CHECKING:
    from ui.text.place_area import PlaceArea

_AHEAD: Final = 1500
"""So many code points hold more words than there are letters, or nobody sees all of them at once."""
_KEPT: Final = 12
"""Words before the caret that keep a letter in a sentence too long for all of its words to have one."""
_MARKS: Final = frozenset("“”«»\"'‘’„")


class WordKeys:
    """Gives the words from the beginning of the caret's sentence on a letter each.

    A word is taken without its conjunction and preposition, as by a double click, or whole where that is
    asked for. Quotation marks have letters too. Space goes on to the words behind.
    """

    def __init__(self, view: PlaceArea) -> None:
        self._view = view
        self._first: Place | None = None
        self._choosing = False
        view.selection_changed.connect(self._follow)

    @property
    def is_on(self) -> bool:
        """Whether the words have letters."""
        return bool(self._view.letters.places) and self._view.picking is None

    def begin(self) -> None:
        """Give the words letters; once more takes them away."""
        view = self._view
        if view.sheet is None or view.picking is not None:
            return
        if self.is_on:
            self.end()
            return
        view.setFocus()
        current = view.current_annotation()
        self._offer_from(self._sentence(view.caret if current is None else current.span.start))

    def end(self) -> None:
        """Take the letters away; what is selected stays."""
        self._first = None
        if self.is_on:
            self._view.letters.put_away()

    def press(self, event: QKeyEvent) -> bool:
        """Take a key while the words have letters. Return whether it is dealt with."""
        letters = self._view.letters
        if event.key() in {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt}:
            return False
        if event.key() == Qt.Key.Key_Space:
            self._offer_from(next(reversed(letters.places.values())).start)
            return True
        if not letters.wants(event):
            self.end()
            return event.key() == Qt.Key.Key_Escape
        place = letters.chosen(event)
        if place is not None:
            self._take(place)
        return True

    def _take(self, place: Place) -> None:
        first, self._choosing = self._first, True
        start, end = (
            (place.start, place.end)
            if first is None
            else (
                min(first.start, place.start),
                max(first.end, place.end),
            )
        )
        self._view.select(Span(start, end))
        self._choosing = False
        self._first = place
        if first is not None:
            self.end()

    def _follow(self) -> None:
        """Something else moves the selection: the letters have done their work."""
        if self.is_on and not self._choosing:
            self.end()

    def _offer_from(self, start: int) -> None:
        view = self._view
        places = self._places(start)
        if not places:
            self.end()
            return
        view.letters.offer(places)
        view.reveal(places[-1].start)
        view.reveal(places[0].start)

    def _sentence(self, position: int) -> int:
        """Return where the letters begin: with the sentence, if all its words up to here can have one."""
        text = self._text()
        sentence = units.sentence_at(text, position)
        start = position if sentence is None else sentence[0]
        starts = [word.start for word in tokenize(text, start, max(position, start))]
        if len(starts) <= len(LETTERS) - _KEPT:
            return self._with_mark(text, start)
        return starts[max(bisect_right(starts, position) - _KEPT, 0)]

    @staticmethod
    def _with_mark(text: str, start: int) -> int:
        return start - 1 if start and text[start - 1] in _MARKS else start

    def _places(self, start: int) -> list[Place]:
        text = self._text()
        found: list[Place] = []
        for token in tokenize(text, start, min(start + _AHEAD, len(text))):
            place = self._place(text, token)
            if place is not None:
                found.append(place)
            if len(found) == len(LETTERS):
                break
        return found

    def _place(self, text: str, token: Token) -> Place | None:
        if token.of(text) in _MARKS:
            return Place(start=token.start, end=token.end)
        word = units.word_without_clitics(text, token.start)
        if word is None or not token.start <= word[0] < token.end:
            return None
        start = token.start if self._view.edges.whole_words else word[0]
        return Place(start=start, end=word[1])

    def _text(self) -> str:
        sheet = self._view.sheet
        return "" if sheet is None else sheet.reading.text
