"""The shaped runs of one line, and where each of their characters stands.

A run is a stretch of one direction that the shaper set as a whole. Qt tells its box exactly, while its
answers about single positions depend on the direction and on the space that hangs out of a wrapped line:

* `QTextLine.cursorToX` is right inside runs that go along with the paragraph, also inside a ligature; only in
  a left-to-right paragraph it can be off by the width of the hanging space;
* inside runs against the paragraph it is wrong in more than one way, but the box of its beginning is right;
* at the border of two directions there are two places, and only the boxes of the runs tell them both.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import inf
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
_TAB: Final = re.compile("\t")
# Qt counts in 64ths of a pixel; two edges no farther apart are the same.
_SAME: Final = 1 / 64
# How many borders are asked how far off they are.
_PROBES: Final = 7

_Box = tuple[bool, float, float]  # right-to-left, left, right


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
        depth: 0 if it runs along with its line, 1 if against it, 2 if it is embedded in one that does.
        left: px from the text column's left edge.
        right: px, not left of `left`; equal if nothing in the run has a width.
    """

    __slots__ = (
        "_borders",
        "_glyphs",
        "_line",
        "_shift",
        "_source",
        "depth",
        "end",
        "left",
        "right",
        "rtl",
        "start",
    )

    def __init__(
        self,
        line: QTextLine,
        source: Source,
        *,
        start: int,
        end: int,
        rtl: bool,
        depth: int,
        left: float,
        right: float,
    ) -> None:
        self._line = line
        self._source = source
        self._borders: Sequence[int] | None = None
        self._glyphs: set[int] | None = None
        self._shift: float | None = None
        self.start = start
        self.end = end
        self.rtl = rtl
        self.depth = depth
        self.left = left
        self.right = right

    @property
    def borders(self) -> Sequence[int]:
        """The grapheme borders of the run in reading order, both ends included (code points)."""
        if self._borders is None:
            first = self._source.first
            local = graphemes.borders(self._source.text, self.start - first, self.end - first)
            # Most runs have no marks; their borders are not worth the memory.
            plain = len(local) == self.end - self.start + 1
            self._borders = range(self.start, self.end + 1) if plain else [first + at for at in local]
        return self._borders

    def x(self, position: int) -> float:
        """Return the x of the border before `position` in this run, px; outside of it the nearer edge."""
        if position <= self.start:
            return self.right if self.rtl else self.left
        if position >= self.end:
            return self.left if self.rtl else self.right
        x = self._along(position) if self.rtl == self._source.rtl else self._against(position)
        return min(max(x, self.left), self.right)

    def _along(self, position: int) -> float:
        """Return the place of a border in a run that goes along with the paragraph, px."""
        if len(self.borders) <= self.end - self.start:
            # Letters with marks: in a ligature Qt would give each mark a share of the width.
            return self._shared(position, self._cursor)
        return self._cursor(position)

    def _cursor(self, position: int) -> float:
        if self._shift is None:
            self._shift = self._find_shift()
        return _cursor_x(self._line, self._source.unit(position)) + self._shift

    def _against(self, position: int) -> float:
        """Return the place of a border in a run against the paragraph's direction, px."""
        # Qt cuts the box of a left-to-right ligature, but not of a right-to-left one.
        return self._shared(position, self._box_edge) if self.rtl else self._box_edge(position)

    def _shared(self, position: int, edge: Callable[[int], float]) -> float:
        """Return the place of a border, px; a ligature's letters share its width evenly.

        Args:
            position: inside the run.
            edge: gives the place of a border that no ligature covers.
        """
        if self._glyphs is None:
            begin = self._source.unit(self.start)
            parts = self._line.glyphRuns(begin, self._source.unit(self.end) - begin, _INDEXES)
            self._glyphs = {at for part in parts for at in part.stringIndexes()}
        glyphs = self._glyphs
        at = first = last = bisect_left(self.borders, position)
        while first > 0 and self._source.unit(self.borders[first]) not in glyphs:
            first -= 1
        while last < len(self.borders) - 1 and self._source.unit(self.borders[last]) not in glyphs:
            last += 1
        here = edge(self.borders[first])
        if first == last:
            return here
        return here + (edge(self.borders[last]) - here) * (at - first) / (last - first)

    def _box_edge(self, position: int) -> float:
        """Return where the box of the run's part before `position` ends, px."""
        if position <= self.start:
            return self.right if self.rtl else self.left
        begin = self._source.unit(self.start)
        parts = self._line.glyphRuns(begin, self._source.unit(position) - begin)
        boxes = [part.boundingRect() for part in parts]
        if self.rtl:
            return min((box.left() for box in boxes), default=self.right)
        return max((box.right() for box in boxes), default=self.left)

    def _find_shift(self) -> float:
        """Return how far `cursorToX` is off in this run, px: by the hanging space or not at all."""
        if self._source.rtl:
            return 0.0
        if text_end(self._line, self._source) == self._source.position(_line_end(self._line)):
            return 0.0  # nothing hangs
        # Some borders are inside a ligature, where the box knows nothing; most are not, and these agree.
        inner = self.borders[1:-1]
        shifts = Counter(
            self._box_edge(at) - _cursor_x(self._line, self._source.unit(at))
            for at in inner[:: len(inner) // _PROBES + 1]
        )
        return shifts.most_common(1)[0][0] if shifts else 0.0


def runs_of(line: QTextLine, source: Source) -> tuple[Run, ...]:
    """Return the runs of `line` in reading order. Space that hangs at a wrap belongs to none of them."""
    start = source.position(line.textStart())
    end = text_end(line, source)
    text = source.text[start - source.first : end - source.first]
    boxes, tabs = _boxes(line, source), [start + tab.start() for tab in _TAB.finditer(text)]
    for begin in (start, *(tab + 1 for tab in tabs)):
        # What draws nothing before the first glyph still has to belong somewhere.
        first = min((key for key in boxes if key > begin), default=None)
        if begin not in boxes and first is not None and not any(begin <= tab < first for tab in tabs):
            boxes[begin] = boxes.pop(first)
    _add_tabs(line, source, boxes, tabs)
    starts = sorted(border for border in boxes if border < end)
    depths = _depths([boxes[begin] for begin in starts], rtl=source.rtl)
    runs = []
    for (begin, following), depth in zip(pairwise([*starts, end]), depths, strict=True):
        rtl, left, right = boxes[begin]
        stop = begin + 1 if begin in tabs else following
        run = Run(line, source, start=begin, end=stop, rtl=rtl, depth=depth, left=left, right=right)
        runs.append(run)
    return tuple(runs)


def _depths(boxes: list[_Box], *, rtl: bool) -> list[int]:
    """Return how deep the runs with these boxes are embedded, as far as can be seen from where they stand.

    Only a run that all before it precede on the line and all behind it follow is not embedded: the number
    that opens an Arabic quotation in an English line runs like the line, but is part of the quotation.
    """
    forward = [(-right, -left) if rtl else (left, right) for _, left, right in boxes]
    reached = [-inf, *accumulate((last for _, last in forward), max)]
    ahead = [*accumulate((first for first, _ in reversed(forward)), min, initial=inf)][-2::-1]
    return [
        (0 if last_before <= first + _SAME and last <= first_behind + _SAME else 2) if box[0] == rtl else 1
        for box, (first, last), last_before, first_behind in zip(
            boxes, forward, reached[:-1], ahead, strict=True
        )
    ]


def text_end(line: QTextLine, source: Source) -> int:
    """Return the document's code point behind the line's last character that does not hang out of it."""
    start = source.offsets.to_code_point(line.textStart())
    end = source.offsets.to_code_point(_line_end(line))
    if end < len(source.text):
        end = start + len(source.text[start:end].rstrip(_HANGING))
    return source.first + end


def _boxes(line: QTextLine, source: Source) -> dict[int, _Box]:
    """Return start → (right-to-left, left, right) of every shaped run."""
    boxes: dict[int, _Box] = {}
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


def _add_tabs(line: QTextLine, source: Source, boxes: dict[int, _Box], tabs: list[int]) -> None:
    """Add the boxes of the tabs at these positions. A tab is as wide as the glyphs leave room, and has none.

    It always runs along with the paragraph: what is before it in the text is before it on the line.
    """
    for tab in tabs:
        ends = [_cursor_x(line, source.unit(at)) for at in (tab, tab + 1)]
        # Where the direction changes at a tab, the cursor is on the other side of what stands beside it.
        before = [box for at, box in boxes.items() if at < tab]
        behind = [box for at, box in boxes.items() if at > tab]
        if before:
            ends[0] = min(box[1] for box in before) if source.rtl else max(box[2] for box in before)
        if behind and tab + 1 not in tabs:
            ends[1] = max(box[2] for box in behind) if source.rtl else min(box[1] for box in behind)
        boxes[tab] = (source.rtl, min(ends), max(ends))


def _line_end(line: QTextLine) -> int:
    return line.textStart() + line.textLength()


def _cursor_x(line: QTextLine, unit: int) -> float:
    # PySide returns the position too, and its stubs call the pair an object.
    x, _ = cast("tuple[float, int]", line.cursorToX(unit))
    return x
