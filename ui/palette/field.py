"""The field in the header where a query is written."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy

from annotator.language import tr
from ui.panels.field import Field

_WIDE: Final = 250
_NARROW: Final = 140


class SearchField(Field):
    """As wide as there is room for. Where there is none, it is only there while it is in use."""

    def __init__(self) -> None:
        super().__init__("search")
        self._has_room = True
        self._is_wanted = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def set_room(self, *, has_room: bool) -> None:
        """Tell whether the window is wide enough to show it all the time."""
        self._has_room = has_room
        self._settle()

    def set_wanted(self, *, wanted: bool) -> None:
        """Tell whether there is anything to search."""
        self._is_wanted = wanted
        self._settle()

    def take_focus(self) -> None:
        """Take the keyboard, ready to be overwritten."""
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def retranslate(self) -> None:
        """Say in the language in use what the field is for."""
        self.set_hint(tr("Search or run a command"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go again where there is no room."""
        super().focusOutEvent(event)
        self._settle()

    def sizeHint(self) -> QSize:
        """Return how wide it is where there is room, in pixels."""
        return QSize(_WIDE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return how narrow it may get, in pixels."""
        return QSize(_NARROW, super().minimumSizeHint().height())

    def _settle(self) -> None:
        self.setVisible(self._is_wanted and (self._has_room or self.hasFocus()))
