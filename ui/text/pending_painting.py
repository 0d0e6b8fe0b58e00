"""The sign at places whose edit is not saved yet: a dashed line in rubric around the words.

It says that something is still to happen here. What it will be is not drawn: until it is on the disk it
is not so.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from ui.text.marks import Piece
from ui.text.painting import LinePlaces, Look, outline, piece_rect

_DASHES = (3.0, 2.0)
_PAD = 3.0


def paint_pending(painter: QPainter, look: Look, pieces: Iterable[Piece], places: LinePlaces) -> None:
    """Outline a stretch of one paragraph."""
    pen = QPen(look.theme.color("rubric"), look.window.line_focus)
    pen.setDashPattern(_DASHES)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    for piece in pieces:
        if places.shows(piece.line):
            rect = piece_rect(piece, places, look.canvas.band_top, look.canvas.band_height, _PAD)
            painter.drawPath(outline(rect, look.window.radius_box, piece))
