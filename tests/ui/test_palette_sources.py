from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model import DocumentSummary
from ui.palette.passages import passages
from ui.palette.ranking import rank
from ui.palette.titles import Titles

TEXT = "قالت الوزارة إنّ أسعار القمح ثابتة.\nوأضافت الوزارةُ أن المخزون يكفي، ثم سكتت الوزاره."


def _titles(count: int) -> Titles:
    return Titles(DocumentSummary(id=f"d{n}", title=f"خبر رقم {n}", characters=1) for n in range(count))


def test_a_place_is_shown_with_the_words_of_its_own_paragraph() -> None:
    first, second, third = passages(TEXT, "الوزارة", limit=20)
    assert (first.before, first.words, first.after) == ("قالت ", "الوزارة", " إنّ أسعار القمح ثابتة.")
    assert (second.before, second.words) == ("وأضافت ", "الوزارةُ")
    assert third.before == "…المخزون يكفي، ثم سكتت "
    assert [hit.span.of(TEXT) for hit in (first, second, third)] == ["الوزارة", "الوزارةُ", "الوزاره"]


def test_one_letter_is_not_searched_in_the_text_and_hits_are_limited() -> None:
    assert passages(TEXT, "ا", limit=20) == []
    assert passages(TEXT, " \u064e ", limit=20) == []
    assert len(passages("نعم " * 100, "نعم", limit=20)) == 20


@given(st.text("اب \n👍\t", max_size=120), st.text("اب", min_size=2, max_size=3))
def test_the_line_shown_is_what_the_text_says_around_the_place(text: str, query: str) -> None:
    for hit in passages(text, query, limit=5):
        assert hit.span.of(text) == hit.words
        before = " ".join(text[: hit.span.start].split())
        assert before.endswith(hit.before.removeprefix("…").strip())
        assert " ".join(text[hit.span.end :].split()).startswith(hit.after.strip())
        assert "\n" not in hit.before + hit.words + hit.after


def test_titles_are_folded_some_at_a_time_and_found_as_far_as_they_are() -> None:
    titles = _titles(4000)
    assert rank("خبر 3999", titles.items, limit=5) == []
    titles.grow()
    assert (0 < len(titles.items) < 4000, titles.is_complete) == (True, False)
    for _ in range(8):
        titles.grow()
    assert titles.is_complete
    assert [titles.title(one.id) for one in rank("خبر 3999", titles.items, limit=5)] == ["خبر رقم 3999"]


def test_no_documents_are_complete_at_once() -> None:
    assert _titles(0).is_complete
