"""Selecting by units on the page: double click, triple click, and the round of edges."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import Span
from annotator.text.units import Kind
from tests.ui.canvas_page import CanvasPage

_TEXT = "قال وبالرئيس، نعم. عاد الوزير؟ ثم «مضى» للصحيفة."


@pytest.fixture(autouse=True)
def patient(qapp: QApplication) -> Iterator[None]:
    """Count clicks as one gesture however slow the machine is."""
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(60_000)
    yield
    qapp.setDoubleClickInterval(before)


def _selected(canvas: CanvasPage) -> str:
    selection = canvas.view.selection
    return "" if selection is None else selection.of(canvas.sheet.reading.text)


def _third_click(canvas: CanvasPage, point: QPoint) -> None:
    canvas.double_click(point)
    QTest.mousePress(canvas.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseRelease(canvas.view.viewport(), Qt.MouseButton.LeftButton, pos=point)


@pytest.mark.parametrize(
    ("place", "word"),
    [("ئيس", "الرئيس"), ("وبا", "الرئيس"), ("حيفة", "لصحيفة"), ("وزير", "الوزير"), ("ضى", "مضى"), ("؟", "؟")],
    ids=["in the stem", "on the clitic", "second lam", "article", "quoted", "a mark of its own"],
)
def test_a_double_click_takes_the_word_without_conjunction_and_preposition(
    canvas: CanvasPage, place: str, word: str
) -> None:
    canvas.show(_TEXT)
    canvas.double_click(canvas.between(_TEXT.index(place)))
    assert _selected(canvas) == word


def test_a_double_click_takes_the_whole_word_if_that_is_chosen(canvas: CanvasPage) -> None:
    canvas.show(_TEXT)
    canvas.view.edges.whole_words = True
    canvas.double_click(canvas.between(_TEXT.index("ئيس")))
    assert _selected(canvas) == "وبالرئيس"


def test_a_triple_click_takes_the_sentence_without_its_full_stop(canvas: CanvasPage) -> None:
    canvas.show(_TEXT)
    _third_click(canvas, canvas.between(_TEXT.index("ئيس")))
    assert _selected(canvas) == "قال وبالرئيس، نعم"
    canvas.click(canvas.between(_TEXT.index("وزير")))
    assert _selected(canvas) == ""  # a fourth click is a click


def test_a_third_click_elsewhere_or_later_is_a_click(canvas: CanvasPage, qapp: QApplication) -> None:
    canvas.show(_TEXT)
    canvas.double_click(canvas.between(_TEXT.index("ئيس")))
    canvas.click(canvas.between(_TEXT.index("وزير")))
    assert _selected(canvas) == ""
    qapp.setDoubleClickInterval(0)
    _third_click(canvas, canvas.between(_TEXT.index("ئيس")))
    assert _selected(canvas) == ""


def test_the_round_goes_from_the_word_to_the_sentence_and_back_to_the_stem(canvas: CanvasPage) -> None:
    canvas.show(_TEXT)
    canvas.view.move_caret(_TEXT.index("ئيس"), extend=False)
    seen, kinds = [], []
    for _ in range(7):
        canvas.view.edges.cycle()
        seen.append(_selected(canvas))
        kinds.append(canvas.view.edges.kind)
    sentence = "قال وبالرئيس، نعم"
    words = ["الرئيس", "بالرئيس", "وبالرئيس", "قال وبالرئيس", sentence, "رئيس", "الرئيس"]
    assert seen == words
    assert kinds == [
        Kind.WITHOUT_PREPOSITION,
        Kind.WITHOUT_CONJUNCTION,
        Kind.WORD,
        Kind.PHRASE,
        Kind.SENTENCE,
        Kind.WITHOUT_ARTICLE,
        Kind.WITHOUT_PREPOSITION,
    ]


def test_a_round_begins_anew_when_something_else_was_selected(canvas: CanvasPage) -> None:
    canvas.show(_TEXT)
    canvas.view.move_caret(_TEXT.index("ئيس"), extend=False)
    canvas.view.edges.cycle()
    canvas.view.edges.cycle()
    canvas.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert _selected(canvas) == "بالرئيس،"
    canvas.view.edges.cycle()
    assert _selected(canvas) == "الرئيس"


def test_the_current_span_is_asked_to_change_and_the_selection_left_alone(canvas: CanvasPage) -> None:
    start = _TEXT.index("وبالرئيس")
    canvas.show(_TEXT, [("OCC", start, start + 8)])
    asked: list[tuple[str, Span]] = []
    canvas.view.resize_requested.connect(lambda key, span: asked.append((key, span)))
    canvas.view.set_current("s0")
    canvas.view.edges.cycle()
    assert asked == [("s0", Span(start + 2, start + 8))]
    assert (canvas.view.selection, canvas.current()) == (None, "s0")
    canvas.view.edges.cycle()  # the first could not be done: the round goes on
    assert asked[1:] == [("s0", Span(start + 1, start + 8))]


def test_while_the_other_end_of_a_relation_is_picked_nothing_is_selected(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("OCC", 4, 12)])
    canvas.view.begin_pick(lambda _: True)
    canvas.view.edges.cycle()
    assert canvas.view.selection is None


def test_where_there_are_no_words_nothing_happens(canvas: CanvasPage) -> None:
    canvas.show("؟!\n")
    canvas.view.edges.cycle()
    assert canvas.view.selection is None
    assert canvas.view.edges.kind is None
