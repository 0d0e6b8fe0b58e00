"""Which part of a text a picture can show: what is in sight, the paragraphs at hand, all of it."""

from __future__ import annotations

from enum import StrEnum

from annotator.model import Span
from ui.text.sheet import Sheet


class Part(StrEnum):
    """A part of the open text."""

    SIGHT = "sight"
    PARAGRAPHS = "paragraphs"
    WHOLE = "whole"


def in_sight(sheet: Sheet, height: float) -> Span | None:
    """Return the text on the lines that are wholly in sight of a viewport; None if there is no such line."""
    lines = [
        line
        for row in sheet.rows(height)
        for line in row.paragraph.lines
        if row.y + line.top >= 0 and row.y + line.top + row.paragraph.pitch <= height
    ]
    filled = [line for line in lines if line.start < line.end]
    return Span(filled[0].start, filled[-1].end) if filled else None


def paragraphs_of(text: str, start: int, end: int) -> Span | None:
    """Return all of the paragraphs that a stretch of code points touches; None if they are empty."""
    first = text.rfind("\n", 0, start) + 1
    following = text.find("\n", max(end - 1, start))
    last = len(text) if following < 0 else following
    return Span(first, last) if first < last else None
