r"""Words, numbers and signs, as Arabic needs them.

A token is a run of letters and numbers, or an emoji, or one other visible character, each with the marks
and joiners that follow it. A number may have `. , ٫ ٬` inside. `\w+` is not that: it ends at each haraka, so
that أيضًا would be two words, and `\p{Arabic}` does the same, because marks belong to no script.

A letter and a digit that touch are one token: و152 is one, and `clitics.split` takes the و off.
All positions are code points, all ranges half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

# A joiner belongs to its word even at the end: ه with ZWJ is how many write the sign of the Hijri year.
# Taking marks along and falling back on \X keeps every border a cluster border.
_TOKEN: Final = regex.compile(
    r"""
      [0-9#*] \uFE0F? \u20E3                            # a keycap
    | (?: \p{L} [\p{L}\p{M}\p{GCB=Extend}\u200D]*
        | [\u0600-\u0605\u06DD\u08E2]?                  # ARABIC NUMBER SIGN and its kin stand before digits
          \p{Nd}+ (?: [.,\u066B\u066C] \p{Nd}+ )* [\p{M}\p{GCB=Extend}\u200D]*
      )+
    | \p{GCB=Prepend}+ (?=\s)                         # would take the space into its cluster
    | (?=\S) \X
    """,
    regex.VERBOSE,
)
_WHITESPACE_BEFORE: Final = regex.compile(r"(?r)\s")
_VISIBLE_BEFORE: Final = regex.compile(r"(?r)\S")


@dataclass(frozen=True, slots=True, order=True)
class Token:
    """The range `[start, end)` of one token, in code points, never empty."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the token's characters in `text`."""
        return text[self.start : self.end]


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]` in order. Every visible character is in exactly one.

    `start` and `end` are taken for token borders; white space is in no token.
    """
    stop = len(text) if end is None else end
    return [Token(*match.span()) for match in _TOKEN.finditer(text, start, stop)]


def count_words(text: str) -> int:
    """Return how many tokens of a text hold a letter or a digit: a comma is a token, but no word."""
    return sum(
        text[token.start].isalnum() or any(map(str.isalnum, text[token.start : token.end]))
        for token in tokenize(text)
    )


def next_word(text: str, position: int) -> int:
    """Return the first end of a token after `position`, or the end of the text.

    A selection that grows by words therefore ends with a word: never with the space or the comma behind it.
    """
    for match in _TOKEN.finditer(text, _token_border_before(text, position)):
        if match.end() > position:
            return match.end()
    return len(text)


def previous_word(text: str, position: int) -> int:
    """Return the last start of a token before `position`, or 0."""
    visible = _VISIBLE_BEFORE.search(text, 0, max(position, 0))
    if visible is None:
        return 0
    edge = visible.end()
    return max(
        match.start()
        for match in _TOKEN.finditer(text, _token_border_before(text, edge))
        if match.start() < edge
    )


def word_at(text: str, position: int) -> tuple[int, int] | None:
    """Return the token of the character at `position`, else the one that ends there, else None.

    So a double click finds the word under it, and a caret at a word's end still has its word.
    """
    before: tuple[int, int] | None = None
    for match in _TOKEN.finditer(text, _token_border_before(text, position)):
        if match.start() > position:
            break
        if match.end() > position:
            return match.span()
        before = match.span()
    return before if before is not None and before[1] == position else None


def _token_border_before(text: str, position: int) -> int:
    """Return a token border at or before `position`: the last white space before it, or 0."""
    match = _WHITESPACE_BEFORE.search(text, 0, max(position, 0))
    return 0 if match is None else match.start()
