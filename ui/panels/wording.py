"""A span's words in one line."""

from __future__ import annotations

from typing import Final

_WHOLE: Final = 3
"""So many words are shown without a gap."""


def in_one_line(quote: str) -> str:
    """Return the words with single spaces between them, whatever stood there."""
    return " ".join(quote.split())


def first_and_last(quote: str) -> str:
    """Return how a span begins and where it ends: enough to tell two spans apart by their edges."""
    words = quote.split()
    if len(words) <= _WHOLE:
        return " ".join(words)
    return f"{words[0]} {words[1]} … {words[-1]}"
