"""Search or run a command, in a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.model import Span
from ui.conductor import Conductor
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.palette.field import SearchField
from ui.palette.lines import Choice, Group
from ui.palette.popup import Popup

MakeWindow = Callable[..., Conductor]
CONTROL = Qt.KeyboardModifier.ControlModifier


def _opened(conductor: Conductor, words: str = "") -> tuple[SearchField, Popup]:
    """Press Ctrl+K, write the words, and return field and list."""
    QTest.keyClick(conductor.window.view, Qt.Key.Key_K, CONTROL)
    field = QApplication.focusWidget()
    assert isinstance(field, SearchField)
    field.setText(words)  # QTest types Latin letters only
    QApplication.processEvents()
    return field, conductor.palette.popup


def _until_titles_are_folded(conductor: Conductor, qtbot: QtBot) -> None:
    """Wait for what is done while there is nothing else to do."""
    qtbot.waitUntil(lambda: not conductor.palette._folding.isActive())


def _enter(field: SearchField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def _names(popup: Popup, group: Group) -> list[str]:
    return [line.words for line in popup.lines if isinstance(line, Choice) and line.group is group]


def _text(conductor: Conductor) -> str:
    document = conductor.session.document
    assert document is not None
    return document.text


def _count(conductor: Conductor) -> int:
    reading = conductor.session.annotation_set
    return 0 if reading is None else len(reading.spans)


def _free_word(conductor: Conductor) -> Span:
    """Return a word on which nothing is said yet."""
    text, reading = _text(conductor), conductor.session.annotation_set
    assert reading is not None
    start = 0
    for word in text.split(" "):
        place = Span(start, start + len(word))
        if word.isalpha() and not any(s.span.overlaps(place) for s in reading.spans.values()):
            return place
        start = place.end + 1
    pytest.fail("every word of the sample is in a span")


@pytest.mark.parametrize("key", ["K", "ن"])
def test_the_key_leads_there_on_either_keyboard(make_window: MakeWindow, samples: Path, key: str) -> None:
    conductor = make_window(samples)
    QTest.keyClick(conductor.window.view, Qt.Key(ord(key)), CONTROL)
    assert QApplication.focusWidget() is conductor.window.header.search
    assert conductor.palette.popup.isVisible()
    assert not conductor.palette.popup.isWindow()  # a window of its own could take the keyboard away


@pytest.mark.parametrize(
    ("code", "words"), [("ar", "undo"), ("ar", "تراجع"), ("en", "تَراجُع"), ("en", "Undo")]
)
def test_a_command_is_found_in_either_language_and_run(
    make_window: MakeWindow, samples: Path, code: str, words: str
) -> None:
    conductor = make_window(samples, language=code)
    conductor.window.view.next_span()
    QTest.keyClick(conductor.window.view, Qt.Key.Key_Delete)
    before = _count(conductor)
    field, popup = _opened(conductor, words)
    assert popup.choice is not None
    assert popup.choice.words.startswith({"ar": "تراجع", "en": "Undo"}[code])
    assert popup.choice.key == "Ctrl+Z"
    _enter(field)
    assert _count(conductor) == before + 1
    assert conductor.window.view.hasFocus()
    assert not popup.isVisible()
    assert field.text() == ""


def test_only_what_makes_sense_now_is_offered(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    offered = {line.target for line in _opened(conductor)[1].lines if isinstance(line, Choice)}
    enabled = {name for name, action in conductor.actions.actions.items() if action.isEnabled()}
    assert offered == enabled - {"palette"}
    assert "redo" not in offered  # nothing has been undone
    assert "label:PERS" in offered


def test_without_a_project_there_is_nothing_to_search(make_window: MakeWindow) -> None:
    conductor = make_window()
    assert not conductor.window.header.search.isVisible()
    conductor.actions.actions["palette"].trigger()
    assert not conductor.palette.popup.isVisible()


def test_a_label_command_labels_what_was_selected_before(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    word = _free_word(conductor)
    conductor.window.view.select(word)
    before = _count(conductor)
    _enter(_opened(conductor, "label event")[0])
    assert _count(conductor) == before + 1
    made = conductor.session.span(conductor.window.view.current_span)
    assert made is not None
    assert (made.label, made.span) == ("EVENT", word)


def test_a_command_used_before_is_offered_first(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _enter(_opened(conductor, "save")[0])
    _field, popup = _opened(conductor)
    assert popup.choice is not None
    assert popup.choice.target == "save"


def test_a_title_opens_its_document(make_window: MakeWindow, samples: Path, qtbot: QtBot) -> None:
    conductor = make_window(samples)
    other = conductor.session.workspace.documents()[1]
    field, popup = _opened(conductor, other.title)
    _until_titles_are_folded(conductor, qtbot)
    assert _names(popup, Group.DOCUMENTS) == [other.title]
    assert popup.choice is not None
    assert popup.choice.target == other.id
    _enter(field)
    assert conductor.session.document_id == other.id
    assert conductor.window.view.hasFocus()


def test_words_of_the_text_are_found_and_selected(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    text, view = _text(conductor), conductor.window.view
    words = text.rstrip().rsplit(" ", 2)[-2]
    last = text.rindex(words)
    field, popup = _opened(conductor, words)
    hits = [line for line in popup.lines if isinstance(line, Choice) and line.group is Group.TEXT]
    place = next(line.target for line in hits if line.target == Span(last, last + len(words)))
    for _ in popup.lines:
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert popup.choice is hits[-1]
    assert popup.choice.target == place
    _enter(field)
    assert view.selection == place
    assert view.viewport().rect().contains(view.point_of(last))
    assert view.hasFocus()


def test_escape_goes_back_to_the_text_as_it_was(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    word = _free_word(conductor)
    conductor.window.view.select(word)
    field, popup = _opened(conductor, "undo")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert conductor.window.view.hasFocus()
    assert conductor.window.view.selection == word
    assert not popup.isVisible()
    assert field.text() == ""


def test_letters_typed_there_label_nothing(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    conductor.window.view.select(_free_word(conductor))
    before = _count(conductor)
    field, _popup = _opened(conductor)
    QTest.keyClicks(field, "1 rRuUnN 8")
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert field.text() == "1 rRuUnN 8"
    assert _count(conductor) == before
    assert QApplication.focusWidget() is field


def test_keys_walk_over_captions_and_stop_at_the_ends(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    conductor = make_window(samples)
    field, popup = _opened(conductor, "ال")
    _until_titles_are_folded(conductor, qtbot)
    choices = [line for line in popup.lines if isinstance(line, Choice)]
    assert {line.group for line in choices} == set(Group)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert popup.choice is choices[0]
    walked = [popup.choice]
    for _ in choices:
        QTest.keyClick(field, Qt.Key.Key_Down)
        walked.append(popup.choice)
    assert walked == [*choices, choices[-1]]
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    assert popup.choice is choices[-1 - popup.page]
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert popup.choice is choices[-1]
    assert field.text() == "ال"


def test_a_click_runs_and_a_caption_does_not(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _field, popup = _opened(conductor, "larger")
    caption, line = (popup.list.visualRect(popup.list.model().index(row, 0)).center() for row in (0, 1))
    before = conductor.settings.text_px
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=caption)
    assert popup.isVisible()
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=line)
    assert not popup.isVisible()
    assert conductor.settings.text_px > before


def test_what_is_not_there_is_said(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    field, popup = _opened(conductor, "<b>zzz</b>")
    assert popup.lines == []
    said = [label for label in popup.findChildren(QLabel) if label.isVisible()]
    assert ["<b>zzz</b>" in label.text() for label in said] == [True]
    assert said[0].textFormat() == Qt.TextFormat.PlainText
    _enter(field)
    assert popup.isVisible()


def test_a_screen_reader_is_told_what_is_chosen(
    make_window: MakeWindow, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("ui.palette.palette.announce", lambda _widget, words: told.append(words))
    conductor = make_window(samples)
    field, popup = _opened(conductor, "document")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert told[0].startswith("Commands: ")
    assert popup.choice is not None
    assert popup.choice.words in told[-1]
    assert popup.choice.key in told[-1]
    for widget in (field, popup.list):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name)


def test_it_hangs_from_its_field_inside_the_window(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples, language="ar")
    window = conductor.window
    field, popup = _opened(conductor, "ا")
    assert popup.geometry().right() == field.mapTo(window, field.rect().bottomRight()).x()
    assert field.width() > 200
    window.resize(760, 520)
    QApplication.processEvents()
    assert window.rect().contains(popup.geometry())
    assert popup.geometry().top() > field.mapTo(window, field.rect().bottomLeft()).y()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()  # the names of project and document need its room
    _opened(conductor)
    assert field.isVisible()


def test_it_comes_back_with_the_window(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    field, popup = _opened(conductor, "undo")
    reason = Qt.FocusReason.ActiveWindowFocusReason
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert not popup.isVisible()
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, reason))
    assert popup.isVisible()
    assert field.text() == "undo"
    conductor.window.desk.documents.search.setFocus()
    assert not popup.isVisible()
    assert field.text() == ""


def test_it_speaks_the_language_in_use(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _enter(_opened(conductor, "العربية")[0])
    assert language.current() == "ar"
    field, popup = _opened(conductor, "English")
    assert field.placeholderText() == language.tr("Search or run a command")
    assert _names(popup, Group.COMMANDS) == ["English"]
    assert popup.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_the_sheet_of_shortcuts_has_it(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    sheet = ShortcutsDialog(conductor.window, conductor.window.theme, conductor.actions.rows())
    assert any("Search or run a command" in label.text() for label in sheet.findChildren(QLabel))
