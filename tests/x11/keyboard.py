"""A hand at the keyboard: it presses keys where they lie, whatever the layout makes of them.

Not xdotool: it sends every key in the first layout of the list, so that nobody could ever type Arabic after
switching to it. The X server's own test extension presses the key and leaves the layout alone.
"""

from __future__ import annotations

import ctypes
from typing import Final

_ROWS: Final = {10: "1234567890-=", 24: "QWERTYUIOP[]", 38: "ASDFGHJKL;'`", 52: "ZXCVBNM,./"}
_CODES: Final = {name: first + place for first, row in _ROWS.items() for place, name in enumerate(row)} | {
    "Esc": 9,
    "Backspace": 22,
    "Tab": 23,
    "Enter": 36,
    "Ctrl": 37,
    "Shift": 50,
    "Alt": 64,
    "Space": 65,
    **{f"F{number}": 66 + number for number in range(1, 11)},
    "Home": 110,
    "Up": 111,
    "PgUp": 112,
    "Left": 113,
    "Right": 114,
    "End": 115,
    "Down": 116,
    "PgDn": 117,
    "Delete": 119,
}
"""What is printed on the keys of an American keyboard, and the code that the key sends under X."""


class Keyboard:
    """The keyboard of one display.

    Args:
        display: its name, for example ":1".

    Raises:
        OSError: X's client libraries are missing, or the display is.
    """

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._connection = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        if not self._connection:
            message = f"no X server answers at {display}"
            raise OSError(message)

    def press(self, *chords: str) -> None:
        """Press and let go, one after the other: `press("Ctrl+Home", "Shift+Left", "F7")`."""
        for chord in chords:
            codes = [_CODES[name] for name in chord.split("+")]
            for code in codes:
                self._test.XTestFakeKeyEvent(self._connection, code, True, 0)  # noqa: FBT003 - X's signature
            for code in reversed(codes):
                self._test.XTestFakeKeyEvent(self._connection, code, False, 0)  # noqa: FBT003 - as above
            self._x.XSync(self._connection, False)  # noqa: FBT003 - as above

    def write(self, keys: str) -> None:
        """Press a key for each character printed on it; what is written depends on the layout."""
        self.press(*keys.upper())

    def close(self) -> None:
        """Leave the display."""
        self._x.XCloseDisplay(self._connection)
