"""A scroll area that looks like the panel it is in."""

from __future__ import annotations

from PySide6.QtCore import Qt
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
        self.setWidget(content)
        self.scroll_line = ScrollLine(self)
        for part in (self, self.viewport(), content):
            palette = part.palette()
            palette.setColor(QPalette.ColorRole.Window, QColor(Qt.GlobalColor.transparent))
            part.setPalette(palette)
