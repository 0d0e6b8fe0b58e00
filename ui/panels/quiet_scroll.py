"""A scroll area that looks like the panel it is in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.panels.scroll_line import ScrollLine


class QuietScroll(QScrollArea):
    """Scrolls what is too tall for the desk, without frame or ground of its own."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_line = ScrollLine(self)
        self.setWidget(content)
        for part in (self, self.viewport(), content):
            palette = part.palette()
            palette.setColor(QPalette.ColorRole.Window, QColor(Qt.GlobalColor.transparent))
            part.setPalette(palette)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the line away with the content."""
        if watched is self.widget() and event.type() in {QEvent.Type.HideToParent, QEvent.Type.ShowToParent}:
            self.scroll_line.follow()
        return super().eventFilter(watched, event)
