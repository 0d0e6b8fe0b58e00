"""The shades of a matrix: from nearly the page to a full colour, each with an ink to be read on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtGui import QColor

from ui.pigments import Rgb, contrast, mix, parse
from ui.theme import Theme, theme

_LIGHTEST: Final = 0.14
_DARKEST: Final = 1.0
_STEPS: Final = 40
_LEAST_CONTRAST: Final = 4.5
"""Source: WCAG 2.2, success criterion 1.4.3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """A cell's ground, and the theme's role of the ink on it."""

    ground: QColor
    ink: str


def shade(chosen: Theme, share: float, role: str = "accent") -> Shade:
    """Return the shade for a share of the largest value, above 0 and at most 1.

    Between the shades on which the page's ink can be read and those on which the colour's can, some allow
    neither: they are left out. In high contrast every cell is page and ink.

    Args:
        chosen: the theme.
        share: how near to the full colour.
        role: of that colour.
    """
    if chosen.high_contrast:
        return Shade(ground=chosen.color("page"), ink="ink")
    usable = _usable(chosen.name, role)
    return usable[min(int(share * len(usable)), len(usable) - 1)]


@cache
def _usable(name: str, role: str) -> tuple[Shade, ...]:
    colors = theme(name)
    page, full = parse(colors.hex("page")), parse(colors.hex(role))
    inks = {ink: parse(colors.hex(ink)) for ink in ("ink", "on_accent")}
    found = []
    for step in range(_STEPS):
        ground = mix(page, full, _LIGHTEST + (_DARKEST - _LIGHTEST) * step / (_STEPS - 1))
        ink = max(inks, key=lambda role: contrast(inks[role], ground))
        if contrast(inks[ink], ground) >= _LEAST_CONTRAST:
            found.append(Shade(ground=_color(ground), ink=ink))
    return tuple(found)


def _color(color: Rgb) -> QColor:
    return QColor(*(round(channel) for channel in color))
