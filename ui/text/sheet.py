"""A document on its page: layout, marks and cards at one width and text size. No widget, no events.

What is computed for a paragraph is kept until a change concerns that paragraph.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from annotator.editing.change import Change, DocumentChange, TextChange
from annotator.model import Direction, Span, SpanAnnotation
from annotator.text.replacements import Movement
from ui.text import geometry, lanes, page
from ui.text.cards import CardFaces, PlacedCard, placed_cards
from ui.text.directions import carried
from ui.text.ends import ChipFaces
from ui.text.lifting import lifted
from ui.text.marks import ParagraphMarks, SpanMarks, marks_of, span_marks
from ui.text.painting import LinePlaces, Look
from ui.text.paragraphs import LaidOutParagraph, Paragraphs
from ui.text.reading import Reading
from ui.text.scrolling import PARAGRAPH_GAP, Scroller

_KEPT_MARKS: Final = 64
_LINE_ROOM: Final = 40.0
"""A line is painted while its baseline is no farther than this outside of what is to be painted."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph in sight: `y` is its top in the viewport."""

    paragraph: LaidOutParagraph
    y: float
    marks: ParagraphMarks


class Sheet:
    """A reading laid out on a page.

    Attributes:
        reading: what is shown.
        turned: the paragraphs that the reader has turned round, by their first code point.
        look: how.
        page: the columns.
        paragraphs: the text's layout.
        scroller: what is in sight.
        recomputed: how many times a paragraph's marks were worked out, for tests and benchmarks.
    """

    def __init__(
        self, reading: Reading, look: Look, *, width: float, gloss_on_right: bool, gloss_beside: bool = True
    ) -> None:
        self.reading = reading
        self.turned: dict[int, Direction] = {}
        self.recomputed = 0
        self._marks: OrderedDict[int, ParagraphMarks] = OrderedDict()
        self.look = look
        self.page = self.page_of(width, gloss_on_right=gloss_on_right, gloss_beside=gloss_beside)
        self._lay_out()

    def page_of(self, width: float, *, gloss_on_right: bool, gloss_beside: bool) -> page.Page:
        """Return where the columns stand on a viewport of this width."""
        return page.page(width, self.look.window, gloss_on_right=gloss_on_right, gloss_beside=gloss_beside)

    def _lay_out(self) -> None:
        canvas = self.look.canvas
        self.paragraphs = Paragraphs(
            self.reading.text,
            font=self.look.font,
            direction=self.reading.document.direction,
            width=self.page.text_width,
            pitch=canvas.pitch,
            plain_pitch=canvas.plain_pitch,
            turned=self.turned,
        )
        self.faces = CardFaces(rtl=self.paragraphs.rtl)
        self.chip_faces = ChipFaces(rtl=self.paragraphs.rtl)
        self.paragraphs.set_annotated(self.reading.is_annotated)
        self.scroller = Scroller(self.paragraphs, round(PARAGRAPH_GAP * canvas.scale))

    def restyle(self, look: Look) -> None:
        """Take another theme or appearance; the first line in sight stays where it is."""
        resized = look.appearance != self.look.appearance
        first = self.first_position()
        self.look = look
        if resized:
            here = self.page
            self.page = self.page_of(
                here.width, gloss_on_right=here.gloss_on_right, gloss_beside=here.gloss_beside
            )
            self._lay_out_anew(first)

    def turn(self, turned: Mapping[int, Direction]) -> None:
        """Turn these paragraphs, and no others; the first line in sight stays where it is."""
        if self.turned != turned:
            first = self.first_position()
            self.turned = dict(turned)
            self._lay_out_anew(first)

    def _lay_out_anew(self, first: int) -> None:
        self._marks.clear()
        self._lay_out()
        self.show_first(first)

    def resize(self, width: float, *, gloss_on_right: bool, gloss_beside: bool = True) -> None:
        """Take another width; the first line in sight stays where it is."""
        first = self.first_position()
        before = self.page
        self.page = self.page_of(width, gloss_on_right=gloss_on_right, gloss_beside=gloss_beside)
        if self.page.text_width != before.text_width:
            self.paragraphs.set_width(self.page.text_width)
            self._marks.clear()
            self.show_first(first)

    def forget_words(self) -> None:
        """Work out all marks anew: the interface's language has changed, and with it the tags."""
        self._marks.clear()

    def apply(self, changes: Iterable[Change]) -> bool:
        """Follow changes. Return whether something of this reading changed; only its places are redone."""
        changes = tuple(changes)
        anew = any(self._redirects(change) for change in changes)
        places: list[Span] = []
        for change in changes:
            places += self.reading.apply(change)
            if isinstance(change, TextChange) and change.document_id == self.reading.document.id:
                self._correct(change)
                places, anew = [], True
        for index in self._indexes(places):
            self.paragraphs.invalidate(index)
            self._marks.pop(index, None)
        return anew or bool(places)

    def _correct(self, change: TextChange) -> None:
        """Lay a corrected text out; what is in sight stays where it is."""
        scroller, movement = self.scroller, Movement(change.replacements)
        first, anchor = self.first_position(), self.paragraphs.start(scroller.anchor)
        self.reading.correct(change)
        self.turned = carried(self.turned, change)
        self._lay_out_anew(movement.point(first))
        place = movement.point(anchor)
        index = self.paragraphs.index_of(place)
        if self.paragraphs.start(index) == place:
            self.scroller.show_at(index, scroller.offset, 0)

    def _redirects(self, change: Change) -> bool:
        """Take over another direction of the document, if that is what has changed."""
        before = self.reading.document
        after = change.after if isinstance(change, DocumentChange) else None
        if after is None or after.id != before.id or after.direction is before.direction:
            return False
        first = self.first_position()
        self.reading.document = after
        self._lay_out_anew(first)
        return True

    def _indexes(self, places: Iterable[Span]) -> set[int]:
        found: set[int] = set()
        for place in places:
            first = self.paragraphs.index_of(place.start)
            found.update(range(first, self.paragraphs.index_of(max(place.end - 1, place.start)) + 1))
        return found

    def marks(self, paragraph: LaidOutParagraph) -> ParagraphMarks:
        """Return a paragraph's marks, worked out when they are first asked for."""
        found = self._marks.get(paragraph.index)
        if found is not None:
            self._marks.move_to_end(paragraph.index)
            return found
        self.recomputed += 1
        made = marks_of(
            paragraph,
            self.reading,
            measures=self.look.canvas,
            width_of=self.look.tags.width,
            rtl=paragraph.rtl,
        )
        self._marks[paragraph.index] = made = lifted(made, paragraph, self.look)
        if len(self._marks) > _KEPT_MARKS:
            self._marks.popitem(last=False)
        return made

    def rows(self, height: float) -> list[Row]:
        """Return what a viewport of this height shows of the text, from top to bottom."""
        rows = [Row(p, y, self.marks(p)) for p, y in self.scroller.visible(height)]
        # Where lanes pile up the lines move apart, and with them what is below.
        if any([self._make_room(row) for row in rows]):  # noqa: C419 - all of them, not up to the first
            return self.rows(height)
        return rows

    def prepare(self, height: float) -> bool:
        """Lay out one paragraph that the next page down or up would show. Return whether there was one."""
        scroller, paragraphs = self.scroller, self.paragraphs
        below = scroller.anchor
        while below < paragraphs.count and scroller.y_of(below) < 2 * height:
            if self._prepared(below):
                return True
            below += 1
        above = scroller.anchor - 1
        while above >= 0 and scroller.y_of(above + 1) > -height:
            if self._prepared(above):
                return True
            above -= 1
        return False

    def _prepared(self, index: int) -> bool:
        """Lay out a paragraph with its marks if that has not been done."""
        if self.paragraphs.is_laid_out(index) and index in self._marks:
            return False
        paragraph = self.paragraphs.laid_out(index)
        self._make_room(Row(paragraph, 0.0, self.marks(paragraph)))
        return True

    def _make_room(self, row: Row) -> bool:
        room = self.lane_room(row.marks) + row.marks.headroom
        return self.paragraphs.make_room(row.paragraph.index, room)

    def lane_room(self, marks: ParagraphMarks) -> float:
        """Return what lines move apart for the lanes below them, px."""
        most = max((lined.levels for lined in marks.lines), default=0)
        return lanes.room(most, step=self.look.canvas.lane_step)

    def moved(self, row: Row, marks: SpanMarks, place: Span) -> SpanMarks:
        """Return a span's marks on a row as if it stood elsewhere."""
        span = replace(marks.span, span=place, quote=place.of(self.reading.text))
        return span_marks(span, row.paragraph, self.reading, marks.level, marks.levels, rtl=row.paragraph.rtl)

    @property
    def first_shown(self) -> int:
        """The code point from which on something may be in sight: what is before it lies above."""
        return self.paragraphs.start(self.scroller.anchor)

    def goes_on(self, height: float) -> bool:
        """Tell whether there is more text below a viewport of this height."""
        return self.scroller.value + height < self.scroller.total - 1

    def has_card(self, statement: SpanAnnotation) -> bool:  # noqa: ARG002 - a part of a sheet looks at it
        """Tell whether a statement near what is in sight has its card beside it."""
        return True

    def places(self, row: Row, top: float, bottom: float) -> LinePlaces:
        """Return where a row's lines are, those between `top` and `bottom` to be painted."""
        room = _LINE_ROOM * self.look.canvas.scale
        baselines = [round(row.y) + line.baseline for line in row.paragraph.lines]
        return LinePlaces(self.page.text_left, baselines, top - room, bottom + room)

    def cards(self, rows: list[Row], current: str | None) -> list[PlacedCard]:
        """Return the gloss's cards for the rows in sight, each with its place."""
        if not self.page.has_gloss or not rows:
            return []
        return placed_cards(self, rows, current, self.page)

    def position_at(self, point: QPointF, height: float) -> int:
        """Return the caret border nearest to a point of the viewport."""
        row, line = self._line_at(point.y(), height)
        return geometry.hit(row.paragraph, line, point.x() - self.page.text_left)

    def character_at(self, point: QPointF, height: float) -> int | None:
        """Return the character under a point of the viewport, or None beside the text."""
        row, line = self._line_at(point.y(), height)
        inside = point.y() - row.y
        if not 0 <= inside < row.paragraph.height:
            return None
        return geometry.character_at(row.paragraph, line, point.x() - self.page.text_left)

    def _line_at(self, y: float, height: float) -> tuple[Row, int]:
        rows = self.rows(height)
        row = next((r for r in reversed(rows) if r.y <= y), rows[0])
        return row, row.paragraph.line_at(y - row.y).number

    def caret(self, position: int) -> tuple[QPointF, float]:
        """Return where the caret stands before a position, on the baseline, and the line's height."""
        index = self.paragraphs.index_of(position)
        paragraph = self.paragraphs.laid_out(index)
        line, x = geometry.caret_x(paragraph, position)
        y = round(self.scroller.y_of(index)) + paragraph.lines[line].baseline
        return QPointF(self.page.text_left + x, y), paragraph.pitch

    def rectangle(self, span: SpanAnnotation) -> QRectF:
        """Return the rectangle around a span's words in the viewport, wherever it is scrolled to."""
        found = QRectF()
        canvas = self.look.canvas
        for index in sorted(self._indexes([span.span])):
            paragraph = self.paragraphs.laid_out(index)
            y = round(self.scroller.y_of(index))
            for part in geometry.rectangles(paragraph, span.span.start, span.span.end):
                top = y + paragraph.lines[part.line].baseline + canvas.tint_top
                left = self.page.text_left + part.left
                found |= QRectF(left, top, part.right - part.left, canvas.tint_height)
        return found

    def first_position(self) -> int:
        """Return the code point that the first line wholly in sight starts with."""
        scroller = self.scroller
        paragraph = self.paragraphs.laid_out(scroller.anchor)
        for line in paragraph.lines:
            if line.top >= scroller.offset:
                return line.start
        following = min(scroller.anchor + 1, self.paragraphs.count - 1)
        return self.paragraphs.start(following)

    def show_first(self, position: int) -> None:
        """Scroll so that a position's line is the first in sight."""
        if position == 0:
            self.scroller.show_at(0, 0, page.TOP)
            return
        index, top, _ = self._line_of(position)
        self.scroller.show_at(index, top, 0)

    def show_centred(self, position: int, height: float) -> None:
        """Scroll so that a position's line has a third of the viewport's height above it."""
        index, top, _ = self._line_of(position)
        self.scroller.show_at(index, top, height / 3)

    def reveal_span(self, span: Span, height: float) -> None:
        """Scroll as little as needed for all of a span to be in sight, with a line to spare on both sides.

        Of a span that is too long for that its beginning is.
        """
        index, top, pitch = self._line_of(span.start)
        last, last_top, last_pitch = self._line_of(max(span.end - 1, span.start))
        y = self.scroller.y_of(index) + top
        below = self.scroller.y_of(last) + last_top + last_pitch
        if y >= pitch and below <= height - last_pitch:
            return
        if y < pitch or below - y > height - 2 * pitch:
            self.scroller.show_at(index, top, pitch)
        else:
            self.scroller.show_at(last, last_top, height - 2 * last_pitch)

    def reveal(self, position: int, height: float) -> None:
        """Scroll as little as needed for a position's line to be in sight, with half a line to spare."""
        index, top, pitch = self._line_of(position)
        y = self.scroller.y_of(index) + top
        if y < pitch / 2:
            self.scroller.show_at(index, top, pitch / 2)
        elif y > height - 1.5 * pitch:
            self.scroller.show_at(index, top, height - 1.5 * pitch)

    def _line_of(self, position: int) -> tuple[int, float, float]:
        """Return the paragraph of a position, its line's top in it (px), and the line's height (px)."""
        index = self.paragraphs.index_of(position)
        paragraph = self.paragraphs.laid_out(index)
        return index, paragraph.line_of(position).top, paragraph.pitch
