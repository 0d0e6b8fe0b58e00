"""Menus whose words are shown letter by letter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QIcon, QPalette
from PySide6.QtWidgets import QMenu, QWidget

from ui.fonts import interface_font
from ui.theme import Theme, measures

_ROWS = "QMenu::item { padding: 5px 18px; } QMenu::icon { margin-left: 10px; margin-right: 10px; }"
"""Rows with icons: close enough that the mark belongs to its name, high enough to be hit."""


def add_plain(menu: QMenu, text: str, *, icon: QIcon | None = None, key: str | None = None) -> QAction:
    """Add an entry that shows `text` as it is: `&` is no mnemonic. `key` stands at its end."""
    words = text.replace("&", "&&").replace("\t", " ")
    action = QAction(words if key is None else f"{words}\t{key}", menu)
    if icon is not None:
        action.setIcon(icon)
        action.setIconVisibleInMenu(True)
    menu.addAction(action)
    return action


def dress_menu(menu: QMenu, theme: Theme) -> None:
    """Give a menu the theme's colours; a window of its own, it inherits none from the panel."""
    palette = menu.palette()
    for role, color in (
        (QPalette.ColorRole.Window, "raised"),
        (QPalette.ColorRole.Base, "raised"),
        (QPalette.ColorRole.Button, "raised"),
        (QPalette.ColorRole.WindowText, "ink"),
        (QPalette.ColorRole.Text, "ink"),
        (QPalette.ColorRole.ButtonText, "ink"),
        (QPalette.ColorRole.Highlight, "accent_soft"),
        (QPalette.ColorRole.HighlightedText, "ink"),
    ):
        palette.setColor(role, theme.color(color))
    menu.setPalette(palette)
    menu.setStyleSheet(_ROWS)
    menu.setFont(interface_font(measures().body_px))


def below(button: QWidget, menu: QMenu) -> QPoint:
    """Return where a menu opens under a button, its end at the button's end, in global pixels."""
    right_to_left = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    x = 0 if right_to_left else button.width() - menu.sizeHint().width()
    return button.mapToGlobal(QPoint(x, button.height()))
