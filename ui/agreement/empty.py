"""What stands in the place of the figures while there is nothing to compare."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.controls import Button
from ui.fonts import interface_font
from ui.language import directed
from ui.panels.themed import Themed
from ui.theme import measures


class Nothing(Themed, QWidget):
    """One sentence and one action.

    Signals:
        wanted: the action is.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setFont(interface_font(measures().title_px))
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = Button(kind="primary", height=measures().button_large)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 0, 40, 0)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.sentence)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.button.clicked.connect(self.wanted)

    def say(self, sentence: str, action: str) -> None:
        """Say why there is nothing, and what can be done."""
        self.sentence.setText(directed(sentence))
        self.button.setText(action)
        self.button.updateGeometry()

    def theme_changed(self) -> None:
        """Take the theme's secondary ink."""
        tone = self.sentence.palette()
        tone.setColor(self.sentence.foregroundRole(), self.theme.color("ink2"))
        self.sentence.setPalette(tone)
