from __future__ import annotations

import json

import pytest

from annotator import resources
from annotator.errors import InputError
from annotator.model import AttributeType
from annotator.model.scheme_json import default_scheme, read_scheme, write_scheme


def test_the_default_scheme_reads_back_from_what_is_written() -> None:
    scheme = default_scheme()
    assert read_scheme(write_scheme(scheme), name="copy") == scheme


def test_the_default_scheme_has_its_layers_labels_and_relations() -> None:
    scheme = default_scheme()
    assert [layer.code for layer in scheme.layers] == ["entities", "claims", "sources"]
    assert len(scheme.labels) == 25
    assert len(scheme.relation_types) == 9
    source = scheme.label("SOURCE")
    assert source is not None
    assert source.hotkey == "F7"
    assert source.defaults() == {"naming": "named", "role": "primary"}


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("labels", 0, "code"), "pers", "capital"),
        (("labels", 0, "layer"), "people", "no layer"),
        (("labels", 0, "color"), "blue", "not a colour"),
        (("labels", 0, "hotkey"), "F9", "no label key"),
        (("labels", 1, "hotkey"), "1", "twice"),
        (("labels", 1, "code"), "PERS", "twice"),
        (("relations", 0, "range"), ["NOBODY"], "no label"),
    ],
)
def test_a_scheme_that_contradicts_itself_is_refused_with_its_entry(
    path: tuple[str, int, str], value: object, reason: str
) -> None:
    plain = json.loads(resources.path("default_scheme.json").read_bytes())
    plain[path[0]][path[1]][path[2]] = value
    with pytest.raises(InputError, match=reason) as caught:
        read_scheme(json.dumps(plain).encode(), name="mine.json")
    assert "mine.json" in str(caught.value)
    assert caught.value.code == "E_SCHEMA"


def test_names_are_asked_for_their_canonical_form_in_words() -> None:
    scheme = default_scheme()
    asked = {label.code for label in scheme.labels if label.attribute("canonical") is not None}
    assert asked == {"PERS", "ORG", "GPE", "LOC", "FAC", "NORP", "OCC", "EVENT", "SOURCE"}
    organisation = scheme.label("ORG")
    assert organisation is not None
    assert organisation.defaults() == {}
    attribute = organisation.attribute("canonical")
    assert attribute is not None
    assert attribute.type is AttributeType.TEXT
    assert not attribute.required
    assert attribute.allows("الصحيفة")


def test_a_text_attribute_is_written_with_its_type_and_without_values() -> None:
    labels = json.loads(write_scheme(default_scheme()))["labels"]
    attributes = {a["name"]: a for label in labels for a in label["attrs"]}
    assert attributes["canonical"]["type"] == "text"
    assert "values" not in attributes["canonical"]
    assert "type" not in attributes["naming"]
    assert attributes["naming"]["values"]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({}, "needs values"),
        ({"type": "choice"}, "needs values"),
        ({"type": "text", "values": []}, "needs values"),
        ({"type": "text", "default": "سطر\nوسطر"}, "is no value of"),
        ({"type": "mood"}, "Invalid enum value"),
        ({"type": "number", "values": []}, "needs values"),
    ],
)
def test_an_attribute_is_a_list_of_values_or_a_text(more: dict[str, object], reason: str) -> None:
    plain = json.loads(resources.path("default_scheme.json").read_bytes())
    plain["labels"][0]["attrs"] = [{"name": "x", "name_ar": "س", "name_en": "X", **more}]
    with pytest.raises(InputError, match=reason) as caught:
        read_scheme(json.dumps(plain).encode(), name="mine.json")
    assert caught.value.code == "E_SCHEMA"


def test_what_is_no_scheme_is_refused() -> None:
    with pytest.raises(InputError, match=r"other\.json is not a label scheme"):
        read_scheme(b'{"name": 3}', name="other.json")
