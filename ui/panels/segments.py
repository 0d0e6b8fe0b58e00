"""A row of names one of which is chosen, in one frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import roles
from ui.fonts import interface_font
from ui.panels.painting import RTL, draw_focus_ring, draw_frame, draw_text, elide, mirrored
from ui.panels.themed import Themed
from ui.theme import measures

_PAD = 12.0
_LEAST = 28.0
_RING = 4


class Segments(Themed, QWidget):
    """Chooses one of a few. Arrows, Home and End choose too, as they do among tabs.

    Signals:
        chosen: the number of the one that a person has chosen.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, height: int = 28) -> None:
        super().__init__(parent)
        self._height = height
        self._names: tuple[str, ...] = ()
        self._hovered: int | None = None
        self.current = 0
        self.setFont(interface_font(measures().small_px, 500))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        roles.give(type(self), QAccessible.Role.PageTabList)

    @property
    def names(self) -> tuple[str, ...]:
        """What is offered."""
        return self._names

    def show_names(self, names: Sequence[str], current: int = 0) -> None:
        """Offer others."""
        self._names, self.current = tuple(names), min(current, max(len(names) - 1, 0))
        self._tell()
        self.updateGeometry()
        self.update()

    def choose(self, number: int) -> None:
        """Choose one, as a person does."""
        number = min(max(number, 0), len(self._names) - 1)
        if number != self.current:
            self.current = number
            self._tell()
            self.update()
            self.chosen.emit(number)

    def sizeHint(self) -> QSize:
        """Return the size of all names and the focus ring."""
        wide = sum(self._widths())
        return QSize(round(wide) + 2 * _RING, self._height + 2 * _RING)

    def minimumSizeHint(self) -> QSize:
        """Return a size that leaves every name some room."""
        return QSize(round(_LEAST * len(self._names)) + 2 * _RING, self._height + 2 * _RING)

    def rect_of(self, number: int) -> QRectF:
        """Return where a name stands."""
        widths = self._widths()
        room = self.width() - 2 * _RING
        share = min(room / sum(widths), 1.0) if widths else 1.0
        start = _RING + share * sum(widths[:number])
        rect = QRectF(start, _RING, share * widths[number], self._height)
        return mirrored(rect, self.width(), self.layoutDirection())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by arrows."""
        forth = Qt.Key.Key_Left if self.layoutDirection() == RTL else Qt.Key.Key_Right
        back = Qt.Key.Key_Right if forth == Qt.Key.Key_Left else Qt.Key.Key_Left
        last = len(self._names) - 1
        steps = {
            forth: self.current + 1,
            back: self.current - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        to = steps.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            self.choose(to)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the one that is pressed."""
        found = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.choose(found)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what the mouse is over."""
        self._hovered = self._at(event.position())
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Forget it."""
        self._hovered = None
        self.update()
        super().leaveEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, the names and the ring."""
        painter = QPainter(self)
        color, radius = self.theme.color, measures().radius_control
        rects = [self.rect_of(number) for number in range(len(self._names))]
        if rects:
            whole = rects[0].united(rects[-1])
            draw_frame(painter, whole, radius=radius, fill=color("page"), edge=color("border"))
            for number, rect in enumerate(rects):
                self._paint_one(painter, number, rect)
            if self.hasFocus():
                draw_focus_ring(painter, whole, radius=radius, theme=self.theme)
        painter.end()

    def _paint_one(self, painter: QPainter, number: int, rect: QRectF) -> None:
        color, chosen = self.theme.color, number == self.current
        if chosen:
            fill, edge = color("accent_soft"), color("accent")
            draw_frame(painter, rect, radius=measures().radius_control, fill=fill, edge=edge, width=1.5)
        elif number and number - 1 != self.current:
            painter.setPen(color("hair"))
            x = rect.right() if self.layoutDirection() == RTL else rect.left()
            painter.drawLine(QPointF(x, rect.top() + 6), QPointF(x, rect.bottom() - 6))
        room = rect.adjusted(4, 0, -4, 0)
        words = elide(self._names[number], self.font(), room.width())
        spare = max(room.width() - QFontMetricsF(self.font()).horizontalAdvance(words), 0) / 2
        draw_text(
            painter,
            room.adjusted(spare, 0, -spare + 1, 0),
            words,
            font=self.font(),
            color=color("accent" if chosen else "ink" if number == self._hovered else "ink2"),
            at_right=self.layoutDirection() == RTL,
            direction=self.layoutDirection(),
        )

    def _widths(self) -> list[float]:
        metrics = QFontMetricsF(self.font())
        return [metrics.horizontalAdvance(name) + 2 * _PAD for name in self._names]

    def _at(self, point: QPointF) -> int | None:
        places = range(len(self._names))
        return next((number for number in places if self.rect_of(number).contains(point)), None)

    def _tell(self) -> None:
        """Let a screen reader say which one is chosen."""
        self.setAccessibleDescription(self._names[self.current] if self._names else "")
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
