"""What every plot's painter can do, and what they share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.panels.painting import RTL, draw_focus_ring, draw_frame, mirrored
from ui.plots.figures import Figure
from ui.theme import Theme, measures

Direction = Qt.LayoutDirection
_KEYS: Final = Qt.Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a plot is to be painted.

    Attributes:
        theme: its colours.
        direction: of the interface: from which side bars and time run.
        current: the item that the keyboard is at, or None.
        hovered: the item under the mouse, or None.
        focused: the keyboard is in the plot.
        chosen: the item whose spans are listed, or None.
    """

    theme: Theme
    direction: Direction
    current: int | None = None
    hovered: int | None = None
    focused: bool = False
    chosen: int | None = None


class Drawing(ABC):
    """A figure laid out for a width in pixels. It paints from the left; `mirrored` turns it where needed."""

    def __init__(self, figure: Figure, width: float) -> None:
        self.figure = figure
        self.width = width
        self.height = 0.0

    @abstractmethod
    def rects(self) -> list[QRectF]:
        """Return where each item answers to the mouse, laid out from the left."""

    @abstractmethod
    def paint(self, painter: QPainter, look: Look, clip: QRectF | None = None) -> None:
        """Paint what meets `clip`, or everything."""

    def rect(self, index: int, direction: Direction) -> QRectF:
        """Return where an item answers to the mouse in an interface of this direction."""
        return mirrored(self.rects()[index], self.width, direction)

    def at(self, point: QPointF, direction: Direction) -> int | None:
        """Return the item at a point, or None."""
        found = (
            n for n, rect in enumerate(self.rects()) if mirrored(rect, self.width, direction).contains(point)
        )
        return next(found, None)

    def step(self, index: int, key: Qt.Key, direction: Direction) -> int:
        """Return the item that an arrow leads to; by default up and down walk through all, in order."""
        last = len(self.figure.items) - 1
        by = {_KEYS.Key_Down: 1, _KEYS.Key_Up: -1}.get(key, forth(key, direction))
        return min(max(index + by, 0), last)


def forth(key: Qt.Key, direction: Direction) -> int:
    """Return 1 for the arrow that points where reading goes, -1 for the other, 0 for other keys."""
    way = {_KEYS.Key_Right: 1, _KEYS.Key_Left: -1}.get(key, 0)
    return -way if direction == RTL else way


def bar_fill(look: Look, index: int) -> QColor:
    """Return the colour of a bar: in full where the hand is, otherwise calmer."""
    accent = look.theme.color("accent")
    if look.theme.high_contrast or index in {look.current if look.focused else None, look.hovered}:
        return accent
    return mixed(accent, look.theme.color("page"), 0.72)


def mixed(color: QColor, ground: QColor, share: float) -> QColor:
    """Return a colour on its ground with this share, opaque: pictures on other grounds look the same."""
    parts = (
        round(share * one + (1 - share) * other)
        for one, other in zip(color.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(*parts)


def paint_bar(painter: QPainter, rect: QRectF, look: Look, index: int) -> None:
    """Paint a bar's body and, where the keyboard is, the ring around it."""
    fill = bar_fill(look, index)
    if rect.width() > 0 and rect.height() > 0:
        draw_frame(painter, rect, radius=min(3.0, rect.width() / 2, rect.height() / 2), fill=fill, edge=None)
    if look.focused and index == look.current:
        draw_focus_ring(painter, rect, radius=measures().radius_box, theme=look.theme)


def hairline(painter: QPainter, look: Look, start: QPointF, end: QPointF) -> None:
    """Paint a line of the grid."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(look.theme.color("hair"), 1.0))
    painter.drawLine(start, end)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
