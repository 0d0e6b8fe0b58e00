"""What moves on the page, and that nothing moves where motion is reduced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model import Span
from tests.ui.canvas_page import CanvasPage
from ui.text.motion import is_reduced_by_platform

_LONG = "\n".join(f"سطر {n}" for n in range(200))
_LAST = _LONG.rindex("سطر")


def test_where_nobody_looks_nothing_moves(canvas: CanvasPage) -> None:
    assert QApplication.platformName() == "offscreen"
    assert is_reduced_by_platform()
    assert canvas.view.motion.reduced


def test_with_reduced_motion_a_jump_is_there_at_once(canvas: CanvasPage) -> None:
    canvas.show(_LONG, [("PERS", _LAST, _LAST + 3)])
    canvas.view.set_current("s0")
    assert canvas.view.viewport().rect().contains(canvas.view.rectangle_of("s0"))


def test_a_jump_scrolls_to_where_it_would_be_without_motion(canvas: CanvasPage, qtbot: QtBot) -> None:
    canvas.show(_LONG, [("PERS", _LAST, _LAST + 3)])
    canvas.view.set_current("s0")
    there = canvas.view.rectangle_of("s0")
    canvas.view.scroll_to(0)
    canvas.view.motion.reduced = False
    canvas.view.set_current("s0")
    begun = canvas.view.rectangle_of("s0")
    assert begun.y() > there.y()
    assert begun.y() - there.y() <= 1.5 * canvas.view.viewport().height()
    qtbot.waitUntil(lambda: canvas.view.rectangle_of("s0") == there)


def _is_jumping(canvas: CanvasPage) -> bool:
    return canvas.view.motion._jump.is_running


def test_who_scrolls_meanwhile_is_not_carried_on(canvas: CanvasPage) -> None:
    canvas.show(_LONG, [("PERS", _LAST, _LAST + 3)])
    canvas.view.motion.reduced = False
    canvas.view.set_current("s0")
    assert _is_jumping(canvas)
    canvas.view.scroll_to(0)
    assert not _is_jumping(canvas)
    assert canvas.view.first_visible == 0


def _claims(canvas: CanvasPage) -> None:
    text = "قال كيم إن السلام قريب وقال بوتين إنه بعيد جدا وقال آخر غير ذلك"
    spans = [("CLAIM", 8, 22), ("CLAIM", 34, 46), ("CLAIM", 52, 63)]
    spans += [("SOURCE", 4, 7), ("SOURCE", 28, 33), ("SOURCE", 48, 51)]
    canvas.show(text, spans, [("attribution", f"s{n + 3}", f"s{n}") for n in range(3)])


def test_cards_take_their_place_on_the_way_from_where_they_were(canvas: CanvasPage, qtbot: QtBot) -> None:
    _claims(canvas)
    canvas.view.viewport().repaint()
    before = {c.card.statement: c.rect.top() for c in canvas.view.painted.cards}
    canvas.view.set_current("s2")
    canvas.view.viewport().repaint()
    places = {c.card.statement: c.rect.top() for c in canvas.view.painted.cards}
    assert places["s0"] < before["s0"]
    canvas.view.set_current(None)
    canvas.view.motion.reduced = False
    canvas.view.set_current("s2")
    canvas.view.viewport().repaint()
    on_the_way = {c.card.statement: c.rect.top() for c in canvas.view.painted.cards}
    assert places["s0"] < on_the_way["s0"] <= before["s0"]

    def arrived() -> bool:
        canvas.view.viewport().repaint()
        return {c.card.statement: c.rect.top() for c in canvas.view.painted.cards} == places

    qtbot.waitUntil(arrived)


@pytest.mark.parametrize("reduced", [False, True])
def test_a_span_touched_by_undo_is_outlined_for_a_moment_or_until_the_next_key(
    canvas: CanvasPage, qtbot: QtBot, *, reduced: bool
) -> None:
    canvas.show("قال كيم هنا", [("PERS", 4, 7)])
    canvas.view.clearFocus()
    bare = canvas.view.grab().toImage()
    canvas.view.motion.reduced = reduced
    canvas.view.motion.flash(frozenset({"s0"}))
    assert canvas.view.grab().toImage() != bare
    if reduced:
        assert not canvas.view.motion._flash.isActive(), "nothing but a key takes it away"
        canvas.view.motion.end_flash()
    else:
        qtbot.waitUntil(lambda: not canvas.view.motion.flashed)
    assert canvas.view.grab().toImage() == bare


def test_a_jump_shows_the_whole_span_and_a_line_around_it(canvas: CanvasPage) -> None:
    text = "\n".join(["سطر من النص هنا"] * 120)
    line = len("سطر من النص هنا") + 1
    canvas.show(text, [("CLAIM", 60 * line, 64 * line - 1), ("CLAIM", 0, 100 * line)])
    canvas.view.set_current("s0")
    place, pitch = canvas.view.rectangle_of("s0"), canvas.view.appearance.px * 2
    assert place.top() >= pitch
    assert place.bottom() <= canvas.view.viewport().height() - pitch
    canvas.view.scroll_to(110 * line)
    canvas.view.set_current("s0")
    assert canvas.view.rectangle_of("s0").top() >= pitch
    canvas.view.set_current("s1")
    assert 0 < canvas.view.point_of(0).y() < canvas.view.viewport().height() / 4


def test_nothing_scrolls_for_a_span_that_is_in_sight(canvas: CanvasPage) -> None:
    canvas.show(_LONG, [("PERS", 40, 43)])
    canvas.view.set_current("s0")
    assert canvas.view.first_visible == 0


def _has_ring(canvas: CanvasPage) -> bool:
    accent = canvas.view._look.theme.color("accent")
    return canvas.view.grab().toImage().pixelColor(1, 300) == accent


def test_a_ring_says_that_a_key_brought_the_keyboard_here_and_a_click_leaves_it(canvas: CanvasPage) -> None:
    canvas.show("قال كيم هنا")
    canvas.view.clearFocus()
    assert not _has_ring(canvas)
    canvas.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert _has_ring(canvas)
    canvas.click(canvas.between(5))
    assert _has_ring(canvas)


def test_a_text_that_is_clicked_into_shows_its_caret_and_no_ring(canvas: CanvasPage) -> None:
    canvas.show("قال كيم هنا")
    canvas.view.clearFocus()
    canvas.click(canvas.between(5))
    canvas.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert canvas.view.hasFocus()
    assert not _has_ring(canvas)


def test_the_last_line_fades_while_the_text_goes_on(
    canvas: CanvasPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas.show(_LONG)
    canvas.view.clearFocus()
    width, height = canvas.view.viewport().width(), canvas.view.viewport().height()
    last, first = QRect(0, height - 28, width, 28), QRect(0, 0, width, height - 28)
    for _ in range(60):  # until letters stand in the last rows
        canvas.view.scroll_by(2)
        faded = canvas.view.viewport().grab().toImage()
        with monkeypatch.context() as bare:
            bare.setattr(canvas.sheet, "goes_on", lambda _height: False)
            plain = canvas.view.viewport().grab().toImage()
        assert faded.copy(first) == plain.copy(first)
        if faded.copy(last) != plain.copy(last):
            break
    else:
        pytest.fail("nothing fades")
    canvas.view.scroll_to(_LAST)
    assert not canvas.sheet.goes_on(height)


def test_a_long_span_stays_where_it_is_read(canvas: CanvasPage) -> None:
    canvas.show(_LONG, [("CLAIM", 0, 900)])
    canvas.view.select(Span(0, 3))
    canvas.view.set_current("s0")
    assert canvas.view.first_visible == 0
