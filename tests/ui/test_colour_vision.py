"""Colours as they are seen: distances as published, and what becomes of them without one kind of cone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model import Label, LabelScheme, Mark
from annotator.model.presets import PRESETS, Preset
from annotator.model.scheme_json import default_scheme
from ui.colour_vision import Lab, Vision, delta_e, difference, lab, seen
from ui.pigments import parse
from ui.scheme.colour_checks import ALIKE, alike, contrasts, nearest
from ui.scheme.pages import offered, pages, plain_pages


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Source: Sharma, Wu and Dalal, 2005, table 1.
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0009), 7.1792),
        ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_are_those_of_the_paper(one: Lab, other: Lab, expected: float) -> None:
    assert delta_e(one, other) == pytest.approx(expected, abs=1e-4)
    assert delta_e(other, one) == pytest.approx(expected, abs=1e-4)


def test_white_and_black_are_where_they_should_be() -> None:
    assert lab(parse("#FFFFFF")) == pytest.approx((100, 0, 0), abs=0.01)
    assert difference(parse("#FFFFFF"), parse("#000000")) == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize("vision", list(Vision))
def test_grey_is_grey_to_every_eye(vision: Vision) -> None:
    assert seen(parse("#808080"), vision) == pytest.approx((128, 128, 128), abs=0.6)


def test_each_eye_loses_its_own_pairs() -> None:
    red, green = parse("#B2182B"), parse("#4D7A12")
    blue, teal = parse("#4477AA"), parse("#2E8B72")
    assert difference(red, green, Vision.DEUTAN) < difference(red, green) / 2
    assert difference(red, green, Vision.PROTAN) < difference(red, green) / 2
    assert difference(red, green, Vision.TRITAN) > 30
    assert difference(blue, teal, Vision.TRITAN) < difference(blue, teal) / 2


def _label(code: str, color: str, mark: Mark = Mark.UNDERLINE) -> Label:
    (one,) = (label for label in default_scheme().labels if label.code == "CLAIM")
    return replace(one, code=code, color=color, mark=mark, hotkey=None)


def _scheme(*labels: Label) -> LabelScheme:
    return replace(default_scheme(), labels=labels, relation_types=(), maps={})


def test_lines_that_only_a_usual_eye_tells_apart_are_named_with_the_eye_that_does_not() -> None:
    scheme = _scheme(_label("RED", "#B2182B"), _label("GREEN", "#4D7A12"))
    (pair,) = alike(scheme, plain_pages())
    assert {pair.one, pair.other} == {"RED", "GREEN"}
    assert pair.vision in {Vision.DEUTAN, Vision.PROTAN}
    assert pair.distance < ALIKE
    assert difference(parse("#B2182B"), parse("#4D7A12")) > 30


def test_another_shape_or_layer_tells_apart_what_colour_does_not() -> None:
    one, other = _label("ONE", "#4477AA"), _label("OTHER", "#4477AA")
    assert alike(_scheme(one, other), plain_pages())
    assert not alike(_scheme(one, replace(other, mark=Mark.BOX)), plain_pages())
    assert not alike(_scheme(one, replace(other, layer="sources")), plain_pages())
    assert nearest(one, _scheme(one, replace(other, mark=Mark.BOX)), plain_pages()) is None


@pytest.mark.parametrize("color", offered())
@pytest.mark.parametrize("mark", list(Mark))
def test_every_colour_offered_can_be_read_on_every_page(color: str, mark: Mark) -> None:
    for found in contrasts(_label("ANY", color, mark), pages()):
        assert found.holds, found


@pytest.mark.parametrize("one", PRESETS, ids=lambda one: one.name)
def test_the_labels_of_the_presets_can_be_read_on_every_page(one: Preset) -> None:
    for label in one.scheme().labels:
        for found in contrasts(label, pages()):
            assert found.ratio >= found.needed - 0.05, (label.code, found)


def test_hot_keyed_labels_of_the_default_scheme_are_told_apart_or_named() -> None:
    scheme = default_scheme()
    keyed = {label.code for label in scheme.labels if label.hotkey is not None}
    pairs = [pair for pair in alike(scheme, plain_pages()) if {pair.one, pair.other} <= keyed]
    assert all(pair.vision is not Vision.USUAL for pair in pairs)
