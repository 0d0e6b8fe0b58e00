"""The page scrolls without jumps, whatever the estimates turn out to be."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.canvas_page import CanvasPage

_LONG = "\n".join("كلمة " * (3 + 37 * (n % 7)) for n in range(300))


def test_scrolling_up_by_pixels_moves_the_text_by_just_so_many(canvas: CanvasPage) -> None:
    canvas.show(_LONG, [("PERS", n, n + 4) for n in range(0, 20000, 400)])
    canvas.view.scroll_to(15_000)
    QApplication.processEvents()
    for _ in range(40):
        place = canvas.view.first_visible
        before = canvas.view.point_of(place).y()
        canvas.view.scroll_by(-90)
        assert canvas.view.point_of(place).y() == before + 90


def test_the_first_line_in_sight_stays_when_the_width_or_the_size_changes(canvas: CanvasPage) -> None:
    canvas.show(_LONG)
    canvas.view.scroll_to(15_000)
    first = canvas.view.first_visible
    canvas.view.resize(820, 700)
    QApplication.processEvents()
    paragraph = canvas.sheet.paragraphs.laid_out(canvas.sheet.paragraphs.index_of(first))
    assert canvas.view.first_visible == paragraph.line_of(first).start
    canvas.view.set_text_size(32)
    paragraph = canvas.sheet.paragraphs.laid_out(canvas.sheet.paragraphs.index_of(first))
    assert canvas.view.first_visible <= first < paragraph.end


def test_scroll_to_brings_back_the_place_that_was_first(canvas: CanvasPage) -> None:
    canvas.show(_LONG)
    canvas.view.scroll_to(9_000)
    first = canvas.view.first_visible
    canvas.view.scroll_to(0)
    assert canvas.view.first_visible == 0
    canvas.view.scroll_to(first)
    assert canvas.view.first_visible == first


def test_the_scroll_bar_reaches_both_ends(canvas: CanvasPage) -> None:
    canvas.show(_LONG)
    bar = canvas.view.verticalScrollBar()
    for _ in range(5):
        bar.setValue(bar.maximum())
    last = canvas.view.point_of(len(_LONG)).y()
    assert 0 < last < canvas.view.viewport().height()
    bar.setValue(0)
    assert canvas.view.first_visible == 0


def test_a_short_text_does_not_scroll_at_all(canvas: CanvasPage) -> None:
    canvas.show("سطر")
    before = canvas.view.point_of(0)
    canvas.view.scroll_by(300)
    assert canvas.view.point_of(0) == before
    assert canvas.view.verticalScrollBar().maximum() == 0


def test_the_measures_of_the_page_grow_with_the_text(canvas: CanvasPage) -> None:
    canvas.show("قال كيم\nقال كيم", [("PERS", 4, 7), ("PERS", 12, 15)])
    steps = []
    for px in (18, 24, 38):
        canvas.view.set_text_size(px)
        steps.append(canvas.view.point_of(8).y() - canvas.view.point_of(0).y())
    assert steps[0] < steps[1] == 64 < steps[2]


def test_an_empty_document_and_none_at_all_are_shown(canvas: CanvasPage) -> None:
    canvas.show("")
    assert not canvas.view.grab().isNull()
    canvas.view.show_document(None, None, canvas.scheme)
    assert not canvas.view.grab().isNull()
    assert canvas.view.first_visible == 0


def test_the_next_page_is_laid_out_while_this_one_is_read(canvas: CanvasPage, qtbot: QtBot) -> None:
    canvas.show(_LONG, [("PERS", n, n + 4) for n in range(0, 20000, 400)])
    canvas.view.scroll_to(9_000)
    qtbot.waitUntil(lambda: not canvas.view._ahead.isActive())
    worked_out = canvas.sheet.recomputed
    bar = canvas.view.verticalScrollBar()
    for step in (bar.pageStep(), -2 * bar.pageStep()):
        bar.setValue(bar.value() + step)
        canvas.view.viewport().repaint()
    assert canvas.sheet.recomputed == worked_out


def test_preparing_pages_moves_nothing_in_sight(canvas: CanvasPage, qtbot: QtBot) -> None:
    canvas.show(_LONG)
    canvas.view.scroll_to(15_000)
    place = canvas.view.first_visible
    before = canvas.view.point_of(place)
    qtbot.waitUntil(lambda: not canvas.view._ahead.isActive())
    assert canvas.view.point_of(place) == before
    bar = canvas.view.verticalScrollBar()
    bar.setValue(bar.value() + 50)
    assert canvas.view.point_of(place).y() == before.y() - 50
