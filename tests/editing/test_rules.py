from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from annotator.editing.commands import planning
from annotator.editing.rulebook import Rulebook
from annotator.errors import RuleError
from annotator.model import (
    AnnotationSet,
    Document,
    LabelScheme,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    digest,
)
from annotator.model.scheme_json import default_scheme

_TEXT = "قال رئيس بلدية النهر إن الجسر سيفتح غدا"
_SCHEME = default_scheme()
_DOCUMENT = Document(id="d", title="الجسر", text=_TEXT, sha256=digest(_TEXT))


def _span(key: str, label: str, start: int, end: int, **attributes: str) -> SpanAnnotation:
    return SpanAnnotation(
        id=key, label=label, span=Span(start, end), quote=_TEXT[start:end], attributes=attributes
    )


def _set(spans: Iterable[SpanAnnotation], relations: Iterable[Relation] = ()) -> AnnotationSet:
    return AnnotationSet(
        id="s",
        document_id="d",
        owner=Owner.GOLD,
        annotator=None,
        spans={s.id: s for s in spans},
        relations={r.id: r for r in relations},
    )


def _refused(code: str, reading: AnnotationSet, scheme: LabelScheme = _SCHEME) -> None:
    with pytest.raises(RuleError) as caught:
        Rulebook(scheme).check_set(_DOCUMENT, reading)
    assert caught.value.code == code


def test_nested_entities_and_claims_across_layers_are_fine() -> None:
    Rulebook(_SCHEME).check_set(
        _DOCUMENT,
        _set(
            [
                _span("a", "OCC", 4, 20),
                _span("b", "ORG", 9, 20),
                _span("c", "CLAIM", 15, 39),
                _span("e", "GPE", 15, 20),
            ]
        ),
    )


def test_crossing_in_a_layer_is_refused_unless_the_layer_allows_it() -> None:
    crossing = _set([_span("a", "OCC", 4, 14), _span("b", "ORG", 9, 20)])
    _refused("E_OVERLAP", crossing)
    layers = tuple(replace(layer, crossing=True) for layer in _SCHEME.layers)
    Rulebook(replace(_SCHEME, layers=layers)).check_set(_DOCUMENT, crossing)


def test_nesting_is_refused_where_the_layer_forbids_it() -> None:
    layers = tuple(replace(layer, nesting=False) for layer in _SCHEME.layers)
    _refused(
        "E_OVERLAP",
        _set([_span("a", "OCC", 4, 20), _span("b", "ORG", 9, 20)]),
        replace(_SCHEME, layers=layers),
    )


def test_the_same_words_take_one_label_once_but_two_labels() -> None:
    _refused("E_OVERLAP", _set([_span("a", "ORG", 9, 20), _span("b", "ORG", 9, 20)]))
    Rulebook(_SCHEME).check_set(_DOCUMENT, _set([_span("a", "ORG", 9, 20), _span("b", "GPE", 9, 20)]))


def test_a_span_at_the_very_beginning_counts() -> None:
    Rulebook(_SCHEME).check_set(_DOCUMENT, _set([_span("a", "CUE", 0, 3)]))


@pytest.mark.parametrize(
    ("span", "code"),
    [
        (_span("a", "CUE", 0, 0), "E_OFFSETS"),
        (SpanAnnotation(id="a", label="CUE", span=Span(30, 90), quote="x"), "E_OFFSETS"),
        (SpanAnnotation(id="a", label="CUE", span=Span(0, 3), quote="قول"), "E_QUOTE_MISMATCH"),
        (_span("a", "VERB", 0, 3), "E_LABEL"),
        (_span("a", "CUE", 0, 3, mood="grim"), "E_ATTRIBUTE"),
        (_span("a", "CUE", 0, 3, form="grim"), "E_ATTRIBUTE"),
    ],
)
def test_a_span_that_does_not_fit_is_refused_for_its_own_reason(span: SpanAnnotation, code: str) -> None:
    _refused(code, _set([span]))


