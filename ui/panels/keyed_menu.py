"""A menu in which one key chooses an entry: its digit, or, behind the ninth, its letter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QMenu

from ui.keys import digit, letter
from ui.panels.menus import add_plain

KEYS: Final = "1234567890QWERTYUIOP"


class KeyedMenu(QMenu):
    """Entries with their keys at their end, on a Latin or an Arabic keyboard."""

    def add_keyed(self, text: str, *, icon: QIcon | None = None) -> QAction:
        """Add an entry with the next free key."""
        place = len(self.actions())
        return add_plain(self, text, icon=icon, key=KEYS[place] if place < len(KEYS) else None)

    def event(self, event: QEvent) -> bool:
        """Keep the keys from being shortcuts of the window."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by key."""
        number = digit(event.key())
        key = letter(event.key()) if number is None else str(number)
        place = KEYS.find(key) if key is not None else -1
        actions = self.actions()
        if 0 <= place < len(actions) and actions[place].isEnabled():
            self.close()
            actions[place].trigger()
        else:
            super().keyPressEvent(event)
