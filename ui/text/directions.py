"""Which way each paragraph runs: as the document does, as its script does, or as a reader says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from annotator.editing.change import TextChange
from annotator.model import Direction
from annotator.text.direction import base_direction, paragraph_direction
from annotator.text.replacements import Movement

# How many code points are enough to see which letters a document or a paragraph has most of.
_SPREAD: Final = 100_000
_OPENING: Final = 10_000


class Directions:
    """The directions of one text's paragraphs. All positions are code points.

    Args:
        text: the whole document.
        chosen: of all paragraphs; `AUTO` takes what most letters of the document have, and lets a paragraph
            of another script go its own way.
        turned: the paragraphs that a reader has turned round, by their first code point.

    Attributes:
        rtl: whether the document as a whole runs from right to left.
    """

    def __init__(self, text: str, chosen: Direction, turned: Mapping[int, Direction]) -> None:
        self._text = text
        self._chosen = chosen
        self._turned = turned
        self._base = _direction(text, chosen)
        self.rtl: Final = self._base == "rtl"

    def reads_from_right(self, position: int) -> bool:
        """Tell whether the paragraph of a position runs from right to left."""
        start = self.paragraph_start(position)
        turned = self._turned.get(start)
        return (self.automatic(start) if turned is None else turned) is Direction.RTL

    def automatic(self, start: int) -> Direction:
        """Return the direction that the paragraph starting here has until a reader turns it round."""
        if self._chosen is not Direction.AUTO:
            return self._chosen
        end = self._text.find("\n", start)
        opening = self._text[start : min(len(self._text) if end < 0 else end, start + _OPENING)]
        return Direction(paragraph_direction(opening, self._base))

    def paragraph_start(self, position: int) -> int:
        """Return the first code point of a position's paragraph, however it is cut for layout."""
        return self._text.rfind("\n", 0, position) + 1


def carried(turned: Mapping[int, Direction], change: TextChange) -> dict[int, Direction]:
    """Return the paragraphs that a reader has turned round, by where they begin in a corrected text.

    One that has become a part of another is turned round no more.
    """
    movement, text = Movement(change.replacements), change.after.text
    moved = {movement.point(start): way for start, way in turned.items()}
    return {start: way for start, way in moved.items() if start == text.rfind("\n", 0, start) + 1}


def _direction(text: str, chosen: Direction) -> Literal["rtl", "ltr"]:
    """Return the direction of a document, from a sample of a large text that is spread over all of it."""
    if chosen is not Direction.AUTO:
        return "rtl" if chosen is Direction.RTL else "ltr"
    return base_direction(text[:: len(text) // _SPREAD + 1])
