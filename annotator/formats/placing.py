"""Tokens of a file, found again in a text that is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class NotThisTextError(ValueError):
    """The tokens of the file are not those of the text, or its tags are malformed."""


class Places:
    """Where each token lies in a text.

    The tokens, one behind the other, must spell the text without its white space, and none may reach over
    white space. So each has one place.

    Args:
        forms: the tokens.
        text: the text.

    Raises:
        NotThisTextError: they don't.
    """

    __slots__ = ("_borders", "_places", "_squeezed", "_words")

    def __init__(self, forms: Sequence[str], text: str) -> None:
        self._borders = [0, *accumulate(map(len, forms))]
        words = text.split()
        # Where each word begins in the text without its white space.
        self._squeezed = [0, *accumulate(map(len, words))]
        if "".join(forms) != "".join(words) or not set(self._borders).issuperset(self._squeezed):
            raise NotThisTextError(" ".join(forms[:10]))
        self._words = len(words)
        # None where there is one character of white space between any two words, as in most texts.
        self._places = _places(text, words, self._squeezed)

    def range_of(self, first: int, behind: int) -> tuple[int, int]:
        """Return the range (code points, half-open) from token `first` to the one before `behind`."""
        # An end is taken from the last character, because the border behind it may be the next word's start.
        return self._place(self._borders[first]), self._place(self._borders[behind] - 1) + 1

    def _place(self, border: int) -> int:
        word = bisect_right(self._squeezed, border, hi=self._words) - 1
        return border + word if self._places is None else self._places[word] + border - self._squeezed[word]


def _places(text: str, words: list[str], squeezed: list[int]) -> list[int] | None:
    """Return where each word begins in the text; None if each has moved by the number of those before it."""
    if text[:1].isspace() or len(text.rstrip()) != squeezed[-1] + len(words) - 1:
        places: list[int] = []
        behind = 0
        for word in words:
            behind = text.index(word, behind)
            places.append(behind)
            behind += len(word)
        return places
    return None
