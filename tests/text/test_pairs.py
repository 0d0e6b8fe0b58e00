from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.pairs import pairs, quotations


def _quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('قال “نعم” و«لا» و"ربما"', ["نعم", "لا", "ربما"]),
        ("“قال ‘أين «هي»’ ومضى”", ["هي", "أين «هي»", "قال ‘أين «هي»’ ومضى"]),
        ("‘O’Neill هنا’", ["O’Neill هنا"]),
        ("“بلا نهاية\nثم “نعم”", ["نعم"]),
        ("“أولى “ثانية” بقية", ["ثانية"]),
        ("(بين قوسين) [لا] ”لا“", []),
    ],
)
def test_what_is_quoted(text: str, expected: list[str]) -> None:
    assert _quoted(text) == expected


def test_brackets_are_pairs_too_and_one_left_open_gives_way() -> None:
    text = "(ا [ب) ج]"
    assert pairs(text) == [(0, text.index(")"))]


@given(st.text(st.sampled_from('اب “”«»‘’"()[]\n')))
def test_pairs_never_cross_and_never_leave_their_paragraph(text: str) -> None:
    found = pairs(text)
    for first, last in found:
        assert "\n" not in text[first:last]
        for other, end in found:
            assert (first < other < last) == (first < end < last) or (first, last) == (other, end)
