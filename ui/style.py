"""The look of Qt's own controls: a palette and a style sheet on top of Fusion, made from a theme.

What Qt can't draw as look.md asks (buttons with key caps, chips, pills) paints itself, see ui/controls.py.
Style sheets don't mirror paddings, so every padding here is the same on both sides.
"""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Final

import platformdirs
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator import resources
from ui.fonts import INTERFACE_FAMILY, interface_font
from ui.theme import Theme, measures

_ROLES: Final = {
    QPalette.ColorRole.Window: "panel",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "page",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "rubric",
    QPalette.ColorRole.Highlight: "sel",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hair",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Shadow: "ink3",
}
_DISABLED: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)

_SHEET: Final = Template("""
QToolTip { color: $ink; background: $raised; border: 1px solid $border; padding: 4px 8px; }
QMenu { background: $raised; color: $ink; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 6px 28px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $hair; margin: 3px 8px; }
QMenu::indicator { width: 14px; height: 14px; }
QMenu::indicator:checked { image: url($check); }

QLineEdit, QPlainTextEdit, QComboBox {
  color: $ink; background: $page; border: 1px solid $border; border-radius: ${radius}px;
  selection-background-color: $sel; selection-color: $ink;
}
QLineEdit { min-height: 26px; padding: 1px 9px; }
QPlainTextEdit { padding: 3px 6px; }
QComboBox { min-height: 22px; padding: 1px 9px; }
QComboBox[inForm="true"] { min-height: 26px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid $accent; }
QLineEdit:focus, QComboBox:focus { padding: 0px 8px; }
QPlainTextEdit:focus { padding: 2px 5px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $ink3; border-color: $hair; }
QSpinBox {
  color: $ink; background: $page; border: 1px solid $border; border-radius: ${radius}px;
  min-height: 26px; padding: 1px; selection-background-color: $sel; selection-color: $ink;
}
QSpinBox::up-button { subcontrol-origin: margin; subcontrol-position: top right; width: 0px; }
QSpinBox::down-button { subcontrol-origin: margin; subcontrol-position: bottom right; width: 0px; }
QSpinBox:focus { border: 2px solid $accent; padding: 0px; }
QComboBox:hover { background: $raised; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url($chevron); width: 13px; height: 13px; }
QComboBox QAbstractItemView {
  background: $raised; color: $ink; border: 1px solid $border; padding: 4px; outline: none;
  selection-background-color: $accent_soft; selection-color: $ink;
}
QComboBox QAbstractItemView::item { min-height: 26px; }

QListView, QTableView, QTreeView {
  background: transparent; color: $ink; border: none; outline: none;
  selection-background-color: $accent_soft; selection-color: $ink;
}
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
  background: $panel; color: $ink2; border: none; border-bottom: 1px solid $hair; padding: 4px 8px;
  font-family: "$family"; font-size: ${small}px; font-weight: 600;
}
QTableCornerButton::section { background: $panel; border: none; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $border; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QCheckBox, QRadioButton { color: $ink; spacing: 8px; min-height: 24px; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {
  width: 16px; height: 16px; border: 1px solid $border; background: $page;
}
QCheckBox::indicator, QListView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url($check_on);
}
QRadioButton::indicator:checked { background: $page; border: 5px solid $accent; width: 8px; height: 8px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 14px; height: 14px; }

QProgressBar { background: $hair; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSplitter::handle { background: transparent; }
QDialog { background: $panel; }
""")


def use(theme: Theme) -> None:
    """Dress the whole application in `theme`. Needs a QApplication."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        message = "a look needs an application"
        raise TypeError(message)
    scheme = Qt.ColorScheme.Dark if theme.is_dark else Qt.ColorScheme.Light
    QGuiApplication.styleHints().setColorScheme(scheme)
    app.setStyle("Fusion")
    app.setFont(interface_font(measures().body_px))
    app.setPalette(palette(theme))
    app.setStyleSheet(sheet(theme))


def palette(theme: Theme) -> QPalette:
    """Return Qt's palette in the theme's colours."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, theme.color(name))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("ink3"))
    return made


def sheet(theme: Theme) -> str:
    """Return the style sheet of Qt's own controls in the theme's colours."""
    roles = (
        "ink", "ink2", "ink3", "page", "panel", "raised", "hair", "border",
        "accent", "accent_soft", "sel", "hover",
    )  # fmt: skip
    return _SHEET.substitute(
        {role: theme.hex(role) for role in roles},
        scroll=theme.hex("border" if theme.high_contrast else "hair"),
        radius=measures().radius_control,
        small=measures().small_px,
        family=INTERFACE_FAMILY,
        chevron=_tinted("chevron-down", theme.hex("ink2")),
        check=_tinted("check", theme.hex("accent")),
        check_on=_tinted("check", theme.hex("on_accent")),
    )


def _tinted(name: str, color: str) -> str:
    """Return the path of an icon in `color`: a style sheet only names files and draws them as they are."""
    folder = Path(platformdirs.user_cache_dir("hashiya", appauthor=False)) / "icons"
    file = folder / f"{name}-{color[1:]}.svg"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        svg = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
        file.write_text(svg.replace("currentColor", color), encoding="utf-8")
    return file.as_posix()
