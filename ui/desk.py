"""The desk beside the page: the documents above, the current span below."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls import Hairline
from ui.panels.current_span_panel import CurrentSpanPanel
from ui.panels.documents_panel import DocumentsPanel
from ui.panels.themed import Themed, dress
from ui.people.blind import BlindLine
from ui.theme import measures

_SHARE_ABOVE = 9
_SHARE_BELOW = 11


class Half(StrEnum):
    """One of the desk's halves."""

    DOCUMENTS = "documents"
    CURRENT = "current"


class Desk(Themed, QWidget):
    """Two halves; they stay where they are, whatever is in them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_floating = False
        self.setFixedWidth(measures().desk)
        self.documents = DocumentsPanel()
        self.blind = BlindLine(side=16)
        self.current = CurrentSpanPanel()
        whole = QVBoxLayout(self)
        # One pixel on either side belongs to the edge towards the page, whichever side that is.
        whole.setContentsMargins(1, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(self.documents, _SHARE_ABOVE)
        whole.addWidget(self.blind)
        whole.addWidget(Hairline(Qt.Orientation.Horizontal))
        whole.addWidget(self.current, _SHARE_BELOW)

    def set_floating(self, *, floating: bool) -> None:
        """Have a full edge while the desk lies over the page."""
        self._is_floating = floating
        self.update()

    def take_focus(self, half: Half) -> None:
        """Bring the keyboard into a half: to the search, or to the first question about the span."""
        if half is Half.DOCUMENTS:
            self.documents.focus_search()
        elif self.current.form.stops:
            self.current.focus_answers()
        else:
            self.current.focus_note()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the edge towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0 if right_to_left else self.width() - 1
        edge = self.theme.color("border" if self._is_floating else "hair")
        painter.fillRect(x, 0, 1, self.height(), edge)
        painter.end()
