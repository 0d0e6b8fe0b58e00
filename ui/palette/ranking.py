"""Which items a query means, the likeliest first. Pure: it knows neither Qt nor the project.

An item's words are folded once into a key in which every phrase follows a line break and every word a
space, so that "begins a word" is a search for a short string, in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from annotator.text.folding import fold

_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")  # a folded text has no harakat that \W could take for a gap
_ARTICLE: Final = "ال"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that can be found.

    Attributes:
        id: unique among those it is ranked with.
        key: its folded words; see `item`.
    """

    id: str
    key: str


def item(id_: str, *phrases: str) -> Item:
    """Return an item that is found by any of these phrases, in any spelling."""
    return Item(id=id_, key="".join(f"\n {_words(phrase)}" for phrase in dict.fromkeys(phrases)))


def rank(query: str, items: Sequence[Item], *, limit: int, recent: Sequence[str] = ()) -> list[Item]:
    """Return the items that have all words of the query, at most `limit`.

    Those that begin with the query come first, then those in which its words begin words (behind an article
    too), then those that only contain them. Among equals the recent ones come first, the last used before
    all; the others keep their order. A query without words means everything.

    Args:
        query: what a person wrote.
        items: in their own order.
        limit: how many are wanted; no more are looked for than needed.
        recent: ids of items used before, the last one first.
    """
    phrase = _words(query)
    found: Sequence[Item] = items
    for word in phrase.split():
        found = [one for one in found if word in one.key]
    used = {one.id: one for one in found if one.id in recent} if recent else {}
    likely = [used[id_] for id_ in dict.fromkeys(recent) if id_ in used]
    if likely:
        found = [*likely, *found]
    begun: Iterable[Item] = found
    for word in phrase.split():
        begun = _with(begun, f" {word}", f" {_ARTICLE}{word}")
    opened = _with(found, f"\n {phrase}", f"\n {_ARTICLE}{phrase}")
    hits: dict[str, Item] = {}
    for one in chain(opened, begun, found):
        if len(hits) == limit:
            break
        hits.setdefault(one.id, one)
    return list(hits.values())


def _with(items: Iterable[Item], needle: str, other: str) -> Iterator[Item]:
    """Yield the items that have one of two strings; as lazily as it is asked for them."""
    return (one for one in items if needle in one.key or other in one.key)


def _words(phrase: str) -> str:
    """Return the folded words of a phrase, with single spaces between."""
    return _BETWEEN_WORDS.sub(" ", fold(phrase)).strip()
