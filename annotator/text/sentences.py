"""Where sentences end: at a line's end, or at `. ! ? ؟ …` with the quotation marks and brackets after it.

A full stop behind a single letter ends none: د. and أ. and م. and ص.ب. are abbreviations.
"""

from __future__ import annotations

from typing import Final

import regex

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
