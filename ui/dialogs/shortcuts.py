"""F1: every action with its keys, made from the table."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from annotator.language import tr
from ui.actions import Action, Menu
from ui.dialogs.base import Dialog, plain
from ui.fonts import interface_font
from ui.keys import shown
from ui.panels.key_cap import KeyCap
from ui.theme import Theme, measures

_BESIDE_BAR = 12


class ShortcutsDialog(Dialog):
    """The shortcut sheet, in two columns."""

    def __init__(self, parent: QWidget | None, theme: Theme, actions: Iterable[Action]) -> None:
        super().__init__(parent, theme, title=tr("All shortcuts"), action=tr("Close"))
        self.cancel.hide()
        rows = [action for action in actions if action.keys]
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(_BESIDE_BAR, 0, _BESIDE_BAR, 0)  # both sides: margins do not mirror
        columns.setSpacing(40)
        for chapters in (
            (Menu.LABEL, Menu.EDIT, Menu.TEAM),
            (Menu.GO, Menu.PROJECT, Menu.VIEW, Menu.HELP),
        ):
            grid = QGridLayout()
            grid.setVerticalSpacing(5)
            grid.setHorizontalSpacing(16)
            for chapter in chapters:
                self._add_chapter(grid, chapter, [row for row in rows if row.menu is chapter])
            grid.setRowStretch(grid.rowCount(), 1)
            columns.addLayout(grid, 1)
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = area.verticalScrollBar().sizeHint().width()
        area.setMinimumSize(sheet.minimumSizeHint().width() + bar, 520)
        area.setAccessibleName(tr("All shortcuts"))
        area.viewport().setAutoFillBackground(False)
        sheet.setAutoFillBackground(False)
        self.add_wide(area)

    def _add_chapter(self, grid: QGridLayout, chapter: Menu, rows: list[Action]) -> None:
        if not rows:
            return
        title = plain(str(chapter.heading), self.theme, role="ink2")
        title.setFont(interface_font(measures().small_px, 600))
        title.setContentsMargins(0, 8 if grid.count() else 0, 0, 2)
        grid.addWidget(title, grid.rowCount(), 0, 1, 2)
        for row in rows:
            at = grid.rowCount()
            words = plain(str(row.text).rstrip("…"), self.theme)
            keys = QHBoxLayout()
            keys.setSpacing(4)
            keys.addStretch(1)
            for key in dict.fromkeys(shown(sequence) for sequence in row.keys):
                keys.addWidget(KeyCap(key))
            grid.addWidget(words, at, 0)
            grid.addLayout(keys, at, 1)
