"""Where text, double rule and gloss stand on the page: pure arithmetic in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ui.theme import Measures, measures

TOP: Final = 29
"""From the viewport's top edge to the first line's box, when the text is scrolled to its start."""
BOTTOM: Final = 56
"""Kept free after the last line."""
_LEAST_TEXT: Final = 12
"""The gloss leaves so many times its size to the text, or does not stand beside it."""
_SMALL_PADDING: Final = 20
_DRAWER_SIDES: Final = (28, 16)
"""In the drawer: from the inner edge, where the double rule is, to the cards; from them to the outer edge."""
_BESIDE_DRAWER: Final = 80
"""So much of the text stays in sight beside a drawer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of one width.

    Attributes:
        width: the viewport's.
        gloss_beside: whether the gloss may stand beside the text.
        text_left, text_width: the text column.
        gloss_left, gloss_width: the cards' column; width 0 where there is no room.
        gloss_scale: how much larger the cards are than they are drawn for.
        gloss_on_right: the side of the gloss: the outer margin, away from the desk.
        thick_rule, thin_rule: the centres of the double rule's lines.
    """

    width: float
    gloss_beside: bool
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


def page(width: float, m: Measures, *, gloss_on_right: bool, gloss_beside: bool = True) -> Page:
    """Return the page for a viewport of this width; what a wide one has too much goes to both sides.

    `m` has the measures at the size of the text. Where the gloss may stand beside the text, it does if it
    leaves enough room for it.
    """
    least = max(m.least_text, _LEAST_TEXT * m.text_px)
    left_for_text = width - m.gap_text_gloss - m.gloss
    gloss = m.gloss if gloss_beside and left_for_text - 2 * _SMALL_PADDING >= least else 0
    gap = m.gap_text_gloss if gloss else 0
    spare = (width - gap - gloss - least) / 2
    padding = min(max(spare, _SMALL_PADDING), m.page_padding)
    text = min(max(width - 2 * padding - gap - gloss, 120), m.text_max)
    left = max(round((width - text - gap - gloss) / 2), 0)
    text_left = left if gloss_on_right else left + gloss + gap
    gloss_left = left + text + gap if gloss_on_right else left
    # The rule stands 36 px from the text (20 from the cards), the thin line on the cards' side.
    towards_gloss = 1 if gloss_on_right else -1
    thick = (text_left + text + 36) if gloss_on_right else (text_left - 36)
    return Page(
        width=width,
        gloss_beside=gloss_beside,
        text_left=text_left,
        text_width=text,
        gloss_left=gloss_left,
        gloss_width=gloss,
        gloss_scale=m.gloss / measures().gloss,
        gloss_on_right=gloss_on_right,
        thick_rule=thick,
        thin_rule=thick + towards_gloss * m.jadwal_gap,
    )


def drawer(width: float, m: Measures, *, gloss_on_right: bool) -> Page:
    """Return the page of a drawer that has the gloss alone, over a viewport of this width."""
    inner, outer = _DRAWER_SIDES
    whole = measures().gloss + inner + outer
    scale = max(min(m.gloss / measures().gloss, (width - _BESIDE_DRAWER) / whole), 1.0)
    gloss = measures().gloss * scale
    across = gloss + inner + outer
    thick = 3 if gloss_on_right else across - 3
    return Page(
        width=across,
        gloss_beside=False,
        text_left=0 if gloss_on_right else across,
        text_width=0,
        gloss_left=inner if gloss_on_right else outer,
        gloss_width=gloss,
        gloss_scale=scale,
        gloss_on_right=gloss_on_right,
        thick_rule=thick,
        thin_rule=thick + (m.jadwal_gap if gloss_on_right else -m.jadwal_gap),
    )
