"""Some lines of a reading on a leaf of their own: each line whole, and nothing of the others.

An excerpt is a sheet like the canvas's and is painted by the same painter. Only what is in sight is decided
otherwise: not by scrolling, but from one line to another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.model import Span, SpanAnnotation
from ui.text import frame
from ui.text.marks import ParagraphMarks, SpanMarks
from ui.text.page import TOP
from ui.text.painting import LinePlaces, Look
from ui.text.reading import Reading
from ui.text.sheet import Row, Sheet
from ui.text.showing import Showing

_FOOT = 26.0
"""Kept free under the last line and the last card of a picture, px."""


class LineAt(NamedTuple):
    """A line: its paragraph, and its number in it."""

    paragraph: int
    number: int


class Leaf(NamedTuple):
    """What stands on one leaf.

    Attributes:
        first, last: its lines, both included.
        top: where the first line's box begins, px.
        height: down to the last line's or the last card's lower edge, px.
    """

    first: LineAt
    last: LineAt
    top: float
    height: float


class Excerpt(Sheet):
    """A sheet turned to one leaf at a time.

    Attributes:
        current: the span shown as the current one, with its relations, or None.
        showing: which relations are drawn.
    """

    def __init__(
        self, reading: Reading, look: Look, *, width: float, gloss_on_right: bool, current: str | None = None
    ) -> None:
        super().__init__(reading, look, width=width, gloss_on_right=gloss_on_right)
        self.current = current
        self.showing = Showing.CURRENT
        self._rows: tuple[Row, ...] = ()
        self._baselines = 0.0, 0.0
        self._shown = 0, 0

    def lines(self, span: Span | None) -> Iterator[LineAt]:
        """Yield the lines that show something of a span, or all lines; lays out as it goes."""
        paragraphs = self.paragraphs
        first = 0 if span is None else paragraphs.index_of(span.start)
        last = paragraphs.count - 1 if span is None else paragraphs.index_of(max(span.end - 1, span.start))
        for index in range(first, last + 1):
            for line in paragraphs.laid_out(index).lines:
                # An empty paragraph's line shows nothing but the room it takes.
                is_empty = line.start == line.end
                if span is None or is_empty or (line.start < span.end and line.end > span.start):
                    yield LineAt(index, line.number)

    def turn_to(self, first: LineAt, last: LineAt, *, top: float = 0.0) -> Leaf:
        """Show the lines from `first` to `last`, the first one's box at `top` (px)."""
        inner = self.paragraphs.laid_out(first.paragraph).lines[first.number].top
        self.scroller.show_at(first.paragraph, inner, top)
        rows, y = [], top - inner
        for index in range(first.paragraph, last.paragraph + 1):
            paragraph = self.paragraphs.laid_out(index)
            shown = range(
                first.number if index == first.paragraph else 0,
                last.number + 1 if index == last.paragraph else len(paragraph.lines),
            )
            rows.append(Row(paragraph, y, only(self.marks(paragraph), shown)))
            y += paragraph.height + self.scroller.gap
        begin, end = rows[0].paragraph.lines[first.number], rows[-1].paragraph.lines[last.number]
        self._rows = tuple(rows)
        self._baselines = rows[0].y + begin.baseline - 1, rows[-1].y + end.baseline + 1
        # The empty line has its place, too.
        self._shown = begin.start, max(end.end, end.start + 1)
        bottom = rows[-1].y + end.top + rows[-1].paragraph.pitch
        return Leaf(first, last, top, max(bottom, *(y for _, y in self._card_edges())))

    def whole(self, first: LineAt, last: LineAt) -> Leaf:
        """Turn to one leaf with these lines, and free space around all that stands on it."""
        leaf = self.turn_to(first, last, top=TOP)
        # The cards before the current one give way upwards.
        above = min(y for y, _ in self._card_edges())
        if above < TOP / 2:
            leaf = self.turn_to(first, last, top=TOP + TOP / 2 - above)
        return leaf._replace(height=leaf.height + _FOOT)

    def _card_edges(self) -> list[tuple[float, float]]:
        """Return the y of each card's upper and lower edge; a pair that changes nothing if there is none."""
        current = None if self.current is None else self.reading.statement_of(self.current)
        cards = self.cards(list(self._rows), current)
        return [(c.rect.top() * c.scale, c.rect.bottom() * c.scale) for c in cards] or [(TOP, 0.0)]

    def paint(self, painter: QPainter, height: float) -> None:
        """Paint the leaf that was turned to last, on a ground of the page's width and a height (px)."""
        width = self.page.width
        shown = frame.Shown(current=self.current, showing=self.showing, still=True)
        frame.paint(painter, self, shown, clip=QRectF(0, 0, width, height), width=width, height=height)

    def rows(self, height: float) -> list[Row]:  # noqa: ARG002 - a leaf is as high as its lines
        """Return the paragraphs that the leaf shows something of."""
        return list(self._rows)

    @property
    def first_shown(self) -> int:
        """The first code point of the leaf."""
        return self._shown[0]

    def goes_on(self, height: float) -> bool:  # noqa: ARG002
        """Return False: a leaf ends with its last line."""
        return False

    def has_card(self, statement: SpanAnnotation) -> bool:
        """Tell whether a statement starts on this leaf: its card is on no other."""
        return self._shown[0] <= statement.span.start < self._shown[1]

    def places(self, row: Row, top: float, bottom: float) -> LinePlaces:  # noqa: ARG002 - all or none of a line
        """Return where a row's lines are: those of the leaf only."""
        baselines = [round(row.y) + line.baseline for line in row.paragraph.lines]
        return LinePlaces(self.page.text_left, baselines, *self._baselines)


def only(marks: ParagraphMarks, lines: range) -> ParagraphMarks:
    """Return what of a paragraph's marks stands on some of its lines. The rest is out of sight."""
    if all(piece.line in lines for span in marks.all() for piece in span.pieces):
        return marks
    return replace(
        marks,
        tints=_spans_on(marks.tints, lines),
        boxes=_spans_on(marks.boxes, lines),
        lines=_spans_on(marks.lines, lines),
        tags=tuple(tag for tag in marks.tags if tag.line in lines),
        sigils=tuple(sigil for sigil in marks.sigils if sigil.line in lines),
    )


def _spans_on(marked: Sequence[SpanMarks], lines: range) -> tuple[SpanMarks, ...]:
    here = (
        replace(
            marks,
            pieces=tuple(piece for piece in marks.pieces if piece.line in lines),
            start=marks.start if marks.start is not None and marks.start[0] in lines else None,
            end=marks.end if marks.end is not None and marks.end[0] in lines else None,
        )
        for marks in marked
    )
    return tuple(marks for marks in here if marks.pieces)


def leaves(excerpt: Excerpt, span: Span | None, height: float) -> Iterator[Leaf]:
    """Part the lines into leaves of a height (px), so that no line is cut and every card has its place.

    A leaf has at least one line, however low it is. The excerpt stays turned to none of them.
    """
    leaf: Leaf | None = None
    for line in excerpt.lines(span):
        longer = excerpt.turn_to(line if leaf is None else leaf.first, line)
        if leaf is not None and longer.height > height:
            yield leaf
            longer = excerpt.turn_to(line, line)
        leaf = longer
    if leaf is not None:
        yield leaf
