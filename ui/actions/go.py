"""Ways through the text and the documents."""

from __future__ import annotations

from annotator.language import msg
from ui.actions.row import Action, Menu

GO_ACTIONS: tuple[Action, ...] = (
    Action(
        id="finish",
        text=msg("Finish & next"),
        menu=Menu.GO,
        keys=("Ctrl+Return", "Ctrl+Enter"),
        slot="finish",
        needs="document",
        edits=True,
    ),
    Action(
        id="next_document",
        text=msg("Next document"),
        menu=Menu.GO,
        keys=("Alt+PgDown",),
        slot="next_document",
        needs="document",
    ),
    Action(
        id="previous_document",
        text=msg("Previous document"),
        menu=Menu.GO,
        keys=("Alt+PgUp",),
        slot="previous_document",
        needs="document",
    ),
    Action(
        id="find_document",
        text=msg("Find a document"),
        menu=Menu.GO,
        keys=("Ctrl+O",),
        slot="find_document",
        needs="project",
    ),
    Action(
        id="palette",
        text=msg("Search or run a command"),
        menu=Menu.GO,
        keys=("Ctrl+K",),
        slot="palette",
        needs="project",
    ),
    Action(
        id="other_end",
        text=msg("Go to the other end of a relation"),
        menu=Menu.GO,
        keys=("J",),
        slot="other_end",
        needs="document",
    ),
    Action(
        id="next_match",
        text=msg("Next unlabelled place of the same words"),
        menu=Menu.GO,
        keys=("M",),
        slot="next_match",
        needs="document",
    ),
    Action(
        id="previous_match",
        text=msg("Previous unlabelled place of the same words"),
        menu=Menu.GO,
        keys=("Shift+M",),
        slot="previous_match",
        needs="document",
    ),
    Action(id="next_span", text=msg("Next span"), menu=Menu.GO, keys=("Tab",), by_page=True),
    Action(id="previous_span", text=msg("Previous span"), menu=Menu.GO, keys=("Shift+Tab",), by_page=True),
    Action(id="caret", text=msg("Move in the text"), menu=Menu.GO, keys=("←", "→", "↑", "↓"), by_page=True),
    Action(id="select", text=msg("Select"), menu=Menu.GO, keys=("Shift+←", "Shift+→"), by_page=True),
    Action(
        id="select_words",
        text=msg("Select by words"),
        menu=Menu.GO,
        keys=("Ctrl+Shift+←", "Ctrl+Shift+→"),
        by_page=True,
    ),
    Action(
        id="sentences",
        text=msg("Move by sentences"),
        menu=Menu.GO,
        keys=("Ctrl+PgUp", "Ctrl+PgDown"),
        by_page=True,
    ),
    Action(
        id="paragraphs",
        text=msg("Move by paragraphs"),
        menu=Menu.GO,
        keys=("Ctrl+↑", "Ctrl+↓"),
        by_page=True,
    ),
    Action(
        id="walk",
        text=msg("Choose the spans at the caret in turn"),
        menu=Menu.GO,
        keys=("Return", "Space"),
        by_page=True,
    ),
    Action(id="leave", text=msg("Select nothing"), menu=Menu.GO, keys=("Esc",), by_page=True),
)
