from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QFileInfo, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QFileIconProvider, QMessageBox

from annotator import resources
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


def test_qts_own_file_dialog_has_no_english_left_in_it(make_window: MakeWindow, tmp_path: Path) -> None:
    make_window(language="ar")
    (tmp_path / "مجلد").mkdir()
    dialog = QFileDialog(directory=str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    labels = [dialog.labelText(label) for label in QFileDialog.DialogLabel]
    kind = QFileIconProvider().type(QFileInfo(str(tmp_path)))
    assert [words for words in (*labels, kind) if not _is_arabic(words)] == []


def test_each_word_that_we_lend_to_qt_is_in_the_file_that_it_reads() -> None:
    lent = ET.parse(resources.path("qt", "qt_ar.ts"))  # noqa: S314 - our own file
    read = QTranslator()
    assert read.load("qt_ar", str(resources.path("qt")))
    for context in lent.iter("context"):
        for message in context.iter("message"):
            source, comment = message.findtext("source", ""), message.findtext("comment")
            said = read.translate(context.findtext("name", ""), source, comment)
            assert said == message.findtext("translation"), source
