"""Where the report of agreement is to go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.language import tr
from annotator.workspace import Workspace
from ui.dialogs.picture import file_name

_SUFFIXES = frozenset({".html", ".htm"})


def ask_for_target(window: QWidget, workspace: Workspace) -> Path | None:
    """Ask for a file beside the project; None if the person has thought better of it."""
    name = file_name(f"{workspace.title} {tr('Agreement between readers')}")
    start = str(workspace.path.parent / f"{name}.html")
    chosen, _ = QFileDialog.getSaveFileName(window, tr("Export the report"), start, "HTML (*.html)")
    if not chosen:
        return None
    target = Path(chosen)
    return target if target.suffix.lower() in _SUFFIXES else target.with_name(f"{target.name}.html")
