from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import IntervalIndex, Span, intervals

_SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda p: (p[0], p[0] + p[1])), max_size=60
)


@pytest.fixture(autouse=True, scope="module")
def _small_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intervals, "_BLOCK", 4)  # many blocks with few spans: every seam is met
        yield


def _touches(start: int, end: int, query_start: int, query_end: int) -> bool:
    if start == end:
        return query_start <= start < max(query_end, query_start + 1)
    return start < max(query_end, query_start + 1) and end > query_start


@given(_SPANS, st.integers(0, 80), st.integers(0, 20))
def test_a_query_finds_exactly_the_spans_that_touch_it(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    index = IntervalIndex((a, b, str(i)) for i, (a, b) in enumerate(spans))
    expected = {str(i) for i, (a, b) in enumerate(spans) if _touches(a, b, start, start + length)}
    assert set(index.touching(start, start + length)) == expected


@given(_SPANS, st.data())
def test_adding_and_removing_one_by_one_gives_the_same_index(
    spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    entries = [(a, b, str(i)) for i, (a, b) in enumerate(spans)]
    gone = data.draw(st.sets(st.sampled_from(entries))) if entries else set()
    index = IntervalIndex()
    for entry in entries:
        index.add(*entry)
    for entry in gone:
        index.remove(*entry)
    assert list(index) == list(IntervalIndex(e for e in entries if e not in gone))
    assert set(index.touching(0, 100)) == {key for _, _, key in entries} - {key for _, _, key in gone}


def test_neighbours_are_found_in_reading_order() -> None:
    index = IntervalIndex([(5, 9, "inner"), (5, 20, "outer"), (0, 3, "first")])
    assert list(index) == ["first", "outer", "inner"]
    assert index.next_after(0, 3, "first") == "outer"
    assert index.next_after(5, 9, "inner") is None
    assert index.previous_before(5, 9, "inner") == "outer"
    assert index.previous_before(0, 3, "first") is None


def test_spans_know_nesting_from_crossing() -> None:
    assert Span(0, 10).contains(Span(0, 3))
    assert Span(0, 5).crosses(Span(3, 8))
    assert not Span(0, 5).crosses(Span(5, 8))
    assert not Span(0, 10).crosses(Span(3, 8))


@given(_SPANS)
def test_walking_forwards_and_backwards_meets_every_span_once(spans: list[tuple[int, int]]) -> None:
    entries = {str(i): (a, b) for i, (a, b) in enumerate(spans)}
    index = IntervalIndex((a, b, key) for key, (a, b) in entries.items())
    ordered = list(index)
    for here, there in pairwise(ordered):
        assert index.next_after(*entries[here], here) == there
        assert index.previous_before(*entries[there], there) == here
    if ordered:
        assert index.next_after(*entries[ordered[-1]], ordered[-1]) is None
        assert index.previous_before(*entries[ordered[0]], ordered[0]) is None
