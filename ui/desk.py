"""The desk beside the page: the documents above, the current span below, and the way to all spans."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls import Button, Hairline
from ui.keys import shown
from ui.panels.current_span_panel import CurrentSpanPanel
from ui.panels.documents_panel import DocumentsPanel
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SHARE_ABOVE = 9
_SHARE_BELOW = 11


class Desk(Themed, QWidget):
    """Two halves, and the button of the action given by `bind`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(measures().desk)
        self.documents = DocumentsPanel()
        self.current = CurrentSpanPanel()
        self.all_spans = Button(kind="quiet", icon="label")
        self._action: QAction | None = None
        whole = QVBoxLayout(self)
        # One pixel on either side belongs to the edge towards the page, whichever side that is.
        whole.setContentsMargins(1, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(self.documents, _SHARE_ABOVE)
        whole.addWidget(Hairline(Qt.Orientation.Horizontal))
        whole.addWidget(self.current, _SHARE_BELOW)
        whole.addWidget(Hairline(Qt.Orientation.Horizontal))
        whole.addWidget(self.all_spans, 0, Qt.AlignmentFlag.AlignLeading)

    def bind(self, action: QAction) -> None:
        """Let the button turn this action on and off, and show its key."""
        self._action = action
        self.all_spans.clicked.connect(action.trigger)
        action.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Say what the button does."""
        if self._action is not None:
            keys = self._action.shortcuts()
            self.all_spans.setText(self._action.text())
            self.all_spans.set_key(shown(keys[0].toString()) if keys else "")
            self.all_spans.setEnabled(self._action.isEnabled())

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the edge towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0 if right_to_left else self.width() - 1
        painter.fillRect(x, 0, 1, self.height(), self.theme.color("hair"))
        painter.end()
