"""A thin bar that grows from the interface's start side."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.panels.painting import draw_frame, mirrored
from ui.panels.themed import Themed

_HEIGHT = 4


class ProgressLine(Themed, QWidget):
    """How much of a whole is done. The words beside it say the same to screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return self._share

    def set_share(self, share: float) -> None:
        """Show that this much is done, from 0 to 1."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        """Return the bar's size."""
        return QSize(80, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track and bar."""
        painter = QPainter(self)
        track = QRectF(self.rect())
        edge = self.theme.color("border") if self.theme.high_contrast else None
        fill = self.theme.color("page" if self.theme.high_contrast else "hair")
        draw_frame(painter, track, radius=_HEIGHT / 2, fill=fill, edge=edge)
        if self._share > 0:
            bar = QRectF(0, 0, max(track.width() * self._share, _HEIGHT), _HEIGHT)
            bar = mirrored(bar, track.width(), self.layoutDirection())
            draw_frame(painter, bar, radius=_HEIGHT / 2, fill=self.theme.color("accent"), edge=None)
        painter.end()
