"""What pages that stand in the text's place have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.panels.themed import Themed, dress
from ui.status import Hint

_THROUGH = frozenset({Qt.Key.Key_F1, Qt.Key.Key_F11})


class OwnPage(Themed, QWidget):
    """A page that has the window in the place of the desk and the text.

    Attributes:
        ground: the theme's role of what it stands on.

    Signals:
        left: the person is done here.
        hints_changed: other keys help now; see `hints`.
    """

    ground = "page"

    left = Signal()
    hints_changed = Signal()

    @property
    def name(self) -> str:
        """What the status bar calls what is worked on, or ""."""
        return ""

    @property
    def sentence(self) -> str:
        """What the status bar says about the page, in the language in use, or ""."""
        return ""

    @property
    def hints(self) -> Sequence[Hint] | None:
        """The keys that the status bar shows; None: those that the focus suggests."""
        return None

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def event(self, event: QEvent) -> bool:
        """Take the keys that would label and delete in a text that is not in sight."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            finishes = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if finishes or (not event.modifiers() & commands and event.key() not in _THROUGH):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape lead back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color(self.ground))
        painter.end()
