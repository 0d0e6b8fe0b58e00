"""The outline of places that a search has found: one thin line, so that marks and letters stay readable."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from annotator.model import Span
from ui.text.found import Found
from ui.text.marks import pieces_of
from ui.text.painting import LinePlaces, Look, outline, piece_rect
from ui.text.sheet import Row

_WIDTH = 1.0
_PAD = 1.5


def paint_found(
    painter: QPainter, look: Look, row: Row, places: LinePlaces, *, text: str, found: Found
) -> None:
    """Outline what has been found in the lines of a paragraph that are to be painted.

    No stroke crosses a letter: inside a word the outline is open.
    """
    width = look.window.line_focus if look.theme.high_contrast else _WIDTH
    painter.setPen(QPen(look.theme.color("accent"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    paragraph = row.paragraph
    for span in _in_sight(row, places, found):
        start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
        pieces = pieces_of(
            paragraph,
            start,
            end,
            begins=start == span.start,
            ends=end == span.end,
            text=text,
            rtl=paragraph.rtl,
        )
        for piece in pieces:
            if places.shows(piece.line):
                rect = piece_rect(piece, places, look.canvas.band_top, look.canvas.band_height, _PAD)
                painter.drawPath(outline(rect, look.window.radius_tint, piece))


def _in_sight(row: Row, places: LinePlaces, found: Found) -> Iterator[Span]:
    """Yield the places on lines that are painted: a paragraph can be as long as a book."""
    lines = [line for line in row.paragraph.lines if places.shows(line.number)]
    if lines and len(found):
        yield from found.between(lines[0].start, lines[-1].end)
