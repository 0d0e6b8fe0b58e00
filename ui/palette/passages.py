"""Where a text says the words that are searched for, each with some words around."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from annotator.model import Span
from annotator.text.finding import find
from annotator.text.folding import fold

_BEFORE: Final = 24
_AFTER: Final = 80
_SHORTEST: Final = 2
"""Code points around a hit, and letters in a query. One letter stands everywhere."""

_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A hit in the text.

    Attributes:
        span: where it is, in code points of the document.
        before: the last words before it in its paragraph, as they are shown.
        words: the hit itself.
        after: what follows it.
    """

    span: Span
    before: str
    words: str
    after: str


def passages(text: str, query: str, *, limit: int) -> list[Passage]:
    """Return the first hits of the query in reading order, at most `limit`."""
    if len(fold(query).strip()) < _SHORTEST:
        return []
    return [passage(text, start, end) for start, end in islice(find(text, query), limit)]


def passage(text: str, start: int, end: int) -> Passage:
    """Return what stands at `[start, end)`, with some words around it, in one line."""
    opening = text.rfind("\n", 0, start) + 1
    closing = text.find("\n", end)
    closing = len(text) if closing < 0 else closing
    before = text[max(opening, start - _BEFORE) : start]
    if start - _BEFORE > opening:
        # Whole words only; an ellipsis says that the paragraph does not begin here.
        before = "…" + before.partition(" ")[2]
    return Passage(
        span=Span(start, end),
        before=_one_line(before),
        words=_one_line(text[start:end]),
        after=_one_line(text[end : min(closing, end + _AFTER)]),
    )


def _one_line(words: str) -> str:
    return _BLANKS.sub(" ", words)
