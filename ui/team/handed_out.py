"""What has been handed out, and what to do with the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.language import tr, trn
from annotator.workspace.packets import Given
from ui.controls import Button
from ui.dialogs.base import Dialog, plain
from ui.language import directed
from ui.theme import Theme


class HandedOutDialog(Dialog):
    """Says which file is to be sent, and what happens then.

    Args:
        parent: the window.
        theme: its colours.
        given: what went out.
        path: where the packet lies.
    """

    def __init__(self, parent: QWidget | None, theme: Theme, given: Given, path: Path) -> None:
        super().__init__(parent, theme, title=tr("The packet is ready"), action=tr("Done"))
        self.cancel.hide()
        name = given.annotator.name
        holds = trn(
            "It holds {count} document for {annotator}.",
            "It holds {count} documents for {annotator}.",
            len(given.documents),
            annotator=name,
        )
        way = tr(
            "Send this file to {annotator}, who opens it like a project and sends it back when the work is "
            "done, or before. Then choose “Bring home” in the Team menu.",
            annotator=name,
        )
        self.words = plain(directed(f"{holds} {way}"), theme)
        self.words.setWordWrap(True)
        self.file = QLineEdit(str(path))
        self.file.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as paths are
        self.file.setReadOnly(True)
        self.copy = Button(icon="document")
        self.copy.setText(tr("Copy the path"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(path)))
        self.add_wide(self.words)
        self.add_row(tr("File"), self.file)
        self._buttons.insertWidget(0, self.copy)
