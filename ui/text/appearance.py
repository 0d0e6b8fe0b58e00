"""How a person wants the text to look: face, size, ruling and column. The colours are the theme's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ui.fonts import TEXT_FAMILY
from ui.theme import measures

SPACINGS: Final = range(90, 161, 5)
"""What may be chosen as distance of lines, in percent of the ruling that the tokens draw."""
COLUMNS: Final = range(560, 961, 40)
"""What may be chosen as width of the text's column, in pixels at 100 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """The text's appearance.

    Attributes:
        family: the face; one that draws Arabic.
        px: its size in pixels, one of the measures' steps.
        spacing: from line to line, in percent of the ruling.
        column: the text's column in pixels at 100 %; it grows and shrinks with the text.
    """

    family: str
    px: int
    spacing: int
    column: int


def usual() -> Appearance:
    """Return the appearance that the design asks for."""
    m = measures()
    return Appearance(family=TEXT_FAMILY, px=m.text_px, spacing=100, column=m.text_max)
