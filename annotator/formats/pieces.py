"""The pieces of a text that a token format writes, and where each begins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from annotator.text import clitics
from annotator.text.tokens import tokenize

_REMEMBERED: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Pieces:
    """Tokens, or parts of them, in the order of the text.

    Attributes:
        forms: their characters; no white space in any.
        starts: where each begins, in code points.
        ends: where each ends.
    """

    forms: list[str]
    starts: list[int]
    ends: list[int]

    def touching(self, start: int, end: int) -> range:
        """Return the indexes of the pieces that share a code point with `[start, end)`."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def cut(self, places: list[int]) -> Pieces:
        """Return the pieces cut at `places` (code points, sorted) where one lies inside a piece."""
        forms, starts, ends = list(self.forms), list(self.starts), list(self.ends)
        for place in reversed(places):
            index = bisect_right(starts, place) - 1
            if index < 0 or not starts[index] < place < ends[index]:
                continue
            length = place - starts[index]
            forms[index : index + 1] = [forms[index][:length], forms[index][length:]]
            starts.insert(index + 1, place)
            ends.insert(index, place)
        return Pieces(forms, starts, ends)


def pieces(text: str, *, clitics_apart: bool = False) -> Pieces:
    """Return the tokens of a text, or with `clitics_apart` the clitics and what they stand before.

    White space here is what `str.split` takes for it, which is what readers of such files split at: the
    separators U+001C–U+001F are in no piece.
    """
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    # No token reaches over white space, and words return: what one word is cut into is worth remembering.
    for word in text.split():
        place = text.index(word, place)
        for form in _forms(word, clitics_apart):
            forms.append(form)
            starts.append(place)
            place += len(form)
            ends.append(place)
    return Pieces(forms, starts, ends)


@lru_cache(maxsize=_REMEMBERED)
def _forms(word: str, clitics_apart: bool) -> tuple[str, ...]:  # noqa: FBT001 - a key of the cache
    tokens = [token.of(word) for token in tokenize(word)]
    if not clitics_apart:
        return tuple(tokens)
    found: list[str] = []
    for token in tokens:
        place = 0
        for length in clitics.split(token):
            found.append(token[place : place + length])
            place += length
    return tuple(found)