_CLAIM, _SOURCE, _OTHER = _span("c", "CLAIM", 24, 39), _span("s", "SOURCE", 4, 20), _span("o", "CLAIM", 0, 3)


@pytest.mark.parametrize(
    ("relations", "code"),
    [
        ([("attribution", "c", "s")], "E_RELATION"),
        ([("attribution", "s", "gone")], "E_RELATION"),
        ([("attribution", "s", "s")], "E_RELATION"),
        ([("blames", "s", "c")], "E_RELATION"),
        ([("attribution", "s", "c"), ("attribution", "s", "c")], "E_RELATION"),
        ([("contradicts", "c", "o"), ("contradicts", "o", "c")], "E_RELATION"),
        ([("continues", "c", "o"), ("continues", "c", "o")], "E_RELATION"),
        ([("continues", "c", "s")], "E_RELATION"),
    ],
)
def test_relations_keep_to_their_type(relations: list[tuple[str, str, str]], code: str) -> None:
    made = [Relation(id=str(i), type=t, source=s, target=e) for i, (t, s, e) in enumerate(relations)]
    _refused(code, _set([_CLAIM, _SOURCE, _OTHER], made))


def test_one_source_may_have_two_claims() -> None:
    made = [
        Relation(id="1", type="attribution", source="s", target="c"),
        Relation(id="2", type="attribution", source="s", target="o"),
    ]
    Rulebook(_SCHEME).check_set(_DOCUMENT, _set([_CLAIM, _SOURCE, _OTHER], made))


@pytest.mark.parametrize("words", ["الصحيفة", "بنك «النهر» - فرع ٢", "می\u200cخواهم"])
def test_a_text_attribute_takes_any_line_of_words(words: str) -> None:
    Rulebook(_SCHEME).check_set(_DOCUMENT, _set([_span("a", "ORG", 9, 20, canonical=words)]))


@pytest.mark.parametrize(
    "words", ["", "  ", "سطر\nوسطر", "سطر\u2028وسطر", "عمود\tوعمود", "\u202eالصحيفة", "الصحيفة\u200f"]
)
def test_a_text_attribute_refuses_blanks_line_ends_and_bidi_controls(words: str) -> None:
    _refused("E_ATTRIBUTE", _set([_span("a", "ORG", 9, 20, canonical=words)]))


def test_a_text_answer_is_carried_over_to_a_label_that_asks_for_it_too() -> None:
    person, date = _SCHEME.label("PERS"), _SCHEME.label("DATE")
    assert person is not None
    assert date is not None
    assert planning.carried_over(person, {"canonical": "الصحيفة"}) == {"canonical": "الصحيفة"}
    assert planning.carried_over(date, {"canonical": "الصحيفة"}) == {}


def test_what_was_sound_in_one_reading_is_not_taken_for_sound_elsewhere() -> None:
    book = Rulebook(_SCHEME)
    named = _span("s", "SOURCE", 4, 20, naming="named")
    right = Relation(id="r", type="attribution", source="s", target="c")
    for _ in range(2):
        book.check_set(_DOCUMENT, _set([named, _CLAIM], [right]))
    for wrong in (
        _set([_span("a", "CUE", 0, 3, naming="named")]),
        _set([_span("a", "SOURCE", 4, 20, naming="nobody")]),
        _set([named, replace(named, id="b")]),
        _set([replace(named, span=Span(4, 19))]),
        _set([named, _CLAIM], [replace(right, source="c", target="s")]),
        _set([named, _CLAIM], [replace(right, target="gone")]),
        _set([named, _CLAIM], [right, replace(right, id="q")]),
    ):
        with pytest.raises(RuleError):
            book.check_set(_DOCUMENT, wrong)


def test_a_long_span_is_remembered_behind_short_ones_inside_it() -> None:
    outer, first, last = _span("a", "ORG", 4, 30), _span("b", "PERS", 4, 8), _span("c", "GPE", 25, 35)
    _refused("E_OVERLAP", _set([outer, first, last]))
