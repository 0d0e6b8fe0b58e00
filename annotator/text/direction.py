"""Which way a text runs, and the invisible characters that try to say so."""

from __future__ import annotations

from typing import Final, Literal

import regex

BIDI_CONTROLS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks, embeddings, overrides and isolates. Source: Unicode Standard Annex 9, section 2."""

OTHER_INVISIBLES: Final = frozenset("\u00a0\u00ad\u034f\u200b\u200c\u200d\u202f\u2060\ufeff")
"""What else looks like nothing: joiners and non-joiners, spaces that do not break or have no width, the soft
hyphen, a byte order mark."""

# The blocks of scripts written from right to left, as UAX 9 reserves them.
_RIGHT_TO_LEFT: Final = regex.compile(
    r"[[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\U00010800-\U00010FFF\U0001E800-\U0001EFFF]&&\p{L}]+",
    regex.VERSION1,
)
_LETTERS: Final = regex.compile(r"\p{L}+")
# A paragraph is of the other script if so many of so many letters are, and if it has so many words.
_OTHERS: Final = (9, 10)
_WORDS: Final = 4


def base_direction(text: str) -> Literal["rtl", "ltr"]:
    """Return the direction of most letters of `text`; a tie, or no letter at all, is "rtl".

    The first strong character would turn an Arabic paragraph that opens with “Reuters:” around.
    """
    right_to_left, letters = _counts(text)
    return "rtl" if right_to_left * 2 >= letters else "ltr"


def paragraph_direction(text: str, document: Literal["rtl", "ltr"]) -> Literal["rtl", "ltr"]:
    """Return the direction of one paragraph of a document that runs in the direction `document`.

    A paragraph goes its own way only where nobody could read it otherwise: a quotation in the other script.
    It has at least four words, opens with a letter of that script, and nine of ten of its letters are of
    that script. “Reuters: …” followed by Arabic stays right-to-left, and so does a line of figures, or the
    name of an agency on a line of its own: it belongs to the flow of the page.
    """
    first = _LETTERS.search(text)
    if first is None or len(text.split(maxsplit=_WORDS)) < _WORDS:
        return document
    opens_to_left = _RIGHT_TO_LEFT.match(text, first.start()) is not None
    if opens_to_left == (document == "rtl"):
        return document
    right_to_left, letters = _counts(text)
    others = letters - right_to_left if document == "rtl" else right_to_left
    if others * _OTHERS[1] < letters * _OTHERS[0]:
        return document
    return "ltr" if document == "rtl" else "rtl"


def _counts(text: str) -> tuple[int, int]:
    """Return how many letters run from right to left, and how many there are."""
    right_to_left = sum(match.end() - match.start() for match in _RIGHT_TO_LEFT.finditer(text))
    return right_to_left, sum(match.end() - match.start() for match in _LETTERS.finditer(text))


def is_bidi_control(character: str) -> bool:
    """Tell whether `character` is an invisible control of the bidirectional algorithm."""
    return character in BIDI_CONTROLS
