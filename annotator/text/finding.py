"""Finds words in a text in any spelling, and says where in the text itself they stand.

A folded copy of the text would lose its offsets. So it is the query that is unfolded: each of its letters
becomes all letters with the same key (`folding.fold`), and marks may stand behind each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from annotator.text.folding import fold

# Where letters share a key: Latin, Arabic, presentation forms. Of those that are several letters in one,
# only lam-alef, ß and ﷲ are met in texts; with all of them, one could hide the beginning of another.
_BLOCKS: Final = ((0x00C0, 0x0250), (0x0600, 0x0700), (0xFB50, 0xFBEA), (0xFDF2, 0xFDF3), (0xFE70, 0xFEFD))
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
_MARK: Final = f"[{_MARKS}\u0640]*"
_UNSEEN_ONE: Final = f"{_MARKS}\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u061c\ufeff"
_UNSEEN: Final = f"[{_UNSEEN_ONE}]*"
_BLANK: Final = rf"{_UNSEEN}\s[\s{_UNSEEN_ONE}]*"


def find(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where `words` stand in `text`, in order and apart from each other.

    Spelling, harakat and case make no difference, nor does the kind and amount of white space. The ranges
    `[start, end)` are in code points; marks on the last letter belong to them. The text is read only as far
    as it is asked for.
    """
    wanted = fold(words).split()
    if wanted:
        pattern = _BLANK.join(_word(word) for word in wanted) + _MARK
        yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _word(key: str) -> str:
    """Return the pattern of one folded word."""
    pieces: list[str] = []
    at = 0
    while at < len(key):
        size = next((n for n in _joined_sizes() if key[at : at + n] in _spellings()), 1)
        pieces.append(_piece(key[at : at + size]))
        at += size
    return _UNSEEN.join(pieces)


def _piece(part: str) -> str:
    """Return the pattern of one letter, or of letters that one character can stand for together."""
    if len(part) == 1:
        return f"[{re.escape(part + _spellings().get(part, ''))}]"
    return f"(?:{_UNSEEN.join(_piece(letter) for letter in part)}|[{_spellings()[part]}])"


@cache
def _spellings() -> dict[str, str]:
    """Return the characters that have each key, if they are not the key itself."""
    found: defaultdict[str, str] = defaultdict(str)
    for first, end in _BLOCKS:
        for character in map(chr, range(first, end)):
            key = fold(character)
            if key and key != character and key.isalnum():
                found[key] += character
    return dict(found)


@cache
def _joined_sizes() -> tuple[int, ...]:
    """Return how many letters one character can stand for, but for one, the most first."""
    return tuple(sorted({len(key) for key in _spellings()} - {1}, reverse=True))
