"""Where new project files go."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.language import tr

SUFFIX: Final = ".hashiya"
LONGEST_TITLE: Final = 200
"""Characters of a project's name that can be written: it stands in one line of the window."""
_LONGEST_IN_FILE_NAME: Final = 50
"""Characters: systems take 255 bytes for a name, an Arabic letter has two, and a packet has two parts."""
_NOT_IN_A_FILE_NAME: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def in_file_name(words: str) -> str:
    """Return words as they can be part of a file's name on any system; "" if nothing is left of them."""
    return _NOT_IN_A_FILE_NAME.sub(" ", words)[:_LONGEST_IN_FILE_NAME].strip(" .")


def is_taken(path: Path) -> bool:
    """Tell whether something is at a path that a person has written. At one that can't be, nothing is."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


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
