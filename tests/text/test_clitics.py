from __future__ import annotations

import json
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.clitics import proclitic_length, split
from annotator.text.tokens import tokenize

_words = st.text(st.sampled_from("وفبلكسالمهيتنأ\u0640َّ\u200d5a"))


def _pieces(word: str) -> list[str]:
    ends = [sum(split(word)[: i + 1]) for i in range(len(split(word)))]
    return [word[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("لمسؤولين", "ل+مسؤولين"),
        ("بالرئيس", "ب+ال+رئيس"),
        ("للصحيفة", "ل+ل+صحيفة"),
        ("وللصحيفة", "و+ل+ل+صحيفة"),
        ("وبالإضافة", "و+ب+ال+إضافة"),
        ("سيعزز", "س+يعزز"),
        ("وسيكون", "و+س+يكون"),
        ("و152", "و+152"),
        ("بـBBC", "بـ+BBC"),
        ("وفي", "و+في"),
        ("ولـ", "و+لـ"),
        ("لله", "ل+له"),
        ("ووفقًا", "و+وفقًا"),
        ("وَالْبَيْتِ", "وَ+الْ+بَيْتِ"),
        ("الشمالية", "ال+شمالية"),
        ("واليوم", "و+ال+يوم"),
        ("بقيادة", "ب+قيادة"),
        ("التقرير", "ال+تقرير"),
    ],
)
def test_clitics_come_off_one_by_one(word: str, pieces: str) -> None:
    assert "+".join(_pieces(word)) == pieces


@pytest.mark.parametrize(
    "word",
    """
    وزير وكالة وفقًا بوتين بين كيم كوريا كله لكن لقاء سياسة سيارة فلاديمير فيها فضلا الذي الله والد لهم لـ و
    """.split(),  # noqa: SIM905 - a table to read
)
def test_a_word_that_only_looks_so_stays_whole(word: str) -> None:
    assert split(word) == (len(word),)
    assert proclitic_length(word) == 0


@pytest.mark.parametrize(
    ("word", "rest"), [("بالرئيس", "الرئيس"), ("للصحيفة", "لصحيفة"), ("الرئيس", "الرئيس"), ("وسيكون", "يكون")]
)
def test_the_word_without_its_clitics_keeps_its_article(word: str, rest: str) -> None:
    assert word[proclitic_length(word) :] == rest


@given(_words)
def test_the_pieces_join_to_the_word_and_none_is_empty_or_begins_with_a_mark(word: str) -> None:
    assert "".join(_pieces(word)) == word
    assert all(_pieces(word))
    assert not any(regex.match(r"[\p{M}\u0640\u200d]", piece) for piece in _pieces(word)[1:])


@given(_words)
def test_the_proclitics_end_where_a_piece_ends(word: str) -> None:
    assert proclitic_length(word) in {0, *(sum(split(word)[:i]) for i in range(len(split(word))))}


def test_every_gold_span_starts_with_a_piece(article: str, shared_data: Path) -> None:
    gold = json.loads((shared_data / "gold.jsonl").read_text(encoding="utf-8").splitlines()[0])
    starts = {
        token.start + sum(lengths[:i])
        for token in tokenize(article)
        for lengths in [split(token.of(article))]
        for i in range(len(lengths))
    }
    assert [span["text"] for span in gold["sets"][0]["spans"] if span["start"] not in starts] == []


def test_nothing_has_no_pieces() -> None:
    assert split("") == ()
