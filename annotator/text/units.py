"""The units that an Arabist selects: a word without its clitics, the word, phrase, sentence, quotation.

    قال: “وبالرئيس الروسي، مرحبا. أهلا بكم” ثم مضى.
             رئيس                                     without the article
           الرئيس                                     without the preposition
          بالرئيس                                     without the conjunction
         وبالرئيس                                     the word
         وبالرئيس الروسي                              the phrase, up to punctuation
         وبالرئيس الروسي، مرحبا                       the sentence, as far as it is quoted
         وبالرئيس الروسي، مرحبا. أهلا بكم             the quotation between its marks
    قال: “وبالرئيس الروسي، مرحبا. أهلا بكم” ثم مضى    the sentence with the whole quotation

Each contains the one before it, and `edges.trimmed` has cleaned its edges. Positions are code points, ranges
are half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate
from typing import Final

import regex

from annotator.text import clitics, graphemes, phrases
from annotator.text.edges import trimmed
from annotator.text.phrases import Range
from annotator.text.tokens import word_at

# These are words only together with others.
_WORDLESS: Final = regex.compile(r"[%\u066A\u2030@#](?!\uFE0F?\u20E3)")


class Kind(Enum):
    """What a unit is. The WITHOUTs are a word, or words, whose first has lost its proclitics so far."""

    CHARACTERS = auto()
    WITHOUT_ARTICLE = auto()
    WITHOUT_FUTURE = auto()
    WITHOUT_PREPOSITION = auto()
    WITHOUT_CONJUNCTION = auto()
    WORD = auto()
    PHRASE = auto()
    SENTENCE = auto()
    QUOTATION = auto()


# Less than anybody means who puts the caret in a word.
_INSIDE_A_WORD: Final = frozenset({Kind.CHARACTERS, Kind.WITHOUT_ARTICLE, Kind.WITHOUT_FUTURE})
_PARTICLES: Final = {
    "و": Kind.WITHOUT_CONJUNCTION,
    "ف": Kind.WITHOUT_CONJUNCTION,
    "س": Kind.WITHOUT_FUTURE,
    "ب": Kind.WITHOUT_PREPOSITION,
    "ل": Kind.WITHOUT_PREPOSITION,
    "ك": Kind.WITHOUT_PREPOSITION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The range `[start, end)` of one unit, in code points, never empty."""

    kind: Kind
    start: int
    end: int

    def contains(self, start: int, end: int) -> bool:
        """Tell whether the range lies inside this unit, edges included."""
        return self.start <= start and end <= self.end


def units_around(text: str, start: int, end: int) -> tuple[Unit, ...]:
    """Return the units around a selection, or around a caret (`start == end`), each inside the next.

    A caret, and a selection of blanks and punctuation only, stands for the word at it, else for the next in
    its paragraph, else for the last before; without one there are no units. Of a selection in one word, the
    units are those that contain it. A selection of several words reaches to their outer edges, and the first
    of them is peeled.
    """
    chosen = trimmed(text, start, end)
    words = None if chosen is None else _words_over(text, *chosen)
    if chosen is None:
        word = _word_near(text, start)
        words = None if word is None else (word, word)
    if words is None:
        return ()
    first, last = words
    whole = first[0], last[1]
    if chosen is not None:
        whole = min(whole[0], chosen[0]), max(whole[1], chosen[1])
    units = [Unit(kind=Kind.WORD, start=whole[0], end=whole[1])]
    if whole[0] == first[0]:
        peeled = [Unit(kind=kind, start=start, end=whole[1]) for kind, start in _peeled(text, first)]
        units = [*reversed(peeled), *units]
    if chosen is not None and chosen not in [(unit.start, unit.end) for unit in units]:
        if first == last:
            units = [unit for unit in units if unit.contains(*chosen)]
        if units[0].contains(*chosen):
            units = [Unit(kind=Kind.CHARACTERS, start=chosen[0], end=chosen[1]), *units]
    return _chain([*units, *_larger(text, whole)], several=first != last)


def next_unit(text: str, origin: Range, current: Unit | None) -> Unit | None:
    """Return what comes after `current` on the round through `units_around(text, *origin)`.

    Args:
        text: all of it.
        origin: what was selected when the round began; start = end is a caret.
        current: what the round gave last; None = it begins now. It begins with the word without conjunction
            and preposition where the origin is a caret or has something to peel, else above the origin.

    Returns:
        None where there are no words.
    """
    units = units_around(text, *origin)
    if not units:
        return None
    if current in units:
        return units[(units.index(current) + 1) % len(units)]
    start, end = origin
    plain = next(unit for unit in units if unit.kind not in _INSIDE_A_WORD)
    if start == end or (
        start <= plain.start and plain.end <= end and (start, end) != (plain.start, plain.end)
    ):
        return plain
    above = (unit for unit in units if unit.contains(*origin) and (unit.start, unit.end) != origin)
    return next(above, units[0])


