from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from annotator.model import Label
from annotator.model.scheme_json import default_scheme
from ui.pigments import contrast, parse
from ui.theme import THEMES, Theme, measures, theme, tokens

LABELS = default_scheme().labels


def _rgb(color: QColor) -> tuple[float, float, float]:
    return color.red(), color.green(), color.blue()


def _distance(one: QColor, other: QColor) -> float:
    return max(abs(a - b) for a, b in zip(_rgb(one), _rgb(other), strict=True))


def _ratio(one: QColor, other: QColor) -> float:
    return contrast(_rgb(one), _rgb(other))


@pytest.mark.parametrize("name", THEMES)
def test_every_pair_of_roles_keeps_the_contrast_that_the_tokens_ask_for(name: str) -> None:
    colors = theme(name)
    for pair in tokens()["contrast"][name]:
        ratio = _ratio(colors.color(pair["fg"]), colors.color(pair["bg"]))
        assert ratio >= pair["needs"], pair
        assert ratio == pytest.approx(pair["ratio"], abs=0.02), pair


def test_transparent_shadow_is_read_with_its_alpha_last() -> None:
    assert theme("light").color("shadow").alpha() == 0x24


@pytest.mark.parametrize("name", THEMES)
def test_default_labels_have_exactly_the_colours_of_the_tokens(name: str) -> None:
    for label in LABELS:
        colors, listed = theme(name).label(label), tokens()["labels"]["values"][label.code][name]
        for part in ("fill", "edge", "tag"):
            assert getattr(colors, part) == QColor(listed[part])


@pytest.mark.parametrize("name", THEMES)
def test_the_rule_for_other_colours_gives_the_tokens_own_values(name: str) -> None:
    for label in LABELS:
        listed = theme(name).label(label)
        computed = theme(name).label(replace(label, code="MINE"))
        assert _distance(listed.fill, computed.fill) <= 2, label.code
        assert _distance(listed.tag, computed.tag) <= 6, label.code
        # Drawn by hand for the default scheme, so only near.
        assert _distance(listed.edge, computed.edge) <= 10, label.code


def test_a_default_label_given_another_colour_leaves_the_tokens() -> None:
    person = next(label for label in LABELS if label.code == "PERS")
    recoloured = theme("light").label(replace(person, color="#AA0000"))
    assert recoloured.edge == QColor("#AA0000")


@settings(max_examples=60, deadline=None)
@given(red=st.integers(0, 255), green=st.integers(0, 255), blue=st.integers(0, 255))
@pytest.mark.parametrize("name", THEMES)
def test_any_colour_stays_readable(name: str, red: int, green: int, blue: int) -> None:
    label: Label = replace(LABELS[0], code="ANY", color=f"#{red:02X}{green:02X}{blue:02X}")
    colors, current = Theme(name).label(label), theme(name)
    high = current.high_contrast
    # 0.1: channels are rounded to whole numbers after the rule has been met
    assert _ratio(colors.edge, current.color("page")) >= (7 if high else 3.2) - 0.1
    assert _ratio(colors.tag, current.color("page")) >= (7 if high else 4.6) - 0.1
    assert _ratio(colors.fill, current.color("ink")) >= 7


def test_contrast_is_symmetric_and_reaches_21() -> None:
    assert contrast(parse("#000000"), parse("#FFFFFF")) == pytest.approx(21)
    assert contrast(parse("#FFFFFF"), parse("#000000")) == pytest.approx(21)


def test_canvas_measures_grow_with_the_text_and_stay_on_the_grid() -> None:
    base, large = measures().scaled(24), measures().scaled(38)
    assert (base.pitch, base.plain_pitch, base.tint_top, base.tag_row) == (56, 44, -20, -35)
    assert large.tint_height == pytest.approx(30 * 38 / 24)
    steps = measures().text_steps
    pitches = [measures().scaled(px).pitch for px in steps]
    assert all(pitch % 4 == 0 for pitch in pitches)
    assert all(a < b for a, b in itertools.pairwise(pitches))
