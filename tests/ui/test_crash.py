from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from ui import crash


def _boxes() -> list[QMessageBox]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]


def test_a_fault_that_comes_again_while_it_is_told_opens_no_second_box(qtbot: QtBot) -> None:
    seen: list[int] = []

    def again() -> None:
        crash._tell("/logs/two.txt")
        seen.append(len(_boxes()))
        _boxes()[0].reject()

    QTimer.singleShot(0, again)
    crash._tell("/logs/one.txt")
    assert seen == [1]
    assert _boxes() == []
    assert qtbot is not None
