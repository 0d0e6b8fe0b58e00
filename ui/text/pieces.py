"""Cuts a document into the pieces that are laid out one by one: its paragraphs, unless they are very long.

All positions are code points.
"""

from __future__ import annotations

import re
from array import array
from operator import sub
from typing import Final

from annotator.text import graphemes

LONGEST: Final = 10_000
"""A longer paragraph is cut, so that showing any place of it costs milliseconds."""


def cut(text: str) -> tuple[array[int], array[int]]:
    """Return the starts and ends of the paragraphs, long ones cut into pieces.

    A piece ends behind a space, and is no longer than `LONGEST`; only a word that long is cut elsewhere,
    behind the marks of a letter. Newlines belong to no piece.
    """
    # Splitting would be shorter, and hold the whole text a second time.
    ends = array("q", (newline.start() for newline in re.finditer("\n", text)))
    ends.append(len(text))
    starts = array("q", [0])
    starts.extend(end + 1 for end in ends[:-1])
    if max(map(sub, ends, starts)) <= LONGEST:
        return starts, ends
    short_starts, short_ends = array("q"), array("q")
    for start, end in zip(starts, ends, strict=True):
        cuts = _cuts(text, start, end)
        short_starts.extend(cuts[:-1])
        short_ends.extend(cuts[1:])
    return short_starts, short_ends


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Return the borders of a paragraph's pieces, its own two included."""
    cuts = [start]
    while end - cuts[-1] > LONGEST:
        limit = cuts[-1] + LONGEST
        space = text.rfind(" ", limit - LONGEST // 2, limit)
        # Without a space in sight a word has to be cut, but never a letter from its marks.
        cuts.append(graphemes.widen(text, cuts[-1], limit if space < 0 else space + 1)[1])
    cuts.append(end)
    return cuts
