"""Selecting and choosing on the page, with the mouse and with the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.model import Direction, Span, SpanAnnotation
from tests.ui.canvas_page import CanvasPage
from ui.text import accessible

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
_TEXT = "قال الوزير، إن 122 و152 ملم وReuters هنا. أين كيم؟ هنا."


def test_dragging_over_lines_selects_what_lies_between(canvas: CanvasPage) -> None:
    canvas.show("سطر أول\nسطر ثان\nسطر ثالث")
    canvas.drag(canvas.view.point_of(4), canvas.view.point_of(20))
    assert canvas.view.selection == Span(4, 20)


def test_a_double_click_takes_the_word_and_no_punctuation(canvas: CanvasPage) -> None:
    canvas.show(_TEXT)
    canvas.double_click(canvas.between(7))
    assert canvas.view.selection == Span(4, 10)
    question = _TEXT.index("كيم؟")
    canvas.double_click(canvas.between(question + 2))
    assert canvas.view.selection == Span(question, question + 3)


def test_shift_and_click_extends(canvas: CanvasPage) -> None:
    canvas.show(_TEXT)
    canvas.click(canvas.view.point_of(4))
    canvas.click(canvas.view.point_of(10), _SHIFT)
    assert canvas.view.selection == Span(4, 10)


def test_clicking_again_goes_outwards_and_then_in_again(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("CLAIM", 0, 40), ("OCC", 4, 10), ("PERS", 4, 7)])
    chosen = []
    for _ in range(4):
        canvas.click(canvas.between(5))
        chosen.append(canvas.current())
    assert chosen == ["s2", "s1", "s0", "s2"]
    canvas.click(canvas.between(38))
    assert canvas.current() == "s0"


def test_a_click_on_a_span_leaves_the_caret_where_it_was_clicked(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("CLAIM", 0, 40)])
    canvas.click(canvas.view.point_of(30))
    assert (canvas.current(), canvas.view.caret) == ("s0", 30)


def test_pointing_at_a_source_or_at_its_claim_lights_the_card_that_speaks_of_it(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("SOURCE", 4, 10), ("CLAIM", 12, 40)], [("attribution", "s0", "s1")])
    viewport = canvas.view.viewport()
    canvas.view.viewport().repaint()
    card = canvas.view.painted.cards[0].rect.toAlignedRect()
    looks = []
    for place in (1, 5, 30):
        QTest.mouseMove(viewport, canvas.between(place))
        looks.append(viewport.grab(card).toImage())
    assert looks[0] != looks[1]
    assert looks[1] == looks[2]


def test_the_pointer_tells_what_it_can_do(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("CLAIM", 12, 40)])
    canvas.view.set_current("s0")
    canvas.view.viewport().repaint()
    viewport = canvas.view.viewport()
    shapes = []
    for point in (
        canvas.between(3),
        canvas.view.point_of(12),
        canvas.view.painted.cards[0].rect.center().toPoint(),
        QPoint(3, 700),
    ):
        QTest.mouseMove(viewport, point)
        shapes.append(viewport.cursor().shape())
    shape = Qt.CursorShape
    assert shapes == [
        shape.IBeamCursor,
        shape.SizeHorCursor,
        shape.PointingHandCursor,
        shape.ArrowCursor,
    ]


def test_a_screen_reader_hears_the_title_the_selection_and_the_span(
    canvas: CanvasPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(accessible, "announce", lambda _, words: heard.append(words))
    canvas.show(_TEXT, [("OCC", 4, 10)])
    assert "نص" in canvas.view.accessibleName()
    assert "Tab" in canvas.view.accessibleDescription()
    canvas.press(Qt.Key.Key_Left, _CTRL | _SHIFT)
    canvas.press(Qt.Key.Key_Tab)
    assert "قال" in heard[0]
    assert "الوزير" in heard[1]
    assert canvas.name_of("OCC") in heard[1]


def test_a_press_that_lands_on_the_tooltip_goes_to_the_text_below_it(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("OCC", 4, 10)])
    view = canvas.view
    here = canvas.between(6)
    event = QHelpEvent(QEvent.Type.ToolTip, here, view.viewport().mapToGlobal(here))
    QApplication.sendEvent(view.viewport(), event)
    (hint,) = [label for label in view.window().findChildren(QLabel) if label.isVisible()]
    assert canvas.name_of("OCC") in hint.text()
    assert not hint.isWindow()
    assert view.window().childAt(hint.geometry().center()) is not hint
    assert view.window().rect().contains(hint.geometry())
    view.move_caret(len(_TEXT), extend=False)
    handle = view.window().windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, _NONE, hint.geometry().center())
    assert view.caret < len(_TEXT)
    assert not hint.isVisible()


def test_a_click_beside_all_spans_lets_go(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("OCC", 4, 10)])
    canvas.click(canvas.between(5))
    assert canvas.current() == "s0"
    canvas.click(canvas.between(1))
    assert canvas.current() is None
    assert canvas.view.caret in {1, 2}


def test_a_click_on_a_number_chooses_its_claim(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("OCC", 4, 10), ("CLAIM", 4, 40)])
    row = canvas.sheet.rows(780)[0]
    (sigil,) = row.marks.sigils
    x = canvas.sheet.page.text_left + sigil.x
    y = row.y + row.paragraph.lines[0].baseline + canvas.sheet.look.tag_centre
    canvas.click(QPoint(round(x), round(y)))
    assert canvas.current() == "s1"


def test_the_left_arrow_goes_on_in_a_right_to_left_text_and_shift_selects(canvas: CanvasPage) -> None:
    canvas.show("بَيتٌ 12 Qt")
    stops = []
    for _ in range(4):
        canvas.press(Qt.Key.Key_Left)
        stops.append(canvas.view.caret)
    assert stops == [2, 3, 5, 6]  # a letter goes with its vowel sign
    canvas.press(Qt.Key.Key_Right)
    assert canvas.view.caret == 5
    canvas.press(Qt.Key.Key_Left, _SHIFT, times=2)
    assert canvas.view.selection == Span(5, 7)
    canvas.press(Qt.Key.Key_Right, _SHIFT, times=2)
    assert canvas.view.selection is None


def test_arrows_follow_the_eye_in_a_left_to_right_text(canvas: CanvasPage) -> None:
    canvas.show("Reuters said")
    canvas.press(Qt.Key.Key_Right)
    assert canvas.view.caret == 1
    canvas.press(Qt.Key.Key_Left)
    assert canvas.view.caret == 0


@pytest.mark.parametrize("modifier", [_NONE, _CTRL])
def test_one_arrow_held_down_passes_paragraphs_of_both_directions(
    canvas: CanvasPage, modifier: Qt.KeyboardModifier
) -> None:
    onwards, back = Qt.Key.Key_Left, Qt.Key.Key_Right
    text = "قال كيم كلاما كثيرا\nKim said so\nثم عاد إلى البيت\nand left"
    english = text.index("Kim"), text.index("and")
    canvas.show(text)
    canvas.view.turn_paragraphs(dict.fromkeys(english, Direction.LTR))
    canvas.press(onwards, modifier, times=len(text))
    assert canvas.view.caret == len(text)
    # The other way the last paragraph is what counts: it reads from the left.
    canvas.press(onwards, modifier)
    canvas.press(back, modifier)
    assert canvas.view.caret == len(text)
    canvas.view.move_caret(english[0], extend=False)
    canvas.press(back, modifier)
    assert canvas.view.caret > english[0]  # right goes on in an English paragraph, as the eye does
    canvas.press(onwards, modifier)
    assert canvas.view.caret == english[0]


def test_control_and_arrow_goes_by_words_without_their_punctuation(canvas: CanvasPage) -> None:
    canvas.show(_TEXT)
    canvas.press(Qt.Key.Key_Left, _CTRL)
    assert canvas.view.caret == 3
    canvas.press(Qt.Key.Key_Left, _CTRL | _SHIFT)
    assert canvas.view.selection == Span(3, 10)
    canvas.press(Qt.Key.Key_Right, _CTRL)
    assert canvas.view.caret == 4


def test_control_and_up_or_down_goes_by_paragraphs(canvas: CanvasPage) -> None:
    canvas.show("سطر أول\n\nسطر ثان\nسطر ثالث")
    stops = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        canvas.press(key, _CTRL)
        stops.append(canvas.view.caret)
    assert stops == [9, 17, 25, 17, 9]
    canvas.press(Qt.Key.Key_Down, _CTRL | _SHIFT)
    assert canvas.view.selection == Span(9, 17)
    canvas.press(Qt.Key.Key_Up, _CTRL | _SHIFT, times=2)
    assert canvas.view.selection == Span(0, 9)


def test_control_and_a_page_key_goes_by_sentences(canvas: CanvasPage) -> None:
    canvas.show(_TEXT + "\nسطر ثان")
    question, here, line = _TEXT.index("أين"), _TEXT.rindex("هنا"), len(_TEXT) + 1
    stops = []
    for key in (*[Qt.Key.Key_PageDown] * 3, *[Qt.Key.Key_PageUp] * 2):
        canvas.press(key, _CTRL)
        stops.append(canvas.view.caret)
    assert stops == [question, here, line, here, question]
    canvas.press(Qt.Key.Key_PageDown, _CTRL | _SHIFT)
    assert canvas.view.selection == Span(question, here)
    canvas.press(Qt.Key.Key_PageUp, _CTRL | _SHIFT, times=2)
    assert canvas.view.selection == Span(0, question)


def test_home_end_and_the_ends_of_the_text(canvas: CanvasPage) -> None:
    canvas.show("سطر أول\nسطر ثان\nسطر ثالث")
    canvas.press(Qt.Key.Key_Down)
    assert canvas.view.caret == 8
    canvas.press(Qt.Key.Key_End)
    assert canvas.view.caret == 15
    canvas.press(Qt.Key.Key_Home, _SHIFT)
    assert canvas.view.selection == Span(8, 15)
    canvas.press(Qt.Key.Key_End, _CTRL)
    assert canvas.view.caret == 24
    canvas.press(Qt.Key.Key_Home, _CTRL)
    assert canvas.view.caret == 0


def test_up_and_down_keep_the_place_in_the_line_across_a_short_one(canvas: CanvasPage) -> None:
    canvas.show("هذا سطر طويل جدا\nقصير\nوهذا سطر طويل جدا")
    canvas.press(Qt.Key.Key_Left, times=12)
    x = canvas.view.point_of(canvas.view.caret).x()
    canvas.press(Qt.Key.Key_Down)
    assert canvas.view.caret == 21
    canvas.press(Qt.Key.Key_Down)
    assert abs(canvas.view.point_of(canvas.view.caret).x() - x) < 12
    canvas.press(Qt.Key.Key_Up, times=2)
    assert canvas.view.caret == 12


def test_page_keys_go_by_screens(canvas: CanvasPage) -> None:
    canvas.show("\n".join(f"سطر {n}" for n in range(100)), size=(1000, 600))
    canvas.press(Qt.Key.Key_PageDown)
    down = canvas.view.caret
    assert down > 0
    canvas.press(Qt.Key.Key_PageDown)
    canvas.press(Qt.Key.Key_PageUp, times=2)
    assert canvas.view.caret == 0


def test_tab_walks_the_spans_in_reading_order_and_leaves_after_the_last(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("OCC", 4, 10), ("CLAIM", 12, 40), ("CARDINAL", 15, 18)])
    walked = []
    for _ in range(3):
        canvas.press(Qt.Key.Key_Tab)
        walked.append(canvas.current())
    assert walked == ["s0", "s1", "s2"]
    canvas.press(Qt.Key.Key_Backtab, _SHIFT)
    assert canvas.current() == "s1"
    canvas.press(Qt.Key.Key_Tab)
    assert not canvas.view.next_span()
    assert canvas.current() == "s2"


def test_enter_chooses_the_span_at_the_caret_and_escape_lets_go(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("CLAIM", 0, 40), ("OCC", 4, 10)])
    canvas.press(Qt.Key.Key_Left, times=5)
    chosen = []
    for _ in range(3):
        canvas.press(Qt.Key.Key_Return)
        chosen.append(canvas.current())
    assert chosen == ["s1", "s0", "s1"]
    canvas.press(Qt.Key.Key_Escape, times=2)  # the first closes the list
    assert canvas.current() is None
    canvas.press(Qt.Key.Key_Left, _SHIFT)
    canvas.press(Qt.Key.Key_Escape)
    assert canvas.view.selection is None


def test_a_handle_is_dragged_grapheme_by_grapheme_and_asks_for_the_new_span(canvas: CanvasPage) -> None:
    canvas.show("زار محمَّد المدينة", [("PERS", 4, 8)])
    asked: list[tuple[str, Span]] = []
    canvas.view.resize_requested.connect(lambda key, span: asked.append((key, span)))
    canvas.view.set_current("s0")
    QApplication.processEvents()
    canvas.drag(canvas.view.point_of(8), canvas.view.point_of(11))
    assert asked == [("s0", Span(4, 11))]
    canvas.drag(canvas.view.point_of(4), canvas.view.point_of(0))
    assert asked[1] == ("s0", Span(0, 8))


def test_a_drag_over_the_whole_span_from_its_edge_selects_instead_of_leaving_one_letter(
    canvas: CanvasPage,
) -> None:
    canvas.show(_TEXT, [("OCC", 4, 10)])
    asked: list[Span] = []
    canvas.view.resize_requested.connect(lambda _, span: asked.append(span))
    for edge, there, selected in ((10, 0, Span(0, 10)), (4, 20, Span(4, 20)), (4, 10, Span(4, 10))):
        canvas.view.set_current("s0")
        QApplication.processEvents()
        canvas.drag(canvas.view.point_of(edge), canvas.view.point_of(there))
        assert (asked, canvas.view.selection) == ([], selected)


def test_the_nearer_handle_of_a_narrow_span_is_taken(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("OCC", 5, 6)])
    asked: list[Span] = []
    canvas.view.resize_requested.connect(lambda _, span: asked.append(span))
    for edge, there in ((6, 9), (5, 2)):
        canvas.view.set_current("s0")
        QApplication.processEvents()
        canvas.drag(canvas.view.point_of(edge), canvas.view.point_of(there))
    assert asked == [Span(5, 9), Span(2, 6)]


def test_the_other_end_of_a_relation_is_picked_by_a_click(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("SOURCE", 4, 10), ("OCC", 4, 10), ("CLAIM", 12, 40)])
    picked: list[str] = []
    canvas.view.picked.connect(picked.append)
    canvas.view.begin_pick(lambda span: span.label == "SOURCE")
    canvas.click(canvas.between(20))
    assert (picked, canvas.view.picking is not None) == ([], True)
    canvas.click(canvas.between(5))
    assert (picked, canvas.view.picking) == (["s0"], None)


def test_while_another_end_is_chosen_tab_goes_round_the_spans_that_it_may_be(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("SOURCE", 0, 3), ("PERS", 4, 10), ("SOURCE", 15, 18), ("CLAIM", 20, 24)])
    canvas.view.set_current("s3")
    canvas.view.begin_pick(lambda span: span.label == "SOURCE")
    visited = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Backtab):
        canvas.press(key)
        assert canvas.view.picking is not None
        visited.append(canvas.view.picking.focus)
    assert visited == ["s0", "s2", "s0", "s2", "s0"]  # the source that stands before its claim comes first


def test_a_card_is_no_other_end_where_a_source_is_asked_for(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("SOURCE", 4, 10), ("CLAIM", 12, 40)])
    canvas.view.viewport().repaint()
    picked: list[str] = []
    canvas.view.picked.connect(picked.append)
    canvas.view.begin_pick(lambda span: span.label == "SOURCE")
    canvas.click(canvas.view.painted.cards[0].rect.center().toPoint())
    assert picked == []
    assert canvas.view.picking is not None


def test_dragging_beyond_the_edge_scrolls_on_and_selects(canvas: CanvasPage, qtbot: QtBot) -> None:
    canvas.show("\n".join(f"سطر {n}" for n in range(100)), size=(1000, 400))
    viewport, start = canvas.view.viewport(), canvas.view.point_of(0)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, start + QPoint(-20, 60))
    QTest.mouseMove(viewport, QPoint(start.x() - 20, 450))
    qtbot.waitUntil(lambda: canvas.view.first_visible > 0)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(start.x() - 20, 450))
    assert canvas.view.selection is not None
    assert canvas.view.selection.end > canvas.view.first_visible


def test_the_other_end_is_picked_by_tab_and_enter_and_escape_gives_up(canvas: CanvasPage) -> None:
    canvas.show(_TEXT, [("SOURCE", 0, 3), ("OCC", 4, 10), ("SOURCE", 4, 10), ("CLAIM", 12, 40)])
    canvas.view.set_current("s3")
    picked: list[str] = []
    ended: list[bool] = []
    canvas.view.picked.connect(picked.append)
    canvas.view.pick_ended.connect(lambda: ended.append(True))

    def accepts(span: SpanAnnotation) -> bool:
        return span.label == "SOURCE"

    canvas.view.begin_pick(accepts)
    canvas.press(Qt.Key.Key_Escape)
    assert (picked, ended, canvas.current()) == ([], [True], "s3")
    canvas.view.begin_pick(accepts)
    canvas.press(Qt.Key.Key_Backtab, _SHIFT, times=2)
    canvas.press(Qt.Key.Key_Return)
    assert picked == ["s0"]
