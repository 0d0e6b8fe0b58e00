"""The other places of the same words: whole words in any spelling, without what is written onto them.

موسكو is found in وموسكو and بموسكو, and there its range begins behind the و or ب; in موسكوفي it is not found.
From وموسكو the same places are found where the text shows that its و is a conjunction, by having موسكو
without it somewhere. A letter that always stands there belongs to the word, as the ب of بلومبرغ does.
All positions are code points, ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from annotator.text.edges import trimmed
from annotator.text.finding import find
from annotator.text.folding import fold
from annotator.text.tokens import word_at
from annotator.text.whole_words import cuts, whole

Range = tuple[int, int]

LONGEST: Final = 500
"""Of how many code points words are looked for. More are not said twice, and a key must not wait for them."""
_FRONT: Final = 8
"""So many code points before a word are enough to see a clitic with its marks."""


def next_match(
    text: str,
    here: Range,
    wanted: Callable[[int, int], bool],
    *,
    forward: bool = True,
    stem: bool = True,
) -> Range | None:
    """Return the next place of the words at `here`, round the end of the text; None if there is no other.

    Args:
        text: all of it.
        here: where the words stand; blanks and punctuation at its edges don't count.
        wanted: tells of a place `[start, end)` whether it will do.
        forward: look towards the end of the text first, else towards its start.
        stem: leave off proclitics (see `stem_of`); False where somebody has said that they belong there.
    """
    words = trimmed(text, *here)
    if words is None or words[1] - words[0] > LONGEST:
        return None
    sought = (stem_of(text, *words), words[1]) if stem else words
    places = list(find(text, text[slice(*sought)]))
    after = [place for place in places if place[0] >= words[1]]
    before = [place for place in places if place[1] <= words[0]]
    order = [*after, *before] if forward else [*reversed(before), *reversed(after)]
    return next((match for match in whole(text, order) if wanted(*match)), None)


def stem_of(text: str, start: int, end: int) -> int:
    """Return where `[start, end)` begins without the proclitics that the text has it without elsewhere."""
    first = word_at(text, start)
    if first is None or first[0] != start:
        return start
    borders = [0, *sorted(cuts(text[slice(*first)]))]
    for before, cut in reversed([*pairwise(borders)]):
        piece = fold(text[start + before : start + cut])
        places = list(find(text, text[start + cut : end]))
        fronts = (fold(text[max(place - _FRONT, 0) : place]) for place, _ in whole(text, places))
        if any(not front.endswith(piece) for front in fronts):
            return start + cut
    return start
