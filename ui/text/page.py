"""Where text, double rule and gloss stand on the page: pure arithmetic in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ui.theme import Measures, measures

TOP: Final = 29
"""From the viewport's top edge to the first line's box, when the text is scrolled to its start."""
BOTTOM: Final = 56
"""Kept free after the last line."""
_NARROW: Final = 900
"""A page narrower than this shows no gloss."""
_LEAST_TEXT: Final = 12
"""Nor one where the gloss would leave the text no more than so many times its size."""
_SMALL_PADDING: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of one width.

    Attributes:
        width: the viewport's.
        text_left, text_width: the text column.
        gloss_left, gloss_width: the cards' column; width 0 where there is no room.
        gloss_scale: how much larger the cards are than they are drawn for.
        gloss_on_right: the side of the gloss: the outer margin, away from the desk.
        thick_rule, thin_rule: the centres of the double rule's lines.
    """

    width: float
    text_left: float
    text_width: float
    gloss_left: float
    gloss_width: float
    gloss_scale: float
    gloss_on_right: bool
    thick_rule: float
    thin_rule: float

    @property
    def text_right(self) -> float:
        """The text column's right edge."""
        return self.text_left + self.text_width

    @property
    def has_gloss(self) -> bool:
        """Whether the gloss is shown."""
        return self.gloss_width > 0


def page(width: float, m: Measures, *, gloss_on_right: bool) -> Page:
    """Return the page for a viewport of this width; what a wide one has too much goes to both sides.

    `m` has the measures at the size of the text.
    """
    left_for_text = width - 2 * m.page_padding - m.gap_text_gloss - m.gloss
    gloss = m.gloss if width >= _NARROW and left_for_text >= _LEAST_TEXT * m.text_px else 0
    gap = m.gap_text_gloss if gloss else 0
    padding = m.page_padding if gloss else _SMALL_PADDING
    text = min(max(width - 2 * padding - gap - gloss, 120), m.text_max)
    left = max(round((width - text - gap - gloss) / 2), 0)
    text_left = left if gloss_on_right else left + gloss + gap
    gloss_left = left + text + gap if gloss_on_right else left
    # The rule stands 36 px from the text (20 from the cards), the thin line on the cards' side.
    towards_gloss = 1 if gloss_on_right else -1
    thick = (text_left + text + 36) if gloss_on_right else (text_left - 36)
    return Page(
        width=width,
        text_left=text_left,
        text_width=text,
        gloss_left=gloss_left,
        gloss_width=gloss,
        gloss_scale=m.gloss / measures().gloss,
        gloss_on_right=gloss_on_right,
        thick_rule=thick,
        thin_rule=thick + towards_gloss * m.jadwal_gap,
    )
