"""What counts as an answer, and which questions are asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.errors import InputError
from annotator.model import Attribute, AttributeType, AttributeValue, Condition, Names, missing
from annotator.model.scheme_json import default_scheme, read_scheme, write_scheme

_NAMES = Names(ar="سؤال", en="Question")
_TEXT = '{"name":"a","name_ar":"","name_en":"","type":"text"'
_VALUES = tuple(AttributeValue(value=v, names=Names(ar=v, en=v)) for v in ("a", "b", "c"))


def _attribute(kind: AttributeType, **more: Any) -> Attribute:
    values = _VALUES if kind.has_values else ()
    return Attribute(name="q", names=_NAMES, type=kind, values=values, **more)


@pytest.mark.parametrize(
    ("kind", "yes", "no"),
    [
        (AttributeType.CHOICE, ["a", "c"], ["", "d", "a|b"]),
        (AttributeType.CHOICES, ["a", "a|c", "a|b|c"], ["", "|", "c|a", "a|a", "a|d", "a|"]),
        (AttributeType.YES_NO, ["yes", "no"], ["", "Yes", "true", "نعم"]),
        (AttributeType.TEXT, ["الصحيفة", "a b"], ["", " ", "a\nb", "a\u202eb", "a\tb"]),
        (AttributeType.NUMBER, ["0", "-12.5", "007"], ["", "1e3", "١٢", "1,5", ".5", "+1", "1\n"]),
        (
            AttributeType.DATE,
            ["2026", "2026-11", "2026-11-27", "2024-02-29"],
            ["", "26", "2026-13", "2025-02-29", "2026-1-1", "0000", "٢٠٢٦"],
        ),
        (
            AttributeType.LINK,
            ["Q1490", "https://example.org/a?b=c", "urn:isbn:1"],
            ["", "Q0", "q1", "example.org", "https://a b", "http:", "https://a\u202eb"],
        ),
    ],
)
def test_what_counts_as_an_answer(kind: AttributeType, yes: list[str], no: list[str]) -> None:
    attribute = _attribute(kind)
    assert [value for value in yes if not attribute.allows(value)] == []
    assert [value for value in no if attribute.allows(value)] == []


def test_several_choices_are_written_once_each_in_the_schemes_order() -> None:
    attribute = _attribute(AttributeType.CHOICES)
    assert attribute.joined(["c", "a", "c", "x"]) == "a|c"
    assert attribute.chosen("a|c") == ("a", "c")
    assert attribute.chosen("") == ()


def test_a_question_that_waits_for_another_answer_is_missing_only_when_it_is_asked() -> None:
    first = replace(_attribute(AttributeType.CHOICES), name="kind", required=True)
    second = _attribute(AttributeType.TEXT, required=True, shown_when=Condition("kind", "b"))
    assert missing([first, second], {}) == (first,)
    assert missing([first, second], {"kind": "a"}) == ()
    assert missing([first, second], {"kind": "a|b"}) == (second,)
    assert missing([first, second], {"kind": "a|b", "q": "x"}) == ()


def test_a_scheme_with_all_that_it_can_say_comes_back_as_it_was() -> None:
    scheme = default_scheme()
    label = scheme.labels[0]
    asked = (
        replace(_attribute(AttributeType.CHOICES), name="kind"),
        _attribute(AttributeType.DATE, shown_when=Condition("kind", "b"), default="2026"),
    )
    rich = replace(
        scheme,
        labels=(
            replace(
                label,
                attributes=asked,
                examples=("قال الوزير",),
                counterexamples=("القول",),
                guideline="# متى\nإذا **قال**.",
            ),
            *scheme.labels[1:],
        ),
        layers=tuple(replace(layer, stacking=False) for layer in scheme.layers),
        document_attributes=(_attribute(AttributeType.YES_NO),),
        guidelines="# دليل",
        silenced=frozenset({"edge_space", "once"}),
    )
    assert read_scheme(write_scheme(rich), name="rich") == rich


def test_what_a_scheme_does_not_use_is_not_written_so_that_its_hash_stays() -> None:
    written = write_scheme(default_scheme()).decode()
    for entry in ("document_attrs", "guidelines", "silenced", "examples", "stacking", "shown_when"):
        assert entry not in written


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        ('[{"name":"a","name_ar":"","name_en":"","type":"number","values":[]}]', "needs values"),
        ('[{"name":"a","name_ar":"","name_en":"","values":[{"value":"x|y","ar":"","en":""}]}]', "|"),
        (
            f'[{_TEXT},"shown_when":{{"attribute":"b","value":"x"}}}}]',
            "waits",
        ),
        (
            f'[{_TEXT},"shown_when":{{"attribute":"a","value":"x"}}}}]',
            "waits",
        ),
        ('[{"name":"a","name_ar":"","name_en":"","type":"date","default":"soon"}]', "soon"),
    ],
)
def test_a_scheme_whose_questions_make_no_sense_is_refused(attributes: str, reason: str) -> None:
    data = f'{{"name":"n","version":1,"layers":[],"labels":[],"document_attrs":{attributes}}}'
    with pytest.raises(InputError) as refusal:
        read_scheme(data.encode(), name="s.json")
    assert reason in str(refusal.value)
    assert "s.json" in str(refusal.value)
