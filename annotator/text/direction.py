"""Which way a text runs, and the invisible characters that try to say so."""

from __future__ import annotations

from typing import Final, Literal

import regex

BIDI_CONTROLS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks, embeddings, overrides and isolates. Source: Unicode Standard Annex 9, section 2."""

# The blocks of scripts written from right to left, as UAX 9 reserves them.
_RIGHT_TO_LEFT: Final = regex.compile(
    r"[[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\U00010800-\U00010FFF\U0001E800-\U0001EFFF]&&\p{L}]+",
    regex.VERSION1,
)
_LETTERS: Final = regex.compile(r"\p{L}+")


def base_direction(text: str) -> Literal["rtl", "ltr"]:
    """Return the direction of most letters of `text`; a tie, or no letter at all, is "rtl".

    The first strong character would turn an Arabic paragraph that opens with “Reuters:” around.
    """
    right_to_left = sum(match.end() - match.start() for match in _RIGHT_TO_LEFT.finditer(text))
    letters = sum(match.end() - match.start() for match in _LETTERS.finditer(text))
    return "rtl" if right_to_left * 2 >= letters else "ltr"


def is_bidi_control(character: str) -> bool:
    """Tell whether `character` is an invisible control of the bidirectional algorithm."""
    return character in BIDI_CONTROLS
