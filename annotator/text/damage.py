"""Signs that a text was damaged before it came here, and what a person may have done about it.

```
forms   ﻗﺎل ﺳﻠﻴﻢ        letters stored as the shapes in which they are drawn
order   ميلس لاق        lines stored as they look from the left, so that they read backwards
bytes   قا�ل             bytes that nobody can read any more
```
Nothing is mended by itself: what looks like damage may be meant.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

# Letter shapes and their ligatures only. Ornate brackets (FD3E–FD4F), the honorifics and whole words that
# people type on purpose (FDCF, FDF0–FDFF), and the byte order mark (FEFF) are no damage.
_SHAPES: Final = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]")
_WORD: Final = re.compile("[\u0621-\u064a]{2,}")
_MARKS: Final = re.compile("[\u064b-\u065f\u0670\u0640]")
_NEVER_FIRST: Final = frozenset("ةىئء")
_FEWEST_WORDS: Final = 3
_MANY_WORDS: Final = 12  # among which one sign is enough
_WITH_ARTICLE: Final = 5  # letters: ولا، بلا، أهلا are shorter and common
_LATIN: Final = "[A-Za-z\u00c0-\u024f]"
_DIGIT: Final = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_LATIN_WORD: Final = f"{_LATIN}(?:[.,:/@'&+#_-]*(?:{_LATIN}|{_DIGIT}))*"
# A number stands alone, but Latin words with blanks between them are one run, and so is what follows them.
_LEFT_TO_RIGHT: Final = re.compile(
    f"{_LATIN_WORD}(?: +(?:{_LATIN_WORD}|{_DIGIT}+))*|{_DIGIT}(?:[.,:/\u066b\u066c-]?{_DIGIT})*"
)
_CLOSING: Final = ")]}»"
_BRACKET: Final = re.compile(r"[()\[\]{}«»]")
_MIRRORED: Final = str.maketrans("()[]{}«»", ")(][}{»«")


class Damage(StrEnum):
    """What may be wrong with a text from a file."""

    BYTES = "bytes"
    FORMS = "forms"
    ORDER = "order"


def presentation_forms(text: str) -> list[int]:
    """Return the positions, in code points, of letters stored as shapes (U+FB50–FDFF, FE70–FEFC).

    They are the drawn forms of letters, left behind by PDF extraction or by reshaping for output. Text that
    holds them can't be searched or compared with other text.
    """
    return [match.start() for match in _SHAPES.finditer(text)]


def letter_of(character: str) -> str:
    """Return the letters that a stored shape shows (several of a ligature), or the character as it is.

    A mark that is drawn alone comes back without the space that its compatibility form has.
    """
    return unicodedata.normalize("NFKC", character).strip() if _SHAPES.match(character) else character


def with_letters(text: str) -> str:
    """Return a text with letters in the place of their stored shapes. All other characters stay."""
    return _SHAPES.sub(lambda match: letter_of(match[0]), text)


def is_backwards(text: str) -> bool:
    """Tell whether a text is stored in visual order, so that its Arabic words read backwards.

    Words never begin with ة ى ئ and hardly ever with ء, but end in them; and they begin with ال rather than
    end in its reverse. A text of a few words does not tell.
    """
    words = _WORD.findall(_MARKS.sub("", with_letters(text)))
    never = sum(word[0] in _NEVER_FIRST for word in words)
    article = sum(word.endswith("لا") for word in words if len(word) >= _WITH_ARTICLE)
    usual = sum((word[-1] in _NEVER_FIRST) + word.startswith("ال") for word in words)
    fewest = 1 if len(words) < _MANY_WORDS else 0
    return len(words) >= _FEWEST_WORDS and 2 * never + article > max(3 * usual, fewest)


def turned(text: str) -> str:
    """Return a text in visual order as it is read: each line turned round, numbers and Latin words kept.

    Some programs store brackets as they look and some as they are meant: they are left so that they open
    before they close.
    """
    plain = "\n".join(_turned_line(line) for line in text.split("\n"))
    first = _BRACKET.search(plain)
    return plain.translate(_MIRRORED) if first is not None and first[0] in _CLOSING else plain


def _turned_line(line: str) -> str:
    parts: list[str] = []
    place = 0
    for match in _LEFT_TO_RIGHT.finditer(line):
        parts += [line[place : match.start()][::-1], match[0]]
        place = match.end()
    parts.append(line[place:][::-1])
    return "".join(reversed(parts))
