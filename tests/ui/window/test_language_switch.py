from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from ui.conductor import Conductor
from ui.settings import Settings

MakeWindow = Callable[..., Conductor]
RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def test_the_window_turns_round_while_it_is_open(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples, language="en")
    window = conductor.window
    assert window.layoutDirection() == LTR
    desk_in_english = window.desk.geometry()
    conductor.actions.actions["arabic"].trigger()
    QApplication.processEvents()
    assert window.layoutDirection() == RTL
    assert window.desk.geometry().left() > desk_in_english.right()
    conductor.actions.actions["english"].trigger()
    QApplication.processEvents()
    assert window.desk.geometry() == desk_in_english


def test_every_word_follows(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples, language="en")
    window = conductor.window
    assert window.header.finish.text() == "Finish & next"
    window.view.next_span()
    conductor.looks.speak("ar")
    QApplication.processEvents()
    words = [
        window.header.finish.text(),
        window.header.undo.accessibleName(),
        window.status.spans.text(),
        *(hint.text for hint in window.status.hints),
        *(action.iconText() for name, action in conductor.actions.actions.items() if name != "english"),
        *(chip.accessibleName() for chip in window.labels.chips),
    ]
    assert [word for word in words if not _is_arabic(word)] == []
    assert window.windowTitle().endswith("حاشية")


def test_qts_own_words_follow_too(make_window: MakeWindow) -> None:
    conductor = make_window(language="ar")
    box = QMessageBox(QMessageBox.Icon.NoIcon, "", "", QMessageBox.StandardButton.Cancel)
    assert _is_arabic(box.button(QMessageBox.StandardButton.Cancel).text())
    conductor.looks.speak("en")
    box = QMessageBox(QMessageBox.Icon.NoIcon, "", "", QMessageBox.StandardButton.Cancel)
    assert box.button(QMessageBox.StandardButton.Cancel).text().replace("&", "") == "Cancel"


def test_the_choice_is_remembered(make_window: MakeWindow, settings: Settings) -> None:
    make_window(language="en").actions.actions["arabic"].trigger()
    assert settings.language == "ar"


def test_the_menu_marks_the_language_in_use(make_window: MakeWindow) -> None:
    conductor = make_window(language="ar")
    assert conductor.actions.actions["arabic"].isChecked()
    conductor.looks.speak("en")
    assert conductor.actions.actions["english"].isChecked()
    assert not conductor.actions.actions["arabic"].isChecked()
