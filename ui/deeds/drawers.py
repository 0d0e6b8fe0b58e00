"""What a narrow window keeps at hand: the desk behind its rail, the gloss in its drawer."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.desk import Half
from ui.main_window import MainWindow
from ui.menus import ActionSet
from ui.settings import Settings


class Drawers(QObject):
    """Draws out and puts away, and remembers what was left out.

    Args:
        window: whose desk and gloss.
        settings: where it is remembered.
        actions: of the rail's buttons.
    """

    def __init__(self, window: MainWindow, settings: Settings, actions: ActionSet) -> None:
        super().__init__(window)
        self._work = window.work
        self._settings = settings
        self._work.set_desk_over(over=settings.is_out("desk"))
        self._work.desk_slid.connect(lambda over: settings.leave_out("desk", out=over))
        rail = self._work.rail
        rail.documents.set_key(actions.key("find_document"))
        rail.current.set_key(actions.key("answers"))
        rail.spans.bind(actions.actions["all_spans"], actions.key("all_spans"))

    def show_half(self, half: Half) -> None:
        """See to it that a half of the desk is in sight, whatever the window's width."""
        self._work.show_half(half)

    def clear_page(self) -> None:
        """Put the desk away: the person has found what it was drawn out for."""
        self._work.set_desk_over(over=False)
