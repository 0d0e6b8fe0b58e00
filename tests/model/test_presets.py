"""The schemes to start from are whole, can be read, and lead to the names that the corpora use."""

from __future__ import annotations

import pytest

from annotator.model import AttributeType
from annotator.model.presets import PRESETS, Preset, preset
from annotator.model.scheme_json import read_scheme, write_scheme
from annotator.model.scheme_rules import HOTKEYS, faults, gaps

_LABELS = {
    "news": 25,
    "wojood": 21,
    "anercorp": 4,
    "ontonotes": 18,
    "attribution": 3,
    "check-worthiness": 3,
}


@pytest.mark.parametrize("one", PRESETS, ids=lambda one: one.name)
def test_a_preset_is_whole_and_says_what_its_labels_are_for(one: Preset) -> None:
    scheme = one.scheme()
    assert list(faults(scheme)) == []
    assert list(gaps(scheme)) == []
    assert len(scheme.labels) == _LABELS[one.name]
    assert scheme.version == 1
    assert all(label.description.ar and label.description.en for label in scheme.labels)
    keys = [label.hotkey for label in scheme.labels if label.hotkey is not None]
    assert keys
    assert set(keys) <= set(HOTKEYS)
    assert read_scheme(write_scheme(scheme), name="copy") == scheme


def test_each_is_found_by_its_name() -> None:
    assert [one.name for one in PRESETS] == list(_LABELS)
    assert preset("wojood") is PRESETS[1]
    assert preset("no such") is None


@pytest.mark.parametrize(
    ("name", "corpus"), [("wojood", "Wojood"), ("anercorp", "ANERcorp"), ("ontonotes", "OntoNotes")]
)
def test_a_corpus_s_own_scheme_has_its_own_names(name: str, corpus: str) -> None:
    found = preset(name)
    assert found is not None
    scheme = found.scheme()
    codes = {label.code for label in scheme.labels}
    assert scheme.maps[corpus] == {code: code for code in codes}
    for pairs in scheme.maps.values():
        assert set(pairs) <= codes | {"*"}
        assert set(pairs) | {"*"} >= codes or "*" in pairs


def test_entities_nest_in_wojood_and_lie_apart_in_the_flat_corpora() -> None:
    for name, nests in (("wojood", True), ("anercorp", False), ("ontonotes", False)):
        found = preset(name)
        assert found is not None
        assert found.scheme().layers[0].nesting is nests


def test_check_worthiness_asks_in_every_way_that_there_is() -> None:
    found = preset("check-worthiness")
    assert found is not None
    scheme = found.scheme()
    asked = {one.type for label in scheme.labels for one in label.attributes}
    assert asked == set(AttributeType)
    assert scheme.document_attributes
