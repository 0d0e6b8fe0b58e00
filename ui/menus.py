"""Qt's actions, made from the table: their words, keys, menus and whether they make sense now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.actions import Action, Menu
from ui.panels.painting import plain_tip

_LTR, _END = "\u2066", "\u2069"

Slots = Mapping[str, Callable[..., Any]]


class ActionSet(QObject):
    """All actions of one window. An action's `iconText` is its name; its `text` is for menus, with the key.

    Args:
        window: gets the actions, so that their keys work wherever the focus is in it.
        slots: what answers, by the names that the table uses.
    """

    def __init__(self, window: QWidget, slots: Slots) -> None:
        super().__init__(window)
        self._window = window
        self._slots = slots
        self._rows: dict[str, Action] = {}
        self.actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self.menu = QMenu(window)

    def add(self, rows: Iterable[Action]) -> None:
        """Add rows of the table."""
        for row in rows:
            self._rows[row.id] = row
            if not row.by_page:
                self.actions[row.id] = self._made(row)
        self.retranslate()

    def remove(self, menu: Menu) -> None:
        """Take a chapter's rows away."""
        for name in [row.id for row in self._rows.values() if row.menu is menu]:
            del self._rows[name]
            action = self.actions.pop(name, None)
            if action is not None:
                self._window.removeAction(action)
                action.deleteLater()

    def rows(self) -> tuple[Action, ...]:
        """Return the table as it is now."""
        return tuple(self._rows.values())

    def key(self, name: str) -> str:
        """Return the first key of an action as it stands in a cap, or ""."""
        return self._rows[name].key_shown

    def set_text(self, name: str, text: str) -> None:
        """Call an action otherwise for now, for example by what it would undo."""
        action, key = self.actions[name], self._rows[name].key_shown
        action.setIconText(text)
        # Qt would write the key into the menu itself, and from right to left: "Z+Ctrl".
        menu_text = text.replace("&", "&&")
        action.setText(f"{menu_text}\t{_LTR}{key}{_END}" if key else menu_text)

    def allow(self, *, project: bool, document: bool, refusal: str = "", packet: str = "") -> None:
        """Enable what makes sense with a project or a document open.

        Args:
            project: one is open.
            document: one is open.
            refusal: why nothing can be edited, or ""; what would edit says it on hovering.
            packet: why what belongs to the project can't be changed in a packet, or ""; said likewise.
        """
        given = {"": True, "project": project, "document": document}
        for name, action in self.actions.items():
            row = self._rows[name]
            refused = (refusal if row.edits else "") or (packet if row.of_project else "")
            action.setEnabled(given[row.needs] and not refused)
            action.setStatusTip(refused)
            action.setToolTip(plain_tip(refused))

    def is_left_to_the_project(self, event: QKeyEvent) -> bool:
        """Tell whether a key that nothing answered is that of what a packet leaves to its project."""
        pressed = QKeySequence(event.keyCombination())
        return any(
            self._rows[name].of_project and not action.isEnabled() and pressed in action.shortcuts()
            for name, action in self.actions.items()
        )

    def retranslate(self) -> None:
        """Say everything in the language in use, and make the menu again."""
        for name in self.actions:
            self.set_text(name, str(self._rows[name].text))
        self._fill_menu()

    def _made(self, row: Action) -> QAction:
        action = _Action(self)
        action.setShortcuts([QKeySequence(sequence) for sequence in row.sequences])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        # Holding Ctrl+Z down repeats on purpose; a held label key must not label twice.
        action.setAutoRepeat(row.id in {"undo", "redo", "zoom_in", "zoom_out"})
        action.setCheckable(row.checkable)
        if row.one_of:
            group = self._groups.get(row.one_of)
            if group is None:
                group = self._groups[row.one_of] = QActionGroup(self)
            group.addAction(action)
        slot = self._slots[row.slot]
        if row.checkable and not row.one_of:
            action.triggered.connect(slot)
        else:
            action.triggered.connect(lambda _checked=False: slot(*row.arguments))
        self._window.addAction(action)
        return action

    def _fill_menu(self) -> None:
        self.menu.clear()
        for chapter in Menu:
            rows = [row for row in self._rows.values() if row.menu is chapter and not row.by_page]
            if not rows:
                continue
            part = self.menu.addMenu(str(chapter.heading))
            part.setToolTipsVisible(True)  # Qt shows those that were set: why something can't be done now
            group = ""
            for row in rows:
                if row.apart or row.one_of not in {"", group}:
                    part.addSeparator()
                group = row.one_of
                part.addAction(self.actions[row.id])


class _Action(QAction):
    """An action whose keys and twins never stand in each other's way.

    With a Latin and an Arabic layout side by side, the key of ئ is Ctrl+ئ and Ctrl+Z at once. Qt finds both
    sequences, calls that ambiguous, and does nothing; but both are this action's. That no two actions share
    a key is for the table, and tested.
    """

    def event(self, event: QEvent) -> bool:
        """Answer a key that Qt has found twice."""
        if isinstance(event, QShortcutEvent) and event.isAmbiguous():
            self.trigger()
            return True
        return super().event(event)
