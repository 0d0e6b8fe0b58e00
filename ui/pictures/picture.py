"""What a picture is to show, and how it comes to be an excerpt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.model import Direction, Span
from ui.pictures.excerpt import Excerpt
from ui.text.appearance import Appearance
from ui.text.painting import Look, look
from ui.text.reading import Reading
from ui.text.showing import Showing
from ui.theme import Theme

_SIDE = 40
"""From the edges of a picture without cards to its text, both together, px."""
_LEAST_WITH_CARDS = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a picture shows.

    Attributes:
        reading: of which document and set.
        span: of which every line is shown, or None: all of the document.
        appearance: of the text.
        theme: its colours.
        cards: whether the gloss stands beside the text. It is left out where nothing is stated.
        gloss_on_right: on which side.
        turned: the paragraphs that the reader has turned round.
        current: the span shown as current, with its relations, or None.
        showing: which relations are drawn.
    """

    reading: Reading
    span: Span | None
    appearance: Appearance
    theme: Theme
    cards: bool
    gloss_on_right: bool
    turned: Mapping[int, Direction] = field(default_factory=dict)
    current: str | None = None
    showing: Showing = Showing.CURRENT

    @property
    def has_cards(self) -> bool:
        """Whether the gloss is wanted and has something to say."""
        span = self.span or Span(0, max(len(self.reading.text), 1))
        return self.cards and any(self.reading.statements.starting_in(span.start, span.end))

    def excerpt(self) -> Excerpt:
        """Lay the picture's text out. The column is as wide as in a wide window, whatever the window is."""
        look, width = self._look()
        made = Excerpt(
            self.reading, look, width=width, gloss_on_right=self.gloss_on_right, current=self.current
        )
        made.showing = self.showing
        made.turn(self.turned)
        return made

    def _look(self) -> tuple[Look, int]:
        made = look(self.theme, self.appearance)
        m = made.window
        if self.has_cards:
            width = m.text_max + m.gap_text_gloss + m.gloss + 2 * m.page_padding
            return made, max(width, _LEAST_WITH_CARDS)
        return replace(made, window=replace(m, gloss=0)), m.text_max + _SIDE
