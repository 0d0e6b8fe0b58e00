"""The button beside the search that shows only documents in one state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from annotator.language import tr
from ui.panels.icon_button import IconButton
from ui.panels.menus import add_plain, dress_menu
from ui.panels.painting import RTL
from ui.panels.state_mark import MARK, DocumentState, paint_state, state_name
from ui.theme import Theme

_ROOM = MARK + 3
_SCALES = (1.0, 2.0)


class StateFilter(IconButton):
    """Opens a menu of the states, each with its shape and how many documents are in it.

    Args:
        counts: says how many documents are in each state.

    Signals:
        chosen: a state, or None for all.
    """

    chosen = Signal(object)

    def __init__(self, counts: Callable[[], Counter[DocumentState]], parent: QWidget | None = None) -> None:
        super().__init__("filter", parent)
        self._counts = counts
        self.state: DocumentState | None = None
        self.setCheckable(True)
        self.clicked.connect(self._show_menu)
        self.retranslate()

    def choose(self, state: DocumentState | None) -> None:
        """Show only this state from now on, or all."""
        if state is not self.state:
            self.state = state
            self.setChecked(state is not None)
            self.retranslate()
            self.chosen.emit(state)

    def menu(self) -> QMenu:
        """Return the menu of the states."""
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        counts = self._counts()
        for state in (None, *DocumentState):
            name = tr("All states") if state is None else state_name(state)
            count = counts.total() if state is None else counts[state]
            action = add_plain(menu, name, icon=_mark(state, self.theme), key=str(count))
            action.setCheckable(True)
            action.setChecked(state is self.state)
            action.triggered.connect(lambda _=False, state=state: self.choose(state))
        return menu

    def retranslate(self) -> None:
        """Say what it does, or what it has done, in the language in use."""
        if self.state is None:
            self.set_name(tr("Show only documents in one state"))
        else:
            self.set_name(tr("Only: {state}", state=state_name(self.state)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter and Down too, as lists are."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.click()
            return
        super().keyPressEvent(event)

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        at_end = 0 if self.layoutDirection() == RTL else self.width() - menu.sizeHint().width()
        menu.popup(self.mapToGlobal(QPoint(at_end, self.height() + 2)))
        chosen = next((action for action in menu.actions() if action.isChecked()), None)
        if chosen is not None:
            menu.setActiveAction(chosen)


def _mark(state: DocumentState | None, theme: Theme) -> QIcon | None:
    """Return a state's shape as an icon."""
    if state is None:
        return None
    made = QIcon()
    for scale in _SCALES:
        picture = QPixmap(round(_ROOM * scale), round(_ROOM * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_state(painter, QRectF(0, 0, _ROOM, _ROOM), state, theme, ground=theme.color("raised"))
        painter.end()
        made.addPixmap(picture)
    return made
