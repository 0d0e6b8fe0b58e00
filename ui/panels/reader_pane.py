"""The current paragraph in a plain text field, for screen readers.

The text view is painted, and Qt's bridge can't be given a text interface from Python without crashing
under a real screen reader. A read-only field of Qt's own can be read by letter, word and line.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.language import tr
from ui.fonts import text_font
from ui.panels.painting import RTL, direction_of
from ui.panels.themed import Themed

_PX = 20


class ReaderPane(Themed, QPlainTextEdit):
    """Shows one paragraph, read-only. Hidden until it is asked for in the View menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: str | None = None
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFont(self._face())
        self.retranslate()
        self.hide()

    def show_paragraph(self, text: str) -> None:
        """Show this paragraph; the caret stays where it is as long as the paragraph is the same."""
        if text == self._shown:
            return
        self._shown = text
        direction = direction_of(text)
        # Said as well as the direction: the field aligns by the interface's.
        edge = Qt.AlignmentFlag.AlignRight if direction == RTL else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(edge | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self.document().setDefaultTextOption(option)
        self.setPlainText(text)

    def retranslate(self) -> None:
        """Say its name in the language in use."""
        self.setAccessibleName(tr("The current paragraph, to be read"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @staticmethod
    def _face() -> QFont:
        return text_font(_PX)
