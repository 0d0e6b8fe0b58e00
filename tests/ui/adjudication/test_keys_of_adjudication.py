"""Which key does what on the page of adjudication, on either keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.adjudication.keys import Deed, deed_of, is_taken

_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def key(code: int | str, modifiers: Qt.KeyboardModifier = _NONE, text: str = "") -> QKeyEvent:
    number = ord(code[0].upper()) if isinstance(code, str) else code
    return QKeyEvent(QEvent.Type.KeyPress, number, modifiers, text or (code if isinstance(code, str) else ""))


@pytest.mark.parametrize(
    ("latin", "arabic", "deed"),
    [
        ("1", "١", Deed.TAKE),
        ("9", "٩", Deed.TAKE),
        ("0", "٠", Deed.NOTHING),
        ("E", "ث", Deed.OWN),
        ("L", "م", Deed.LATER),
        ("J", "ت", Deed.NEXT),
        ("K", "ن", Deed.PREVIOUS),
        ("M", "ة", Deed.REASON),
        ("G", "ل", Deed.GAP),
        ("A", "ش", Deed.ACCEPT),
        ("B", "لا", Deed.SEVERAL),
    ],
)
def test_letters_and_digits_mean_the_same_on_both_keyboards(latin: str, arabic: str, deed: Deed) -> None:
    for one in (latin, arabic):
        assert deed_of(key(one), reading=False, writing=False) is deed


@pytest.mark.parametrize(
    ("code", "deed"),
    [
        (Qt.Key.Key_Return, Deed.DECIDE),
        (Qt.Key.Key_Enter, Deed.DECIDE),
        (Qt.Key.Key_Escape, Deed.LEAVE),
        (Qt.Key.Key_Backspace, Deed.UNDO),
        (Qt.Key.Key_Down, Deed.NEXT),
        (Qt.Key.Key_Up, Deed.PREVIOUS),
    ],
)
def test_other_keys(code: Qt.Key, deed: Deed) -> None:
    assert deed_of(key(code), reading=False, writing=False) is deed


def test_while_the_reason_is_written_only_enter_and_escape_mean_something() -> None:
    for one in ("1", "0", "J", "M", "B"):
        assert deed_of(key(one), reading=False, writing=True) is None
    for code in (Qt.Key.Key_Backspace, Qt.Key.Key_Down):
        assert deed_of(key(code), reading=False, writing=True) is None
    assert deed_of(key(Qt.Key.Key_Return), reading=False, writing=True) is Deed.DECIDE
    assert deed_of(key(Qt.Key.Key_Escape), reading=True, writing=True) is Deed.LEAVE


def test_while_one_reads_for_oneself_digits_and_arrows_are_the_texts() -> None:
    for one in ("1", "0", "J", "L", "A"):
        assert deed_of(key(one), reading=True, writing=False) is None
    assert deed_of(key(Qt.Key.Key_Down), reading=True, writing=False) is None
    assert deed_of(key("E"), reading=True, writing=False) is Deed.OWN
    assert deed_of(key("M"), reading=True, writing=False) is Deed.REASON
    assert deed_of(key("G"), reading=True, writing=False) is Deed.EDGES
    assert deed_of(key("F"), reading=True, writing=False) is Deed.WORDS
    assert deed_of(key(Qt.Key.Key_Return), reading=True, writing=False) is Deed.DECIDE


def test_the_windows_keys_for_a_text_out_of_sight_are_taken() -> None:
    for event in (key("1"), key("J"), key("L"), key(Qt.Key.Key_Delete), key("F", _CTRL), key("L", _CTRL)):
        assert is_taken(event)
    assert is_taken(key(Qt.Key.Key_Return, _CTRL)), "it would finish the document behind the page"
    for event in (key(Qt.Key.Key_F1), key("Z", _CTRL), key("K", _CTRL), key("J", _CTRL | _SHIFT)):
        assert not is_taken(event)
    assert not is_taken(key("ئ", _CTRL)), "Ctrl+Z on an Arabic keyboard"
