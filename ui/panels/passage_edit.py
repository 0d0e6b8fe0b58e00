"""A passage of a document's text, being corrected: the one field in which a text is written.

What counts is what was replaced, keystroke by keystroke, not what the field holds in the end: so characters
that Qt keeps otherwise stay as they are, and of two equal words it is known which one has gone.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.text.alignment import typed
from annotator.text.offsets import OffsetMap
from annotator.text.replacements import Replacements, composed
from ui.fonts import text_font
from ui.panels.painting import RTL, direction_of
from ui.panels.themed import Themed

_PX: Final = 22
_WIDTH: Final = 600
_HEIGHT: Final = 148  # three lines, and a bit of the fourth
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PassageEdit(Themed, QPlainTextEdit):
    """Shows a passage with some words chosen. Enter is the dialog's; with Shift it begins a paragraph.

    Args:
        passage: the words.
        start: where the chosen words begin in them, in code points.
        end: where they end.

    Attributes:
        replacements: what has been replaced in the passage so far, in its code points.
        edited: that has changed.
    """

    edited = Signal()

    def __init__(self, passage: str, start: int, end: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.replacements: Replacements = ()
        self.setFont(text_font(_PX))
        self.setMinimumWidth(_WIDTH)
        self.setFixedHeight(_HEIGHT)
        self.setTabChangesFocus(True)
        option = QTextOption()
        direction = direction_of(passage)
        side = Qt.AlignmentFlag.AlignRight if direction == RTL else Qt.AlignmentFlag.AlignLeft
        option.setTextDirection(direction)
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.setPlainText(passage)
        self._now = self._read()
        self._choose(start, end)
        self.textChanged.connect(self._follow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the dialog, and begin a paragraph with Shift."""
        if event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertBlock()
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def _read(self) -> str:
        # The whole document's text would come with its no-break spaces made plain.
        block, lines = self.document().firstBlock(), []
        while block.isValid():
            lines.append(block.text())
            block = block.next()
        return "\n".join(lines)

    def _choose(self, start: int, end: int) -> None:
        offsets, cursor = OffsetMap(self._now), self.textCursor()
        cursor.setPosition(offsets.to_utf16(start))
        cursor.setPosition(offsets.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _follow(self) -> None:
        now = self._read()
        caret = OffsetMap(now).to_code_point(self.textCursor().position())
        one = typed(self._now, now, caret)
        if one is not None:
            self._now = now
            self.replacements = composed(self.replacements, (one,))
            self.edited.emit()
