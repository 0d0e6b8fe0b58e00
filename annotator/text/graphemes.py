r"""What a reader sees as one character: a letter with its marks, an emoji with its parts.

Source: Unicode Standard Annex 29, extended clusters, as the `regex` package implements it (`\X`).
All positions are code points.
"""

from __future__ import annotations

import re
from typing import Final

import regex

_CLUSTER: Final = regex.compile(r"\X")
# The nearest character on the left that surely starts a cluster, whatever stands around it. Only with such
# an anchor can one border be found without reading the text from its start.
_ANCHOR: Final = regex.compile(
    r"(?V1)(?r)(?<!\p{GCB=Prepend})"
    r"[[\p{GCB=Other}&&[\p{Arabic}\p{Latin}\p{Nd}\p{P}\p{Zs}]]--\p{Extended_Pictographic}]|(?<!\r)\n"
)
# Beside their like these stand alone: Arabic letters without marks, Latin ones, digits, punctuation. Most
# text is made of them only, and seeing that costs a tenth of finding each cluster.
_NOT_PLAIN: Final = re.compile("[^ -~«»،؛؟\u0621-\u064a\u0660-\u066f\u0671-\u06d5\u2013-\u201f…]")


def borders(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Return the cluster borders of `text[start:end]` in order, both ends included.

    `start` is taken for a border. An empty range has the one border `start`.
    """
    stop = len(text) if end is None else end
    if start < stop and _NOT_PLAIN.search(text, start, stop) is None:
        return list(range(start, stop + 1))
    found = [start]
    found += (match.end() for match in _CLUSTER.finditer(text, start, stop))
    return found


def next_border(text: str, position: int) -> int:
    """Return the first border after `position`, or the end of the text."""
    if position >= len(text):
        return len(text)
    return _cluster_around(text, position)[1]


def previous_border(text: str, position: int) -> int:
    """Return the last border before `position`, or 0."""
    if position <= 0:
        return 0
    return _cluster_around(text, position - 1)[0]


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the smallest range of whole clusters that holds `[start, end)`; an empty range stays."""
    if start == end:
        return start, end
    return _cluster_around(text, start)[0], _cluster_around(text, end - 1)[1]


def _cluster_around(text: str, index: int) -> tuple[int, int]:
    """Return the cluster that holds the code point at `index`."""
    if _NOT_PLAIN.search(text, max(index - 1, 0), index + 2) is None and index < len(text):
        return index, index + 1
    anchor = _ANCHOR.search(text, 0, index + 1)
    start = 0 if anchor is None else anchor.start()
    for match in _CLUSTER.finditer(text, start):
        if match.end() > index:
            return match.span()
    message = f"code point {index} is not in a text of {len(text)}"
    raise IndexError(message)
