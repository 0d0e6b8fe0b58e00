"""Where the reason for a decision is written, with the project's reasons at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from ui.fonts import interface_font
from ui.panels.field import Field
from ui.theme import measures

_POPUP: Final = (
    "QListView {{ background: {raised}; color: {ink}; border: 1px solid {border}; padding: 2px; }}"
    " QListView::item {{ min-height: 26px; padding: 0 6px; }}"
    " QListView::item:selected {{ background: {accent_soft}; color: {ink}; }}"
)
"""The application's style sheet takes the ground off every list: this one lies over the page."""


class ReasonField(Field):
    """A field that offers reasons: those that hold what is written, with ↓ all of them.

    Attributes:
        popup: the list of reasons.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("note", height=32, parent=parent)
        self.set_key("M")
        self._reasons = QStringListModel(self)
        self._offers = QCompleter(self._reasons, self)
        self._offers.setFilterMode(Qt.MatchFlag.MatchContains)
        self._offers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.popup = QListView()
        self.popup.setFont(interface_font(measures().body_px))
        self._offers.setPopup(self.popup)
        self.setCompleter(self._offers)

    @property
    def reason(self) -> str:
        """What is written, in one line."""
        return " ".join(self.text().split())

    def offer(self, reasons: Sequence[str]) -> None:
        """Offer these reasons, the most likely first."""
        if list(reasons) != self._reasons.stringList():
            self._reasons.setStringList(list(reasons))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show all reasons with the arrow down."""
        if event.key() == Qt.Key.Key_Down and not self.popup.isVisible() and self._reasons.rowCount():
            self._offers.setCompletionPrefix("")
            self._offers.complete()
            return
        super().keyPressEvent(event)

    def theme_changed(self) -> None:
        """Give the list its colours, too: it is a window of its own and inherits none."""
        super().theme_changed()
        if not hasattr(self, "popup"):
            return  # Qt's own start asks for the colours before there is a list
        roles = {role: self.theme.hex(role) for role in ("raised", "ink", "border", "accent_soft")}
        self.popup.setStyleSheet(_POPUP.format(**roles))
        self.popup.setLayoutDirection(self.layoutDirection())

    def changeEvent(self, event: QEvent) -> None:
        """Turn the list round with the interface."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and hasattr(self, "popup"):
            self.popup.setLayoutDirection(self.layoutDirection())
