"""What a project's scheme lacks for readings made under another one, and what joins it from where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.editing.additions import SchemeAdditions
from annotator.model import (
    Attribute,
    AttributeType,
    AttributeValue,
    Label,
    LabelScheme,
    Names,
    Relation,
    RelationType,
    Span,
    SpanAnnotation,
)
from annotator.model.scheme_json import default_scheme
from annotator.team.lacking import lacking, names

SCHEME = default_scheme()


def _named(words: str) -> Names:
    return Names(ar=words, en=words)


def _span(key: str, label: str, **answers: str) -> SpanAnnotation:
    return SpanAnnotation(id=key, label=label, span=Span(0, 4), quote="كلمة", attributes=answers)


def _label(code: str) -> Label:
    found = SCHEME.label(code)
    assert found is not None
    return found


def _with(*attributes: Attribute, code: str = "ORG") -> LabelScheme:
    """Return the scheme of the others, in which more is asked about a label."""
    asked = replace(_label(code), attributes=(*_label(code).attributes, *attributes))
    return replace(SCHEME, labels=tuple(asked if one.code == code else one for one in SCHEME.labels))


def _needed(theirs: LabelScheme, *spans: SpanAnnotation, links: tuple[Relation, ...] = ()) -> SchemeAdditions:
    return lacking(SCHEME, lambda: theirs, {one.id: one for one in spans}, links)


_CERTAINTY = next(one for one in _label("CLAIM").attributes if one.name == "certainty")
_SIZE = Attribute(
    name="size",
    names=_named("الحجم"),
    values=tuple(AttributeValue(value=one, names=_named(one)) for one in ("large", "small")),
)


def test_a_scheme_that_lacks_nothing_is_left_alone_and_theirs_is_not_even_read() -> None:
    def never() -> LabelScheme:
        pytest.fail("nothing is lacking")

    link = Relation(id="r", type="attribution", source="s", target="c")
    spans = {one.id: one for one in (_span("s", "SOURCE"), _span("c", "CLAIM", certainty="certain"))}
    assert not lacking(SCHEME, never, spans, [link])


def test_a_question_that_the_others_ask_joins_with_all_its_answers() -> None:
    found = _needed(_with(_SIZE), _span("1", "ORG", size="small"), _span("2", "ORG"))
    assert found.attributes == (("ORG", _SIZE),)
    assert names(found) == ("ORG.size",)
    label = found.joined(SCHEME).label("ORG")
    assert label is not None
    assert label.attribute("size") == _SIZE


def test_an_answer_that_a_known_question_lacks_joins_it() -> None:
    wider = replace(
        _CERTAINTY, values=(*_CERTAINTY.values, AttributeValue(value="hoped", names=_named("أمل")))
    )
    label = replace(
        _label("CLAIM"),
        attributes=tuple(wider if one.name == "certainty" else one for one in _label("CLAIM").attributes),
    )
    theirs = replace(SCHEME, labels=tuple(label if one.code == "CLAIM" else one for one in SCHEME.labels))
    certain = _span("1", "CLAIM", certainty=_CERTAINTY.values[0].value)
    assert not _needed(theirs, certain)
    found = _needed(theirs, certain, _span("2", "CLAIM", certainty="hoped"))
    assert names(found) == ("CLAIM.certainty",)
    after = found.joined(SCHEME).label("CLAIM")
    assert after is not None
    assert after.attribute("certainty") == wider


def test_a_question_that_nobody_s_scheme_knows_allows_what_was_answered() -> None:
    found = _needed(SCHEME, _span("1", "ORG", mood="glad"))
    ((label, attribute),) = found.attributes
    assert (label, attribute.name, attribute.type) == ("ORG", "mood", AttributeType.CHOICE)
    assert [one.value for one in attribute.values] == ["glad"]


def test_a_label_comes_as_the_others_have_it_but_for_a_key_and_a_layer_that_are_taken_or_unknown() -> None:
    key = _label("PERS").hotkey
    alien = replace(_label("PERS"), code="SHIP", names=_named("سفينة"), layer="vessels", hotkey=key)
    theirs = replace(SCHEME, labels=(*SCHEME.labels, alien))
    found = _needed(theirs, _span("1", "SHIP"), _span("2", "SHIP"))
    assert found.labels == (replace(alien, layer=SCHEME.layers[0].code, hotkey=None),)
    known = replace(alien, layer=_label("CLAIM").layer, hotkey="x")
    assert "x" not in {one.hotkey for one in SCHEME.labels}
    assert _needed(replace(theirs, labels=(*SCHEME.labels, known)), _span("1", "SHIP")).labels == (known,)


def test_labels_that_nobody_s_scheme_knows_are_told_apart_by_their_colours() -> None:
    found = _needed(SCHEME, _span("1", "SHIP"), _span("2", "TREE"))
    assert [one.code for one in found.labels] == ["SHIP", "TREE"]
    assert len({one.color for one in found.labels}) == 2
    assert {one.layer for one in found.labels} == {SCHEME.layers[0].code}


def test_a_relation_type_joins_as_the_others_have_it_or_for_the_ends_that_it_has() -> None:
    ends = (_span("s", "PERS"), _span("t", "ORG"))
    link = Relation(id="r", type="works_for", source="s", target="t")
    found = _needed(SCHEME, *ends, links=(link,))
    (made,) = found.relation_types
    assert (made.code, *made.domain, *made.range) == ("works_for", "PERS", "ORG")
    assert names(found) == ("works_for",)
    known = RelationType(
        code="works_for",
        names=_named("يعمل لدى"),
        domain=frozenset({"PERS"}),
        range=frozenset({"ORG", "GPE"}),
    )
    theirs = replace(SCHEME, relation_types=(*SCHEME.relation_types, known))
    assert _needed(theirs, *ends, links=(link,)).relation_types == (known,)
    assert not _needed(SCHEME, ends[0], links=(link,)), "a relation that lacks an end does not stand"
