"""The shaped runs of one line, and where each of their characters stands.

A run is a stretch of one direction that the shaper set as a whole. Qt tells its box exactly, while its
answers about single positions depend on the direction and on the space that hangs out of a wrapped line:

* inside a right-to-left run `QTextLine.cursorToX` is right, also inside a ligature;
* inside a left-to-right run it can be off by the hanging space, but the box of a part of the run is right;
* at the border of two directions there are two places, and only the boxes tell them both.
"""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtGui import QTextLayout, QTextLine

from annotator.text import graphemes
from annotator.text.offsets import OffsetMap

_INDEXES: Final = QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
# White space at which a line may break; there it hangs out of the line and has no box. A tab wraps instead,
# and at a no-break space nothing breaks.
_HANGING: Final = (
    " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\u2028\u2029"
)


class Source:
    """What a line was made from: the paragraph's own text and its place in the document.

    Attributes:
        text: the paragraph.
        offsets: its code points and Qt's units.
        first: the document's code point at which it starts.
        rtl: whether the paragraph runs from right to left.
    """

    __slots__ = ("first", "offsets", "rtl", "text")

    def __init__(self, text: str, first: int, *, rtl: bool) -> None:
        self.text = text
        self.offsets = OffsetMap(text)
        self.first = first
        self.rtl = rtl

    def unit(self, position: int) -> int:
        """Return Qt's position in the paragraph for a code point of the document."""
        return self.offsets.to_utf16(position - self.first)

    def position(self, unit: int) -> int:
        """Return the code point of the document for Qt's position in the paragraph."""
        return self.first + self.offsets.to_code_point(unit)


class Run:
    """A stretch of a line that reads in one direction.

    Attributes:
        start: first code point, in the document.
        end: behind its last code point.
        rtl: whether it reads from right to left.
        left: px from the text column's left edge.
        right: px, not left of `left`; equal if nothing in the run has a width.
    """

    __slots__ = ("_borders", "_line", "_source", "end", "left", "right", "rtl", "start")

    def __init__(
        self,
        line: QTextLine,
        source: Source,
        *,
        start: int,
        end: int,
        rtl: bool,
        left: float,
        right: float,
    ) -> None:
        self._line = line
        self._source = source
        self._borders: list[int] | None = None
        self.start = start
        self.end = end
        self.rtl = rtl
        self.left = left
        self.right = right

    @property
    def borders(self) -> list[int]:
        """The grapheme borders of the run in reading order, both ends included (code points)."""
        if self._borders is None:
            first = self._source.first
            local = graphemes.borders(self._source.text, self.start - first, self.end - first)
            self._borders = [first + border for border in local]
        return self._borders

    def x(self, position: int) -> float:
        """Return the x of the border before `position` in this run, px; outside of it the nearer edge."""
        if position <= self.start:
            return self.right if self.rtl else self.left
        if position >= self.end:
            return self.left if self.rtl else self.right
        unit = self._source.unit(position)
        if self.rtl:
            x = _cursor_x(self._line, unit)
        else:
            begin = self._source.unit(self.start)
            parts = self._line.glyphRuns(begin, unit - begin)
            x = max((part.boundingRect().right() for part in parts), default=self.left)
        return min(max(x, self.left), self.right)


def runs_of(line: QTextLine, source: Source) -> tuple[Run, ...]:
    """Return the runs of `line` in reading order. Space that hangs at a wrap belongs to none of them."""
    start = source.position(line.textStart())
    end = text_end(line, source)
    boxes = _boxes(line, source)
    if boxes:
        # What draws nothing before the first glyph still has to belong somewhere.
        boxes[start] = boxes.pop(min(boxes))
    tabs = _tabs(line, source, start, end)
    boxes |= tabs
    starts = sorted(border for border in boxes if border < end)
    runs = []
    for begin, following in zip(starts, [*starts[1:], end], strict=True):
        rtl, left, right = boxes[begin]
        stop = begin + 1 if begin in tabs else following
        runs.append(Run(line, source, start=begin, end=stop, rtl=rtl, left=left, right=right))
    return tuple(runs)


def text_end(line: QTextLine, source: Source) -> int:
    """Return the document's code point behind the line's last character that does not hang out of it."""
    start = source.offsets.to_code_point(line.textStart())
    end = source.offsets.to_code_point(line.textStart() + line.textLength())
    if end < len(source.text):
        end = start + len(source.text[start:end].rstrip(_HANGING))
    return source.first + end


def _boxes(line: QTextLine, source: Source) -> dict[int, tuple[bool, float, float]]:
    """Return start → (right-to-left, left, right) of every shaped run."""
    boxes: dict[int, tuple[bool, float, float]] = {}
    for glyphs in line.glyphRuns(-1, -1, _INDEXES):
        indexes = glyphs.stringIndexes()
        if not indexes:
            continue
        box = glyphs.boundingRect()
        start, left, right = source.position(min(indexes)), box.left(), box.right()
        if start in boxes:
            # A character from another face: Qt reports each face's part with the box of the whole run.
            left, right = min(left, boxes[start][1]), max(right, boxes[start][2])
        boxes[start] = (glyphs.isRightToLeft(), left, right)
    return boxes


def _tabs(line: QTextLine, source: Source, start: int, end: int) -> dict[int, tuple[bool, float, float]]:
    """Return the same for the tabs, which have a width but no glyph. They read as the paragraph does."""
    text = source.text[start - source.first : end - source.first]
    boxes = {}
    for at, character in enumerate(text, start):
        if character == "\t":
            edges = [_cursor_x(line, source.unit(position)) for position in (at, at + 1)]
            boxes[at] = (source.rtl, min(edges), max(edges))
    return boxes


def _cursor_x(line: QTextLine, unit: int) -> float:
    # PySide returns the position too, and its stubs call the pair an object.
    x, _ = cast("tuple[float, int]", line.cursorToX(unit))
    return x
