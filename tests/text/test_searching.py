"""Looking for words: in any spelling or letter by letter, whole words, what is written onto them left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.folding import fold
from annotator.text.graphemes import borders
from annotator.text.searching import Query, hits

_LETTERS = "اأإآلىيةهوبفكس مقتحدرٱی" + "\u0640\u064b\u0651\ufefb\ufefc" + "٣3۳aAß\n"
_texts = st.text(alphabet=_LETTERS, max_size=60)
_words = st.text(alphabet=_LETTERS, min_size=1, max_size=6)


def _found(text: str, words: str, **how: bool) -> list[str]:
    return [text[start:end] for start, end in hits(text, Query(words=words, **how))]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("اكد", "أكد أَكَّدَ أكـــد"),
        ("مدرسه", "مدرسة مَدرسةٌ مدرسه"),
        ("على", "علي على عَلَى"),
        ("2023", "٢٠٢٣ ۲۰۲۳ 2023"),
        ("لا", "لا ﻻ ﻼ"),
        ("ﻻ", "لا ﻻ"),
    ],
)
def test_any_spelling_is_found_with_its_marks(words: str, text: str) -> None:
    assert _found(text, words) == text.split()


def test_letter_by_letter_other_spellings_are_other_words() -> None:
    assert _found("أكد اكد أَكد", "اكد", folded=False) == ["اكد"]


def test_a_hit_takes_the_marks_of_its_last_letter_along() -> None:
    assert _found("كتابٌ", "كتاب", folded=False) == ["كتابٌ"]


def test_two_marks_of_one_letter_are_one_hit() -> None:
    assert _found("بَّ", "َ", folded=False) == ["بَّ"]
    assert _found("بََ", "َ", folded=False) == ["بََ"]


def test_whole_words_leave_parts_of_words_out() -> None:
    text = "موسكو وموسكو موسكوفي بموسكو"
    assert _found(text, "موسكو", whole_words=True) == ["موسكو"]
    assert [place[0] for place in hits(text, Query(words="موسكو", whole_words=True, proclitics=True))] == [
        0,
        text.index("وموسكو") + 1,
        text.index("بموسكو") + 1,
    ]


def test_the_article_that_lost_its_alef_is_found_behind_its_lam() -> None:
    text = "قال للصحيفة والصحيفة"
    assert _found(text, "الصحيفة", whole_words=True, proclitics=True) == ["لصحيفة", "الصحيفة"]
    assert _found(text, "الصحيفة", whole_words=True) == []


@pytest.mark.parametrize("words", ["", " ", "\n\t", "\u064b"])
def test_nothing_that_can_be_seen_is_found_nowhere(words: str) -> None:
    assert _found("نص فيه\n\nكلمات", words) == []


@given(
    text=_texts,
    words=_words,
    folded=st.booleans(),
    whole_words=st.booleans(),
    proclitics=st.booleans(),
)
@settings(max_examples=300)
def test_each_hit_has_the_folded_query_in_it_and_lies_between_letters(
    *, text: str, words: str, folded: bool, whole_words: bool, proclitics: bool
) -> None:
    query = Query(words=words, folded=folded, whole_words=whole_words, proclitics=proclitics)
    found = list(hits(text, query))
    key = " ".join(fold(words).split())
    edges = set(borders(text))
    end = 0
    for place in found:
        hit = text[slice(*place)]
        assert end <= place[0] < place[1]
        end = place[1]
        assert set(place) <= edges
        spoken = " ".join(fold(hit).split())
        # Behind ل the article has no alef.
        assert key in spoken or (proclitics and key in f"ا{spoken}")
        assert folded or words in hit


@given(_texts, _words)
def test_whole_words_are_some_of_all_hits(text: str, words: str) -> None:
    all_hits = {start for start, _ in hits(text, Query(words=words))}
    whole = {start for start, _ in hits(text, Query(words=words, whole_words=True))}
    assert whole <= all_hits
