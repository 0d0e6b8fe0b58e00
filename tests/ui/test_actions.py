from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAction, QHelpEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.model.scheme_json import default_scheme
from ui.actions import ACTIONS, Action, Menu, label_actions
from ui.keys import shown, twin, with_twins
from ui.menus import ActionSet
from ui.panels.painting import plain_tip

EVERY = (*ACTIONS, *label_actions(default_scheme()))


def test_ids_are_unique() -> None:
    assert max(Counter(action.id for action in EVERY).values()) == 1


def test_no_two_actions_share_a_key_at_one_place() -> None:
    keys = Counter(
        # The page of adjudication takes its keys before the window's actions hear of them.
        (action.by_page and action.menu is Menu.TEAM, sequence_of(key))
        for action in EVERY
        for key in (action.sequences or action.keys)
    )
    assert [key for key, count in keys.items() if count > 1] == []


def sequence_of(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


@pytest.mark.parametrize("action", [a for a in EVERY if not a.by_page], ids=lambda a: a.id)
def test_every_letter_and_digit_has_the_arabic_keyboards_twin(action: Action) -> None:
    for key in action.keys:
        last = key.rsplit("+", 1)[-1]
        if len(last) == 1 and last.isalnum():
            assert twin(key) in action.sequences, key


@pytest.mark.parametrize("action", [a for a in EVERY if a.sequences], ids=lambda a: a.id)
def test_qt_understands_every_sequence(action: Action) -> None:
    for sequence in action.sequences:
        parsed = QKeySequence(sequence)
        assert parsed.count() == 1, sequence
        assert parsed.toString(QKeySequence.SequenceFormat.PortableText) != "", sequence


def test_the_standard_arabic_layout_has_these_letters_on_these_keys() -> None:
    assert [twin(key) for key in ("Ctrl+Z", "Ctrl+Shift+Z", "R", "U", "Ctrl+S", "Ctrl+O", "N")] == [
        "Ctrl+ئ",
        "Ctrl+Shift+ئ",
        "ق",
        "ع",
        "Ctrl+س",
        "Ctrl+خ",
        "ى",
    ]
    assert twin("2") == "٢"
    assert twin("F5") is None
    assert twin("Ctrl++") is None
    assert with_twins(("Del", "R")) == ("Del", "R", "ق")


def test_keys_are_written_as_on_the_caps() -> None:
    assert [shown(key) for key in ("Ctrl+Return", "Alt+PgDown", "Ctrl++", "Shift+R")] == [
        "Ctrl+↵",
        "Alt+PgDn",
        "Ctrl++",
        "Shift+R",
    ]


def test_every_label_key_of_the_scheme_is_in_the_table() -> None:
    scheme = default_scheme()
    rows = {action.arguments[0]: action.keys[0] for action in label_actions(scheme)}
    assert rows == {label.code: label.hotkey for label in scheme.labels if label.hotkey is not None}


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_every_action_and_chapter_is_called_something(code: str) -> None:
    language.use(code)
    try:
        assert all(str(action.text).strip() for action in EVERY)
        assert all(str(chapter.heading).strip() for chapter in Menu)
    finally:
        language.use("en")


def test_every_action_has_an_arabic_name_of_its_own() -> None:
    language.use("ar")
    try:
        # The names of languages are the same in either.
        same = {a.id for a in ACTIONS if str(a.text) == a.text.text}
    finally:
        language.use("en")
    assert same == {"arabic", "english"}


def test_a_long_menu_is_parted_by_lines(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = ActionSet(window, defaultdict(lambda: print))
    made.add(EVERY)
    for chapter in made.menu.actions():
        part = chapter.menu()
        assert isinstance(part, QMenu)
        runs = [len(list(run)) for line, run in groupby(part.actions(), QAction.isSeparator) if not line]
        if chapter.text() != str(Menu.LABEL.heading):  # one row for each label
            assert max(runs) <= 9, (chapter.text(), runs)
        assert not part.actions()[0].isSeparator()
        assert not part.actions()[-1].isSeparator()


def test_a_menu_shows_the_tips_that_were_set_and_never_takes_an_entry_s_words_for_one(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.setToolTipsVisible(True)
    untold, told = menu.addAction("<b>label</b>"), menu.addAction("x")
    told.setToolTip(plain_tip("<i>why not</i>"))
    menu.popup(QPoint(10, 10))
    for entry, tip in ((untold, ""), (told, "<qt>&lt;i&gt;why not&lt;/i&gt;</qt>")):
        place = menu.actionGeometry(entry).center()
        asked = QHelpEvent(QEvent.Type.ToolTip, place, menu.mapToGlobal(place))
        QToolTip.hideText()
        QApplication.sendEvent(menu, asked)
        assert QToolTip.text() == tip
