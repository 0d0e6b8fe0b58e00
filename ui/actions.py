"""The one table of what a person can do. Menus, shortcuts, buttons' keys and the F1 sheet come from it.

A row says what an action is called, which keys do it, where it stands in the menu and which slot answers.
Slots are methods of `ui.deeds.Deeds`; a test looks that every one is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from annotator.language import Message, msg
from annotator.model import LabelScheme
from ui.keys import shown, with_twins


class Menu(StrEnum):
    """The chapters of the menu and of the shortcut sheet, in order."""

    PROJECT = "project"
    EDIT = "edit"
    LABEL = "label"
    GO = "go"
    VIEW = "view"
    HELP = "help"

    @property
    def heading(self) -> Message:
        """What the chapter is called."""
        return _TITLES[self]


_TITLES = {
    Menu.PROJECT: msg("Project"),
    Menu.EDIT: msg("Edit"),
    Menu.LABEL: msg("Labelling"),
    Menu.GO: msg("Go"),
    Menu.VIEW: msg("View"),
    Menu.HELP: msg("Help"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One row of the table.

    Attributes:
        id: unique, for example "undo".
        text: what it is called.
        menu: its chapter.
        keys: portable sequences on a Latin keyboard; the first is the one shown.
        slot: the method that answers.
        arguments: what the method is called with.
        checkable: it is on or off.
        one_of: only one of those with the same word here is on, or "".
        needs: "project" or "document" if it makes no sense without, else "".
        edits: it changes the project, and so makes no sense where that can be looked at only.
        by_page: the text itself answers the keys (Tab, arrows); listed for the sheet only.
    """

    id: str
    text: Message
    menu: Menu
    keys: tuple[str, ...] = ()
    slot: str = ""
    arguments: tuple[str, ...] = field(default=())
    checkable: bool = False
    one_of: str = ""
    needs: str = ""
    edits: bool = False
    by_page: bool = False

    @property
    def sequences(self) -> tuple[str, ...]:
        """All key sequences, with the Arabic keyboard's twins."""
        return () if self.by_page else with_twins(self.keys)

    @property
    def key_shown(self) -> str:
        """The first key as it stands in a cap, or ""."""
        return shown(self.keys[0]) if self.keys else ""


