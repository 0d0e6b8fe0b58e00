"""The pieces of a text that a token format writes, and where each of them lies.

```
text       وقال   زعيم، …          words    وقال · زعيم،          parted by white space
                                   pieces   وقال · زعيم · ،        what the file will have
                                   squeezed وقالزعيم،              the text without its white space
```
Pieces touch in the squeezed text, so that their borders there are one running sum. Only the edges of spans
are translated, which is what makes writing fast.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate, chain, count
from operator import add
from typing import Final

from annotator.text import clitics
from annotator.text.tokens import tokenize

_REMEMBERED: Final = 1 << 16


class Words:
    """The words of a text, parted at what `str.split` takes for white space, and both their places.

    Attributes:
        forms: their characters.
        starts: where each begins in the text, in code points.
        squeezed: where each begins in the text without white space; then the length of that text.
    """

    __slots__ = ("_known", "forms", "squeezed", "starts")

    def __init__(self, text: str) -> None:
        self.forms = text.split()
        self.squeezed = [0, *accumulate(map(len, self.forms))]
        self.starts = _starts(text, self.forms, self.squeezed)
        self._known: dict[int, int] = {}

    def squeeze(self, place: int) -> int:
        """Return where a place of the text lies in the squeezed text. White space lies at its end."""
        known = self._known.get(place)  # an edge is asked about four times on its way into a file
        if known is not None:
            return known
        word = bisect_right(self.starts, place) - 1
        squeezed = 0
        if word >= 0:
            squeezed = min(self.squeezed[word] + place - self.starts[word], self.squeezed[word + 1])
        self._known[place] = squeezed
        return squeezed


class Pieces:
    """Tokens, or parts of them, in the order of the text.

    Args:
        words: of the text.
        forms: what they are cut into; no white space in any.

    Attributes:
        forms: as given.
    """

    __slots__ = ("_borders", "_words", "forms")

    def __init__(self, words: Words, forms: list[str]) -> None:
        self.forms = forms
        self._words = words
        self._borders = [0, *accumulate(map(len, forms))]

    def touching(self, start: int, end: int) -> range:
        """Return the indexes of the pieces that share a code point with `[start, end)` of the text."""
        words = self._words
        first, last = words.squeeze(start), words.squeeze(end)
        if first >= last:
            return range(0)
        return range(bisect_right(self._borders, first) - 1, bisect_left(self._borders, last))

    def before(self, place: int) -> int:
        """Return how many pieces begin before a place of the text."""
        return bisect_left(self._borders, self._words.squeeze(place))

    def range_of(self, touched: range) -> tuple[int, int]:
        """Return the range `[start, end)` of the text from the first to the last of some pieces."""
        squeezed, starts = self._words.squeezed, self._words.starts
        first, last = self._borders[touched.start], self._borders[touched.stop] - 1
        begin = bisect_right(squeezed, first) - 1
        end = bisect_right(squeezed, last, begin) - 1
        return starts[begin] + first - squeezed[begin], starts[end] + last + 1 - squeezed[end]

    def cut(self, places: Iterable[int]) -> Pieces:
        """Return the pieces cut at `places` of the text where one lies inside a piece."""
        forms = list(self.forms)
        inside = set(map(self._words.squeeze, places)).difference(self._borders)
        for squeezed in sorted(inside, reverse=True):
            index = bisect_right(self._borders, squeezed) - 1
            length = squeezed - self._borders[index]
            forms[index : index + 1] = [forms[index][:length], forms[index][length:]]
        return Pieces(self._words, forms)

    def with_edge_inside(self, start: int, end: int) -> list[str]:
        """Return the pieces that an edge of `[start, end)` of the text lies inside: none, one or two."""
        first, last = self._words.squeeze(start), self._words.squeeze(end)
        begin, behind = bisect_right(self._borders, first) - 1, bisect_left(self._borders, last)
        found = [] if self._borders[begin] == first else [self.forms[begin]]
        if self._borders[behind] > last and (behind - 1 > begin or not found):
            found.append(self.forms[behind - 1])
        return found


def _starts(text: str, words: list[str], squeezed: list[int]) -> list[int]:
    first = len(text) - len(text.lstrip())
    if len(text.rstrip()) == first + squeezed[-1] + len(words) - 1:
        # One character between any two words, as in most texts: each has moved by those before it.
        return list(map(add, squeezed[:-1], count(first)))
    starts: list[int] = []
    place = 0
    for word in words:
        place = text.index(word, place)
        starts.append(place)
        place += len(word)
    return starts


def pieces(text: str, *, clitics_apart: bool = False) -> Pieces:
    """Return the tokens of a text, or with `clitics_apart` the clitics and what they stand before.

    The separators U+001C–U+001F are white space to `str.split`, which is what readers of such files use: they
    are in no piece.
    """
    words = Words(text)
    # No token reaches over white space, and words return: what one word is cut into is worth remembering.
    parts = map((_CLITICS if clitics_apart else _TOKENS).__getitem__, words.forms)
    return Pieces(words, list(chain.from_iterable(parts)))


class _Cuts(dict[str, tuple[str, ...]]):
    """What words are cut into: looked up in half of the time that `lru_cache` takes."""

    def __init__(self, cut: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._cut = cut

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[word] = self._cut(word)
        return found


def _tokens_of(word: str) -> tuple[str, ...]:
    return tuple(token.of(word) for token in tokenize(word))


def _clitics_of(word: str) -> tuple[str, ...]:
    found: list[str] = []
    for token in _tokens_of(word):
        place = 0
        for length in clitics.split(token):
            found.append(token[place : place + length])
            place += length
    return tuple(found)


_TOKENS: Final = _Cuts(_tokens_of)
_CLITICS: Final = _Cuts(_clitics_of)
