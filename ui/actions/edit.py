"""What changes the reading, and what is asked about a span."""

from __future__ import annotations

from annotator.language import msg
from ui.actions.row import Action, Menu

EDIT_ACTIONS: tuple[Action, ...] = (
    Action(
        id="undo",
        text=msg("Undo"),
        menu=Menu.EDIT,
        keys=("Ctrl+Z",),
        slot="undo",
        needs="project",
        edits=True,
    ),
    Action(
        id="redo",
        text=msg("Redo"),
        menu=Menu.EDIT,
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        slot="redo",
        needs="project",
        edits=True,
    ),
    Action(
        id="delete",
        text=msg("Delete the current span"),
        menu=Menu.EDIT,
        keys=("Del",),
        slot="delete",
        needs="document",
        edits=True,
    ),
    Action(
        id="attach_source",
        text=msg("Attach the nearest source"),
        menu=Menu.EDIT,
        keys=("R",),
        slot="attach",
        arguments=("attribution",),
        needs="document",
        edits=True,
    ),
    Action(
        id="attach_cue",
        text=msg("Attach the nearest cue"),
        menu=Menu.EDIT,
        keys=("U",),
        slot="attach",
        arguments=("cue",),
        needs="document",
        edits=True,
    ),
    Action(
        id="pick",
        text=msg("Relate to another span…"),
        menu=Menu.EDIT,
        keys=("Shift+R",),
        slot="pick",
        needs="document",
        edits=True,
    ),
    Action(
        id="edges",
        text=msg("Take stem, word, phrase, sentence in turn"),
        menu=Menu.EDIT,
        keys=("G",),
        slot="edges",
        needs="document",
    ),
    Action(
        id="answers",
        text=msg("Answer the questions about the span"),
        menu=Menu.EDIT,
        keys=("A",),
        slot="answers",
        needs="document",
    ),
    Action(
        id="note",
        text=msg("Write a note"),
        menu=Menu.EDIT,
        keys=("N",),
        slot="note",
        needs="document",
        edits=True,
    ),
    Action(
        id="move_edge",
        text=msg("Move an edge of the current span"),
        menu=Menu.EDIT,
        keys=("Alt+←", "Alt+→"),
        by_page=True,
    ),
    Action(
        id="take_edge",
        text=msg("Take its start or its end"),
        menu=Menu.EDIT,
        keys=("Alt+↑", "Alt+↓"),
        by_page=True,
    ),
)
