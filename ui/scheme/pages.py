"""The pages of our themes, as the checks of colours want them."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor

from annotator.model import Label
from ui.pigments import Pigment, Rgb
from ui.scheme.colour_checks import Page
from ui.theme import THEMES, Theme, theme, tokens


@cache
def pages() -> tuple[Page, ...]:
    """Return the pages of all themes."""
    return tuple(_page(theme(name)) for name in THEMES)


@cache
def plain_pages() -> tuple[Page, ...]:
    """Return the pages of the light and the dark theme."""
    return tuple(page for page in pages() if not page.high)


def offered() -> tuple[str, ...]:
    """Return the colours that the editor offers, `#RRGGBB`."""
    return tuple(tokens()["labels"]["offered"])


def _page(chosen: Theme) -> Page:
    known: dict[tuple[str, str], Pigment] = {}

    def made(label: Label) -> Pigment:
        key = label.code, label.color
        found = known.get(key)
        if found is None:
            colors = chosen.label(label)
            found = Pigment(fill=_rgb(colors.fill), edge=_rgb(colors.edge), tag=_rgb(colors.tag))
            known[key] = found
        return found

    return Page(
        name=chosen.name,
        page=_rgb(chosen.color("page")),
        ink=_rgb(chosen.color("ink")),
        high=chosen.high_contrast,
        pigment=made,
    )


def _rgb(color: QColor) -> Rgb:
    return color.red(), color.green(), color.blue()
