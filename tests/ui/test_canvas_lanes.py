"""Spans that overlap get lanes of their own."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.canvas_page import CanvasPage
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


def test_ten_lanes_keep_their_distance_and_the_lines_move_apart_for_them() -> None:
    ten = [lanes.offset(n, 10, first=14.5, step=4.2) for n in range(10)]
    assert all(math.isclose(low - high, 4.2) for high, low in pairwise(ten))
    assert lanes.room(3, step=4.2) == 0
    assert math.isclose(lanes.room(10, step=4.2), ten[9] - ten[2])


def test_fifty_lanes_take_no_more_room_than_fourteen() -> None:
    assert lanes.room(50, step=4.2) == lanes.room(14, step=4.2)
    most = lanes.offset(49, 50, first=14.5, step=4.2)
    assert math.isclose(most, lanes.offset(13, 14, first=14.5, step=4.2))


def test_lines_move_apart_where_claims_pile_up_and_only_there(canvas: CanvasPage) -> None:
    text = "\n".join(["كلمة " * 40] * 3)
    paragraph = len("كلمة " * 40) + 1
    spans = [("CLAIM", paragraph + 5 * n, paragraph + 100) for n in range(10)]
    canvas.show(text, [("CLAIM", 0, 20), *spans, ("CLAIM", 2 * paragraph, 2 * paragraph + 20)])
    rooms = [row.paragraph.room for row in canvas.sheet.rows(780)]
    assert rooms[0] == rooms[2] == 0
    assert rooms[1] > 25
    tops = [row.y for row in canvas.sheet.rows(780)]
    assert tops[2] - tops[1] > tops[1] - tops[0]
    first = canvas.sheet.reading.spans["s1"]
    for number in range(2, 11):
        canvas.change(canvas.sheet.reading.spans[f"s{number}"], None)
    assert canvas.sheet.rows(780)[1].paragraph.room == 0
    assert first.id in canvas.sheet.reading.spans


def test_a_span_keeps_its_lane_from_line_to_line_and_from_paragraph_to_paragraph(canvas: CanvasPage) -> None:
    text = "\n".join(["كلمة " * 40] * 3)
    canvas.show(text, [("CLAIM", 0, 590), ("CLAIM", 10, 450), ("CLAIM", 20, 60), ("CLAIM", 300, 590)])
    levels = [{marks.span.id: marks.level for marks in row.marks.lines} for row in canvas.sheet.rows(780)]
    assert [row["s0"] for row in levels] == [0, 0, 0]
    assert [row["s1"] for row in levels] == [1, 1, 1]
    assert [row["s3"] for row in levels if "s3" in row] == [2, 2]
