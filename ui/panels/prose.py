"""A paragraph of plain words that wraps, in its own direction."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.panels.painting import LTR, RTL, direction_of
from ui.panels.themed import Themed
from ui.panels.wrapping import WrappingLabel

_MARKS: Final = {RTL: "\u200f", LTR: "\u200e"}
"""Invisible letters of either direction: Qt sets a label by its first strong one."""


class Prose(Themed, WrappingLabel):
    """Wraps, never takes its text for markup, and stands at the side where its reading begins."""

    def __init__(self, font: QFont, role: str = "ink", parent: QWidget | None = None) -> None:
        """Make it empty; `role` is the theme's colour of the words."""
        super().__init__(parent=parent)
        self._role = role
        self.setWordWrap(True)
        self.setFont(font)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_text(self, text: str) -> None:
        """Show `text`, set in the direction of its letters as a whole, whatever its first letter is."""
        direction = direction_of(text)
        self.setLayoutDirection(direction)
        self.setText(f"{_MARKS[direction]}{text}" if text else "")
        self.setAccessibleName(text)

    def theme_changed(self) -> None:
        """Take the theme's ink."""
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self.theme.color(self._role))
        self.setPalette(palette)
