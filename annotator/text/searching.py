"""What a person looks for in a text: in any spelling or letter by letter, whole words or parts of them.

In للصحيفة the article of الصحيفة has lost its alef: where proclitics may stand before the word, it is found
there from the second lam on, which is where a span for it begins.
All positions are code points, ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from typing import Final

from annotator.text import graphemes
from annotator.text.finding import find
from annotator.text.folding import fold
from annotator.text.whole_words import whole

Range = tuple[int, int]

_ARTICLE: Final = "ال"
_LAM: Final = "ل"
_SHORTEST: Final = 4
"""The article and a noun of two letters; ﷲ and its like are no nouns with an article."""

_FRONT: Final = 8
"""So many code points before a word are enough to see a clitic with its marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for.

    Attributes:
        words: as they were written.
        folded: spelling, harakat, tatweel, the kind of digits and case make no difference.
        whole_words: hits begin and end with a word.
        proclitics: و ف ب ل ك س may stand before the first word, outside of the hit; only with whole words.
    """

    words: str
    folded: bool = True
    whole_words: bool = False
    proclitics: bool = False


def hits(text: str, query: Query) -> Iterator[Range]:
    """Yield where a query is met, in order and apart from each other, in whole clusters.

    The text is read only as far as hits are asked for. A query of blanks alone meets nothing.
    """
    end = 0
    for place in _places(text, query):
        if place[0] >= end:
            end = place[1]
            yield place


def _places(text: str, query: Query) -> Iterator[Range]:
    found = _found(text, query.words, query)
    if not query.whole_words:
        return (graphemes.widen(text, *place) for place in found)
    found = whole(text, found, proclitics=query.proclitics)
    if query.proclitics and query.folded and _has_article(query.words):
        return merge(found, _after_lam(text, query))
    return found


def _found(text: str, words: str, query: Query) -> Iterator[Range]:
    if query.folded:
        yield from find(text, words)
        return
    start = text.find(words) if words.strip() else -1
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + len(words))


def _has_article(words: str) -> bool:
    first = fold(words).split()[:1]
    return bool(first) and first[0].startswith(_ARTICLE) and len(first[0]) >= _SHORTEST


def _after_lam(text: str, query: Query) -> Iterator[Range]:
    """Yield where a word with its article stands behind ل, without the alef that it has lost there."""
    words = fold(query.words).lstrip()
    places = (place for place in find(text, words[1:]) if _is_behind_lam(text, place[0]))
    return whole(text, places, proclitics=True)


def _is_behind_lam(text: str, place: int) -> bool:
    return fold(text[max(place - _FRONT, 0) : place]).endswith(_LAM)
