"""What each figure means, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from annotator.language import tr
from annotator.workspace.agreement.wording import ATTIMAM, BOOTSTRAP, MEANINGS, UNDEFINED
from ui.dialogs.base import Dialog, reading_box
from ui.theme import Theme

_SIZE: Final = QSize(640, 460)


class DefinitionsDialog(Dialog):
    """Lists the figures with their meanings and their sources. They can be copied."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme, title=tr("Definitions and references"), action=tr("Close"))
        self.cancel.hide()
        self.words = reading_box(lines(), tr("Definitions and references"))
        self.words.setMinimumSize(_SIZE)
        self.add_wide(self.words)


def lines() -> Iterator[str]:
    """Yield the lines of the list, in the language in use."""
    for meaning in (*MEANINGS.values(), ATTIMAM, BOOTSTRAP, UNDEFINED):
        yield str(meaning.name)
        yield str(meaning.words)
        if meaning.source:
            yield meaning.source
        yield ""
