"""A text with a lane for each reader under every line: where the lanes run, and which pieces stand on them.

All measures are pixels; those below a line are counted from its baseline, at the text's size.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.language import is_right_to_left
from annotator.model import Label, LabelScheme, Mark, Span, SpanAnnotation
from ui.adjudication.readers import Reader
from ui.fonts import interface_font, text_font
from ui.text import geometry, lanes
from ui.text.directions import Directions
from ui.text.lettering import Lettering
from ui.text.marks import Piece, pieces_of
from ui.text.page import Page
from ui.text.painting import Look
from ui.text.paragraphs import LaidOutParagraph
from ui.text.reading import Reading
from ui.text.sheet import Row, Sheet

_FIRST: Final = 11.3
_STEP: Final = 11.0
_BAR: Final = 4.4
"""A reader's bars stand so much below the lines of the same lane."""
_BELOW_LAST: Final = 7.0
_FRAME_TOP: Final = -27.0
_FRAME_BELOW: Final = 8.0
_SIDE: Final = 54.0
_LEAST_SIDE: Final = 20.0
_SIGLA: Final = 40.0
_LETTER: Final = 20.0
_COLUMN: Final = 1000.0
_KEPT: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneMark:
    """What one paragraph shows of one reader's span.

    Attributes:
        lane: the reader's number.
        set_id: the reading.
        span: the span.
        label: its label.
        level: how deep a line lies inside others of its lane, from 0.
        pieces: where it stands, by line; x from the text column's left edge.
        start: the line and x of its start, or None if it starts elsewhere.
        end: the same of its end.
    """

    lane: int
    set_id: str
    span: SpanAnnotation
    label: Label
    level: int
    pieces: tuple[Piece, ...]
    start: tuple[int, float] | None
    end: tuple[int, float] | None


