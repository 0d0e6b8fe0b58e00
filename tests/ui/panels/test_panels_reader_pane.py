from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.panels.reader_pane import ReaderPane


def test_it_is_hidden_until_asked_for_and_can_only_be_read(qtbot: QtBot) -> None:
    pane = ReaderPane()
    qtbot.addWidget(pane)
    assert not pane.isVisible()
    pane.show_paragraph("قال <b>الوزير</b>")
    pane.show()
    qtbot.keyClicks(pane, "x")
    assert pane.toPlainText() == "قال <b>الوزير</b>"
    assert pane.accessibleName() == "The current paragraph, to be read"


def test_the_caret_stays_while_the_paragraph_is_the_same(qtbot: QtBot) -> None:
    pane = ReaderPane()
    qtbot.addWidget(pane)
    pane.show_paragraph("قال الوزير")
    pane.show()
    qtbot.keyClick(pane, Qt.Key.Key_End)
    place = pane.textCursor().position()
    assert place == len("قال الوزير")
    pane.show_paragraph("قال الوزير")
    assert pane.textCursor().position() == place
    pane.show_paragraph("فقرة أخرى")
    assert pane.textCursor().position() == 0


def test_a_paragraph_runs_by_its_letters_not_by_the_first_one(qtbot: QtBot) -> None:
    pane = ReaderPane()
    qtbot.addWidget(pane)
    pane.show_paragraph("Reuters: سوق الحبوب في مصر")
    assert pane.document().defaultTextOption().textDirection() == Qt.LayoutDirection.RightToLeft


def test_its_name_follows_the_language(qtbot: QtBot, switch: Callable[..., None]) -> None:
    pane = ReaderPane()
    qtbot.addWidget(pane)
    switch(pane)
    assert pane.accessibleName() == "«The current paragraph, to be read»"
