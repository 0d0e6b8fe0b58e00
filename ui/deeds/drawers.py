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
        self._action = actions.actions["gloss"]
        self._work.gloss.tab.set_key(actions.key("gloss"))
        self._work.gloss.tab.clicked.connect(self._action.trigger)
        self._work.gloss.is_needed_changed.connect(self._action.setVisible)
        self._work.gloss_put_away.connect(self._action.trigger)
        self._action.setVisible(self._work.gloss.is_needed)
        self._action.setChecked(settings.is_out("gloss"))
        self._work.gloss.draw_out(out=settings.is_out("gloss"))
        rail = self._work.rail
        rail.documents.set_key(actions.key("find_document"))
        rail.current.set_key(actions.key("answers"))
        rail.spans.bind(actions.actions["all_spans"], actions.key("all_spans"))

    def show_half(self, half: Half) -> None:
        """See to it that a half of the desk is in sight, whatever the window's width."""
        self._work.show_half(half)

    def draw_gloss(self, *, out: bool) -> None:
        """Draw the gloss out over the text, or put it away."""
        if out and self._work.is_narrow:
            self._work.set_desk_over(over=False)
        self._work.gloss.draw_out(out=out)
        self._settings.leave_out("gloss", out=out)

    def clear_page(self) -> None:
        """Put the desk away: the person has found what it was drawn out for."""
        self._work.set_desk_over(over=False)
