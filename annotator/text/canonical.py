"""How a word is cited whose article has lost its alef to the preposition ل in front of it.

للصحيفة is ل + الصحيفة, but no part of it reads الصحيفة: a span begins on the second lam and reads لصحيفة.
The same happens in لله. Positions are code points.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final

import regex

from annotator.text import clitics
from annotator.text.tokens import word_at

_ALEF: Final = "ا"
_LAM: Final = "ل"
_ARTICLE: Final = "ال"
_NOT_LETTERS: Final = regex.compile(r"[\p{M}\p{Cf}\u0640]")
_OF_GOD: Final = frozenset({"لله", "ولله", "فلله"})
_HIM: Final = "له"


def canonical_form(text: str, start: int, end: int) -> str | None:
    """Return the words of the span `[start, end)` with the alef that the writing has left out.

    None if nothing is missing: the span begins elsewhere, is less than a word, or the lam is the noun's own
    (لبنان in للبنان; also لجنة in للجنة, which may mean either).
    """
    word = word_at(text, start) if start < end else None
    if word is None or not word[0] < start < word[1] <= end:
        return None
    letters, place = text[slice(*word)], start - word[0]
    if place != clitics.proclitic_length(letters) or not _letters(letters[:place]).endswith(_LAM):
        return None
    if _letters(letters) in _OF_GOD and _letters(letters[place:]) == _HIM:
        return _ARTICLE + text[start:end]
    has_article = any(cut > place for cut in list(accumulate(clitics.split(letters)))[:-1])
    return _ALEF + text[start:end] if has_article and letters[place] == _LAM else None


def _letters(word: str) -> str:
    return _NOT_LETTERS.sub("", word)
