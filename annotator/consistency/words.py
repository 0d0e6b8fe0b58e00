"""The words of a text by what they are without spelling and proclitics, and where a surface stands again."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from annotator.model import Span
from annotator.text.folding import fold
from annotator.text.tokens import Token, tokenize
from annotator.text.whole_words import cuts

LONGEST: Final = 8
"""Of how many words a surface has at most: longer ones come again by quotation only."""
_LETTERS_TOGETHER: Final = 2
_CACHED: Final = 1 << 15
_BETWEEN_RESTS: Final = 200
"""Words."""

Key = tuple[str, ...]
"""The folded words of a surface."""


class Words:
    """All words of a text. They are read once; the text never changes.

    Attributes:
        text: it.
    """

    def __init__(self, text: str, rest: Callable[[], None] = lambda: None) -> None:
        """Read the words.

        Args:
            text: all of it.
            rest: called every few hundred words: a worker lets the window have its turn.
        """
        self.text = text
        self._starts, self._ends = array("q"), array("q")
        self._keys: list[str] = []
        self._whole: set[str] = set()
        self._first: dict[str, array[int]] = {}
        for token in _tokens(text):
            if len(self._keys) % _BETWEEN_RESTS == 0:
                rest()
            key, variants = _variants(token.of(text))
            if not key:
                continue
            number = len(self._keys)
            self._starts.append(token.start)
            self._ends.append(token.end)
            self._keys.append(key)
            self._whole.add(key)
            for _, variant in variants:
                self._first.setdefault(variant, array("q")).append(number)

    def has_word(self, word: str) -> bool:
        """Tell whether a word stands in the text in any spelling, with nothing written onto it."""
        return fold(word) in self._whole

    def firsts(self) -> Iterator[str]:
        """Yield what surfaces could begin with here."""
        return iter(self._first)

    def places(self, key: Key) -> list[Span]:
        """Return where a surface stands as whole words, behind proclitics or not."""
        return [place for number in self._first.get(key[0], ()) for place in self._at(number, key)]

    def starting_between(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield the words, by number, from which a surface could reach into `[start, end)`.

        Each comes with what a surface could begin with there, once for each.
        """
        low = self._number_at(start)
        for number in range(max(low - LONGEST, 0), len(self._keys)):
            if self._starts[number] >= end:
                break
            for _, variant in _variants(self.text[self._starts[number] : self._ends[number]])[1]:
                yield number, variant

    def at(self, number: int, key: Key) -> list[Span]:
        """Return where a surface stands from this word on: nowhere or once."""
        return list(self._at(number, key))

    def _at(self, number: int, key: Key) -> Iterator[Span]:
        last = number + len(key) - 1
        if last >= len(self._keys) or tuple(self._keys[number + 1 : last + 1]) != key[1:]:
            return
        word = self.text[self._starts[number] : self._ends[number]]
        cut = next((cut for cut, variant in _variants(word)[1] if variant == key[0]), None)
        if cut is not None:
            yield Span(self._starts[number] + cut, self._ends[last])

    def _number_at(self, position: int) -> int:
        return max(bisect_right(self._starts, position) - 1, 0)


@lru_cache(maxsize=_CACHED)
def key_of(quote: str) -> Key | None:
    """Return the folded words of a span; None if it is not one whose like is looked for.

    Punctuation at its edges is another rule's business.
    """
    tokens = tokenize(quote)
    while tokens and not _is_word(tokens[-1].of(quote)):
        tokens.pop()
    while tokens and not _is_word(tokens[0].of(quote)):
        del tokens[0]
    if not 0 < len(tokens) <= LONGEST:
        return None
    key = tuple(folded for folded in (fold(token.of(quote)) for token in tokens) if folded)
    letters = sum(character.isalpha() for folded in key for character in folded)
    return key if letters >= _LETTERS_TOGETHER else None


def _tokens(text: str) -> Iterator[Token]:
    """Yield all tokens, line by line: none has a line end inside."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield from tokenize(text, start, end)
        start = end + 1


def _is_word(token: str) -> bool:
    return any(character.isalnum() for character in token)


@lru_cache(maxsize=_CACHED)
def _variants(word: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the key of a word, and what it is from each place on where a span could begin.

    Behind ل the article has lost its alef: there it is put in again.
    """
    key = fold(word)
    found = {0: key}
    for cut in cuts(word):
        rest = fold(word[cut:])
        if cut and rest:
            found[cut] = rest
    variants = list(found.items())
    for cut, rest in found.items():
        if cut and rest.startswith("ل") and fold(word[:cut]).endswith("ل"):
            variants.append((cut, f"ا{rest}"))
    return key, tuple(variants)
