"""What each key does on the page of adjudication, on a Latin and on an Arabic keyboard.

```
1 2 3 …   take that reading         J ↓       next position
← →       previous, next reading    K ↑       previous position
B         take several readings
E         another reading           M         the reason
0         nothing here              G         the guidelines say too little
L         leave for later           A         accept all agreements
↵         decide and go on          ⌫         take the last decision back
```
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.language import is_right_to_left
from annotator.model import LabelScheme
from ui.keys import digit, letter


class Deed(Enum):
    """What can be done by a key."""

    TAKE = auto()
    NEXT_READING = auto()
    PREVIOUS_READING = auto()
    SEVERAL = auto()
    OWN = auto()
    NOTHING = auto()
    LATER = auto()
    NEXT = auto()
    PREVIOUS = auto()
    REASON = auto()
    GAP = auto()
    ACCEPT = auto()
    DECIDE = auto()
    UNDO = auto()
    EDGES = auto()
    WORDS = auto()
    LEAVE = auto()


_LETTERS: Final = {
    "B": Deed.SEVERAL,
    "E": Deed.OWN,
    "L": Deed.LATER,
    "J": Deed.NEXT,
    "K": Deed.PREVIOUS,
    "M": Deed.REASON,
    "G": Deed.GAP,
    "A": Deed.ACCEPT,
}
_OTHERS: Final = {
    Qt.Key.Key_Return: Deed.DECIDE,
    Qt.Key.Key_Enter: Deed.DECIDE,
    Qt.Key.Key_Escape: Deed.LEAVE,
    Qt.Key.Key_Backspace: Deed.UNDO,
    Qt.Key.Key_Down: Deed.NEXT,
    Qt.Key.Key_Up: Deed.PREVIOUS,
    Qt.Key.Key_Right: Deed.NEXT_READING,
    Qt.Key.Key_Left: Deed.PREVIOUS_READING,
}
_TURNED: Final = {
    Deed.NEXT_READING: Deed.PREVIOUS_READING,
    Deed.PREVIOUS_READING: Deed.NEXT_READING,
}
"""Onwards is to the left in Arabic."""
_OF_READING: Final = {"B": Deed.SEVERAL, "E": Deed.OWN, "G": Deed.EDGES, "F": Deed.WORDS, "M": Deed.REASON}
_ALWAYS: Final = frozenset({Deed.DECIDE, Deed.LEAVE})
"""What is done also while one writes, or reads for oneself."""
_THROUGH: Final = frozenset({Qt.Key.Key_F1, Qt.Key.Key_F11})
_COMMANDS: Final = frozenset("ZYKQWSJ+-=0")
"""What goes on to the window with Ctrl: undo, commands, closing, zoom, and back to the text."""
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_B_ELSEWHERE: Final = frozenset({"لا", "\ufefb"})
"""What the key of B writes on an Arabic keyboard: two letters, or the two in one."""


def deed_of(event: QKeyEvent, *, reading: bool, writing: bool) -> Deed | None:
    """Return what a key asks for, or None.

    Args:
        event: the press of the key.
        reading: the adjudicator is choosing words of their own: digits and letters are the text's then.
        writing: the reason has the keyboard.
    """
    modifiers, key = event.modifiers() & ~_KEYPAD, Qt.Key(event.key())
    deed = None if modifiers else _OTHERS.get(key)
    if modifiers == _CTRL and _OTHERS.get(key) is Deed.DECIDE:
        deed = Deed.DECIDE
    if deed in _ALWAYS or writing or modifiers:
        return deed if deed in _ALWAYS else None
    is_b = key == Qt.Key.Key_B or event.text() in _B_ELSEWHERE
    name = "B" if is_b else letter(event.key()) or ""
    if reading:
        return _OF_READING.get(name)
    number = digit(event.key())
    if number is not None:
        return Deed.TAKE if number else Deed.NOTHING
    if deed is not None and is_right_to_left():
        deed = _TURNED.get(deed, deed)
    return deed or _LETTERS.get(name)


def is_taken(event: QKeyEvent) -> bool:
    """Tell whether a key is kept from the window's actions, which are about a text that is not in sight."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
    if key in _THROUGH:
        return False
    if not modifiers & _CTRL or modifiers & Qt.KeyboardModifier.AltModifier:
        return True
    name = letter(event.key()) or QKeySequence(event.key()).toString()
    return name not in _COMMANDS


def label_of(event: QKeyEvent, scheme: LabelScheme) -> str | None:
    """Return the label that a key stands for elsewhere in the window, or None."""
    if event.modifiers() & ~_KEYPAD:
        return None
    number = digit(event.key())
    name = str(number) if number is not None else QKeySequence(event.key()).toString()
    return next((one.code for one in scheme.labels if one.hotkey == name), None)
