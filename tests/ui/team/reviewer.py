"""A person at the window who hands work out and brings it home: what is seen, and what is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.dialogs.base import Dialog
from ui.dialogs.work import WorkDialog
from ui.panels.painting import plain_tip


class Reviewer:
    """Works at one window. A dialog that opens is met by what `meets` has said of its kind."""

    def __init__(self, conductor: Conductor, patch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
        self.conductor = conductor
        self._qtbot = qtbot
        self._acts: dict[type[Dialog], Callable[[Any], None]] = {}
        self.met: list[str] = []
        patch.setattr(QDialog, "exec", lambda dialog: self._meet(dialog))  # noqa: PLW0108 - bound as a method

    @property
    def workspace(self) -> Workspace:
        return self.conductor.session.workspace

    @property
    def news(self) -> str:
        return self.conductor.window.notice.text

    def open(self, path: Path) -> None:
        assert self.conductor.open(path)
        self.conductor.window.view.setFocus()
        QApplication.processEvents()

    def meets(self, kind: type[Dialog], act: Callable[[Any], None]) -> None:
        """Say what is done when a dialog of this kind opens; it is closed after that, unless it is done."""
        self._acts[kind] = act

    def presses(self, keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.conductor.window.view, keys, modifiers)
        QApplication.processEvents()

    def chooses(self, action: str) -> None:
        """Choose an entry of the menu."""
        self.conductor.actions.actions[action].trigger()

    def can(self, action: str) -> bool:
        return self.conductor.actions.actions[action].isEnabled()

    def is_told_why_not(self, action: str) -> str:
        """Return why an entry of the menu can't be chosen, as it says on hovering; "" if it can."""
        entry = self.conductor.actions.actions[action]
        assert not entry.statusTip() or plain_tip(entry.statusTip()) == entry.toolTip()
        return entry.statusTip()

    def drops(self, paths: Sequence[Path]) -> None:
        """Drop files on the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPointF(200, 200),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.conductor.window.dropEvent(event)

    def waits(self, dialog: WorkDialog) -> None:
        """Wait until a dialog has done what it does in the background."""
        self._qtbot.waitUntil(lambda: not dialog.is_working, timeout=10000)

    def confirms(self, dialog: Dialog) -> None:
        """Press the primary button by Enter, and wait."""
        assert dialog.primary.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        if isinstance(dialog, WorkDialog):
            self.waits(dialog)

    def _meet(self, dialog: QDialog) -> int:
        self.met.append(type(dialog).__name__)
        act = next((one for kind, one in self._acts.items() if isinstance(dialog, kind)), None)
        dialog.show()
        QApplication.processEvents()
        if isinstance(dialog, WorkDialog):
            self.waits(dialog)
        if act is not None:
            act(dialog)
        dialog.hide()
        return int(dialog.result())


def choose(field: Any, value: object) -> None:
    """Choose an answer of a field as a person does: the field tells it."""
    field.set_choice(value)
    field.chosen.emit(value)


def cells(table: Any) -> list[list[str]]:
    """Return what a table shows."""
    model = table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def seen(part: QWidget) -> bool:
    return part.isVisible()
