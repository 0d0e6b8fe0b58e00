"""The laws of the tree of heights, against plain lists."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from ui.text.fenwick import Fenwick

_heights = st.lists(st.integers(1, 5_000), max_size=60)
_changes = st.lists(st.tuples(st.integers(0, 59), st.integers(0, 3_000)), max_size=20)


@given(_heights, _changes)
def test_every_beginning_has_its_sum_whatever_was_added(
    heights: list[int], changes: list[tuple[int, int]]
) -> None:
    tree = Fenwick(heights)
    plain = list(heights)
    for index, delta in changes:
        if index < len(plain):
            tree.add(index, delta)
            plain[index] += delta
    assert len(tree) == len(plain)
    assert [tree.before(index) for index in range(len(plain) + 1)] == [0, *accumulate(plain)]


@given(_heights, st.integers(-10, 320_000))
def test_what_is_at_a_height_is_the_last_that_begins_no_lower(heights: list[int], y: int) -> None:
    tops = [0, *accumulate(heights)]
    assert Fenwick(heights).find(y) == max(bisect_right(tops, y) - 1, 0)


def test_an_empty_tree_has_no_height() -> None:
    tree = Fenwick([])
    assert (len(tree), tree.before(0), tree.find(5)) == (0, 0, 0)
