"""Colours and measures, from the one file that has them: `resources/tokens.json`.

A `Theme` gives colours by their role, `Measures` the pixels of bars, gaps, corners and letters. The
canvas's measures grow with the text size.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QColor

from annotator import resources
from ui.pigments import Pigment, Rgb, parse, pigment

if TYPE_CHECKING:  # the first paint needs colours, not the model
    from annotator.model import Label

THEMES: Final = ("light", "dark", "hc_light", "hc_dark")
_LETTERS_NEED: Final = 1.65
"""What Amiri's highest and deepest letters take of a line, as a multiple of the size."""


@cache
def tokens() -> dict[str, Any]:
    """Return the design tokens as they stand in the file."""
    content: dict[str, Any] = json.loads(resources.path("tokens.json").read_text(encoding="utf-8"))
    return content


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelColors:
    """A label on one theme's page.

    Attributes:
        fill: the tint behind the text.
        edge: lines, boxes and the tint's lower edge.
        tag: the small words above the text.
    """

    fill: QColor
    edge: QColor
    tag: QColor


class Theme:
    """One set of colours. Get it by `theme(name)`.

    Attributes:
        name: "light", "dark", "hc_light" or "hc_dark".
        is_dark: light ink on a dark page.
        high_contrast: full edges instead of hairlines and tints.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_dark = name.endswith("dark")
        self.high_contrast = name.startswith("hc_")
        self._colors = {role: _color(value) for role, value in tokens()["themes"][name].items() if value}
        self._labels: dict[tuple[str, str], LabelColors] = {}
        self._pigments: dict[str, LabelColors] = {}

    def color(self, role: str) -> QColor:
        """Return the colour with this role ("ink", "page", "accent", …; tokens.json says what each means).

        Raises:
            KeyError: there is no such role.
        """
        return self._colors[role]

    def hex(self, role: str) -> str:
        """Return the colour with this role as `#RRGGBB`, for style sheets."""
        return self.color(role).name()

    def label(self, label: Label) -> LabelColors:
        """Return the colours of a label: from the tokens, or by their rule for a colour of one's own."""
        key = (label.code, label.color)
        found = self._labels.get(key)
        if found is None:
            found = self._labels[key] = _listed(label, self.name) or self._computed(label.color)
        return found

    def pigment(self, color: str) -> LabelColors:
        """Return what `#RRGGBB` becomes by the tokens' rule: for what has a colour and is no label."""
        found = self._pigments.get(color)
        if found is None:
            found = self._pigments[color] = self._computed(color)
        return found

    def _computed(self, color: str) -> LabelColors:
        page, ink = parse(self.hex("page")), parse(self.hex("ink"))
        made: Pigment = pigment(
            parse(color), page=page, ink=ink, dark=self.is_dark, high_contrast=self.high_contrast
        )
        return LabelColors(fill=_qcolor(made.fill), edge=_qcolor(made.edge), tag=_qcolor(made.tag))


@cache
def theme(name: str) -> Theme:
    """Return the theme with this name.

    Raises:
        KeyError: there is none.
    """
    return Theme(name)


def _listed(label: Label, name: str) -> LabelColors | None:
    """Return the tokens' colours of a label, unless a person has given it another colour.

    The tokens keep no base colours, but every default label's edge is its base colour in some theme.
    """
    themes = tokens()["labels"]["values"].get(label.code)
    if themes is None or all(t["edge"].upper() != label.color.upper() for t in themes.values()):
        return None
    values = themes[name]
    return LabelColors(fill=_color(values["fill"]), edge=_color(values["edge"]), tag=_color(values["tag"]))


def _color(value: str) -> QColor:
    # The tokens write #RRGGBBAA, Qt reads #AARRGGBB.
    return QColor(f"#{value[7:9]}{value[1:7]}" if len(value) == len("#RRGGBBAA") else value)


def _qcolor(color: Rgb) -> QColor:
    return QColor(*(round(channel) for channel in color))


