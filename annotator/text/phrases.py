"""Where the phrase and the sentence around some words begin and end.

All positions are code points, ranges are half-open. White space and punctuation may be at their edges:
`edges.trimmed` takes them off.
"""

from __future__ import annotations

from typing import Final

import regex

from annotator.text.pairs import quotations
from annotator.text.sentences import sentences

Range = tuple[int, int]

FARTHEST: Final = 5_000
"""How far to look from the words, in code points. More is no sentence, and a key must not wait for it."""

# Most marks always part phrases. Those that also stand inside names and numbers do so only outside them.
_BREAK: Final = regex.compile(
    r"""(?V1)
      [؛؟!?…۔—"\p{Ps}\p{Pe}\p{Pi}[\p{Pf}--’]\n\r\u2028\u2029]
    | [،,;:] (?! (?<=\p{N}.) \p{N} )
    | (?<! (?:^|[\s.\p{Ps}\p{Pi}]) \p{L}\p{M}*\u0640* ) \. (?! (?<=[\p{L}\p{N}\p{M}].) [\p{L}\p{N}] )
    | [[\p{Pd}\p{Po}’]--[—؛؟!?…۔"،,;:.%\u066A\u2030@\#&]] (?! (?<=[\p{L}\p{N}\p{M}].) [\p{L}\p{N}] )
    """,
    regex.VERBOSE | regex.MULTILINE,
)


def phrase(text: str, words: Range, inside: Range) -> Range:
    """Return the stretch around `words` that no punctuation parts, as far as it is in the range `inside`."""
    start, end = inside
    for match in _BREAK.finditer(text, start, end):
        if match.end() <= words[0]:
            start = match.end()
        elif match.start() >= words[1]:
            return start, match.start()
    return start, end


def sentence(text: str, words: Range, inside: Range | None = None) -> Range:
    """Return the sentences that `words` touch, as far as they are in the range `inside`.

    A quotation that begins or ends in them, but for one around all of `inside`, is there whole.
    """
    low, high = neighbourhood(text, words) if inside is None else inside
    parts = [(low + first, low + last) for first, last in sentences(text[low:high])]
    parts += [(first - 1, last + 1) for first, last in quotations(text, low, high)]
    start, end = words
    while True:
        touched = [part for part in parts if part[0] < end and start < part[1]]
        grown = min([start, *(first for first, _ in touched)]), max([end, *(last for _, last in touched)])
        if grown == (start, end):
            return grown
        start, end = grown


def quotations_around(text: str, words: Range) -> list[Range]:
    """Return what is quoted around `words`, without the marks; the innermost first."""
    low, high = neighbourhood(text, words)
    return [q for q in quotations(text, low, high) if q[0] <= words[0] and words[1] <= q[1]]


def neighbourhood(text: str, words: Range) -> Range:
    """Return the paragraphs that `words` touch; of a very long one, only what lies near."""
    start, end = words
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    if high < 0:
        high = len(text)
    if start - low > FARTHEST:
        low = text.find(" ", start - FARTHEST, start) + 1 or start
    if high - end > FARTHEST:
        high = max(text.rfind(" ", end, end + FARTHEST), end)
    return low, high
