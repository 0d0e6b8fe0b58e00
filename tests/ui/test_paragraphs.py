"""Paragraphs that are laid out when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from annotator.model import Direction
from ui.text import paragraphs as module
from ui.text.paragraphs import Paragraphs
from ui.text.pieces import LONGEST

_Make = Callable[..., Paragraphs]
_WORDS = "وقال المتحدث باسم الوزارة إن الاجتماع سيعقد في العاصمة يوم الخميس المقبل بحضور وفود من عشر دول "


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(alphabet="اب \n", max_size=80))
def test_every_position_has_the_paragraph_that_the_newlines_give_it(paragraphs_of: _Make, text: str) -> None:
    paragraphs = paragraphs_of(text)
    ranges = [(paragraphs.start(i), paragraphs.end(i)) for i in range(paragraphs.count)]
    assert [text[start:end] for start, end in ranges] == text.split("\n")
    for position in range(len(text) + 1):
        assert paragraphs.index_of(position) == text.count("\n", 0, position)


def test_an_empty_document_is_one_empty_line(paragraphs_of: _Make) -> None:
    paragraphs = paragraphs_of("")
    assert (paragraphs.count, paragraphs.start(0), paragraphs.end(0)) == (1, 0, 0)
    assert len(paragraphs.laid_out(0).lines) == 1
    assert paragraphs.total_height == 44


def test_all_lines_stand_on_one_ruling(article: str, paragraphs_of: _Make) -> None:
    paragraphs = paragraphs_of(article)
    paragraphs.set_annotated(lambda start, _end: start == 0)
    for index, pitch, first in ((0, 56, 37), (3, 44, 29)):
        paragraph = paragraphs.laid_out(index)
        assert paragraph.height == paragraphs.height(index) == pitch * len(paragraph.lines)
        assert [line.baseline for line in paragraph.lines] == [
            first + pitch * number for number in range(len(paragraph.lines))
        ]
        for line in paragraph.lines:
            assert line.text_line.y() + line.text_line.ascent() == pytest.approx(line.baseline)


def test_laying_out_corrects_heights_and_moves_nothing_that_was_seen(
    article: str, paragraphs_of: _Make
) -> None:
    paragraphs = paragraphs_of("\n".join([article] * 20), width=250)
    anchor = 200
    paragraphs.laid_out(anchor)
    seen = [paragraphs.top(index) - paragraphs.top(anchor) for index in range(anchor, paragraphs.count)]
    estimated = paragraphs.top(anchor)
    for index in range(anchor):
        paragraphs.laid_out(index)
    assert paragraphs.top(anchor) != estimated
    assert paragraphs.top(anchor) == sum(paragraphs.height(index) for index in range(anchor))
    assert seen == [
        paragraphs.top(index) - paragraphs.top(anchor) for index in range(anchor, paragraphs.count)
    ]
    assert paragraphs.at_y(paragraphs.top(anchor)) == anchor
    assert paragraphs.at_y(paragraphs.top(anchor) - 1) == anchor - 1


@pytest.mark.parametrize("width", [720.0, 480.0, 300.0])
def test_estimates_are_near_the_truth(article: str, paragraphs_of: _Make, width: float) -> None:
    paragraphs = paragraphs_of(article, width=width)
    estimated = paragraphs.total_height
    for index in range(paragraphs.count):
        paragraphs.laid_out(index)
    assert estimated == pytest.approx(paragraphs.total_height, rel=0.15)


def test_beyond_the_ends_the_nearest_paragraph_is_found(article: str, paragraphs_of: _Make) -> None:
    paragraphs = paragraphs_of(article)
    assert paragraphs.at_y(-100) == 0
    assert paragraphs.at_y(paragraphs.total_height + 100) == paragraphs.count - 1
    paragraph = paragraphs.laid_out(0)
    assert paragraph.line_at(-5).number == 0
    assert paragraph.line_at(paragraph.height - 1) is paragraph.line_at(1e9) is paragraph.lines[-1]


def test_a_paragraph_gets_higher_lines_with_its_first_span(article: str, paragraphs_of: _Make) -> None:
    spans: set[int] = set()
    paragraphs = paragraphs_of(article)
    paragraphs.set_annotated(lambda start, end: any(start <= at < end for at in spans))
    paragraph = paragraphs.laid_out(3)
    x = [run.left for line in paragraph.lines for run in line.runs]
    below = paragraphs.top(4)
    spans.add(paragraphs.start(3))
    paragraphs.invalidate(3)
    assert paragraphs.laid_out(3) is paragraph
    assert paragraph.height == paragraphs.height(3) == 56 * len(paragraph.lines)
    assert paragraphs.top(4) == below + 12 * len(paragraph.lines)
    assert [run.left for line in paragraph.lines for run in line.runs] == x
    spans.clear()
    paragraphs.invalidate(3)
    assert paragraphs.top(4) == below
    assert paragraph.lines[1].top == 44


def test_another_width_breaks_the_lines_anew(article: str, paragraphs_of: _Make) -> None:
    paragraphs = paragraphs_of(article)
    wide = len(paragraphs.laid_out(3).lines)
    paragraphs.set_width(250)
    assert paragraphs.total_height > paragraphs_of(article).total_height
    assert len(paragraphs.laid_out(3).lines) > wide
    assert all(
        run.left >= 0 and run.right <= 250 for line in paragraphs.laid_out(3).lines for run in line.runs
    )


def test_most_letters_of_the_document_decide_the_direction_of_its_paragraphs(paragraphs_of: _Make) -> None:
    text = "Reuters: قالت الوزارة إنها لا تعلم.\n2019\n" + _WORDS
    paragraphs = paragraphs_of(text)
    for index in range(3):
        paragraph = paragraphs.laid_out(index)
        assert paragraph.rtl
        assert paragraph.layout.textOption().textDirection() is Qt.LayoutDirection.RightToLeft
        assert max(run.right for run in paragraph.lines[0].runs) == 720
    assert not paragraphs_of(text, direction=Direction.LTR).laid_out(0).rtl
    assert not paragraphs_of("He said: نعم").laid_out(0).rtl


def test_a_latin_paragraph_in_an_arabic_document_reads_from_the_left(paragraphs_of: _Make) -> None:
    latin = "The ministry said it would not comment."
    paragraphs = paragraphs_of(f"{_WORDS}\n{latin}\n{_WORDS}")
    paragraph = paragraphs.laid_out(1)
    (run,) = paragraph.lines[0].runs
    assert (paragraphs.rtl, paragraph.rtl) == (True, False)
    assert (run.start, run.left) == (paragraph.start, 0)
    assert run.x(paragraph.end - 1) < run.x(paragraph.end) == run.right
    # Who asks for one direction gets it everywhere.
    assert paragraphs_of(f"{_WORDS}\n{latin}", direction=Direction.RTL).laid_out(1).rtl


def test_all_pieces_of_a_long_paragraph_run_as_its_beginning_does(paragraphs_of: _Make) -> None:
    latin = "The minister would not comment on it. " * 900
    paragraphs = paragraphs_of(f"{_WORDS * 900}\n{latin}{_WORDS}")
    directions = [paragraphs.laid_out(i).rtl for i in range(paragraphs.count)]
    assert directions == sorted(directions, reverse=True)
    assert directions.count(False) >= 4


def test_a_paragraph_of_200_000_words_is_laid_out_a_piece_at_a_time(paragraphs_of: _Make) -> None:
    text = (_WORDS * 13_000).rstrip()
    assert len(text.split()) > 200_000
    paragraphs = paragraphs_of(text)
    pieces = [(paragraphs.start(i), paragraphs.end(i)) for i in range(paragraphs.count)]
    assert "".join(text[start:end] for start, end in pieces) == text
    assert max(end - start for start, end in pieces) <= LONGEST
    assert all(text[start - 1] == " " for start, _ in pieces[1:])
    middle = paragraphs.count // 2
    paragraph = paragraphs.laid_out(middle)
    assert (paragraph.start, paragraph.end) == pieces[middle]
    assert paragraphs.top(middle + 1) == paragraphs.top(middle) + paragraph.height
    assert paragraphs.index_of(paragraph.start) == middle
    assert paragraphs.index_of(paragraph.start - 1) == middle - 1


def test_a_word_longer_than_a_piece_is_cut_between_letters_with_their_marks(paragraphs_of: _Make) -> None:
    text = "بَ" * LONGEST
    paragraphs = paragraphs_of("أ" + text)
    assert paragraphs.count in {2, 3}
    assert all((paragraphs.start(index) - 1) % 2 == 0 for index in range(1, paragraphs.count))


def test_only_so_many_paragraphs_stay_laid_out(paragraphs_of: _Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT_PARAGRAPHS", 5)
    paragraphs = paragraphs_of("\n".join(["سطر"] * 9))
    first = paragraphs.laid_out(0)
    for index in range(1, 5):
        paragraphs.laid_out(index)
    assert paragraphs.laid_out(0) is first
    second = paragraphs.laid_out(1)
    for index in range(5, 8):
        paragraphs.laid_out(index)
    assert paragraphs.laid_out(1) is second
    paragraphs.laid_out(8)
    paragraphs.laid_out(7)
    paragraphs.laid_out(2)
    assert len(paragraphs._laid_out) == 5
    assert paragraphs.laid_out(0) is not first
    assert first.lines[0].runs[0].rtl


def test_long_pieces_do_not_pile_up_in_memory(paragraphs_of: _Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT_CHARACTERS", 2_000)
    paragraphs = paragraphs_of("\n".join([_WORDS * 8] * 6))
    for index in range(6):
        paragraphs.laid_out(index)
    kept = sum(len(paragraph.text) for paragraph in paragraphs._laid_out.values())
    assert 0 < kept == paragraphs._kept_characters <= 2_000
