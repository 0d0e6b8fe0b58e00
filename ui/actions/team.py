"""Working with others: who they are, what goes out to them and comes home, and how far they agree."""

from __future__ import annotations

from annotator.language import msg
from ui.actions.adjudication import ADJUDICATION_ACTIONS
from ui.actions.row import Action, Menu

TEAM_ACTIONS: tuple[Action, ...] = (
    Action(
        id="people",
        text=msg("People…"),
        menu=Menu.TEAM,
        keys=("Ctrl+U",),
        slot="people",
        needs="project",
    ),
    Action(id="who", text=msg("Who am I…"), menu=Menu.TEAM, slot="who"),
    Action(
        id="plan",
        text=msg("Who reads what…"),
        menu=Menu.TEAM,
        slot="plan",
        needs="project",
        edits=True,
        of_project=True,
    ),
    Action(
        id="hand_out",
        text=msg("Hand out…"),
        menu=Menu.TEAM,
        keys=("Ctrl+Shift+H",),
        slot="hand_out",
        needs="project",
        edits=True,
        of_project=True,
        apart=True,
    ),
    Action(
        id="bring_home",
        text=msg("Bring home…"),
        menu=Menu.TEAM,
        keys=("Ctrl+Shift+I",),
        slot="bring_home",
        needs="project",
        edits=True,
        of_project=True,
    ),
    Action(
        id="conflicts",
        text=msg("Conflicts…"),
        menu=Menu.TEAM,
        keys=("Ctrl+Shift+C",),
        slot="conflicts",
        needs="project",
    ),
    Action(
        id="agreement",
        text=msg("Agreement between readers"),
        menu=Menu.TEAM,
        keys=("Ctrl+Shift+A",),
        slot="agreement",
        checkable=True,
        needs="project",
        apart=True,
    ),
    *ADJUDICATION_ACTIONS,
)
