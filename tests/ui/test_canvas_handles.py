"""The edges of the current span, moved by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import Direction, Span
from tests.ui.canvas_page import CanvasPage
from ui.text.handles import Handle, moved

_ALT = Qt.KeyboardModifier.AltModifier
_TEXT = "قال كيم جونغ أون اليوم"


def _moved_by(canvas: CanvasPage, *keys: Qt.Key) -> list[tuple[str, Span]]:
    """Press keys while Alt is held, let it go, and return what was asked for."""
    asked: list[tuple[str, Span]] = []
    canvas.view.resize_requested.connect(lambda span_id, span: asked.append((span_id, span)))
    for key in keys:
        QTest.keyPress(canvas.view, key, _ALT)
    QTest.keyRelease(canvas.view, Qt.Key.Key_Alt)
    return asked


def test_alt_and_left_move_the_end_onwards_in_an_arabic_text(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("PERS", 4, 7)])
    canvas.view.set_current("s0")
    assert _moved_by(canvas, Qt.Key.Key_Left) == [("s0", Span(4, 8))]


def test_alt_and_right_move_it_back(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("PERS", 4, 7)])
    canvas.view.set_current("s0")
    assert _moved_by(canvas, Qt.Key.Key_Right) == [("s0", Span(4, 6))]


def test_in_an_english_text_the_keys_go_the_other_way(canvas: CanvasPage) -> None:
    canvas.show("Kim Jong Un met the press today", [("PERS", 0, 3)])
    canvas.view.set_current("s0")
    assert _moved_by(canvas, Qt.Key.Key_Right) == [("s0", Span(0, 4))]


def test_alt_and_up_take_the_start(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("PERS", 4, 7)])
    canvas.view.set_current("s0")
    assert _moved_by(canvas, Qt.Key.Key_Up, Qt.Key.Key_Right) == [("s0", Span(3, 7))]
    assert canvas.view.handles.held is Handle.START


def test_a_burst_of_keys_is_one_change(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("PERS", 4, 7)])
    canvas.view.set_current("s0")
    keys = [Qt.Key.Key_Left] * 5 + [Qt.Key.Key_Up, Qt.Key.Key_Right]
    assert _moved_by(canvas, *keys) == [("s0", Span(3, 12))]


def test_nothing_is_asked_for_when_the_edge_is_back_where_it_was(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("PERS", 4, 7)])
    canvas.view.set_current("s0")
    assert _moved_by(canvas, Qt.Key.Key_Left, Qt.Key.Key_Right) == []


@pytest.mark.parametrize("leave", ["key", "click", "focus"])
def test_whatever_comes_next_saves_what_the_keys_have_moved(canvas: CanvasPage, leave: str) -> None:
    canvas.show(_TEXT, [("PERS", 4, 7)])
    canvas.view.set_current("s0")
    asked: list[Span] = []
    canvas.view.resize_requested.connect(lambda _id, span: asked.append(span))
    QTest.keyPress(canvas.view, Qt.Key.Key_Left, _ALT)
    assert asked == []
    if leave == "key":
        canvas.press(Qt.Key.Key_Escape)
    elif leave == "click":
        canvas.click(canvas.between(20))
    else:
        canvas.view.clearFocus()
    assert asked == [Span(4, 8)]


def test_a_letter_goes_with_its_marks(canvas: CanvasPage) -> None:
    text = "كتبَت هند"
    canvas.show(text, [("PERS", 0, 2)])
    canvas.view.set_current("s0")
    assert _moved_by(canvas, Qt.Key.Key_Left) == [("s0", Span(0, 4))]


def test_an_edge_never_passes_the_other() -> None:
    text = "كيم"
    assert moved(text, Span(0, 1), Handle.END, 0) == Span(0, 1)
    assert moved(text, Span(2, 3), Handle.START, 3) == Span(2, 3)


def test_the_edge_is_seen_moving_before_it_is_saved(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("PERS", 4, 7)])
    canvas.view.set_current("s0")
    QApplication.processEvents()
    before = canvas.view.grab().toImage()
    for _ in range(4):
        QTest.keyPress(canvas.view, Qt.Key.Key_Left, _ALT)
    assert canvas.view.handles.preview == Span(4, 11)
    assert canvas.view.grab().toImage() != before


def test_without_a_current_span_the_keys_are_free(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("PERS", 4, 7)])
    assert _moved_by(canvas, Qt.Key.Key_Left) == []
    assert canvas.view.caret == 0


def test_another_current_span_starts_with_its_end(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("PERS", 4, 7), ("OCC", 8, 12)])
    canvas.view.set_current("s0")
    _moved_by(canvas, Qt.Key.Key_Up)
    canvas.view.set_current("s1")
    assert canvas.view.handles.held is None
    assert _moved_by(canvas, Qt.Key.Key_Left) == [("s1", Span(8, 13))]


def test_the_keys_pass_from_a_paragraph_to_one_of_the_other_direction(canvas: CanvasPage) -> None:
    canvas.show("قال كيم كلاما\nKim said", [("PERS", 4, 13)])
    canvas.view.turn_paragraphs({14: Direction.LTR})
    canvas.view.set_current("s0")
    assert _moved_by(canvas, *[Qt.Key.Key_Left] * 4) == [("s0", Span(4, 17))]


def test_the_caret_does_not_cover_a_handle_that_stands_at_its_place(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("CLAIM", 4, 12)])
    canvas.view.set_current("s0")
    handle, column = canvas.sheet.look.theme.color("accent"), canvas.view.point_of(4)
    image = canvas.view.viewport().grab().toImage()
    assert any(image.pixelColor(column.x() + x, column.y()) == handle for x in range(-1, 3))
    ink = canvas.sheet.look.theme.color("ink")
    row = canvas.sheet.rows(780)[0]
    above = round(row.y + row.paragraph.lines[0].baseline + canvas.sheet.look.canvas.band_top) + 2
    assert all(image.pixelColor(column.x() + x, above) != ink for x in range(-4, 5))
    canvas.press(Qt.Key.Key_Escape)  # nothing is current: the caret is what says where the keyboard is
    image = canvas.view.viewport().grab().toImage()
    assert any(image.pixelColor(column.x() + x, above) == ink for x in range(-4, 5))
