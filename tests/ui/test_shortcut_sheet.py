from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from ui import fonts
from ui.actions import ACTIONS
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.language import Speaker
from ui.panels.key_cap import KeyCap
from ui.theme import theme


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_key_on_the_sheet_is_whole(qtbot: QtBot, qapp: QApplication, language: str) -> None:
    fonts.load()
    speaker = Speaker(qapp)
    speaker.use(language)
    dialog = ShortcutsDialog(None, theme("light"), ACTIONS)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    area = dialog.findChild(QScrollArea)
    assert area is not None
    seen = area.viewport().rect()
    caps = dialog.findChildren(KeyCap)
    assert len(caps) > 20
    for cap in caps:
        place = QRect(cap.mapTo(area.viewport(), QPoint(0, 0)), cap.size())
        assert seen.left() <= place.left() <= place.right() <= seen.right(), cap.accessibleName()
    speaker.use("en")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
