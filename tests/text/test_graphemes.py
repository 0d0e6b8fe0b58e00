from __future__ import annotations

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.text import graphemes

_hard = st.text(
    st.sampled_from(
        "بتا ًٌّ\u0640\u200d\u200c\u0600\u06dd1٢.,\n\r\u00a9\u203c👩🏽💻🇸🇦\ufe0f\u20e3a\u0301"
        "\u1100\u1161\u11a8\u0e33\u0915\u094d\u200f\u2068“(\u00ad"
    )
) | st.text(st.characters(exclude_categories=["Cs"]))


def _all_borders(text: str) -> list[int]:
    return [0, *(match.end() for match in regex.finditer(r"\X", text))]


@given(_hard)
@example("ب\u0600بت")
@example("ب👩\u200d\u203c\ufe0fت")
@example("ب\r\nت")
def test_steps_visit_the_borders_of_the_whole_text_forwards_and_backwards(text: str) -> None:
    expected = _all_borders(text)
    assert graphemes.borders(text) == expected
    for position in range(len(text) + 1):
        assert graphemes.next_border(text, position) == min(
            (b for b in expected if b > position), default=len(text)
        )
        assert graphemes.previous_border(text, position) == max(
            (b for b in expected if b < position), default=0
        )


@given(_hard, st.data())
def test_widening_gives_the_smallest_range_of_whole_clusters(text: str, data: st.DataObject) -> None:
    expected = _all_borders(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start == end:
        assert graphemes.widen(text, start, end) == (start, end)
        return
    assert graphemes.widen(text, start, end) == (
        max(b for b in expected if b <= start),
        min(b for b in expected if b >= end),
    )


def test_a_letter_keeps_its_marks_and_a_family_stays_together() -> None:
    assert graphemes.borders("شَدَّ") == [0, 2, 5]
    assert graphemes.borders("👩\u200d👩\u200d👧ب") == [0, 5, 6]


def test_borders_of_a_part_include_both_its_ends() -> None:
    assert graphemes.borders("أهلا بكم", 5, 8) == [5, 6, 7, 8]
    assert graphemes.borders("أهلا", 2, 2) == [2]


def test_plain_letters_stand_alone_beside_each_other() -> None:
    plain = [c for c in map(chr, range(0xD800)) if graphemes._NOT_PLAIN.search(c) is None]
    assert {"ب", "ـ", "٣", "،", "z", "“"} <= set(plain)
    assert "\u064e" not in plain
    for letter in plain:
        text = "".join(letter + other for other in plain)
        assert graphemes.borders(text) == _all_borders(text)
