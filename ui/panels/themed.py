"""How widgets learn the colours: a panel is given its theme and hands it to all its parts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme import Theme, theme


class Themed:
    """A widget that paints itself in the theme's colours. Mixed in before the Qt class."""

    _theme: Theme | None = None

    @property
    def theme(self) -> Theme:
        """The colours in use; the light ones until told otherwise."""
        return self._theme if self._theme is not None else theme("light")

    def set_theme(self, chosen: Theme) -> None:
        """Take these colours from now on."""
        self._theme = chosen
        if isinstance(self, QWidget):
            self.theme_changed()
            self.update()

    def theme_changed(self) -> None:
        """Follow new colours where repainting is not enough (palettes, parts). To be overridden."""


def dress(root: QWidget, chosen: Theme) -> None:
    """Give the theme to every themed widget inside `root`, however deep."""
    for part in root.findChildren(QWidget):
        if isinstance(part, Themed):
            part.set_theme(chosen)
