"""The editor's desk: the tree, and the button that adds to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from annotator.language import tr
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.insets import inset
from ui.panels.menus import add_plain, below, dress_menu
from ui.panels.themed import Themed
from ui.scheme.board import Board, Kind
from ui.scheme.outline import Outline
from ui.theme import measures

_WIDTH = 288


class OutlinePane(Themed, QWidget):
    """Shows the tree. In it, Alt with the arrows orders, Del deletes, F2 goes to the name.

    Signals:
        add_wanted: a Kind.
        order_wanted: by how many places.
        delete_wanted, rename_wanted: of what is chosen.
    """

    add_wanted = Signal(object)
    order_wanted = Signal(int)
    delete_wanted = Signal()
    rename_wanted = Signal()

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.outline = Outline(board)
        self.add = Button(kind="quiet", icon="plus")
        self.add.setText(tr("Add"))
        self.add.clicked.connect(self._open_menu)
        words = Caption(interface_font(measures().body_px, 600), "ink2")
        words.set_text(tr("Layers and labels"))
        top = QHBoxLayout()
        top.addWidget(words)
        top.addStretch(1)
        top.addWidget(self.add)
        inset(top, 14, 8, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.outline, 1)
        for key, slot in (
            ("Alt+Up", lambda: self.order_wanted.emit(-1)),
            ("Alt+Down", lambda: self.order_wanted.emit(1)),
            ("Del", self.delete_wanted.emit),
            ("F2", self.rename_wanted.emit),
            ("Return", self.rename_wanted.emit),
        ):
            shortcut = QShortcut(QKeySequence(key), self.outline)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def menu(self) -> QMenu:
        """Return what can be added."""
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        for words, kind, key in (
            (tr("New label"), Kind.LABEL, "Ctrl+N"),
            (tr("New layer"), Kind.LAYER, None),
            (tr("New relation type"), Kind.RELATION, None),
            (tr("New question about documents"), Kind.DOCUMENTS, None),
        ):
            entry = add_plain(menu, words, key=key)
            entry.triggered.connect(lambda _=False, kind=kind: self.add_wanted.emit(kind))
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below(self.add, menu))
        menu.setActiveAction(menu.actions()[0])
