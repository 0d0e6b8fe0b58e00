"""Help."""

from __future__ import annotations

from annotator.language import msg
from ui.actions.row import Action, Menu

HELP_ACTIONS: tuple[Action, ...] = (
    Action(id="shortcuts", text=msg("All shortcuts"), menu=Menu.HELP, keys=("F1",), slot="shortcuts"),
    Action(id="about", text=msg("About Hashiya"), menu=Menu.HELP, slot="about"),
)
