"""Spans and relations are structs, and behave as the frozen dataclasses that everything else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model import Origin, Relation, Span, SpanAnnotation

_SPAN = SpanAnnotation(id="s", label="PERS", span=Span(1, 3), quote="من", attributes={"naming": "named"})


def test_a_field_is_replaced_and_the_others_stay() -> None:
    assert replace(_SPAN, label="ORG") == SpanAnnotation(
        id="s", label="ORG", span=Span(1, 3), quote="من", attributes={"naming": "named"}
    )
    link = Relation(id="r", type="cue", source="a", target="b")
    assert replace(link, target="c") == Relation(id="r", type="cue", source="a", target="c")
    assert replace(Span(1, 3), end=4) == Span(1, 4)


def test_no_field_can_be_set_and_none_invented() -> None:
    with pytest.raises(AttributeError):
        _SPAN.label = "ORG"  # type: ignore[misc]
    with pytest.raises(TypeError):
        replace(_SPAN, colour="red")  # type: ignore[call-arg]


def test_a_span_that_ends_before_it_begins_is_refused_however_it_is_made() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 1)
    with pytest.raises(ValueError, match="not a span"):
        replace(Span(1, 3), start=-1)


def test_answers_are_compared_by_what_they_say() -> None:
    plain = SpanAnnotation(id="s", label="CUE", span=Span(0, 1), quote="ق")
    assert plain == replace(plain, attributes={})
    assert plain != replace(plain, origin=Origin.IMPORTED)
    assert sorted([Span(2, 3), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(2, 3)]
