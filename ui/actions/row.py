"""One row of the table of what a person can do, and the chapters the rows stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from annotator.language import Message, msg
from ui.keys import shown, with_twins


class Menu(StrEnum):
    """The chapters of the menu and of the shortcut sheet, in order."""

    PROJECT = "project"
    EDIT = "edit"
    LABEL = "label"
    TEAM = "team"
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
    Menu.TEAM: msg("Team"),
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
        apart: a line parts it from what stands above it in the menu; one parts each `one_of` anyhow.
        one_of: only one of those with the same word here is on, or "".
        needs: "project" or "document" if it makes no sense without, else "".
        edits: it changes the project, and so makes no sense where that can be looked at only.
        of_project: it changes what a packet leaves to the project that handed it out.
        by_page: the text itself answers the keys (Tab, arrows); listed for the sheet only.
    """

    id: str
    text: Message
    menu: Menu
    keys: tuple[str, ...] = ()
    slot: str = ""
    arguments: tuple[str, ...] = field(default=())
    checkable: bool = False
    apart: bool = False
    one_of: str = ""
    needs: str = ""
    edits: bool = False
    of_project: bool = False
    by_page: bool = False

    @property
    def sequences(self) -> tuple[str, ...]:
        """All key sequences, with the Arabic keyboard's twins."""
        return () if self.by_page else with_twins(self.keys)

    @property
    def key_shown(self) -> str:
        """The first key as it stands in a cap, or ""."""
        return shown(self.keys[0]) if self.keys else ""
