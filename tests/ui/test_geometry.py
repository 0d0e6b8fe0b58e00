"""Where words stand on the page, and what is under the mouse: each test is something a reader would see."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
import regex
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from annotator.model import Direction
from annotator.text import graphemes
from ui.text.geometry import (
    LineInterval,
    beside,
    caret_x,
    character_at,
    hit,
    line_end,
    line_start,
    rectangles,
)
from ui.text.paragraphs import LaidOutParagraph, Paragraphs

_Make = Callable[..., Paragraphs]
_WIDTHS = (720.0, 480.0, 300.0)
_REUTERS = "وقالت وكالة Reuters إن السعر بلغ 2002 دولار."


def _boxes(paragraph: LaidOutParagraph, words: str) -> list[LineInterval]:
    start = paragraph.start + paragraph.text.index(words)
    return rectangles(paragraph, start, start + len(words))


def _box(paragraph: LaidOutParagraph, words: str) -> LineInterval:
    (box,) = _boxes(paragraph, words)
    return box


def _carets_that_get_lost(paragraph: LaidOutParagraph) -> list[tuple[int, int]]:
    """Return the borders at whose caret another border is hit that does not stand in the same place."""
    lost = []
    for border in graphemes.borders(paragraph.text):
        position = paragraph.start + border
        line, x = caret_x(paragraph, position)
        found = hit(paragraph, line, x)
        at_a_break = found == paragraph.lines[line].end  # its own caret stands on the next line
        there, other_x = caret_x(paragraph, found)
        same = there == line and abs(other_x - x) < 0.02
        if found != position and not at_a_break and not same:
            lost.append((position, found))
    return lost


@pytest.mark.parametrize("width", _WIDTHS)
def test_a_click_on_the_caret_gives_its_place_back(article: str, paragraphs_of: _Make, width: float) -> None:
    paragraphs = paragraphs_of(article, width=width)
    for index in range(paragraphs.count):
        paragraph = paragraphs.laid_out(index)
        assert _carets_that_get_lost(paragraph) == []
        for line in paragraph.lines:
            borders = graphemes.borders(article, line.start, line.text_end)
            if line.text_end == line.end != paragraph.end:
                borders.pop()  # broken without a space: that border is shown where the next line starts
            found = [hit(paragraph, line.number, caret_x(paragraph, border)[1]) for border in borders]
            assert found == borders


_PIECES = [
    *("كلمة", "لا", "شدّة", "abc", "ffi", "12", "٣٤", " ", "  ", "،", "(", ")", "“", "”", "«", "ـ", "-", "."),
    *(
        "😀",
        "\t",
        "\u200f",
        "\u200e",
        "\u200c",
        "\u2066",
        "\u2067",
        "\u2068",
        "\u2069",
        "\u202a",
        "\u202b",
        "\u202c",
        "\u061c",
        "\ufeff",
    ),
]
_EMBEDDINGS = frozenset("\u2066\u2067\u2068\u202a\u202b")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(_PIECES), max_size=24),
    direction=st.sampled_from([Direction.RTL, Direction.LTR]),
    width=st.sampled_from([90.0, 200.0, 720.0]),
)
@example(pieces=["abc", " ", "كلمة", " ", "12", " ", "abc"], direction=Direction.RTL, width=720.0)
@example(pieces=["abc", " ", "كلمة", " ", "12", " ", "abc"], direction=Direction.LTR, width=90.0)
@example(
    pieces=["كلمة", "\u202c", "\u2066", "كلمة", "\u202a", "،", "xy", "\u202c", "abc"],
    direction=Direction.RTL,
    width=720.0,
)
def test_whatever_is_in_the_text_boxes_stay_in_order_and_clicks_find_letters(
    paragraphs_of: _Make, pieces: list[str], direction: Direction, width: float
) -> None:
    # Where a tab inside an embedding stands, Qt does not say.
    assume("\t" not in pieces or _EMBEDDINGS.isdisjoint(pieces))
    text = "".join(pieces)
    paragraph = paragraphs_of(text, direction=direction, width=width).laid_out(0)
    assert _carets_that_get_lost(paragraph) == []
    for line in paragraph.lines:
        assert [run.start for run in line.runs[1:]] == [run.end for run in line.runs[:-1]]
        for run in line.runs:
            edges = [run.x(border) for border in run.borders]
            assert edges == sorted(edges, reverse=run.rtl)
            for start, end in zip(run.borders, run.borders[1:], strict=False):
                if graphemes.widen(text, start, end) != (start, end):
                    continue  # it reaches into the next run
                boxes = rectangles(paragraph, start, end)
                assert all(run.left <= box.left <= box.right <= run.right for box in boxes)
                if boxes[0].right - boxes[0].left > 1:
                    middle = (boxes[0].left + boxes[0].right) / 2
                    assert character_at(paragraph, line.number, middle) == start


@pytest.mark.parametrize("direction", [Direction.RTL, Direction.LTR])
@pytest.mark.parametrize("opening", ["\u202a", "\u202b", "\u2066", "\u2067", "\u2068"])
def test_inside_an_explicit_embedding_a_click_on_the_caret_gives_its_place_back(
    paragraphs_of: _Make, opening: str, direction: Direction
) -> None:
    closing = "\u202c" if opening in "\u202a\u202b" else "\u2069"
    inner = f"{opening}abc كلمة{closing}"
    for text in (
        f"قبل {opening}abc كلمة 12{closing} بعد",
        f"before {opening}كلمة abc، 12{closing} after",
        f"قبل {opening}abc {inner} كلمة{closing} بعد",
        f"before {opening}كلمة {inner}، abc{closing} 12",
        f"قبل {opening}abc كلمة بعد",  # never closed
    ):
        paragraph = paragraphs_of(text, direction=direction).laid_out(0)
        assert _carets_that_get_lost(paragraph) == []
        # Each letter, too, is found where it is drawn.
        letters = [place for place, character in enumerate(text) if character.isalnum()]
        for place in letters:
            (box,) = rectangles(paragraph, place, place + 1)
            assert character_at(paragraph, box.line, (box.left + box.right) / 2) == place


def test_a_span_with_a_quotation_mark_at_its_edge_reaches_over_the_mark(paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of("قال: “شكرا لكم”. ثم خرج").laid_out(0)
    with_marks, words = _box(paragraph, "“شكرا لكم”"), _box(paragraph, "شكرا لكم")
    opening, closing = _box(paragraph, "“"), _box(paragraph, "”")
    assert (with_marks.right, with_marks.left) == (opening.right, closing.left)
    assert (words.right, words.left) == (opening.left, closing.right)
    assert opening.left < opening.right
    assert closing.left < closing.right


def test_digits_inside_arabic_are_boxed_from_left_to_right(paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of(_REUTERS).laid_out(0)
    year, century, rest = _box(paragraph, "2002"), _box(paragraph, "20"), _box(paragraph, "02")
    assert (century.left, rest.right) == (year.left, year.right)
    assert century.right == rest.left
    joined = paragraphs_of("وسجل و152 منها").laid_out(0)
    conjunction, number = _box(joined, " و"), _box(joined, "152")
    assert conjunction.left == number.right


def test_numbers_with_a_word_between_them_are_read_from_the_right(paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of("من عيار 122 و152 ملم فقط").laid_out(0)
    assert _box(paragraph, "122").left > _box(paragraph, "152").right
    both = _box(paragraph, "122 و152 ملم")
    assert (both.left, both.right) == (_box(paragraph, "ملم").left, _box(paragraph, "122").right)
    # 22 ends and 1 begins apart: what is read as one piece is drawn as three.
    pieces = _boxes(paragraph, "22 و1")
    assert [round(box.right - box.left, 1) for box in pieces] == [12.8, 16.6, 25.5]
    assert "١" not in paragraph.text


def test_a_comma_after_a_year_is_not_sucked_in(paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of("في عام 2019، قال").laid_out(0)
    year, comma = _box(paragraph, "2019"), _box(paragraph, "،")
    assert comma.right == year.left
    assert _box(paragraph, "2019،").left == comma.left


def test_a_span_over_arabic_and_latin_and_arabic_is_one_box(paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of(_REUTERS).laid_out(0)
    whole = _box(paragraph, "وكالة Reuters إن")
    assert (whole.left, whole.right) == (_box(paragraph, "إن").left, _box(paragraph, "وكالة").right)
    ending_in_latin = _box(paragraph, "وكالة Reuters")
    assert ending_in_latin.left == _box(paragraph, "Reuters").left
    # The first letters of the name stand at its left, away from the word before it.
    assert len(_boxes(paragraph, "وكالة Reu")) == 2


@pytest.mark.parametrize("before", ["\n", " ", "\ufeff", "\n\n ", "\t"])
def test_what_the_document_begins_with_moves_no_box(paragraphs_of: _Make, before: str) -> None:
    text = before + "زعيم كوريا"
    paragraphs = paragraphs_of(text)
    start = len(before)
    paragraph = paragraphs.laid_out(paragraphs.index_of(start))
    (box,) = rectangles(paragraph, start, start + 4)
    plain = _box(paragraphs_of("زعيم كوريا").laid_out(0), "زعيم")
    assert box.right - box.left == plain.right - plain.left
    assert character_at(paragraph, 0, box.right - 1) == start
    assert hit(paragraph, 0, box.left + 0.1) == start + 4
    assert paragraphs.laid_out(0).start == 0


def test_emoji_before_a_word_do_not_shift_its_box(paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of("خبر 😀👨‍👩‍👧 عاجل من عمان").laid_out(0)
    word = _box(paragraph, "عاجل")
    assert word.right == _box(paragraph, " عاجل").right - 7
    assert character_at(paragraph, 0, word.right - 1) == paragraph.text.index("عاجل")
    assert hit(paragraph, 0, word.left) == paragraph.text.index(" من")
    family = paragraph.text.index("👨")
    assert rectangles(paragraph, family + 2, family + 3) == rectangles(paragraph, family, family + 5)


def test_a_letter_is_boxed_with_its_marks_even_if_the_span_ends_between_them(paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of("كَتَبَ الدَّرْسَ").laid_out(0)
    assert rectangles(paragraph, 0, 1) == rectangles(paragraph, 0, 2) == rectangles(paragraph, 1, 2)
    assert rectangles(paragraph, 0, 3) == rectangles(paragraph, 0, 4)


def test_a_tatweel_and_a_zero_width_joiner_at_the_edge_belong_to_the_word(paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of("قالــت هنا").laid_out(0)
    assert _box(paragraph, "قالــ").left == _box(paragraph, "ت").right
    paragraph = paragraphs_of("می\u200cخواهم").laid_out(0)
    assert _box(paragraph, "می\u200c") == _box(paragraph, "می")


@pytest.mark.parametrize(
    "control", ["\u200e", "\u200f", "\u061c", "\u200b", "\u2067", "\u2069", "\u202c", "\u2060"]
)
def test_an_invisible_character_at_the_edge_has_no_width(paragraphs_of: _Make, control: str) -> None:
    paragraph = paragraphs_of(f"قال {control}الوزير{control} أمس").laid_out(0)
    start = 4
    boxes = rectangles(paragraph, start, start + 8)
    (word,) = rectangles(paragraph, start + 1, start + 7)
    assert (boxes[0].left, boxes[-1].right) == (word.left, word.right)
    (alone,) = rectangles(paragraph, start, start + 1)
    assert alone.left == alone.right
    middle = (word.left + word.right) / 2
    found = character_at(paragraph, 0, middle)
    assert found is not None
    assert start < found < start + 7


def test_half_of_a_lam_alef_is_half_of_it(paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of("قال لا أعلم").laid_out(0)
    both, lam, alef = _box(paragraph, "لا"), rectangles(paragraph, 4, 5)[0], rectangles(paragraph, 5, 6)[0]
    assert (lam.right, alef.left) == (both.right, both.left)
    assert lam.left == alef.right
    assert both.left + 2 < lam.left < both.right - 2


def test_space_at_a_wrap_has_no_box(article: str, paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of(article, width=300).laid_out(0)
    line = paragraph.lines[0]
    assert article[line.text_end : line.end] == " "
    assert rectangles(paragraph, line.text_end, line.end) == []
    assert [box.line for box in rectangles(paragraph, line.start, line.end + 3)] == [0, 1]
    assert rectangles(paragraph, line.start, line.end)[0].left >= 0


def test_a_span_over_paragraphs_is_boxed_in_each(article: str, paragraphs_of: _Make) -> None:
    paragraphs = paragraphs_of(article)
    end = paragraphs.end(2)
    for index in range(3):
        paragraph = paragraphs.laid_out(index)
        boxes = rectangles(paragraph, 5, end)
        assert [box.line for box in boxes] == [line.number for line in paragraph.lines]
        assert (boxes[0].right == 720) is (index > 0)


@pytest.mark.parametrize("text", ["", "\n", "نعم\n\nلا"])
def test_an_empty_line_has_a_caret_at_its_right_edge_and_no_box(paragraphs_of: _Make, text: str) -> None:
    paragraphs = paragraphs_of(text)
    paragraph = paragraphs.laid_out(min(1, paragraphs.count - 1))
    start = paragraph.start
    assert rectangles(paragraph, start, start) == []
    assert rectangles(paragraph, 0, len(text) + 1) == []
    assert caret_x(paragraph, start) == (0, 720)
    assert hit(paragraph, 0, 300) == start
    assert character_at(paragraph, 0, 300) is None
    assert line_start(paragraph, start) == line_end(paragraph, start) == start


def test_beside_the_text_its_line_begins_and_ends(paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of("Reuters نقلت عن مصادر في حلف NATO").laid_out(0)
    assert hit(paragraph, 0, 800) == 0
    assert hit(paragraph, 0, -50) == paragraph.end
    assert character_at(paragraph, 0, 800) is character_at(paragraph, 0, 1) is None
    left_to_right = paragraphs_of("نقلت Reuters", direction=Direction.LTR).laid_out(0)
    assert hit(left_to_right, 0, -5) == 0
    assert hit(left_to_right, 0, 700) == left_to_right.end


def test_a_click_left_of_a_latin_letter_is_before_it(paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of(_REUTERS).laid_out(0)
    name = paragraph.text.index("Reuters")
    box = _box(paragraph, "Reuters")
    assert hit(paragraph, 0, box.left + 2) == name
    assert hit(paragraph, 0, box.right - 2) == name + 7
    assert character_at(paragraph, 0, box.left + 2) == name
    # The caret before the name stands where its reader comes from: at its right.
    assert caret_x(paragraph, name) == (0, box.right)
    assert caret_x(paragraph, name + 7) == (0, box.left)


def test_the_character_under_the_mouse_is_the_one_whose_box_is_there(
    article: str, paragraphs_of: _Make
) -> None:
    paragraphs = paragraphs_of(article, width=480)
    dice = random.Random(7)  # noqa: S311 - the same places every time
    for _ in range(200):
        paragraph = paragraphs.laid_out(dice.randrange(paragraphs.count))
        line = dice.choice(paragraph.lines)
        start = dice.randrange(line.start, line.text_end)
        start, end = graphemes.widen(article, start, start + 1)
        (box,) = rectangles(paragraph, start, end)
        assert character_at(paragraph, line.number, (box.left + box.right) / 2) == start


def test_up_and_down_keep_the_place_on_the_line(article: str, paragraphs_of: _Make) -> None:
    paragraphs = paragraphs_of(article, width=300)
    position = paragraphs.start(2) + 2
    _, x = caret_x(paragraphs.laid_out(2), position)
    seen = [position]
    for _ in range(8):
        seen.append(beside(paragraphs, seen[-1], x, 1))
    assert seen == sorted(set(seen))
    lines = [paragraphs.laid_out(paragraphs.index_of(at)).line_of(at).start for at in seen]
    assert len(set(lines)) == 9
    assert beside(paragraphs, seen[-1], x, -8) == position
    for at in seen:
        assert abs(caret_x(paragraphs.laid_out(paragraphs.index_of(at)), at)[1] - x) < 12
    assert beside(paragraphs, 3, x, -1) == 0
    assert beside(paragraphs, len(article) - 1, x, 1) == len(article)


def test_home_and_end_stay_on_their_line(article: str, paragraphs_of: _Make) -> None:
    paragraph = paragraphs_of(article, width=300).laid_out(0)
    for line in paragraph.lines:
        middle = (line.start + line.end) // 2
        home, end = line_start(paragraph, middle), line_end(paragraph, middle)
        assert (home, end) == (line.start, line.text_end)
        assert [caret_x(paragraph, at)[0] for at in (home, end)] == [line.number] * 2
    broken = paragraphs_of("ب" * 200, width=300).laid_out(0)
    assert caret_x(broken, line_end(broken, 3))[0] == 0
    assert line_end(broken, 3) == broken.lines[0].end - 1
    assert line_end(broken, 199) == 200


def test_positions_are_those_of_the_document_and_code_points(paragraphs_of: _Make) -> None:
    paragraphs = paragraphs_of("😀 أولا\n😀😀 ثانيا")
    paragraph = paragraphs.laid_out(1)
    assert (paragraph.start, paragraph.end) == (7, 15)
    (box,) = rectangles(paragraph, 10, 15)
    assert hit(paragraph, 0, box.right) == 10
    assert caret_x(paragraph, 15) == (0, box.left)
    assert regex.fullmatch("ثانيا", paragraph.text[10 - 7 : 15 - 7])
