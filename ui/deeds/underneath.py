"""What is drawn out under the page, one thing at a time: two would leave nothing of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction

Show = Callable[[bool], None]


class Underneath:
    """Draws one thing out and puts the others away.

    Args:
        shows: by action, what draws a thing out or puts it away.
    """

    def __init__(self, shows: Mapping[str, Show]) -> None:
        self._shows = shows
        self._actions: dict[str, QAction] = {}

    def bind(self, actions: Mapping[str, QAction]) -> None:
        """Know the checkable actions that say what is out."""
        self._actions = {name: actions[name] for name in self._shows}

    def slots(self) -> dict[str, Show]:
        """Return what answers each of the actions."""
        return {name: self._slot(name) for name in self._shows}

    def _slot(self, name: str) -> Show:
        def show(on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
            if on:
                for other, action in self._actions.items():
                    if other != name and action.isChecked():
                        action.trigger()
            self._shows[name](on)

        return show
