"""The dialogs of a window, for tests that look at all of them."""

from __future__ import annotations

from pathlib import Path

from ui.conductor import Conductor
from ui.dialogs.base import Dialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.import_files import ImportDialog
from ui.dialogs.new_project import NewProjectDialog
from ui.dialogs.shortcuts import ShortcutsDialog


def dialogs(conductor: Conductor) -> list[Dialog]:
    """Return one of each dialog; none is shown."""
    window, colors = conductor.window, conductor.window.theme
    workspace = conductor.session.workspace
    return [
        NewProjectDialog(window, colors, reader="Salma"),
        ImportDialog(window, colors, workspace, [Path("a.txt")]),
        ExportDialog(window, colors, workspace),
        ShortcutsDialog(window, colors, conductor.actions.rows()),
    ]