ACTIONS: tuple[Action, ...] = (
    Action(id="new", text=msg("New project…"), menu=Menu.PROJECT, keys=("Ctrl+N",), slot="new"),
    Action(
        id="open",
        text=msg("Open a project…"),
        menu=Menu.PROJECT,
        keys=("Ctrl+Shift+O",),
        slot="open",
    ),
    Action(id="sample", text=msg("Open the sample project"), menu=Menu.PROJECT, slot="sample"),
    Action(
        id="import",
        text=msg("Import files…"),
        menu=Menu.PROJECT,
        keys=("Ctrl+I",),
        slot="import_files",
        edits=True,
    ),
    Action(
        id="export",
        text=msg("Export…"),
        menu=Menu.PROJECT,
        keys=("Ctrl+E",),
        slot="export",
        needs="project",
    ),
    Action(
        id="picture",
        text=msg("Picture of the page…"),
        menu=Menu.PROJECT,
        keys=("Ctrl+Shift+E",),
        slot="picture",
        needs="document",
    ),
    Action(
        id="print",
        text=msg("Print…"),
        menu=Menu.PROJECT,
        keys=("Ctrl+P",),
        slot="print",
        needs="document",
    ),
    Action(id="save", text=msg("Save"), menu=Menu.PROJECT, keys=("Ctrl+S",), slot="save", needs="project"),
    Action(
        id="save_copy",
        text=msg("Save a copy…"),
        menu=Menu.PROJECT,
        keys=("Ctrl+Shift+S",),
        slot="save_copy",
        needs="project",
    ),
    Action(id="backups", text=msg("Backups…"), menu=Menu.PROJECT, slot="backups", needs="project"),
    Action(id="check", text=msg("Check the project…"), menu=Menu.PROJECT, slot="check", needs="project"),
    Action(
        id="close",
        text=msg("Close the project"),
        menu=Menu.PROJECT,
        keys=("Ctrl+W",),
        slot="close",
        needs="project",
    ),
    Action(id="quit", text=msg("Quit"), menu=Menu.PROJECT, keys=("Ctrl+Q",), slot="quit"),
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
    Action(
        id="all_spans",
        text=msg("All spans of the document"),
        menu=Menu.VIEW,
        keys=("Ctrl+L",),
        slot="all_spans",
        checkable=True,
        needs="document",
    ),
    Action(
        id="history",
        text=msg("History"),
        menu=Menu.VIEW,
        keys=("Ctrl+H",),
        slot="history",
        checkable=True,
        needs="project",
    ),
    Action(
        id="gloss",
        text=msg("Draw the gloss out over a narrow page"),
        menu=Menu.VIEW,
        keys=("Ctrl+G",),
        slot="gloss",
        checkable=True,
        needs="document",
    ),
    Action(
        id="reader",
        text=msg("The current paragraph, to be read"),
        menu=Menu.VIEW,
        slot="reader",
        checkable=True,
        needs="document",
    ),
    Action(
        id="whole_words",
        text=msg("Double click takes the whole word"),
        menu=Menu.VIEW,
        slot="whole_words",
        checkable=True,
    ),
    Action(id="zoom_in", text=msg("Larger text"), menu=Menu.VIEW, keys=("Ctrl++", "Ctrl+="), slot="zoom_in"),
    Action(id="zoom_out", text=msg("Smaller text"), menu=Menu.VIEW, keys=("Ctrl+-",), slot="zoom_out"),
    Action(id="zoom_reset", text=msg("Text at 100%"), menu=Menu.VIEW, keys=("Ctrl+0",), slot="zoom_reset"),
    Action(
        id="text_appearance",
        text=msg("Text appearance…"),
        menu=Menu.VIEW,
        slot="text_appearance",
        needs="document",
    ),
    Action(
        id="relations_always",
        text=msg("All relations in sight"),
        menu=Menu.VIEW,
        slot="show_relations",
        arguments=("always",),
        checkable=True,
        one_of="relations",
    ),
    Action(
        id="relations_current",
        text=msg("Relations of the current span"),
        menu=Menu.VIEW,
        slot="show_relations",
        arguments=("current",),
        checkable=True,
        one_of="relations",
    ),
    Action(
        id="relations_never",
        text=msg("No relations"),
        menu=Menu.VIEW,
        slot="show_relations",
        arguments=("never",),
        checkable=True,
        one_of="relations",
    ),
    Action(
        id="still",
        text=msg("Less motion"),
        menu=Menu.VIEW,
        slot="keep_still",
        checkable=True,
    ),
    Action(
        id="arabic",
        text=msg("العربية"),
        menu=Menu.VIEW,
        slot="speak",
        arguments=("ar",),
        checkable=True,
        one_of="language",
    ),
    Action(
        id="english",
        text=msg("English"),
        menu=Menu.VIEW,
        slot="speak",
        arguments=("en",),
        checkable=True,
        one_of="language",
    ),
    Action(
        id="light",
        text=msg("Light"),
        menu=Menu.VIEW,
        slot="dress",
        arguments=("light",),
        checkable=True,
        one_of="theme",
    ),
    Action(
        id="dark",
        text=msg("Dark"),
        menu=Menu.VIEW,
        slot="dress",
        arguments=("dark",),
        checkable=True,
        one_of="theme",
    ),
    Action(
        id="hc_light",
        text=msg("High contrast, light"),
        menu=Menu.VIEW,
        slot="dress",
        arguments=("hc_light",),
        checkable=True,
        one_of="theme",
    ),
    Action(
        id="hc_dark",
        text=msg("High contrast, dark"),
        menu=Menu.VIEW,
        slot="dress",
        arguments=("hc_dark",),
        checkable=True,
        one_of="theme",
    ),
    Action(
        id="direction_auto",
        text=msg("Text direction: automatic"),
        menu=Menu.VIEW,
        slot="lay_out",
        arguments=("auto",),
        checkable=True,
        one_of="direction",
        needs="document",
        edits=True,
    ),
    Action(
        id="direction_rtl",
        text=msg("Text from right to left"),
        menu=Menu.VIEW,
        slot="lay_out",
        arguments=("rtl",),
        checkable=True,
        one_of="direction",
        needs="document",
        edits=True,
    ),
    Action(
        id="direction_ltr",
        text=msg("Text from left to right"),
        menu=Menu.VIEW,
        slot="lay_out",
        arguments=("ltr",),
        checkable=True,
        one_of="direction",
        needs="document",
        edits=True,
    ),
    Action(
        id="turn_paragraph",
        text=msg("Turn this paragraph round"),
        menu=Menu.VIEW,
        keys=("Ctrl+Shift+X",),
        slot="turn_paragraph",
        needs="document",
    ),
    Action(
        id="invisibles",
        text=msg("Show invisible characters"),
        menu=Menu.VIEW,
        slot="invisibles",
        checkable=True,
    ),
    Action(
        id="full_screen",
        text=msg("Full screen"),
        menu=Menu.VIEW,
        keys=("F11",),
        slot="full_screen",
        checkable=True,
    ),
    Action(id="shortcuts", text=msg("All shortcuts"), menu=Menu.HELP, keys=("F1",), slot="shortcuts"),
    Action(id="about", text=msg("About Hashiya"), menu=Menu.HELP, slot="about"),
)


def label_actions(scheme: LabelScheme) -> tuple[Action, ...]:
    """Return one action for each label that has a key, in the scheme's order."""
    return tuple(
        Action(
            id=f"label:{label.code}",
            text=msg("Label as {label}", label=label.names.as_value()),
            menu=Menu.LABEL,
            keys=(label.hotkey,),
            slot="label",
            arguments=(label.code,),
            needs="document",
            edits=True,
        )
        for label in scheme.labels
        if label.hotkey is not None
    )
