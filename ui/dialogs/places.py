"""Where new project files go."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.language import tr

SUFFIX: Final = ".hashiya"


def asked_target(parent: QWidget, title: str, start: Path) -> Path | None:
    """Let the person choose a name for a new project file; None if there shall be none.

    What is there already is never replaced: that is said when it is tried.
    """
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        title,
        str(start),
        f"{tr('Hashiya projects')} (*{SUFFIX})",
        "",
        QFileDialog.Option.DontConfirmOverwrite,
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_name(path.name + SUFFIX)
