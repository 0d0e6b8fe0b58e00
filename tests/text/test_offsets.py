from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.offsets import OffsetMap

_hard = st.text(st.sampled_from("بً 😀👩\u200d\ufe0fa\u0301\ud83d\ude00\U0010ffff\n") | st.characters())


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(_hard)
def test_each_code_point_is_as_far_as_the_units_before_it(text: str) -> None:
    offsets = OffsetMap(text)
    assert [offsets.to_utf16(i) for i in range(len(text) + 1)] == [
        _units(text[:i]) for i in range(len(text) + 1)
    ]


@given(_hard)
def test_there_and_back_is_the_same_code_point(text: str) -> None:
    offsets = OffsetMap(text)
    assert [offsets.to_code_point(offsets.to_utf16(i)) for i in range(len(text) + 1)] == list(
        range(len(text) + 1)
    )


@given(_hard)
def test_code_points_never_go_back_while_units_go_on(text: str) -> None:
    offsets = OffsetMap(text)
    positions = [offsets.to_code_point(unit) for unit in range(_units(text) + 1)]
    assert positions == sorted(positions)
    assert positions[-1] == len(text)


def test_a_unit_inside_a_pair_belongs_to_its_character() -> None:
    offsets = OffsetMap("أ😀ب😀")
    assert [offsets.to_code_point(unit) for unit in range(7)] == [0, 1, 1, 2, 3, 3, 4]


def test_lone_surrogates_are_one_unit_each() -> None:
    offsets = OffsetMap("\ud83dب\ude00")
    assert [offsets.to_utf16(i) for i in range(4)] == [0, 1, 2, 3]


@pytest.mark.parametrize("position", [-1, 4])
def test_a_place_outside_the_text_is_refused(position: int) -> None:
    offsets = OffsetMap("ابج")
    with pytest.raises(IndexError):
        offsets.to_utf16(position)
    with pytest.raises(IndexError):
        offsets.to_code_point(position)
