"""Spans that overlap get lanes of their own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.text import lanes

_intervals = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))
).map(lambda found: sorted(found, key=lambda i: (i[0], -i[1])))


@given(_intervals)
def test_spans_that_share_a_letter_never_share_a_lane(intervals: list[tuple[int, int]]) -> None:
    packed = lanes.pack(intervals)
    for n, (start, end) in enumerate(intervals):
        for m, (other_start, other_end) in enumerate(intervals[:n]):
            if start < other_end and other_start < end:
                assert packed[n] != packed[m]


@given(_intervals)
def test_there_are_no_more_lanes_than_the_most_crowded_letter_needs(
    intervals: list[tuple[int, int]],
) -> None:
    crowd = max((sum(a <= x < b for a, b in intervals) for x in range(100)), default=0)
    assert max(lanes.pack(intervals), default=-1) + 1 == crowd


@given(_intervals)
def test_an_outer_span_comes_before_the_spans_inside_it(intervals: list[tuple[int, int]]) -> None:
    nested = [
        interval
        for n, interval in enumerate(intervals)
        if not any(a < interval[0] < b < interval[1] for a, b in intervals[:n])
    ]
    packed = lanes.pack(nested)
    for n, (start, end) in enumerate(nested):
        for m, (outer_start, outer_end) in enumerate(nested[:n]):
            if outer_start <= start and end <= outer_end:
                assert packed[m] < packed[n]


@given(_intervals)
def test_spans_that_overlap_agree_on_how_many_lanes_there_are(intervals: list[tuple[int, int]]) -> None:
    packed = lanes.pack(intervals)
    sizes = lanes.crowds(intervals, packed)
    assert len(sizes) == len(intervals)
    for n, (start, end) in enumerate(intervals):
        assert packed[n] < sizes[n]
        for m, (other_start, other_end) in enumerate(intervals[:n]):
            if start < other_end and other_start < end:
                assert sizes[n] == sizes[m]


def test_a_crowd_does_not_narrow_the_lanes_of_others() -> None:
    intervals = [(0, 9), (1, 8), (2, 7), (9, 12)]
    assert lanes.crowds(intervals, lanes.pack(intervals)) == [3, 3, 3, 1]


def test_an_empty_span_takes_a_lane_too() -> None:
    assert lanes.pack([(3, 3), (3, 3)]) == [0, 1]


def test_many_lanes_share_the_room_of_three() -> None:
    three = [lanes.offset(n, 3, first=14.5, step=4.2) for n in range(3)]
    ten = [lanes.offset(n, 10, first=14.5, step=4.2) for n in range(10)]
    assert ten[0] == three[0]
    assert ten[-1] == three[-1]
    assert ten == sorted(set(ten))
