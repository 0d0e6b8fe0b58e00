"""Where paragraphs begin, for a caret that goes from one to the next. A blank line is no place to stop.

Positions are code points.
"""

from __future__ import annotations

from collections.abc import Iterator


def next_paragraph(text: str, position: int) -> int:
    """Return the first start of a paragraph after `position`, or the end of the text."""
    start = text.find("\n", position) + 1
    while start:
        following = text.find("\n", start) + 1
        if text[start : following or len(text)].strip():
            return start
        start = following
    return len(text)


def previous_paragraph(text: str, position: int) -> int:
    """Return the last start of a paragraph before `position`, or 0: inside one it is its own."""
    for start, end in lines_before(text, position):
        if text[start:end].strip():
            return start
    return 0


def lines_before(text: str, position: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that begin before `position`, the nearest first: `[start, end)` without line feed."""
    place = position
    while place > 0:
        start = text.rfind("\n", 0, place - 1) + 1
        end = text.find("\n", start)
        yield start, len(text) if end < 0 else end
        place = start
