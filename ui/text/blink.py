"""The caret's blinking."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


class Blink:
    """Turns a caret on and off at the pace that the desktop asks for.

    Attributes:
        on: whether the caret is to be painted.
    """

    def __init__(self, widget: QWidget, changed: Callable[[], None]) -> None:
        self.on = False
        self._changed = changed
        self._timer = QTimer(widget)
        self._timer.timeout.connect(self._flip)

    def restart(self, *, focused: bool) -> None:
        """Show the caret at once and go on blinking, if the keyboard speaks to its widget."""
        self.on = focused
        interval = QGuiApplication.styleHints().cursorFlashTime() // 2
        if focused and interval > 0:
            self._timer.start(interval)
        else:
            self._timer.stop()

    def _flip(self) -> None:
        self.on = not self.on
        self._changed()
