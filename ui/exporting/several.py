"""A field whose menu takes several of some things, such as layers or labels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.language import tr
from ui.panels.choice_field import ChoiceField


class _Menu(QMenu):
    """Stays open while things are ticked by mouse."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick without closing."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
            return
        super().mouseReleaseEvent(event)


class SeveralField(ChoiceField):
    """Takes all of some things, or some of them.

    Args:
        every: what stands in the field when none is taken out of all.
        options: the value and the words of each.
    """

    def __init__(self, every: str, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._every = every
        self._menu = _Menu(self)
        self._all = self._menu.addAction(every)
        self._all.setCheckable(True)
        self._all.triggered.connect(lambda: self._take(()))
        self._menu.addSeparator()
        self._options: list[tuple[str, QAction]] = []
        for value, words in options:
            action = self._menu.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(self._changed)
            self._options.append((value, action))
        self.take(())

    @property
    def values(self) -> tuple[str, ...]:
        """What is taken, in the order of the options; () = all."""
        return tuple(value for value, action in self._options if action.isChecked())

    def take(self, values: Sequence[str]) -> None:
        """Take these, silently; () = all. What is not among the options is passed over."""
        for value, action in self._options:
            action.setChecked(value in values)
        self._say()

    def _take(self, values: Sequence[str]) -> None:
        self.take(values)
        self.chosen.emit(self.values)

    def _changed(self) -> None:
        self._say()
        self.chosen.emit(self.values)

    def _say(self) -> None:
        taken = [action.text() for _, action in self._options if action.isChecked()]
        self._all.setChecked(not taken)
        if not taken:
            words = self._every
        elif len(taken) == 1:
            words = taken[0]
        else:
            words = tr("{count} of {all}", count=len(taken), all=len(self._options))
        self.clear()
        self.addItem(words)

    def showPopup(self) -> None:
        """Open the menu in the place of a list of answers."""
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