@dataclass(frozen=True, slots=True, kw_only=True)
class CanvasMeasures:
    """Measures around a line of text, in pixels, at one text size. Tops are counted from the baseline.

    Attributes:
        text_px: the text's size.
        scale: `text_px` over the size that the tokens are drawn for (24).
        pitch: from line to line where there are spans.
        plain_pitch: from line to line in a paragraph without spans.
        baseline: the first baseline's share of the pitch.
        tint_top, tint_height: an entity's tint.
        nested_inset: how much a tint inside another is smaller, above and below.
        box_top, box_height, box_pad, box_pad_inside_word: a source's or cue's box.
        lane_first, lane_step: a claim's first line below the baseline, and the next.
        tag_row: the baseline of the small words above the text.
        band_top, band_height: the ground of the current span.
        handle_width, knob: the current span's handles.
        sigil: the diameter of a claim's number.
    """

    text_px: float
    scale: float
    pitch: float
    plain_pitch: float
    baseline: float
    tint_top: float
    tint_height: float
    nested_inset: float
    box_top: float
    box_height: float
    box_pad: float
    box_pad_inside_word: float
    lane_first: float
    lane_step: float
    tag_row: float
    band_top: float
    band_height: float
    handle_width: float
    knob: float
    sigil: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The window's measures in pixels, straight from the tokens. Get them by `measures()`."""

    header_bar: int
    labels_bar: int
    status_bar: int
    desk: int
    gap_text_gloss: int
    gloss: int
    text_max: int
    page_padding: int
    rail: int
    rail_below: int
    drawer_below: int
    least_text: int
    unit: int
    panel_padding: int
    row_dense: int
    row_document: int
    radius_tint: int
    radius_box: int
    radius_chip: int
    radius_control: int
    radius_card: int
    radius_dialog: int
    radius_pill: int
    line_hair: float
    line_control: float
    line_focus: float
    line_current_card: float
    line_claim: float
    line_claim_current: float
    line_quotation: tuple[float, float]
    line_source_box: float
    line_cue_box: float
    line_jadwal: tuple[float, float]
    jadwal_gap: float
    line_relation: float
    caption_px: int
    small_px: int
    body_px: int
    title_px: int
    heading_px: int
    figure_px: int
    tag_px: int
    word_mark_px: int
    display_px: int
    text_px: int
    text_steps: tuple[int, ...]
    chip: int
    button: int
    button_large: int
    key_cap: int
    card_to_place_ms: int
    scroll_to_span_ms: int
    flash_after_undo_ms: int

    def scaled(self, text_px: float, *, spacing: int = 100) -> CanvasMeasures:
        """Return the canvas's measures at this text size, with lines this far apart (percent)."""
        return _canvas(text_px, spacing)


@cache
def measures() -> Measures:
    """Return the window's measures."""
    t = tokens()
    space, radius, line, face, target = t["space"], t["radius"], t["line"], t["type"], t["target"]
    faces, columns, bars, motion = face["interface"], space["columns"], space["bar"], t["motion"]
    return Measures(
        header_bar=bars["header"],
        labels_bar=bars["labels"],
        status_bar=bars["status"],
        desk=columns["desk"],
        gap_text_gloss=columns["gap_text_gloss"],
        gloss=columns["gloss"],
        text_max=columns["text_max"],
        page_padding=columns["page_padding"],
        rail=columns["rail"],
        **space["narrow"],
        unit=space["unit"],
        panel_padding=space["panel_padding"],
        row_dense=space["row"]["dense"],
        row_document=space["row"]["document"],
        **{f"radius_{name}": radius[name] for name in radius},
        line_hair=line["hair"],
        line_control=line["control"],
        line_focus=line["focus"],
        line_current_card=line["current_card"],
        line_claim=line["claim"],
        line_claim_current=line["claim_current"],
        line_quotation=tuple(line["quotation"]),
        line_source_box=line["source_box"],
        line_cue_box=float(line["cue_box"].split()[0]),
        line_jadwal=tuple(line["jadwal"]),
        jadwal_gap=line["jadwal_gap"],
        line_relation=line["relation"],
        **{f"{name}_px": faces[name]["px"] for name in ("caption", "small", "body", "title", "heading")},
        figure_px=faces["figure"]["px"],
        tag_px=face["tag"]["px"],
        word_mark_px=face["word_mark"]["px"],
        display_px=face["display"]["px"],
        text_px=face["text"]["px"],
        text_steps=tuple(face["text"]["px_steps"]),
        chip=target["chip"],
        button=target["button"],
        button_large=target["button_large"],
        key_cap=target["key_cap"],
        card_to_place_ms=motion["card_to_place_ms"],
        scroll_to_span_ms=motion["scroll_to_span_ms"],
        flash_after_undo_ms=motion["flash_after_undo_ms"],
    )


@cache
def _canvas(text_px: float, spacing: int) -> CanvasMeasures:
    canvas, drawn_for = tokens()["canvas"], tokens()["type"]["text"]["px"]
    scale, share = text_px / drawn_for, spacing / 100
    # No closer than the highest and the deepest letters with their marks: none is cut, none overlaps.
    closest = math.ceil(text_px * _LETTERS_NEED / 4) * 4
    return CanvasMeasures(
        text_px=text_px,
        scale=scale,
        # Whole steps of the grid's unit keep the ruling even (tokens: type.text.note).
        pitch=max(round(text_px * 2.33 * share / 4) * 4, closest),
        plain_pitch=max(round(text_px * 44 / 24 * share / 4) * 4, closest),
        baseline=0.66,
        tint_top=canvas["tint"]["top"] * scale,
        tint_height=canvas["tint"]["height"] * scale,
        nested_inset=canvas["tint"]["nested_inset"] * scale,
        box_top=canvas["box"]["top"] * scale,
        box_height=canvas["box"]["height"] * scale,
        box_pad=canvas["box"]["pad"] * scale,
        box_pad_inside_word=canvas["box"]["pad_inside_word"] * scale,
        lane_first=canvas["lanes"]["first"] * scale,
        lane_step=canvas["lanes"]["step"] * scale,
        tag_row=canvas["tag_baseline_row"] * scale,
        band_top=canvas["band"]["top"] * scale,
        band_height=canvas["band"]["height"] * scale,
        handle_width=canvas["handle"]["width"] * scale,
        knob=canvas["handle"]["knob"] * scale,
        sigil=canvas["sigil"] * scale,
    )
