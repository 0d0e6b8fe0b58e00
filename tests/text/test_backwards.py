"""Text that is stored backwards is noticed and can be turned; text that is not never is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.damage import is_backwards, turned, with_letters

LINE = "قالت الوزيرة إن المدينة القديمة ستفتح أبوابها في الليلة نفسها بعد انتهاء أعمال الترميم الطويلة"


def sentences(folder: Path) -> list[str]:
    found: list[list[str]] = [[]]
    for name in ("train.txt", "val.txt", "test.txt"):
        for line in (folder / name).read_text(encoding="utf-8").split("\n"):
            if line.strip() and not line.startswith("$#$"):
                found[-1].append(line.split()[0])
            else:
                found.append([])
    return [" ".join(words) for words in found if words]


def test_a_reversed_line_is_noticed() -> None:
    assert is_backwards(LINE[::-1])
    assert not is_backwards(LINE)


@pytest.mark.parametrize("text", ["", "لا", "أهلا وسهلا", "مثلا ولا أصلا", "abc", "قليلا من الماء"])
def test_short_words_that_end_like_a_reversed_article_are_no_sign(text: str) -> None:
    assert not is_backwards(text)


def test_real_sentences_are_never_taken_for_reversed_and_long_ones_are_found(shared_data: Path) -> None:
    real = sentences(shared_data / "wojood_sample")
    assert len(real) > 1500
    assert [s for s in real if is_backwards(s)] == []
    long = [s for s in real if sum(w.isalpha() and w > "ء" for w in s.split()) >= 12]
    assert len(long) > 500
    assert sum(is_backwards(s[::-1]) for s in long) / len(long) >= 0.97


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("2023 ماع يف", "في عام 2023"),
        ("٢٠٢٣/٥/١ موي", "يوم ٢٠٢٣/٥/١"),
        ("3.5 ةبسن", "نسبة 3.5"),
        ("New York Times ةديرج", "جريدة New York Times"),
        ("(ايروس) قشمد", "دمشق (سوريا)"),
        (")ايروس( قشمد", "دمشق (سوريا)"),
        ("ب\nأ ج", "ب\nج أ"),
        ("", ""),
    ],
)
def test_a_line_is_turned_but_not_its_numbers_and_latin_words(shown: str, read: str) -> None:
    assert turned(shown) == read


def test_a_ligature_is_turned_before_it_becomes_letters() -> None:
    assert with_letters(turned("ﻡﻼﺳ")) == "سلام"


@given(st.text(st.sampled_from("ابةىلا 12٣ab(«»).\n"), max_size=30))
def test_turning_moves_characters_and_loses_none(text: str) -> None:
    brackets = str.maketrans("()«»", "((««")
    assert sorted(turned(text).translate(brackets)) == sorted(text.translate(brackets))


def test_a_mark_drawn_alone_comes_back_without_its_space() -> None:
    assert with_letters("ﻗ\ufe76ﺎل") == "قَال"
    assert with_letters("ﷺ ﷲ ½ ﬁ") == "ﷺ ﷲ ½ ﬁ"
