from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أكد", "اكد"),
        ("إعلان", "اعلان"),
        ("على", "علي"),
        ("القاهرة", "القاهره"),
        ("مسؤول", "مسوول"),
        ("کتاب", "كتاب"),
        ("كِتَابٌ", "كتاب"),
        ("كتـــاب", "كتاب"),
        ("٢٠١٩", "2019"),
        ("۲۰۱۹", "2019"),
        ("ﻻ", "لا"),  # what the لا key sends
        ("\u200fقال\u200c", "قال"),
        ("Reuters", "REUTERS"),
        ("İ", "i"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_keep_different_keys() -> None:
    assert len({fold(word) for word in ("قال", "مال", "قالت", "قيل")}) == 4


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
