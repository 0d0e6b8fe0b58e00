"""A sentence, perhaps with a longer text under it that can be read and copied."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from annotator.language import tr
from ui.dialogs.base import Dialog, plain, reading_box
from ui.language import directed
from ui.theme import Theme


class MessageDialog(Dialog):
    """Says something and waits until it has been read."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, *, title: str, sentence: str, details: str = ""
    ) -> None:
        super().__init__(parent, theme, title=title, action=tr("Close"))
        self.cancel.hide()
        words = plain(directed(sentence), theme)
        words.setWordWrap(True)
        self.add_wide(words)
        if details:
            box = reading_box(details.splitlines(), tr("Details"))
            box.setMinimumSize(QSize(620, 260))
            self.add_wide(box)
