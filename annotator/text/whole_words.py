"""Which places are whole words, and where a word begins without the small words that are written onto it.

All positions are code points, ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from annotator.text import clitics, graphemes
from annotator.text.folding import fold
from annotator.text.tokens import word_at

Range = tuple[int, int]


def whole(text: str, places: Iterable[Range], *, proclitics: bool = True) -> Iterator[Range]:
    """Yield those of the places that begin and end with a word, in whole clusters.

    Args:
        text: all of it.
        places: where something stands.
        proclitics: a word may begin behind what is written onto its front: موسكو in وموسكو.
    """
    for start, end in places:
        first, last = word_at(text, start), word_at(text, end - 1)
        if first is None or last is None or fold(text[end : last[1]]):
            continue
        begins = start == first[0] or not fold(text[first[0] : start])
        if begins or (proclitics and start - first[0] in cuts(text[slice(*first)])):
            yield graphemes.widen(text, start, end)


def cuts(word: str) -> frozenset[int]:
    """Return where `word` begins without its first proclitic, and so on."""
    proclitics = clitics.proclitic_length(word)
    return frozenset(cut for cut in accumulate(clitics.split(word)) if cut <= proclitics)
