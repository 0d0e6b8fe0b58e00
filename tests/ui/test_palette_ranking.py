from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.folding import fold
from ui.palette.ranking import item, rank

WORDS = st.text("ابأإلتةه وuUnN-", max_size=8)


def _ids(query: str, *phrases: tuple[str, ...], recent: tuple[str, ...] = (), limit: int = 9) -> list[str]:
    items = [item(names[0], *names) for names in phrases]
    return [one.id for one in rank(query, items, limit=limit, recent=recent)]


def test_what_begins_with_the_query_comes_before_words_and_words_before_pieces() -> None:
    found = _ids("note", ("keynote",), ("write a note",), ("Notes",), ("footer",))
    assert found == ["Notes", "write a note", "keynote"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("احمد", "أحمد"),
        ("مدرسه", "المدرسةُ الأولى"),
        ("١٢", "الباب 12"),
        ("UNDO", "Undo: Delete"),
        ("undo delete", "Undo: Delete"),
        ("  delete   undo ", "Undo: Delete"),
        ("Reuters:", "reuters — سوق"),
    ],
)
def test_spelling_case_order_and_signs_make_no_difference(query: str, name: str) -> None:
    assert _ids(query, ("other",), (name,)) == [name]


def test_a_word_behind_the_article_begins_there() -> None:
    assert _ids("مصدر", ("تامصدر",), ("اربط بالمصدر",), ("اربط المصدر",)) == [
        "اربط المصدر",
        "تامصدر",
        "اربط بالمصدر",
    ]


def test_every_phrase_of_an_item_leads_to_it() -> None:
    undo = ("تراجع", "Undo")
    assert _ids("und", undo, ("حفظ", "Save")) == _ids("ترا", undo, ("حفظ", "Save")) == ["تراجع"]


def test_among_equals_what_was_used_last_comes_first_and_the_rest_keeps_its_order() -> None:
    names = (("label a",), ("label b",), ("label c",), ("label d",))
    assert _ids("label", *names, recent=("label c", "label b", "gone")) == [
        "label c",
        "label b",
        "label a",
        "label d",
    ]
    assert _ids("", *names, recent=("label d",))[0] == "label d"
    assert _ids("begin", ("to begin",), ("begin",), recent=("to begin",)) == ["begin", "to begin"]


@given(WORDS, st.lists(WORDS.filter(bool), unique=True))
def test_a_hit_has_every_word_and_nothing_with_every_word_is_missed(query: str, names: list[str]) -> None:
    wanted = fold(query.replace("-", " ")).split()
    expected = {name for name in names if all(word in fold(name) for word in wanted)}
    found = _ids(query, *((name,) for name in names), limit=len(names) + 1)
    assert sorted(found) == sorted(expected)


@given(WORDS, st.lists(WORDS.filter(bool), unique=True), st.integers(1, 4))
def test_fewer_hits_are_the_first_of_all(query: str, names: list[str], limit: int) -> None:
    phrases = [(name,) for name in names]
    everything = _ids(query, *phrases, limit=len(names) + 1)
    assert _ids(query, *phrases, limit=limit) == everything[:limit]
