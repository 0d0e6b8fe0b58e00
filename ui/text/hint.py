"""A tooltip that shows text as it stands. Qt's own guesses at HTML, and a label may be called `<b>`."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.fonts import interface_font
from ui.theme import Theme, measures


class Hint(QLabel):
    """A small window beside the pointer, with plain text."""

    def __init__(self, parent: QWidget) -> None:
        # The flag too: a window of its own would take a press although the widget lets it through.
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.WindowTransparentForInput)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(interface_font(measures().small_px))
        self.setMargin(6)

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
        self.setText(words)
        self.adjustSize()
        self.move(position + QPoint(12, 18))
        self.show()
