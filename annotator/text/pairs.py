"""Marks that come in pairs: brackets, and quotation marks of all kinds, one inside the other or not.

A mark is paired within its paragraph only, so that one that was never closed disturbs nothing farther on.
An apostrophe is no mark: the ’ of O’Neill stands between letters. All positions are code points.
"""

from __future__ import annotations

from typing import Final

import regex

_QUOTES: Final = {"“": "”", "«": "»", "‹": "›", "‘": "’", '"': '"'}
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "﴿": "﴾"}
_OPENER_OF: Final = {closing: opening for opening, closing in (_QUOTES | _BRACKETS).items()}
_MARK: Final = regex.compile(
    r"""(?V1) [“”«»‹›‘"()\[\]{}﴾﴿] | (?<!\p{L}\p{M}*)’ | ’(?!\p{L}) | [\n\r\u2028\u2029]""", regex.VERBOSE
)


def pairs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return where the two marks of each pair in `text[start:end]` stand, an inner pair before its outer one.

    A closing mark closes the nearest open one of its kind; those opened since then are given up.
    """
    return _scan(text, start, end)[0]


def unpaired(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Return where marks stand in `text[start:end]` that have no other half there, in order."""
    found, marks = _scan(text, start, end)
    return sorted(set(marks).difference(*found))


def _scan(text: str, start: int, end: int | None) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the pairs, and where all marks stand."""
    found: list[tuple[int, int]] = []
    marks: list[int] = []
    opened: list[int] = []
    for match in _MARK.finditer(text, start, len(text) if end is None else end):
        mark, place = match[0], match.start()
        if mark.isspace():
            opened.clear()
            continue
        marks.append(place)
        opener = _OPENER_OF.get(mark)
        depth = next((i for i in reversed(range(len(opened))) if text[opened[i]] == opener), None)
        if depth is not None:
            found.append((opened[depth], place))
            del opened[depth:]
        elif mark in _QUOTES or mark in _BRACKETS:
            opened.append(place)
    return found, marks


def partner_of(mark: str) -> str | None:
    """Return the other half of a mark, or None: it has none."""
    return (_QUOTES | _BRACKETS).get(mark) or _OPENER_OF.get(mark)


def quotations(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return what is quoted in `text[start:end]`: without marks, an inner range before its outer."""
    return [(first + 1, last) for first, last in pairs(text, start, end) if text[first] in _QUOTES]
