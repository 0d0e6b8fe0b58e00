"""Where several spans lie at one place: one key walks them, and a small list names them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.canvas_page import CanvasPage

_TEXT = "قال كيم جونغ أون اليوم إنه ذاهب"
_SPANS = [("CLAIM", 0, 26), ("PERS", 4, 16), ("OCC", 4, 7)]


def test_enter_takes_the_innermost_and_again_the_one_around_it(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, _SPANS)
    canvas.view.move_caret(5, extend=False)
    chosen = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Return):
        canvas.press(key)
        chosen.append(canvas.current())
    assert chosen == ["s2", "s1", "s0", "s2"]


def test_the_list_comes_with_the_second_step_and_names_all(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, _SPANS)
    canvas.view.move_caret(5, extend=False)
    canvas.press(Qt.Key.Key_Return)
    assert canvas.view.pile.ids == []
    canvas.press(Qt.Key.Key_Return)
    assert canvas.view.pile.ids == ["s2", "s1", "s0"]
    assert canvas.view.viewport().rect().contains(canvas.view.pile.geometry())


def test_up_and_down_walk_the_list_and_esc_closes_it(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, _SPANS)
    canvas.view.move_caret(5, extend=False)
    canvas.press(Qt.Key.Key_Return, times=2)
    canvas.press(Qt.Key.Key_Down)
    assert canvas.current() == "s0"
    canvas.press(Qt.Key.Key_Up, times=2)
    assert canvas.current() == "s2"
    canvas.press(Qt.Key.Key_Escape)
    assert (canvas.view.pile.ids, canvas.current()) == ([], "s2")


def test_any_other_step_closes_the_list(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, _SPANS)
    canvas.view.move_caret(5, extend=False)
    canvas.press(Qt.Key.Key_Return, times=2)
    canvas.press(Qt.Key.Key_Left)
    assert canvas.view.pile.ids == []
    assert canvas.view.caret == 6


def test_the_mouse_chooses_in_the_list(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, _SPANS)
    canvas.click(canvas.between(5))
    canvas.click(canvas.between(5))
    pile = canvas.view.pile
    assert pile.ids == ["s2", "s1", "s0"]
    row = pile.height() // 3
    QTest.mouseClick(pile, Qt.MouseButton.LeftButton, pos=QPoint(20, 2 * row + row // 2))
    assert (canvas.current(), pile.ids) == ("s0", [])


def test_one_span_alone_needs_no_list(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, _SPANS[:1])
    canvas.view.move_caret(5, extend=False)
    canvas.press(Qt.Key.Key_Return, times=2)
    assert (canvas.current(), canvas.view.pile.ids) == ("s0", [])


def test_a_caret_behind_the_last_letter_is_still_at_the_span(canvas: CanvasPage) -> None:
    canvas.show("هذا كيم هنا", [("PERS", 4, 7)])
    canvas.view.move_caret(7, extend=False)
    canvas.press(Qt.Key.Key_Return)
    assert canvas.current() == "s0"


def test_the_list_says_what_it_is_and_shows_a_hostile_name_as_text(canvas: CanvasPage) -> None:
    canvas.show("<b>كيم</b> هنا", [("PERS", 0, 10), ("OCC", 0, 10)])
    canvas.view.move_caret(2, extend=False)
    canvas.press(Qt.Key.Key_Return, times=2)
    assert canvas.view.pile.accessibleName() == "Spans at this place"
    assert canvas.view.pile._words == ["<b>كيم</b>"] * 2
