"""What a CoNLL-2003 file says about a text that is known: the way back, knowing nothing of the way out."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Final

_COLUMNS: Final = 4


class NotThisTextError(ValueError):
    """The tokens of the file are not those of the text, or its tags are not IOB2."""


def decode(lines: str, text: str) -> list[tuple[str, int, int]]:
    """Return label, start and end (code points, half-open) of each tagged span, in text order.

    The tokens, one behind the other, must spell the text without its white space, and none may reach over
    white space. So each has one place.

    Args:
        lines: one document.
        text: its text.

    Raises:
        NotThisTextError: the lines do not spell the text, or a tag is malformed.
    """
    forms, spans = _parse(lines)
    borders = [0, *accumulate(map(len, forms))]
    words = text.split()
    # Where each word begins in the text without its white space.
    squeezed = [0, *accumulate(map(len, words))]
    if "".join(forms) != "".join(words) or not set(borders).issuperset(squeezed):
        raise NotThisTextError(lines[:80])
    places = _places(text, words, squeezed)

    def place(border: int) -> int:
        word = bisect_right(squeezed, border, hi=len(places)) - 1
        return places[word] + border - squeezed[word]

    # An end is taken from the last character, because the border behind it may be the next word's start.
    return [(label, place(borders[first]), place(borders[end] - 1) + 1) for label, first, end in spans]


def _places(text: str, words: list[str], squeezed: list[int]) -> list[int]:
    """Return where each word begins in the text."""
    if text[:1].isspace() or len(text.rstrip()) != squeezed[-1] + len(words) - 1:
        places: list[int] = []
        behind = 0
        for word in words:
            behind = text.index(word, behind)
            places.append(behind)
            behind += len(word)
        return places
    # There is one character of white space between any two words.
    return [place + before for before, place in enumerate(squeezed[:-1])]


def _parse(lines: str) -> tuple[list[str], list[tuple[str, int, int]]]:
    """Return the tokens, and the label, first token and token behind the last of each tagged span."""
    forms: list[str] = []
    spans: list[tuple[str, int, int]] = []
    for block in lines.split("\n\n"):
        if not block or block.startswith("-DOCSTART- "):
            continue
        columns = block.split()
        rows = block.count("\n") + 1
        empty = columns[1::_COLUMNS].count("-X-") == columns[2::_COLUMNS].count("O") == rows
        if len(columns) != rows * _COLUMNS or not empty:
            raise NotThisTextError(block[:80])
        spans += _tagged(columns[3::_COLUMNS], len(forms))
        forms += columns[::_COLUMNS]
    return forms, spans


def _tagged(tags: list[str], offset: int) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    label, first = "", 0
    for index, tag in enumerate((*tags, "O"), start=offset):
        if label and tag != f"I-{label}":
            found.append((label, first, index))
            label = ""
        if not label and tag != "O":
            if not tag.startswith("B-"):
                raise NotThisTextError(tag)
            label, first = tag[2:], index
    return found
