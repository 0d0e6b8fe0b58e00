"""A ground with rounded edges for what belongs together."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.panels.painting import draw_frame
from ui.panels.themed import Themed
from ui.theme import measures


class Card(Themed, QWidget):
    """Paints its ground; what is in it lies in `row`.

    Args:
        ground: a colour role of the theme.
        edge: another, or "" for none.
        margin: around what is in it, in pixels.
        upright: one thing below the other.
    """

    def __init__(self, ground: str, edge: str = "", *, margin: int = 1, upright: bool = False) -> None:
        super().__init__()
        self._ground, self._edge = ground, edge
        self.row: QBoxLayout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        self.row.setContentsMargins(margin, 1, margin, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and its edge."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = self._edge or ("border" if self.theme.high_contrast else "")
        draw_frame(
            painter,
            box,
            radius=measures().radius_control,
            fill=self.theme.color(self._ground),
            edge=self.theme.color(edge) if edge else None,
        )
        painter.end()
