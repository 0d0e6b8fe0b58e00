"""A tooltip that shows text as it stands. Qt's own guesses at HTML, and a label may be called `<b>`.

It is a part of the window and lets every press through. A window of its own takes those that land on it: X
does so although Qt is told that it must not.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.fonts import interface_font
from ui.theme import Theme, measures


class Hint(QLabel):
    """Plain text beside the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(interface_font(measures().small_px))
        self.setMargin(6)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.setStyleSheet(
            f"background: {theme.hex('raised')}; color: {theme.hex('ink')}; "
            f"border: 1px solid {theme.hex('border')};"
        )

    def show_at(self, position: QPoint, words: str) -> None:
        """Show `words` below a point of the screen, or hide if there are none."""
        if not words:
            self.hide()
            return
        window = self._host.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setText(words)
        self.adjustSize()
        at, room = window.mapFromGlobal(position) + QPoint(12, 18), window.size() - self.size()
        self.move(max(min(at.x(), room.width()), 0), max(min(at.y(), room.height()), 0))
        self.raise_()
        self.show()
