"""The shaped runs of one line, and where each of their characters stands.

A run is a stretch of one direction that the shaper set as a whole. Qt tells its box exactly, while its
answers about single positions depend on the direction and on the space that hangs out of a wrapped line:

* in a right-to-left paragraph `QTextLine.cursorToX` is right inside right-to-left runs, also inside a
  ligature, and wrong inside the others; there the box of a part of the run is right;
* in a left-to-right paragraph it is right, but for the width of the hanging space in some runs;
* at the border of two directions there are two places, and only the boxes of the runs tell them both.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
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
# How many borders are asked how far off they are.
_PROBES: Final = 7


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

    __slots__ = ("_borders", "_line", "_shift", "_source", "end", "left", "right", "rtl", "start")

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
        self._shift: float | None = None
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
        if self._source.rtl and not self.rtl:
            x = self._box_edge(position)
        else:
            if self._shift is None:
                self._shift = self._find_shift()
            x = self._cursor(position) + self._shift
        return min(max(x, self.left), self.right)

    def _cursor(self, position: int) -> float:
        return _cursor_x(self._line, self._source.unit(position))

    def _box_edge(self, position: int) -> float:
        """Return where the box of the run's part before `position` ends, px."""
        begin = self._source.unit(self.start)
        parts = self._line.glyphRuns(begin, self._source.unit(position) - begin)
        boxes = [part.boundingRect() for part in parts]
        if self.rtl:
            return min((box.left() for box in boxes), default=self.right)
        return max((box.right() for box in boxes), default=self.left)

    def _find_shift(self) -> float:
        """Return how far `cursorToX` is off in this run, px: by the hanging space or not at all."""
        hanging = text_end(self._line, self._source) < self._source.position(_line_end(self._line))
        if self._source.rtl or not hanging:
            return 0.0
        # Some borders are inside a ligature, where the box knows nothing; most are not, and these agree.
        inner = self.borders[1:-1]
        shifts = Counter(self._box_edge(at) - self._cursor(at) for at in inner[:: len(inner) // _PROBES + 1])
        return shifts.most_common(1)[0][0] if shifts else 0.0


def runs_of(line: QTextLine, source: Source) -> tuple[Run, ...]:
    """Return the runs of `line` in reading order. Space that hangs at a wrap belongs to none of them."""
    start = source.position(line.textStart())
    end = text_end(line, source)
    boxes, tabs = _boxes(line, source), _tabs(line, source, start, end)
    for begin in (start, *(tab + 1 for tab in tabs)):
        # What draws nothing before the first glyph still has to belong somewhere.
        first = min((key for key in boxes if key > begin), default=None)
        if begin not in boxes and first is not None and not any(begin <= tab < first for tab in tabs):
            boxes[begin] = boxes.pop(first)
    boxes |= tabs
    starts = sorted(border for border in boxes if border < end)
    runs = []
    for begin, following in pairwise([*starts, end]):
        rtl, left, right = boxes[begin]
        stop = begin + 1 if begin in tabs else following
        runs.append(Run(line, source, start=begin, end=stop, rtl=rtl, left=left, right=right))
    return tuple(runs)


def text_end(line: QTextLine, source: Source) -> int:
    """Return the document's code point behind the line's last character that does not hang out of it."""
    start = source.offsets.to_code_point(line.textStart())
    end = source.offsets.to_code_point(_line_end(line))
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


def _line_end(line: QTextLine) -> int:
    return line.textStart() + line.textLength()


def _cursor_x(line: QTextLine, unit: int) -> float:
    # PySide returns the position too, and its stubs call the pair an object.
    x, _ = cast("tuple[float, int]", line.cursorToX(unit))
    return x
