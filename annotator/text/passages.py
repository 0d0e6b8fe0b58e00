"""What is read around a place when it is corrected: its sentences, or as much of them as can be overseen.

Positions are code points, ranges are half-open.
"""

from __future__ import annotations

from typing import Final

from annotator.text import graphemes
from annotator.text.sentences import sentences
from annotator.text.tokens import next_word, previous_word, word_at

_FARTHEST: Final = 600


def chosen_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `[start, end)` in whole graphemes; for an empty range the word there, or the place itself."""
    if start == end:
        return word_at(text, start) or (start, start)
    return graphemes.widen(text, start, end)


def passage(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentences that `[start, end)` touches, with the blanks between them."""
    first = max(text.rfind("\n", 0, start) + 1, start - _FARTHEST)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + _FARTHEST)
    begin, stop = start, end
    for a, b in sentences(text[first:last]):
        if first + a <= end and start <= first + b:
            begin, stop = min(begin, first + a), max(stop, first + b)
    if begin == start - _FARTHEST:
        begin = previous_word(text, next_word(text, begin))
    if stop == end + _FARTHEST:
        stop = next_word(text, previous_word(text, stop))
    return min(begin, start), max(stop, end)
