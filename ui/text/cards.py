"""The gloss's cards on the viewport: which statements have one, what fits on it, where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF

from annotator.model import Label, SpanAnnotation
from ui.fonts import interface_font, text_font
from ui.text import gloss
from ui.text.gloss import Card, Slot
from ui.text.lettering import Lettering
from ui.theme import measures

if TYPE_CHECKING:
    from ui.text.page import Page
    from ui.text.sheet import Row, Sheet

_LOOK_BACK: Final = 8
"""So many statements above what is in sight still push the cards below them."""
_FAR: Final = 260.0
"""A statement whose line is farther above the viewport pushes nothing in sight, px."""
_SIGIL_SIDE, _FAR_SIDE = 36.0, 10.0
"""From a card's edges to its words: on the side of the number, and on the other."""
_QUIET_WORDS: Final = 172.0
_LINES_CURRENT: Final = 2
_INSET, _DEEPEST = 14.0, 3
"""How far a card draws back for each statement that it is told within, px, and at most so many times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCard:
    """A card with its place, in the gloss's own pixels: `scale` times as large they are the viewport's.

    Attributes:
        card: what it says.
        titles: the sources' words as they fit, or what stands for them.
        lines: the statement's words as they fit.
        rect: the card in the viewport.
        sigil: the centre of its number.
        words_left, words_right: the edges of what is written.
        line_y: where on the text's line the hairline begins.
        label: whose colours the number has.
        scale: how much larger the gloss is than it is drawn for.
    """

    card: Card
    titles: tuple[str, ...]
    lines: tuple[str, ...]
    rect: QRectF
    sigil: QPointF
    words_left: float
    words_right: float
    line_y: float
    label: Label | None
    scale: float = 1.0

    def holds(self, point: QPointF) -> bool:
        """Tell whether a point of the viewport is on the card."""
        return self.rect.contains(point / self.scale)

    @property
    def below_line(self) -> float:
        """How far below its line the card stands, px of the viewport."""
        return (self.rect.top() - self.line_y) * self.scale

    def lowered(self, dy: float) -> PlacedCard:
        """Return the card so many pixels of the viewport farther down."""
        by = dy / self.scale
        return replace(
            self, rect=self.rect.translated(0, by), sigil=QPointF(self.sigil.x(), self.sigil.y() + by)
        )


class CardFaces:
    """The faces of the cards, and what was measured with them. `rtl`: how the document reads."""

    def __init__(self, *, rtl: bool) -> None:
        self.title = Lettering(interface_font(14, 600), rtl=rtl)
        self.facts = Lettering(interface_font(11))
        self.cue = Lettering(text_font(15), rtl=rtl)
        self.words = Lettering(text_font(16), rtl=rtl)
        self.quiet_words = Lettering(text_font(15), rtl=rtl)
        self.pill = Lettering(interface_font(11, 500))
        self.number = Lettering(interface_font(measures().tag_px, 600), rtl=False)
        self._fitted: dict[tuple[Card, float], tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def fitted(self, card: Card, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the card's titles and its lines of words, as they fit into so many pixels."""
        key = card, width
        found = self._fitted.get(key)
        if found is None:
            if len(self._fitted) > 1000:  # noqa: PLR2004 - a bound against growth, no measure
                self._fitted.clear()
            found = self._fitted[key] = self._fit(card, width)
        return found

    def _fit(self, card: Card, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if card.is_quiet:
            room = min(width - self.facts.width(card.note) - 8, _QUIET_WORDS)
            return (card.note,), tuple(gloss.fit(card.words, room, 1, self.quiet_words.advance))
        lines = _LINES_CURRENT if card.current else 1
        names = [speaker.name or card.note for speaker in card.speakers] or [card.note]
        titles = ("".join(gloss.fit(name, width, 1, self.title.advance)) for name in names)
        words = gloss.fit(card.words, width, lines, self.words.advance)
        return tuple(titles), tuple(words)


def placed_cards(sheet: Sheet, rows: list[Row], current: str | None, page: Page) -> list[PlacedCard]:
    """Return the cards of the statements in sight, none over another, and of those that push them.

    They stand in the gloss of `page`: the sheet's own, or a drawer's.
    """
    reading = sheet.reading
    cards, tops = [], []
    scale = page.gloss_scale
    gloss_width = page.gloss_width / scale
    width = gloss_width - _SIGIL_SIDE - _FAR_SIDE
    for statement, text_y in _statements(sheet, rows):
        line_y = text_y / scale
        card = gloss.card(reading, statement, current=statement.id == current)
        inset = _INSET * min(card.depth, _DEEPEST)
        titles, lines = sheet.faces.fitted(card, width - inset)
        height = gloss.height(card, len(lines))
        sigil_y = height / 2 if card.is_quiet else gloss.SIGIL_Y
        cards.append((card, titles, lines, sigil_y, line_y))
        tops.append(Slot(wanted=line_y - sigil_y, height=height, current=card.current))
    placed = []
    left = page.gloss_left / scale
    right = left + gloss_width
    on_right = page.gloss_on_right
    sigil_x = left + 19.5 if on_right else right - 19.5
    for (card, titles, lines, sigil_y, line_y), slot, top in zip(cards, tops, gloss.place(tops), strict=True):
        y = round(top)
        # A card told within another one's words draws back from the text.
        inset = _INSET * min(card.depth, _DEEPEST)
        placed.append(
            PlacedCard(
                card=card,
                titles=titles,
                lines=lines,
                rect=QRectF(left + (inset if on_right else 0), y, gloss_width - inset, slot.height),
                sigil=QPointF(sigil_x + (inset if on_right else -inset), y + sigil_y),
                words_left=left + (_SIGIL_SIDE + inset if on_right else _FAR_SIDE),
                words_right=right - (_FAR_SIDE if on_right else _SIGIL_SIDE + inset),
                line_y=line_y,
                label=reading.statement_label,
                scale=scale,
            )
        )
    return placed


def _statements(sheet: Sheet, rows: list[Row]) -> list[tuple[SpanAnnotation, float]]:
    """Return the statements for the rows in sight, and the y of the line that each speaks of."""
    reading, paragraphs = sheet.reading, sheet.paragraphs
    start, end = rows[0].paragraph.start, rows[-1].paragraph.end + 1
    ys = {row.paragraph.index: row.y for row in rows}
    found = []
    for key in [*reading.statements.before(start, _LOOK_BACK), *reading.statements.starting_in(start, end)]:
        statement = reading.spans[key]
        if not sheet.has_card(statement):
            continue
        index = paragraphs.index_of(statement.span.start)
        y = ys[index] if index in ys else sheet.scroller.y_of(index)
        if y + paragraphs.height(index) < -_FAR:
            continue
        paragraph = paragraphs.laid_out(index)
        line_y = round(y) + paragraph.line_of(statement.span.start).baseline - 7.5
        if line_y > -_FAR:
            found.append((statement, line_y))
    return found
