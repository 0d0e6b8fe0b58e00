"""Where sentences end: at a line's end, or at `. ! ? ؟ …` with the quotation marks and brackets after it.

A full stop behind a single letter ends none: د. and أ. and م. and ص.ب. are abbreviations.
"""

from __future__ import annotations

from typing import Final

import regex

from annotator.text import graphemes
from annotator.text.paragraphs import lines_before

_END: Final = regex.compile(
    r"""
      [\n\r\u2028\u2029]+
    | (?: [!?؟…۔]
        | (?<! (?:^|[\s.\p{Ps}\p{Pi}]) \p{L}\p{M}*\u0640* ) \.   # not behind one letter alone
      )
      [.!?؟…۔]*
      [\p{Pe}\p{Pf}\p{Pi}"'\p{M}\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]*
      (?=\s|$)
    """,
    regex.VERBOSE | regex.MULTILINE,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` in order: half-open ranges of code points, without white space around.

    Every visible character is in exactly one.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        sentence = text[start:end]
        first = start + len(sentence) - len(sentence.lstrip())
        last = start + len(sentence.rstrip())
        if first < last:
            found.append((first, last))
        start = end
    return found


def next_sentence(text: str, position: int) -> int:
    """Return the first start of a sentence after `position`, or the end of the text."""
    start = text.rfind("\n", 0, position) + 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        for place in _starts(text, start, end):
            if place > position:
                return place
        start = end + 1
    return len(text)


def previous_sentence(text: str, position: int) -> int:
    """Return the last start of a sentence before `position`, or 0: inside one it is its own."""
    for start, end in lines_before(text, position):
        for place in reversed(_starts(text, start, end)):
            if place < position:
                return place
    return 0


def _starts(text: str, start: int, end: int) -> list[int]:
    """Return where the sentences of one line `[start, end)` begin, each on a cluster border."""
    return [
        graphemes.widen(text, start + first, start + last)[0] for first, last in sentences(text[start:end])
    ]
