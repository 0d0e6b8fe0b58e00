"""Rows of little pictures of which one is chosen: marks, colours, ways to overlap."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.panels.painting import RING_ROOM, RTL, draw_focus_ring, draw_frame, set_tip
from ui.panels.themed import Themed
from ui.theme import measures

Value = TypeVar("Value", bound=Hashable)
_ROOM = round(RING_ROOM)


class Pick(Themed, QAbstractButton):
    """One picture of a row, with a name for screen readers and the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_name(self, name: str, hint: str = "") -> None:
        """Say what it stands for; the hint is said beside it."""
        self.setAccessibleName(name)
        set_tip(self, f"{name}\n{hint}" if hint else name)

    def nextCheckState(self) -> None:
        """Stay as it is: the row says which one is chosen."""

    def size_inside(self) -> QSize:
        """Return the size without the room for the ring."""
        return QSize(71, 38)

    def sizeHint(self) -> QSize:
        """Return the size with the room for the ring."""
        return self.size_inside() + QSize(2 * _ROOM, 2 * _ROOM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the picture and the ring."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        self.paint_ground(painter, box)
        painter.save()
        self.paint_picture(painter, box)
        painter.restore()
        if self.hasFocus():
            draw_focus_ring(painter, box, radius=measures().radius_control, theme=self.theme)
        painter.end()

    def paint_ground(self, painter: QPainter, box: QRectF) -> None:
        """Paint what is under the picture, and whether it is chosen."""
        color = self.theme.color
        chosen = self.isChecked()
        fill = color("accent_soft") if chosen else color("hover") if self.underMouse() else color("page")
        width = measures().line_focus if chosen else measures().line_control
        edge = color("accent" if chosen else "border")
        draw_frame(painter, box, radius=measures().radius_control, fill=fill, edge=edge, width=width)

    @abstractmethod
    def paint_picture(self, painter: QPainter, box: QRectF) -> None:
        """Paint the picture into `box` (pixels)."""


class PickRow(Themed, QWidget, Generic[Value]):
    """A row of pictures. One stop for Tab; the arrow keys choose, in the direction in which they point.

    Signals:
        chosen: a person has chosen this value.
    """

    chosen = Signal(object)

    def __init__(
        self, picks: Sequence[tuple[Value, Pick]], *, gap: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.picks = dict(picks)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        for value, pick in picks:
            row.addWidget(pick)
            pick.clicked.connect(lambda _=False, value=value: self._choose(value))
        row.addStretch(1)
        self._value: Value | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> Value | None:
        """The chosen value."""
        return self._value

    def set_value(self, value: Value | None) -> None:
        """Show that this one is chosen, silently."""
        self._value = value
        for each, pick in self.picks.items():
            pick.setChecked(each == value)
        now = None if value is None else self.picks.get(value)
        self.setAccessibleDescription("" if now is None else now.accessibleName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrow keys."""
        values = list(self.picks)
        at = values.index(self._value) if self._value in self.picks else -1
        ahead = -1 if self.layoutDirection() == RTL else 1
        steps = {
            Qt.Key.Key_Right: ahead,
            Qt.Key.Key_Left: -ahead,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self._choose(values[min(max(at + step, 0), len(values) - 1)])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring round the chosen picture while the row has the keyboard."""
        pick = None if self._value is None else self.picks.get(self._value)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        one = pick or next(iter(self.picks.values()))
        box = QRectF(one.geometry()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        draw_focus_ring(painter, box, radius=measures().radius_control, theme=self.theme)
        painter.end()

    def focusInEvent(self, event: object) -> None:
        """Show the ring."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    def focusOutEvent(self, event: object) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()

    def _choose(self, value: Value) -> None:
        if value != self._value:
            self.set_value(value)
            self.update()
            self.chosen.emit(value)
