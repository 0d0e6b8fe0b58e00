"""The little key that stands beside what it does."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.fonts import interface_font
from ui.panels.painting import LTR, draw_frame, draw_text, faded
from ui.panels.themed import Themed
from ui.theme import Theme, measures

_PADDING = 5.0
_RADIUS = 4.0


def key_font() -> QFont:
    """Return the face of key names."""
    return interface_font(measures().caption_px, 500)


def key_cap_width(key: str) -> float:
    """Return how wide the cap of this key is, in pixels. Never narrower than high."""
    wide = QFontMetricsF(key_font()).horizontalAdvance(key) + 2 * _PADDING
    return float(max(round(wide), measures().key_cap))


def paint_key_cap(
    painter: QPainter, rect: QRectF, key: str, theme: Theme, *, color: QColor | None = None
) -> None:
    """Paint a key cap.

    Args:
        painter: where to.
        rect: its outer edge in pixels.
        key: what is printed on it, for example `Ctrl+O`; always left to right.
        theme: the colours.
        color: another ink than that of captions, for a cap on a coloured ground.
    """
    ink = color if color is not None else theme.color("ink3")
    rim = theme.color("border") if color is None else color
    painter.save()
    edge = rim if theme.high_contrast else faded(rim, 0.55)
    draw_frame(painter, rect, radius=_RADIUS, fill=None, edge=edge)
    room = rect.adjusted(1, 0, -1, 0)
    drawn = QFontMetricsF(key_font()).horizontalAdvance(key)
    start = room.left() + max(room.width() - drawn, 0) / 2
    box = QRectF(start, room.top(), drawn + 1, room.height())
    draw_text(painter, box, key, font=key_font(), color=ink, at_right=False, direction=LTR)
    painter.restore()


class KeyCap(Themed, QWidget):
    """A key cap as a widget. Screen readers skip it: the control it belongs to names its key."""

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_key(self, key: str) -> None:
        """Print another key on it; an empty one hides it."""
        self._key = key
        self.setVisible(bool(key))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the cap's size."""
        return QSize(round(key_cap_width(self._key)), measures().key_cap)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cap."""
        painter = QPainter(self)
        paint_key_cap(painter, QRectF(self.rect()), self._key, self.theme)
        painter.end()
