"""The spans of a reading, against a plain dictionary and a look at each of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import PlacedSpans, Span, SpanAnnotation, intervals, placed

_PLACES = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda p: Span(p[0], p[0] + p[1]))
_NAMED = st.tuples(st.sampled_from("abcdefghijkl"), _PLACES)


@pytest.fixture(autouse=True, scope="module")
def _small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intervals, "_BLOCK", 3)  # many blocks with few spans
        patch.setattr(placed, "_MOST_NEWER", 2)  # put together again and again
        yield


def _annotation(key: str, span: Span) -> SpanAnnotation:
    return SpanAnnotation(id=key, label="PERS", span=span, quote="")


def _touches(span: Span, start: int, end: int) -> bool:
    stop = max(end, start + 1)
    return start <= span.start < stop if not span else span.start < stop and span.end > start


def _same(spans: PlacedSpans, plain: dict[str, SpanAnnotation]) -> None:
    assert len(spans) == len(plain)
    assert all((key in spans, spans.get(key)) == (key in plain, plain.get(key)) for key in "abcdefghijkl")
    for start in range(0, 54, 3):
        for length in (0, 1, 5, 60):
            found = [key for key, s in plain.items() if _touches(s.span, start, start + length)]
            wanted = sorted(found, key=lambda key: (plain[key].span.start, -plain[key].span.end, key))
            assert [s.id for s in spans.touching(start, start + length)] == wanted
            assert spans.touches(start, start + length) == bool(wanted)


@given(st.lists(_NAMED, max_size=12), st.lists(st.tuples(st.booleans(), _NAMED), max_size=12))
def test_whatever_changes_they_are_what_a_dictionary_would_hold(
    begun: list[tuple[str, Span]], edits: list[tuple[bool, tuple[str, Span]]]
) -> None:
    plain = {key: _annotation(key, span) for key, span in begun}
    spans = PlacedSpans.of(dict(plain))
    _same(spans, plain)
    before = [(spans, dict(plain))]
    for is_removal, (key, span) in edits:
        after = None if is_removal else _annotation(key, span)
        if plain.get(key) is None and after is None:
            continue
        spans = spans.changed(plain.get(key), after)
        plain.pop(key, None)
        if after is not None:
            plain[key] = after
        before.append((spans, dict(plain)))
    for then, held in before:  # nothing that was handed out has changed meanwhile
        _same(then, held)
    assert dict(spans.items()) == dict(zip(spans, spans.values(), strict=True)) == plain == spans


def test_a_span_that_is_not_there_is_not_taken_away() -> None:
    spans = PlacedSpans.of({"a": _annotation("a", Span(0, 3))})
    with pytest.raises(KeyError):
        spans.changed(_annotation("b", Span(0, 3)), None)
    assert list(spans) == ["a"]


def test_neighbours_are_spans() -> None:
    spans = PlacedSpans.of({key: _annotation(key, Span(n, n + 2)) for n, key in enumerate("abc")})
    assert spans.next_after(0, 2, "a") == spans["b"]
    assert spans.previous_before(0, 2, "a") is None
    assert PlacedSpans.of(spans) is spans


@given(st.lists(_NAMED, max_size=12), st.lists(st.tuples(st.booleans(), _NAMED), max_size=12))
def test_many_changes_at_once_come_to_the_same(
    begun: list[tuple[str, Span]], edits: list[tuple[bool, tuple[str, Span]]]
) -> None:
    plain = {key: _annotation(key, span) for key, span in begun}
    spans, pairs = PlacedSpans.of(dict(plain)), []
    for is_removal, (key, span) in edits:
        before, after = plain.pop(key, None), None if is_removal else _annotation(key, span)
        if after is not None:
            plain[key] = after
        if before is not None or after is not None:
            pairs.append((before, after))
    before_all = dict(spans)
    _same(spans.changed_at_once(pairs), plain)
    assert dict(spans) == before_all, "those handed out never change"


def test_what_is_not_there_can_not_be_changed_at_once() -> None:
    with pytest.raises(KeyError):
        PlacedSpans().changed_at_once([(_annotation("a", Span(0, 1)), None)])
