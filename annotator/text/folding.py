"""One key for all spellings of a word, to compare and never to store.

Hamza seats, alef maqsura, ta marbuta, Persian letters and digits become one letter each; harakat, tatweel
and invisible characters go; Latin loses its case.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیئ", "ي"),
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        **dict.fromkeys("ہھ", "ه"),
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    }
)
# Tatweel, zero-width and bidi controls, BOM. Combining marks are found by their category.
_UNSEEN: Final = re.compile("[\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u061c\ufeff]")
_PRESENTATION_FORMS: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_MARKS: Final = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff]+")


def fold(text: str) -> str:
    """Return the key of `text`. Two texts that a reader would take for the same word have one key."""
    if _PRESENTATION_FORMS.search(text):
        text = _PRESENTATION_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)
    # Case first: folding it can bring a mark out of one letter.
    return _MARKS.sub("", _UNSEEN.sub("", text.casefold())).translate(_LETTERS)
