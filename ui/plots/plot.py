"""A figure on the screen: walked by keyboard and mouse, each item opening its spans."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.language import tr
from ui import roles
from ui.panels.painting import plain_tip
from ui.panels.themed import Themed
from ui.plots.drawing import Drawing, Look
from ui.plots.figures import Figure, Item
from ui.plots.making import drawing

_ARROWS: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})
_NARROWEST: Final = 320
_EMPTY: Final = Figure(title="", note="", items=())


Make = Callable[[Figure, float], Drawing]


class Plot(Themed, QWidget):
    """Paints a figure as wide as it is itself. Arrows walk through the items, Enter and a click open one.

    Args:
        make: lays a figure out for a width in pixels.
        ground: the theme's role of what it stands on.
        narrowest: it is never laid out for less than this, in pixels.

    Attributes:
        current: the item that the keyboard is at.
        chosen: the item whose spans are listed, or None.

    Signals:
        entered: Enter was pressed on the current item, which is then opened.
        opened: the `Item` whose spans are wanted.
        moved: where in the widget the item is that the keyboard has gone to.
    """

    entered = Signal()
    opened = Signal(object)
    moved = Signal(QRect)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        make: Make = drawing,
        ground: str = "page",
        narrowest: float = _NARROWEST,
    ) -> None:
        super().__init__(parent)
        self._make, self._ground, self._narrowest = make, ground, narrowest
        self._figure = _EMPTY
        self._drawing: Drawing | None = None
        self.current = 0
        self.chosen: int | None = None
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        roles.give(type(self), QAccessible.Role.Chart)
        self.setAccessibleName(tr("Plot"))

    @property
    def figure(self) -> Figure:
        """What is shown."""
        return self._figure

    @property
    def items(self) -> tuple[Item, ...]:
        """What can be walked through."""
        return self._figure.items

    def show_figure(self, figure: Figure) -> None:
        """Show another figure from its first item on."""
        self._figure, self._drawing = figure, None
        self.current, self.chosen, self._hovered = 0, None, None
        self.setAccessibleName(figure.title)
        self._say()
        self._settle()

    def drawn(self) -> Drawing:
        """Return the figure laid out for the width that the widget has."""
        if self._drawing is None:
            self._drawing = self._make(self._figure, max(self.width(), self._narrowest))
        return self._drawing

    def look(self) -> Look:
        """Return how the figure is to be painted now."""
        return Look(
            theme=self.theme,
            direction=self.layoutDirection(),
            current=self.current if self.items else None,
            hovered=self._hovered,
            focused=self.hasFocus(),
            chosen=self.chosen,
        )

    def sizeHint(self) -> QSize:
        """Return the size of the figure."""
        made = self.drawn()
        return QSize(math.ceil(made.width), math.ceil(made.height))

    def go_to(self, index: int) -> None:
        """Make an item the current one, and say it."""
        self.current = index
        self._say()
        self.update()
        self.moved.emit(self.drawn().rect(index, self.layoutDirection()).toAlignedRect())

    def open(self) -> None:
        """Open the spans of the current item."""
        if self.items:
            self.choose(self.current)
            self.opened.emit(self.items[self.current])

    def choose(self, index: int | None) -> None:
        """Mark an item as the one whose spans are listed, or none."""
        self.chosen = index
        self.update()

    def lay_out_again(self) -> None:
        """Lay the figure out again, because there is other room for it."""
        self._drawing = None
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with arrows, Home and End; open with Enter or Space."""
        key = Qt.Key(event.key())
        if not self.items:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self.go_to(self.drawn().step(self.current, key, self.layoutDirection()))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go_to(0 if key == Qt.Key.Key_Home else len(self.items) - 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            self.open()
        elif key == Qt.Key.Key_Space:
            self.open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the item that is pressed."""
        found = self.drawn().at(event.position(), self.layoutDirection())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.go_to(found)
            self.open()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what the mouse is over."""
        self._hover(self.drawn().at(event.position(), self.layoutDirection()))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget it."""
        self._hover(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: object) -> None:
        """Say where the keyboard is."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the figure out for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_out_again()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.color(self._ground))
        self.drawn().paint(painter, self.look(), QRectF(event.rect()))
        painter.end()

    def _settle(self) -> None:
        made = self.drawn()
        self.setMinimumHeight(math.ceil(made.height))
        # A matrix can't be narrower than its cells, nor a time line than its days.
        self.setMinimumWidth(math.ceil(self._make(self._figure, self._narrowest).width))
        self.updateGeometry()
        self.update()

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self.setCursor(Qt.CursorShape.ArrowCursor if index is None else Qt.CursorShape.PointingHandCursor)
            self.setToolTip(plain_tip("" if index is None else self.items[index].said))
            self.update()

    def _say(self) -> None:
        """Let a screen reader say the current item."""
        words = self.items[self.current].said if self.items else tr("Nothing yet.")
        self.setAccessibleDescription(words)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
