"""The paragraphs of a document, laid out only when somebody looks at them.

Until then a paragraph has an estimated height. Laying it out corrects the height, so whoever shows a place
remembers it as a paragraph and a distance from that paragraph's top, never as a distance from the
document's.

Every line is as high as the ruling, whatever stands on it. Text is laid out without any format: a format
inside a word would break the joins between its letters.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from annotator.model import Direction
from ui.text.directions import Directions
from ui.text.fenwick import Fenwick
from ui.text.pieces import cut
from ui.text.runs import Run, Source, runs_of, text_end

# What is kept laid out: a few screens of paragraphs, and never much text (code points).
_KEPT_PARAGRAPHS: Final = 64
_KEPT_CHARACTERS: Final = 300_000
# Where on the ruling the letters stand.
_BASELINE: Final = 0.66
# How much of a line is full on average; the rest is lost where a word did not fit any more.
_FULL: Final = 0.96
_SAMPLE: Final = 500
_BOM: Final = "\ufeff"


class Line:
    """One line of a laid-out paragraph.

    Attributes:
        number: from 0 in its paragraph.
        start: first code point, in the document.
        end: behind its last code point; space that hangs out of the line at a wrap belongs to the line.
        text_end: the same without the hanging space.
        top: px from the paragraph's top.
        baseline: px from the paragraph's top, a whole number.
        text_line: Qt's line, for drawing.
    """

    __slots__ = (
        "_layout",
        "_runs",
        "_source",
        "baseline",
        "end",
        "number",
        "start",
        "text_end",
        "text_line",
        "top",
    )

    def __init__(self, number: int, text_line: QTextLine, layout: QTextLayout, source: Source) -> None:
        self._layout = layout  # a QTextLine dies with its layout
        self._source = source
        self._runs: tuple[Run, ...] | None = None
        self.number = number
        self.text_line = text_line
        self.start = source.position(text_line.textStart())
        self.end = source.position(text_line.textStart() + text_line.textLength())
        self.text_end = text_end(text_line, source)
        self.top = 0.0
        self.baseline = 0.0

    @property
    def runs(self) -> tuple[Run, ...]:
        """The shaped runs in reading order; none for a line without text."""
        if self._runs is None:
            self._runs = runs_of(self.text_line, self._source)
        return self._runs


class LaidOutParagraph:
    """A paragraph (or a piece of a very long one) set in lines.

    Attributes:
        index: its number in the document.
        start: first code point, in the document.
        end: behind its last code point; the newline is not part of it.
        text: its own text, exactly what Qt was given.
        rtl: whether it reads from right to left.
        width: of the column, px.
        pitch: height of every line, px.
        room: how much of it is below what a line usually has, px: for lanes that pile up.
        height: of the whole, px.
        layout: Qt's layout, which has no formats.
        lines: at least one, also of an empty paragraph.
        starts: the first code point of each line, in the document.
    """

    __slots__ = (
        "end",
        "height",
        "index",
        "layout",
        "lines",
        "pitch",
        "room",
        "rtl",
        "start",
        "starts",
        "text",
        "width",
    )

    def __init__(
        self, text: str, *, index: int, start: int, font: QFont, rtl: bool, width: float, pitch: float
    ) -> None:
        self.index = index
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.rtl = rtl
        self.width = width
        self.layout = _layout(text, font, width, rtl=rtl)
        source = Source(text, start, rtl=rtl)
        count = self.layout.lineCount()
        self.lines = tuple(Line(n, self.layout.lineAt(n), self.layout, source) for n in range(count))
        self.starts = [line.start for line in self.lines]
        self.pitch = self.room = 0.0
        self.height = 0.0
        self.rule(pitch)

    def rule(self, pitch: float, room: float = 0.0) -> None:
        """Stand the lines on a ruling of `pitch` px with `room` px below each. Breaks and x stay."""
        self.pitch, self.room = pitch + room, room
        self.height = self.pitch * len(self.lines)
        for line in self.lines:
            line.top = line.number * self.pitch
            line.baseline = float(round(line.top + _BASELINE * pitch))
            line.text_line.setPosition(QPointF(0.0, line.baseline - line.text_line.ascent()))

    def line_of(self, position: int) -> Line:
        """Return the line of a code point; the position at a wrap belongs to the line that it starts."""
        return self.lines[max(bisect_right(self.starts, position) - 1, 0)]

    def line_at(self, y: float) -> Line:
        """Return the line `y` px below the paragraph's top, or the nearest."""
        return self.lines[min(max(int(y // self.pitch), 0), len(self.lines) - 1)]


class Paragraphs:
    """The paragraphs of one text, in order.

    A paragraph is what stands between two newlines; the newline belongs to none. One that is very long (see
    `pieces`) is cut at spaces into pieces, each of which counts as a paragraph here and follows the one
    before without a newline between them. A bidi embedding that spans such a cut ends at it.

    Args:
        text: the whole document.
        font: of all the text.
        direction: of all paragraphs (see `Directions`).
        width: of the text column, px.
        pitch: height of a line where annotations stand, px.
        plain_pitch: height of a line in a paragraph without any, px.
        turned: the paragraphs that a reader has turned round, by their first code point.

    Attributes:
        directions: which way the paragraphs run.
    """

    def __init__(
        self,
        text: str,
        *,
        font: QFont,
        direction: Direction,
        width: float,
        pitch: float,
        plain_pitch: float,
        turned: Mapping[int, Direction] | None = None,
    ) -> None:
        self.directions: Final = Directions(text, direction, turned or {})
        self._text = text
        self._font = font
        self._width = width
        self._pitches = (plain_pitch, pitch)
        self._advance = _advance(text, font)
        self._starts, self._ends = cut(text)
        self._annotated: Callable[[int, int], bool] | None = None
        self._tall = bytearray(len(self._starts))
        self._rooms: dict[int, float] = {}
        self._line_counts = array("q")
        self._laid_out: OrderedDict[int, LaidOutParagraph] = OrderedDict()
        self._kept_characters = 0
        self._estimate()

    @property
    def rtl(self) -> bool:
        """Whether the document as a whole runs from right to left."""
        return self.directions.rtl

    @property
    def count(self) -> int:
        """How many paragraphs (and pieces of long ones); 1 for an empty text."""
        return len(self._starts)

    @property
    def width(self) -> float:
        """Width of the text column, px."""
        return self._width

    @property
    def total_height(self) -> float:
        """Height of all paragraphs, px: estimates for those that were not laid out yet."""
        return self._heights.before(self.count)

    def set_width(self, width: float) -> None:
        """Change the width of the column (px). All heights are estimates again; costs O(count)."""
        if width != self._width:
            self._width = width
            self._laid_out.clear()
            self._kept_characters = 0
            self._estimate()

    def set_annotated(self, predicate: Callable[[int, int], bool]) -> None:
        """Set what tells whether a paragraph (its code points, half-open) needs the higher lines.

        It is asked about every paragraph that is not empty now, and again by `invalidate`.
        """
        self._annotated = predicate
        for index in range(self.count):
            self._tall[index] = self._is_tall(index)
        for paragraph in self._laid_out.values():
            self._rule(paragraph)
        self._sum()

    def start(self, index: int) -> int:
        """Return the first code point of a paragraph."""
        return self._starts[index]

    def end(self, index: int) -> int:
        """Return the code point behind a paragraph's last, without its newline."""
        return self._ends[index]

    def index_of(self, position: int) -> int:
        """Return the paragraph of a code point; a newline counts to the paragraph that it ends."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def top(self, index: int) -> float:
        """Return how far a paragraph's top is below the document's, px; `top(count)` is the whole height."""
        return self._heights.before(index)

    def height(self, index: int) -> float:
        """Return the height of a paragraph, px: an estimate until it was laid out."""
        return self._line_counts[index] * (self._pitches[self._tall[index]] + self._rooms.get(index, 0.0))

    def at_y(self, y: float) -> int:
        """Return the paragraph `y` px below the document's top, or the nearest."""
        return min(self._heights.find(y), self.count - 1)

    def laid_out(self, index: int) -> LaidOutParagraph:
        """Return a paragraph set in lines, and correct its height by them.

        Keeps those asked for last; what it returned before stays usable but is no longer kept up to date.
        """
        paragraph = self._laid_out.get(index)
        if paragraph is None:
            paragraph = self._lay_out(index)
        else:
            self._laid_out.move_to_end(index)
        return paragraph

    def is_laid_out(self, index: int) -> bool:
        """Tell whether a paragraph is among those that are kept laid out."""
        return index in self._laid_out

    def invalidate(self, index: int) -> None:
        """Look again whether a paragraph is annotated, and give its lines the height they need."""
        tall = self._is_tall(index)
        if tall == self._tall[index]:
            return
        before = self.height(index)
        self._tall[index] = tall
        self._heights.add(index, self.height(index) - before)
        if index in self._laid_out:
            self._rule(self._laid_out[index])

    def make_room(self, index: int, room: float) -> bool:
        """Give each line of a paragraph so many px more below it. Return whether that is new."""
        if self._rooms.get(index, 0.0) == room:
            return False
        before = self.height(index)
        self._rooms[index] = room
        self._heights.add(index, self.height(index) - before)
        if index in self._laid_out:
            self._rule(self._laid_out[index])
        return True

    def _rule(self, paragraph: LaidOutParagraph) -> None:
        paragraph.rule(self._pitches[self._tall[paragraph.index]], self._rooms.get(paragraph.index, 0.0))

    def _lay_out(self, index: int) -> LaidOutParagraph:
        start = self._starts[index]
        paragraph = LaidOutParagraph(
            self._text[start : self._ends[index]],
            index=index,
            start=start,
            font=self._font,
            rtl=self.directions.reads_from_right(start),
            width=self._width,
            pitch=self._pitches[self._tall[index]],
        )
        self._rule(paragraph)
        before = self.height(index)
        self._line_counts[index] = len(paragraph.lines)
        self._heights.add(index, self.height(index) - before)
        self._laid_out[index] = paragraph
        self._kept_characters += len(paragraph.text)
        while len(self._laid_out) > _KEPT_PARAGRAPHS or self._kept_characters > _KEPT_CHARACTERS:
            _, oldest = self._laid_out.popitem(last=False)
            self._kept_characters -= len(oldest.text)
        return paragraph

    def _is_tall(self, index: int) -> bool:
        start, end = self._starts[index], self._ends[index]
        return self._annotated is not None and start < end and self._annotated(start, end)

    def _estimate(self) -> None:
        fitting = max(int(self._width * _FULL / self._advance), 1)
        self._line_counts = array(
            "q",
            (
                (end - start + fitting - 1) // fitting or 1
                for start, end in zip(self._starts, self._ends, strict=True)
            ),
        )
        self._sum()

    def _sum(self) -> None:
        pitches = self._pitches
        self._heights = Fenwick(
            lines * pitches[tall] for lines, tall in zip(self._line_counts, self._tall, strict=True)
        )
        for index, room in self._rooms.items():
            self._heights.add(index, self._line_counts[index] * room)


def _layout(text: str, font: QFont, width: float, *, rtl: bool) -> QTextLayout:
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    # Without AlignAbsolute Qt would turn "right" round for a right-to-left text.
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout = QTextLayout(text, font)
    if text.startswith(_BOM) and layout.text() != text:
        # On its way to Qt a string loses a byte order mark at its start, and all positions would be off.
        layout.setText(_BOM + text)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)  # or every question about a line would shape it again
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout


def _advance(text: str, font: QFont) -> float:
    """Return what a character of this text is wide on average, px."""
    sample = text[:_SAMPLE].replace("\n", " ") or " "
    return max(QFontMetricsF(font).horizontalAdvance(sample) / len(sample), math.ulp(1.0))
