"""Which key moves the caret where."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.text.caret import Move

_NONE: Final = Qt.KeyboardModifier.NoModifier
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_MOVES: Final = {
    (Qt.Key.Key_Left, _NONE): Move.LEFT,
    (Qt.Key.Key_Right, _NONE): Move.RIGHT,
    (Qt.Key.Key_Left, _CTRL): Move.WORD_LEFT,
    (Qt.Key.Key_Right, _CTRL): Move.WORD_RIGHT,
    (Qt.Key.Key_Up, _NONE): Move.UP,
    (Qt.Key.Key_Down, _NONE): Move.DOWN,
    (Qt.Key.Key_PageUp, _NONE): Move.PAGE_UP,
    (Qt.Key.Key_PageDown, _NONE): Move.PAGE_DOWN,
    (Qt.Key.Key_Home, _NONE): Move.LINE_START,
    (Qt.Key.Key_End, _NONE): Move.LINE_END,
    (Qt.Key.Key_Home, _CTRL): Move.TEXT_START,
    (Qt.Key.Key_End, _CTRL): Move.TEXT_END,
}


def move_of(event: QKeyEvent) -> tuple[Move, bool] | None:
    """Return the caret's move that a key asks for and whether it extends the selection, or None."""
    modifiers = event.modifiers() & ~_KEYPAD
    move = _MOVES.get((Qt.Key(event.key()), modifiers & ~_SHIFT))
    return None if move is None else (move, bool(modifiers & _SHIFT))
