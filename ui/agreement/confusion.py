"""What one reader called it, and what the other did: a cell for each pair that occurs, disputes in rubric."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui.agreement.figures import Cell
from ui.fonts import interface_font
from ui.panels.painting import draw_frame
from ui.plots.drawing import Look
from ui.plots.figures import Figure
from ui.plots.matrix import Matrix
from ui.plots.shades import shade
from ui.theme import measures

_DEEPEST: Final = 0.72
"""The darkest cell is no darker than so much of the full colour: rubric's edge must still be seen on it."""
_RADIUS: Final = 4.0
_BELOW: Final = 10.0


class Confusion(Matrix):
    """As high as there is room: cells shrink to the lower of what the width and the height allow."""

    cells = (24.0, 38.0)
    marks = False
    heads = "ink2"

    def __init__(self, figure: Figure, width: float, *, room: float = 0.0) -> None:
        """Lay it out.

        Args:
            figure: its items are `Cell`s.
            width: in pixels.
            room: the height that it is to take if it can, in pixels; 0: any.
        """
        self._room = room
        self._count = max(len(figure.heads), 1)
        super().__init__(figure, width)

    def pitch(self, room: float) -> float:
        """Return how large a cell is where the width has `room` for each, in pixels."""
        upright = (self._room - self._top - _BELOW) / self._count if self._room else room
        return super().pitch(min(room, upright))

    def paint_cell(self, painter: QPainter, look: Look, rect: QRectF, index: int) -> None:
        """Paint a cell: the more, the darker; a dispute in rubric with an edge; a ring if it is chosen."""
        item, theme = self.figure.items[index], look.theme
        disputed = isinstance(item, Cell) and item.disputed
        role = "rubric" if disputed else "accent"
        tone = shade(theme, _DEEPEST * math.sqrt(item.value / self._highest), role)
        box = rect.adjusted(1.5, 1.5, -1.5, -1.5)
        chosen = index == look.chosen
        if chosen:
            ring = rect.adjusted(-0.5, -0.5, 0.5, 0.5)
            page, accent = theme.color("page"), theme.color("accent")
            draw_frame(painter, ring, radius=_RADIUS + 2, fill=page, edge=accent, width=2)
            box = rect.adjusted(2.5, 2.5, -2.5, -2.5)
        edge = theme.color(role) if disputed else theme.color("ink") if theme.high_contrast else None
        if index == look.hovered and not chosen and not disputed:
            edge = theme.color("accent")
        width = 2.4 if disputed and (theme.high_contrast or index == look.hovered) else 1.4
        draw_frame(painter, box, radius=_RADIUS, fill=tone.ground, edge=edge, width=width)
        painter.setFont(interface_font(measures().small_px, 600))
        painter.setPen(theme.color(tone.ink))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), item.shown)
