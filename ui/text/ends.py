"""The other ends of the current span's relations that are out of sight: named at the edge of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from annotator.model import SpanAnnotation
from ui.fonts import interface_font, text_font
from ui.text import gloss
from ui.text.lettering import Lettering

if TYPE_CHECKING:
    from ui.text.reading import Reading
    from ui.text.sheet import Row, Sheet

_HIGH, _PAD, _GAP, _FROM_EDGE = 26.0, 8.0, 6.0, 4.0
_MOST_WORDS: Final = 190.0
_ARROW: Final = 8.0
_KEY: Final = "J"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A small sign for the nearest end in one direction.

    Attributes:
        span: its id.
        words: its first words, as they fit.
        more: how many further ends lie in that direction.
        above: whether it lies above what is in sight.
        rect: the chip in the viewport.
    """

    span: str
    words: str
    more: int
    above: bool
    rect: QRectF


class ChipFaces:
    """The faces of the chips."""

    def __init__(self, *, rtl: bool) -> None:
        self.words = Lettering(text_font(15), rtl=rtl)
        self.small = Lettering(interface_font(11, 500), rtl=False)


def other_ends(reading: Reading, span_id: str) -> list[SpanAnnotation]:
    """Return the spans that a span is related to, in reading order."""
    ids = {end for r in reading.relations_of(span_id) for end in (r.source, r.target)} - {span_id}
    found = [reading.spans[end] for end in ids if end in reading.spans]
    return sorted(found, key=lambda s: (s.span.start, -s.span.end, s.id))


def onwards(reading: Reading, ring: Sequence[str], current: str | None) -> tuple[str, ...]:
    """Return the ring of spans to go round: first the current one, then the ends of its relations.

    While one goes round, the ring stays that of the span where one began.
    """
    if current is None:
        return ()
    if current in ring and set(ring[1:]) == {s.id for s in other_ends(reading, ring[0])}:
        return tuple(ring)
    others = [s.id for s in other_ends(reading, current)]
    return (current, *others) if others else ()


def chips(sheet: Sheet, rows: Sequence[Row], current: str, height: float) -> list[Chip]:
    """Return a chip for each direction in which ends of the current span's relations are out of sight."""
    first, last = _in_sight(rows, height)
    ends = other_ends(sheet.reading, current)
    above = [s for s in ends if s.span.end <= first]
    below = [s for s in ends if s.span.start >= last]
    found = []
    if above:
        found.append(_chip(sheet, above[-1], len(above) - 1, above=True, height=height))
    if below:
        found.append(_chip(sheet, below[0], len(below) - 1, above=False, height=height))
    return found


def _in_sight(rows: Sequence[Row], height: float) -> tuple[int, int]:
    """Return the stretch of text whose lines can be read: their letters are inside the viewport."""
    lines = [
        line
        for row in rows
        for line in row.paragraph.lines
        if row.y + line.baseline > 0 and row.y + line.top + row.paragraph.pitch / 2 < height
    ]
    return (lines[0].start, lines[-1].end) if lines else (0, 0)


def _chip(sheet: Sheet, span: SpanAnnotation, more: int, *, above: bool, height: float) -> Chip:
    faces = sheet.chip_faces
    words = "".join(gloss.fit(span.quote, _MOST_WORDS, 1, faces.words.advance))
    wide = _PAD + _ARROW + _GAP + faces.words.width(words) + _GAP + _key_width(faces) + _PAD
    if more:
        wide += _GAP + faces.small.width(_count(more))
    # At the side where the rail leaves the page, over the lines that are cut off anyway.
    page, rtl = sheet.page, sheet.paragraphs.rtl
    left = page.text_right - wide if rtl else page.text_left
    top = _FROM_EDGE if above else height - _HIGH - _FROM_EDGE
    return Chip(span=span.id, words=words, more=more, above=above, rect=QRectF(round(left), top, wide, _HIGH))


def paint_chips(painter: QPainter, sheet: Sheet, found: Sequence[Chip]) -> None:
    """Draw the chips: an arrow, the first words, how many more there are, and the key that goes there."""
    theme, faces = sheet.look.theme, sheet.chip_faces
    for chip in found:
        rect, rtl = chip.rect, sheet.paragraphs.rtl
        painter.setPen(QPen(theme.color("accent"), 1))
        painter.setBrush(theme.color("raised"))
        radius = sheet.look.window.radius_chip
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        middle = rect.center().y()
        x, towards = (rect.right() - _PAD, -1) if rtl else (rect.left() + _PAD, 1)
        _arrow(painter, sheet, QPointF(x + towards * _ARROW / 2, middle), above=chip.above)
        x += towards * (_ARROW + _GAP)
        wide = faces.words.width(chip.words)
        painter.setPen(theme.color("ink"))
        faces.words.draw_centred(painter, QPointF(x + towards * wide / 2, middle), chip.words)
        x += towards * (wide + _GAP)
        painter.setPen(theme.color("ink2"))
        if chip.more:
            count = _count(chip.more)
            wide = faces.small.width(count)
            faces.small.draw_centred(painter, QPointF(x + towards * wide / 2, middle), count)
            x += towards * (wide + _GAP)
        cap = QRectF(0, 0, _key_width(faces), 16)
        cap.moveCenter(QPointF(x + towards * cap.width() / 2, middle))
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.color("ink2"))
        faces.small.draw_centred(painter, cap.center(), _KEY)


def _arrow(painter: QPainter, sheet: Sheet, at: QPointF, *, above: bool) -> None:
    tip, wing = (-_ARROW / 2, _ARROW / 3) if above else (_ARROW / 2, -_ARROW / 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(sheet.look.theme.color("accent"))
    corners = (0, tip), (_ARROW / 2, wing), (-_ARROW / 2, wing)
    painter.drawPolygon(QPolygonF([QPointF(at.x() + dx, at.y() + dy) for dx, dy in corners]))


def _count(more: int) -> str:
    return f"+{more}"


def _key_width(faces: ChipFaces) -> float:
    return max(faces.small.width(_KEY) + 8, 16)