class LanesSheet(Sheet):
    """A sheet without a gloss whose lines stand apart for the lanes.

    Args:
        reading: the text; its only span is the adjudicator's own while there is one.
        look: the theme and the measures.
        readers: one lane each, from above.
        width: of the viewport.
    """

    def __init__(self, reading: Reading, look: Look, readers: Sequence[Reader], *, width: float) -> None:
        self.readers = tuple(readers)
        self._levels = [_levels(reader, reading.scheme) for reader in self.readers]
        self._lane_marks: OrderedDict[int, tuple[LaneMark, ...]] = OrderedDict()
        self._letters: Lettering | None = None
        self._sigla_right = Directions(reading.text, reading.document.direction, {}).rtl
        super().__init__(reading, look, width=width, gloss_on_right=True, gloss_beside=False)

    # Where things stand

    def page_of(self, width: float, *, gloss_on_right: bool, gloss_beside: bool) -> Page:
        """Return where text and sigla stand: the text in the middle, the sigla at its start side."""
        scale = self.look.canvas.scale
        sigla = _SIGLA * scale
        side = min(_SIDE, max(width / 20, _LEAST_SIDE))
        text = max(min(width - 2 * side - sigla, max(_COLUMN * scale, self.look.window.text_max)), 120.0)
        left = round((width - text - sigla) / 2)
        return Page(
            width=width,
            gloss_beside=gloss_beside,
            text_left=left if self._sigla_right else left + sigla,
            text_width=text,
            gloss_left=0,
            gloss_width=0,
            gloss_scale=1,
            gloss_on_right=gloss_on_right,
            thick_rule=0,
            thin_rule=0,
        )

    @property
    def sigla_x(self) -> float:
        """The middle of the sigla, in the viewport."""
        away = _LETTER * self.look.canvas.scale
        return self.page.text_right + away if self._sigla_right else self.page.text_left - away

    def line_y(self, lane: int) -> float:
        """Return how far below the baseline a reader's lines (claims) run."""
        return (_FIRST + lane * _STEP) * self.look.canvas.scale

    def bar_y(self, lane: int) -> float:
        """Return how far below the baseline the middle of a reader's bars is."""
        return self.line_y(lane) + _BAR * self.look.canvas.scale

    @property
    def lane_height(self) -> float:
        """How far the lanes are from one another."""
        return _STEP * self.look.canvas.scale

    def lane_middle(self, row: Row, line: int, lane: int) -> float:
        """Return where the middle of a lane is in the viewport, between its lines and its bars."""
        baseline = round(row.y) + row.paragraph.lines[line].baseline
        return baseline + (self.line_y(lane) + self.bar_y(lane)) / 2

    @property
    def frame(self) -> tuple[float, float]:
        """Where a frame through text and lanes begins and ends, from the baseline, in whole pixels."""
        scale = self.look.canvas.scale
        bottom = self.bar_y(len(self.readers) - 1) + _FRAME_BELOW * scale
        return float(round(_FRAME_TOP * scale)), float(round(bottom))

    @property
    def letters(self) -> Lettering:
        """The face of the sigla, in the language in use and at the text's size."""
        if self._letters is None:
            scale = self.look.canvas.scale
            face = text_font(14 * scale) if is_right_to_left() else interface_font(10 * scale, 600)
            self._letters = Lettering(face, rtl=is_right_to_left())
        return self._letters

    def forget_words(self) -> None:
        """Write everything anew: the interface's language has changed."""
        super().forget_words()
        self._letters = None

    # What stands there

    def lane_marks(self, paragraph: LaidOutParagraph) -> tuple[LaneMark, ...]:
        """Return all that the readers have marked in a paragraph, outer before inner in each lane."""
        found = self._lane_marks.get(paragraph.index)
        if found is None:
            found = self._lane_marks[paragraph.index] = tuple(
                mark for reader in self.readers for mark in self._of_reader(reader, paragraph)
            )
            if len(self._lane_marks) > _KEPT:
                self._lane_marks.popitem(last=False)
        return found

    def pieces(self, row: Row, span: Span) -> list[Piece]:
        """Return where a place stands on a row, with the edges that are broken by lines."""
        paragraph = row.paragraph
        start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
        return pieces_of(
            paragraph,
            start,
            end,
            begins=start == span.start,
            ends=end == span.end,
            text=self.reading.text,
            rtl=paragraph.rtl,
        )

    def range(self, row: Row, span: Span) -> list[Piece]:
        """Return where the words of a place stand on a row, with plain edges."""
        parts = geometry.rectangles(row.paragraph, span.start, span.end)
        return [Piece(line=p.line, left=p.left, right=p.right) for p in parts]

    def _of_reader(self, reader: Reader, paragraph: LaidOutParagraph) -> list[LaneMark]:
        found = []
        for span in reader.spans.touching(paragraph.start, max(paragraph.end, paragraph.start + 1)):
            label = self.reading.scheme.label(span.label)
            if label is not None:
                found.append(self._lane_mark(reader, span, label, paragraph))
        return [mark for mark in found if mark.pieces]

    def _lane_mark(
        self, reader: Reader, span: SpanAnnotation, label: Label, paragraph: LaidOutParagraph
    ) -> LaneMark:
        start, end = max(span.span.start, paragraph.start), min(span.span.end, paragraph.end)
        begins, ends = start == span.span.start, end == span.span.end
        rtl = paragraph.rtl
        pieces = pieces_of(paragraph, start, end, begins=begins, ends=ends, text=self.reading.text, rtl=rtl)
        return LaneMark(
            lane=reader.number,
            set_id=reader.set_id,
            span=span,
            label=label,
            level=self._levels[reader.number].get(span.id, 0),
            pieces=tuple(pieces),
            start=_extreme(pieces, first=True, right=rtl) if begins else None,
            end=_extreme(pieces, first=False, right=not rtl) if ends else None,
        )

    # How the lines stand

    def _lay_out(self) -> None:
        super()._lay_out()
        self._lane_marks.clear()
        self._letters = None
        # The adjudicator's own span must not push the lines apart.
        self.paragraphs.set_annotated(lambda _start, _end: False)
        room = self._room
        for index in range(self.paragraphs.count):
            self.paragraphs.make_room(index, room)

    def resize(self, width: float, *, gloss_on_right: bool, gloss_beside: bool = True) -> None:
        """Take another width; the first line in sight stays where it is."""
        before = self.page.text_width
        super().resize(width, gloss_on_right=gloss_on_right, gloss_beside=gloss_beside)
        if self.page.text_width != before:
            self._lane_marks.clear()

    def _make_room(self, row: Row) -> bool:
        return self.paragraphs.make_room(row.paragraph.index, self._room)

    @property
    def _room(self) -> float:
        return float(round((len(self.readers) * _STEP + _BELOW_LAST) * self.look.canvas.scale))


def _levels(reader: Reader, scheme: LabelScheme) -> dict[str, int]:
    """Return how deep each line of a reader lies inside others, by the span's id."""

    def is_line(span: SpanAnnotation) -> bool:
        label = scheme.label(span.label)
        return label is not None and label.mark is Mark.UNDERLINE

    spans = sorted(filter(is_line, reader.spans.values()), key=lambda one: (one.span.start, -one.span.end))
    return {key: level for key, (level, _) in lanes.packed(spans).items()}


def _extreme(pieces: Sequence[Piece], *, first: bool, right: bool) -> tuple[int, float] | None:
    """Return the line and x of the edge at one side of the first or last line of these pieces."""
    if not pieces:
        return None
    line = pieces[0].line if first else pieces[-1].line
    most: Callable[..., float] = max if right else min
    return line, most(piece.right if right else piece.left for piece in pieces if piece.line == line)
