"""Fifteen bugs of annotation tools that people use today, each as what a reader of ours sees instead.

Wherever it can be, what is seen is read back from the glyphs and the pixels: see `tests.ui.seen`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from annotator.model import Span
from annotator.workspace import Workspace
from tests.ui.canvas_page import CanvasPage
from tests.ui.seen import coloured, drawn, glyphs
from tests.ui.window.dialogs import dialogs
from ui.conductor import Conductor

MakeWindow = Callable[..., Conductor]
_RTL = Qt.LayoutDirection.RightToLeft
_WIDE, _NARROW = (1110, 780), (240, 780)
_ISOLATE, _END = "\u2068", "\u2069"


def _tint(canvas: CanvasPage, code: str = "PERS") -> QColor:
    label = canvas.scheme.label(code)
    assert label is not None
    return canvas.sheet.look.colors(label).fill


def _assert_tinted(canvas: CanvasPage, text: str, start: int, end: int) -> None:
    """Show a text with one span, and look that its letters are tinted and no others, also in narrow lines."""
    for size in (_WIDE, _NARROW):
        canvas.show(text, [("PERS", start, end)], size=size)
        canvas.view.clearFocus()
        seen = coloured(canvas, _tint(canvas))
        assert seen == {place for place in drawn(canvas) if start <= place < end}
        assert seen


def _assert_words_tinted(canvas: CanvasPage, text: str, words: str) -> None:
    start = text.index(words)
    _assert_tinted(canvas, text, start, start + len(words))


@pytest.mark.parametrize("words", ["“شكرا لكم”", "شكرا لكم", "“شكرا", "لكم”", "“", "”"])
def test_f1_the_tint_reaches_over_a_curly_quote_exactly_if_the_quote_is_in_the_span(
    canvas: CanvasPage, words: str
) -> None:
    _assert_words_tinted(canvas, "قال: “شكرا لكم”. ثم خرج", words)


@pytest.mark.parametrize(
    "words", ["و152", "152", "20", "02", "2002", "2019،", "122 و152 ملم", "22 و1", "04", "2019-04-25"]
)
def test_f2_digits_in_arabic_are_tinted_where_they_stand(canvas: CanvasPage, words: str) -> None:
    text = "من عيار 122 و152 ملم عام 2019، وبلغ 2002 دولار يوم 2019-04-25 فجرا"
    _assert_words_tinted(canvas, text, words)


def test_f2_half_of_a_number_is_selected_by_the_mouse(canvas: CanvasPage) -> None:
    canvas.show("بلغ السعر 2002 دولار")
    digits = {g.position: g for g in glyphs(canvas.sheet.rows(780)[0].paragraph)}
    left, y = canvas.sheet.page.text_left, canvas.view.point_of(0).y()
    ends = [QPoint(round(left + x), y) for x in (digits[10].left + 2, digits[11].right - 2)]
    for start, end in (ends, reversed(ends)):
        canvas.drag(start, end)
        assert canvas.view.selection == Span(10, 12)
    assert coloured(canvas, canvas.sheet.look.theme.color("sel")) == {10, 11}


@pytest.mark.parametrize("words", ["وكالة Reuters إن", "وكالة Reuters", "Reuters إن", "وكالة Reu", "ters إن"])
def test_f3_a_span_over_arabic_and_latin_covers_both(canvas: CanvasPage, words: str) -> None:
    _assert_words_tinted(canvas, "وقالت وكالة Reuters إن السعر بلغ كذا", words)


@pytest.mark.parametrize("letter", range(11))
def test_f4_a_marked_letter_leaves_its_word_joined(canvas: CanvasPage, letter: int) -> None:
    text = "وصل المستشفيات أمس لا تعلم"
    canvas.show(text, size=_NARROW)
    bare = _shapes(canvas)
    _assert_tinted(canvas, text, 4 + letter, 5 + letter)
    assert _shapes(canvas) == bare


def _shapes(canvas: CanvasPage) -> list[tuple[int, float]]:
    paragraph = canvas.sheet.rows(780)[0].paragraph
    return [(g.number, g.left) for line in paragraph.lines for g in glyphs(paragraph, line.number)]


@pytest.mark.parametrize("opening", ["\n", " ", "\ufeff", "\t", "\n\n \ufeff"])
def test_f5_what_the_document_opens_with_moves_no_mark(canvas: CanvasPage, opening: str) -> None:
    _assert_words_tinted(canvas, f"{opening}قال كيم شيئا", "كيم")


@pytest.mark.parametrize("emoji", ["😀", "👨‍👩‍👧", "🇵🇸🇯🇴", "❤️"])
def test_f6_emoji_before_a_span_move_no_mark(canvas: CanvasPage, emoji: str) -> None:
    text = f"خبر {emoji}{emoji} عاجل من كيم {emoji} اليوم"
    _assert_words_tinted(canvas, text, "كيم")
    canvas.double_click(canvas.between(text.index("كيم") + 1))
    assert canvas.view.selection is not None
    assert canvas.view.selection.of(text) == "كيم"


def test_f7_windows_line_ends_leave_no_trace_and_move_no_mark(
    make_window: MakeWindow, tmp_path: Path, canvas: CanvasPage
) -> None:
    file = tmp_path / "خبر.txt"
    file.write_bytes("سطر أول\r\nقال كيم شيئا\r\nوخرج".encode())
    with Workspace.create(tmp_path / "p.hashiya", title="p", reader="Salma") as workspace:
        workspace.import_files([file])
    conductor = make_window(tmp_path / "p.hashiya")
    document = conductor.session.document
    assert document is not None
    assert document.text == "سطر أول\nقال كيم شيئا\nوخرج"
    view = conductor.window.view
    start = document.text.index("كيم")
    view.select(Span(start, start + 3))
    conductor.editing.label("PERS")
    reading = conductor.session.annotation_set
    assert reading is not None
    assert [span.quote for span in reading.spans.values()] == ["كيم"]
    _assert_words_tinted(canvas, document.text, "كيم")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("كَتَبَ الدَّرْسَ هنا", 0, 6),
        ("قالــت هنا ثم", 0, 5),
        ("می\u200cخواهم نان", 0, 3),
        ("قال \u200fكيم\u200f هنا", 4, 9),
        ("قال \u200eكيم\u200e هنا", 5, 8),
        ("قال \u2067كيم\u2069 هنا", 4, 9),
        ("قال كيم\u200b هنا", 4, 8),
    ],
    ids=["vowel signs", "tatweel", "ZWNJ", "RLM in", "LRM out", "isolates in", "zero-width space"],
)
def test_f8_signs_and_invisible_characters_at_an_edge_shift_nothing(
    canvas: CanvasPage, text: str, start: int, end: int
) -> None:
    _assert_tinted(canvas, text, start, end)


def test_f8_a_letter_is_never_parted_from_its_vowel_sign(canvas: CanvasPage) -> None:
    text = "كَتَبَ هنا"
    pictures = []
    for end in (1, 2):
        canvas.show(text, [("PERS", 0, end)])
        canvas.view.clearFocus()
        pictures.append(canvas.view.viewport().grab().toImage())
    assert pictures[0] == pictures[1]
    canvas.view.move_caret(0, extend=False)
    canvas.press(Qt.Key.Key_Left)
    assert canvas.view.caret == 2


@pytest.mark.parametrize("half", [4, 5])
def test_f9_half_of_a_lam_alef_is_tinted_alone(canvas: CanvasPage, half: int) -> None:
    _assert_tinted(canvas, "قال لا أعلم", half, half + 1)


def test_f10_a_paragraph_of_200_000_words_is_read_from_its_start_to_its_end(canvas: CanvasPage) -> None:
    words = "وقال المتحدث باسم الوزارة إن الاجتماع سيعقد في العاصمة يوم الخميس المقبل بحضور وفود من عشر دول "
    text = (words * 13_000) + "النهاية"
    assert len(text.split()) > 200_000
    last = len(text) - len("النهاية")
    canvas.show(text, [("PERS", 5, 12), ("ORG", last, len(text))])
    canvas.view.clearFocus()
    assert coloured(canvas, _tint(canvas)) == set(range(5, 12))
    canvas.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    canvas.view.clearFocus()
    assert canvas.view.caret == len(text)
    assert coloured(canvas, _tint(canvas, "ORG")) == set(range(last, len(text)))
    # Only what was looked at has been laid out.
    assert len(canvas.sheet.paragraphs._laid_out) < 10


def test_f11_500_spans_on_500_words_are_each_seen_and_named(canvas: CanvasPage) -> None:
    words = [f"كلمة{'ـ' * (number % 3)}" for number in range(500)]
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:number]) for number in range(500)]
    spans = [("PERS", start, start + len(word)) for start, word in zip(starts, words, strict=True)]
    canvas.show(text, spans)
    canvas.view.clearFocus()
    letters = {place for place in drawn(canvas) if text[place] != " "}
    assert letters == coloured(canvas, _tint(canvas))
    assert len(letters) > 500
    name = canvas.name_of("PERS")
    assert all(name in canvas.view.words_at(canvas.between(start + 1)) for start in starts[:100])
    tags = canvas.sheet.rows(780)[0].marks.tags
    for line in {tag.line for tag in tags}:
        edges = sorted((tag.left, tag.right) for tag in tags if tag.line == line)
        assert all(one[1] < other[0] for one, other in pairwise(edges))


_MIXED = "قال الوزير، إن 122 و152 ملم وReuters هنا. أين كيم؟ هنا."


@pytest.mark.parametrize(
    ("start", "end"),
    [(4, 10), (15, 18), (19, 23), (12, 30), (28, 36), (24, 40), (0, 5)],
    ids=["word", "number", "clitic and number", "across numbers", "ends in Latin", "over Latin", "start"],
)
def test_f12_dragging_either_way_stores_what_was_read(canvas: CanvasPage, start: int, end: int) -> None:
    canvas.show(_MIXED)
    first, last = canvas.view.point_of(start), canvas.view.point_of(end)
    for one, other in ((first, last), (last, first)):
        canvas.drag(one, other)
        assert canvas.view.selection == Span(start, end)


@pytest.mark.parametrize("words", ["كيم", "الوزير", "Reuters", "هنا"])
def test_f13_a_double_click_takes_no_punctuation_along(canvas: CanvasPage, words: str) -> None:
    text = "قال «الوزير»، أين كيم؟ ذكرت (Reuters): هنا."
    canvas.show(text)
    start = text.index(words)
    canvas.double_click(canvas.between(start + 2))
    assert canvas.view.selection == Span(start, start + len(words))
    _assert_words_tinted(canvas, text, words)


def test_f14_panels_dialogs_and_lists_are_right_to_left_in_arabic(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples, language="ar")
    conductor.actions.actions["all_spans"].trigger()
    QApplication.processEvents()
    roots: list[QWidget] = [conductor.window, *dialogs(conductor), conductor.actions.menu]
    turned = [
        f"{type(part).__name__} in {type(root).__name__}"
        for root in roots
        for part in (root, *root.findChildren(QWidget))
        # What is written in a field runs as its letters do.
        if part.layoutDirection() is not _RTL and not isinstance(part, QLineEdit)
    ]
    assert turned == []


def test_f14_a_title_is_isolated_from_the_words_around_it(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples, language="ar")
    assert f"{_ISOLATE}News <b>2023</b>{_END}" in conductor.window.windowTitle()


def test_f15_what_looks_like_markup_is_shown_as_it_is_written(canvas: CanvasPage) -> None:
    canvas.show("قال <b>كيم</b> ذلك", [("PERS", 4, 14)])
    assert "<b>كيم</b>" in canvas.view.words_at(canvas.between(8))
    QTest.mouseMove(canvas.view.viewport(), canvas.between(8))
    hints = canvas.view.findChildren(QLabel)
    assert hints
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in hints)


def test_f15_no_label_of_the_window_takes_a_title_for_markup(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    rich = [
        label.text()
        for root in (conductor.window, *dialogs(conductor))
        for label in root.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert rich == []
    assert "News <b>2023</b>" in [label.text() for label in conductor.window.header.findChildren(QLabel)]
