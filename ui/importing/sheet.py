"""A piece of page in a dialog: what is read, on the page's ground, in a thin frame."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.panels.painting import draw_frame
from ui.panels.themed import Themed
from ui.theme import measures

_EDGE = 2


class Sheet(Themed, QWidget):
    """Holds one widget that has no ground of its own."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        box.addWidget(content)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and frame."""
        painter = QPainter(self)
        edge = self.theme.color("border" if self.theme.high_contrast else "hair")
        draw_frame(
            painter,
            QRectF(self.rect()),
            radius=measures().radius_control,
            fill=self.theme.color("page"),
            edge=edge,
        )
        painter.end()