def kind_of(text: str, start: int, end: int) -> Kind:
    """Return which unit the range is; CHARACTERS if it is none of the others."""
    units = units_around(text, start, end)
    return next((unit.kind for unit in units if (unit.start, unit.end) == (start, end)), Kind.CHARACTERS)


def word_without_clitics(text: str, position: int) -> Range | None:
    """Return the word at `position`, or the one that ends there, without conjunction and preposition.

    It keeps its article and its mark of the future. None where there is no word.
    """
    word = _word_at(text, position) or _word_at(text, position - 1)
    if word is None:
        return None
    starts = [start for kind, start in _peeled(text, word) if kind not in _INSIDE_A_WORD]
    return max(starts, default=word[0]), word[1]


def sentence_at(text: str, position: int) -> Range | None:
    """Return the sentence of the word at or nearest to `position`, without the mark that ends it.

    Of a quotation of several sentences it is one of those. None where there is no word.
    """
    units = units_around(text, position, position)
    sentence = next((unit for unit in units if unit.kind is Kind.SENTENCE), units[-1] if units else None)
    return None if sentence is None else (sentence.start, sentence.end)


def _peeled(text: str, word: Range) -> list[tuple[Kind, int]]:
    """Return where a word begins without its first clitic, its first two, …, and what the last one was."""
    letters = text[slice(*word)]
    proclitics = clitics.proclitic_length(letters)
    found: list[tuple[Kind, int]] = []
    before = 0
    for cut in list(accumulate(clitics.split(letters)))[:-1]:
        kind = Kind.WITHOUT_ARTICLE
        if cut <= proclitics:  # a tatweel may stand before the letter
            kind = next(_PARTICLES[letter] for letter in letters[before:cut] if letter in _PARTICLES)
        # A number takes along the sign before it.
        found.append((kind, graphemes.widen(text, word[0] + cut, word[1])[0]))
        before = cut
    return found


def _larger(text: str, words: Range) -> Iterator[Unit]:
    """Yield the units that are more than words. Where a quotation begins or ends inside, sentences do too."""
    if words[1] - words[0] > phrases.FARTHEST:
        return
    quoted = phrases.quotations_around(text, words)
    sentence = phrases.sentence(text, words, quoted[0] if quoted else None)
    yield from _unit(text, Kind.PHRASE, phrases.phrase(text, words, sentence))
    if not quoted or sentence != quoted[0]:
        yield from _unit(text, Kind.SENTENCE, sentence)
    for quotation in quoted:
        yield from _unit(text, Kind.QUOTATION, quotation)
    if quoted:
        yield from _unit(text, Kind.SENTENCE, phrases.sentence(text, quoted[-1]))


def _unit(text: str, kind: Kind, around: Range) -> Iterator[Unit]:
    clean = trimmed(text, *around)
    if clean is not None:
        yield Unit(kind=kind, start=clean[0], end=clean[1])


def _chain(units: Iterable[Unit], *, several: bool) -> tuple[Unit, ...]:
    """Return the units of which each is more than the one before; equal ones go by the telling name."""
    may_be_more = {Kind.PHRASE, Kind.WORD} if several else {Kind.PHRASE}
    chain: list[Unit] = []
    for unit in units:
        last = chain[-1] if chain else None
        if last is None or (unit.contains(last.start, last.end) and not last.contains(unit.start, unit.end)):
            chain.append(unit)
        elif (last.start, last.end) == (unit.start, unit.end) and last.kind in may_be_more:
            chain[-1] = unit
    return tuple(chain)


def _words_over(text: str, start: int, end: int) -> tuple[Range, Range] | None:
    """Return the first and the last word that `[start, end)` touches, or None."""
    first, place = None, start
    while first is None and place < end:
        first, place = _word_at(text, place), graphemes.next_border(text, place)
    last, place = None, end
    while first is not None and last is None:
        place = graphemes.previous_border(text, place)
        last = _word_at(text, place)
    return None if first is None or last is None else (first, last)


def _word_near(text: str, position: int) -> Range | None:
    """Return the word at `position` or its end, else the next in the paragraph, else the last before."""
    word = _word_at(text, position) or _word_at(text, position - 1)
    if word is not None:
        return word
    low, high = phrases.neighbourhood(text, (position, position))
    words = _words_over(text, position, high)
    if words is not None:
        return words[0]
    words = _words_over(text, low, position)
    return None if words is None else words[1]


def _word_at(text: str, index: int) -> Range | None:
    """Return the word that the character at `index` is in; punctuation and blanks are in none."""
    token = word_at(text, index) if 0 <= index < len(text) else None
    if token is None or index >= token[1] or _WORDLESS.match(text, token[0]):
        return None
    word = graphemes.widen(text, *token)
    return word if trimmed(text, *word) == word else None
