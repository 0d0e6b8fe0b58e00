from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.finding import find
from annotator.text.folding import fold

LETTERS = st.text("اأإآبةهىيكکلا ﻻﻼ\u064e\u0651\u0640\u200cABcß١1(.*[\n", max_size=30)


def _found(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in find(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("قال أحمدُ إنّ إحمد", "احمد", ["أحمدُ", "إحمد"]),
        ("قَالَتِ الوِزَارَةُ", "قالت الوزاره", ["قَالَتِ الوِزَارَةُ"]),
        ("رقم ١٢ ورقم 12", "12", ["١٢", "12"]),
        ("مـــوسكو", "موسكو", ["مـــوسكو"]),
        ("Reuters and REUTERS", "reuters", ["Reuters", "REUTERS"]),
        ("ﻛﺘﺎﺏ", "كتاب", ["ﻛﺘﺎﺏ"]),
        ("اﻷمر والأمر", "الامر", ["اﻷمر", "الأمر"]),
        ("بسم ﷲ والله", "الله", ["ﷲ", "الله"]),
        ("من\nقال", "من قال", ["من\nقال"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("نص", "", []),
        ("نص", " \u064e ", []),
    ],
)
def test_words_are_found_in_any_spelling(text: str, words: str, found: list[str]) -> None:
    assert _found(text, words) == found


@given(LETTERS, LETTERS)
def test_what_is_found_has_the_key_of_what_was_asked(text: str, words: str) -> None:
    for hit in _found(text, words):
        assert fold(hit).split() == fold(words).split()


@given(st.text("بتثجحخدAZ\u064e\u0640أإ١ﻻ"), LETTERS, st.text("بتثجحخدAZ\u064e\u0640أإ١"))
def test_a_word_is_found_wherever_it_stands(before: str, words: str, after: str) -> None:
    if fold(words).split():
        assert _found(f"{before} {words.strip()} {after}", words)


def test_the_text_is_read_no_further_than_asked() -> None:
    hits = find("نعم " * 3, "نعم")
    assert next(hits) == (0, 3)
    assert next(hits) == (4, 7)
