"""The one table of what a person can do. Menus, shortcuts, buttons' keys and the F1 sheet come from it.

A row says what an action is called, which keys do it, where it stands in the menu and which slot answers.
Slots are methods of `ui.deeds.Deeds`; a test looks that every one is there.
"""

from __future__ import annotations

from ui.actions.edit import EDIT_ACTIONS
from ui.actions.go import GO_ACTIONS
from ui.actions.help import HELP_ACTIONS
from ui.actions.labels import label_actions
from ui.actions.project import PROJECT_ACTIONS
from ui.actions.row import Action, Menu
from ui.actions.team import TEAM_ACTIONS
from ui.actions.view import VIEW_ACTIONS

ACTIONS: tuple[Action, ...] = (
    *PROJECT_ACTIONS,
    *EDIT_ACTIONS,
    *TEAM_ACTIONS,
    *GO_ACTIONS,
    *VIEW_ACTIONS,
    *HELP_ACTIONS,
)

__all__ = ["ACTIONS", "Action", "Menu", "label_actions"]
