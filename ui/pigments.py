"""Colour arithmetic: contrast, and the rule that presses any label's colour into the page's calm.

The default labels' colours stand in tokens.json, already computed. A label of a person's own gets its
colours by the same rule, written there as `labels.rule`; the tests compare the two.

Source: relative luminance and contrast ratio, WCAG 2.2; L*, CIE 1976.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from typing import Final

Rgb = tuple[float, float, float]
"""Red, green and blue, each from 0 to 255."""

_STEP_OF_FILL: Final = 0.01
_STEP_TOWARD_INK: Final = 0.04
_EDGE_CONTRAST: Final = 3.2
_TAG_CONTRAST: Final = 4.6
_HIGH_CONTRAST: Final = 7.0
_SRGB_KNEE: Final = 0.04045


@dataclass(frozen=True, slots=True, kw_only=True)
class Pigment:
    """What a label's colour becomes on one theme's page: the tint, its edge, and the tag's words."""

    fill: Rgb
    edge: Rgb
    tag: Rgb


def parse(color: str) -> Rgb:
    """Read `#RRGGBB`."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def linear(channel: float) -> float:
    """Return a channel of sRGB (0 to 1) as an amount of light (0 to 1)."""
    return channel / 12.92 if channel <= _SRGB_KNEE else ((channel + 0.055) / 1.055) ** 2.4


def luminance(color: Rgb) -> float:
    """Return the relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (linear(channel / 255) for channel in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, 1 to 21, in either order."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(ground: Rgb, color: Rgb, share: float) -> Rgb:
    """Return `ground` with `share` (0 to 1) of `color` in it."""
    red, green, blue = (g + (c - g) * share for g, c in zip(ground, color, strict=True))
    return red, green, blue


def pigment(base: Rgb, *, page: Rgb, ink: Rgb, dark: bool, high_contrast: bool) -> Pigment:
    """Return what a label of the colour `base` looks like on `page`, where the text is `ink`."""
    edge = _HIGH_CONTRAST if high_contrast else _EDGE_CONTRAST
    tag = _HIGH_CONTRAST if high_contrast else _TAG_CONTRAST
    return Pigment(
        fill=_fill(base, page, dark=dark),
        edge=_toward_ink(base, ink, page, edge),
        tag=_toward_ink(base, ink, page, tag),
    )


def _lightness(color: Rgb) -> float:
    """Return L*, 0 to 100."""
    y = luminance(color)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def _fill(base: Rgb, page: Rgb, *, dark: bool) -> Rgb:
    # Light pigments stay lighter and dark ones darker, but all within a narrow band of contrast.
    level = min(max((_lightness(base) - 28) / 56, 0.0), 1.0)
    wanted = 1.36 + 0.34 * level if dark else 1.46 - 0.30 * level
    most = 0.60 if dark else 0.42
    color = _lifted(base) if dark else base
    share = 0.0
    while share < most and contrast(mix(page, color, share), page) < wanted:
        share += _STEP_OF_FILL
    return mix(page, color, min(share, most))


def _lifted(base: Rgb) -> Rgb:
    """Make a pigment light and dull enough to be seen on a dark page without glowing."""
    red, green, blue = (channel / 255 for channel in base)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    red, green, blue = colorsys.hls_to_rgb(hue, max(lightness, 0.52), min(saturation, 0.5))
    return red * 255, green * 255, blue * 255


def _whole(color: Rgb) -> Rgb:
    red, green, blue = (float(round(channel)) for channel in color)
    return red, green, blue


def _toward_ink(base: Rgb, ink: Rgb, page: Rgb, wanted: float) -> Rgb:
    share, color = 0.0, base
    # Screens take whole channels: the contrast must hold after they are rounded.
    while share < 1 and contrast(_whole(color), page) < wanted:
        share = min(share + _STEP_TOWARD_INK, 1.0)
        color = mix(base, ink, share)
    return color
