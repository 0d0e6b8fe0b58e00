"""What a person can do with the project and its files."""

from __future__ import annotations

from annotator.language import msg
from ui.actions.row import Action, Menu

PROJECT_ACTIONS: tuple[Action, ...] = (
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
        id="import_folder",
        text=msg("Import a folder…"),
        menu=Menu.PROJECT,
        slot="import_folder",
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
    Action(
        id="scheme",
        text=msg("Label scheme…"),
        menu=Menu.PROJECT,
        keys=("Ctrl+Shift+L",),
        slot="scheme",
        needs="project",
    ),
    Action(
        id="print_statements",
        text=msg("Print who says what…"),
        menu=Menu.PROJECT,
        keys=("Ctrl+Shift+P",),
        slot="print_statements",
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
    Action(
        id="delete_document",
        text=msg("Move the document to the trash"),
        menu=Menu.PROJECT,
        slot="delete_document",
        needs="document",
        edits=True,
    ),
    Action(id="trash", text=msg("Trash…"), menu=Menu.PROJECT, slot="trash", needs="project"),
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
)
