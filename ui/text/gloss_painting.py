"""Draws the outer margin: the double rule, the hairlines to the lines, and the cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from annotator.model import Mark
from ui.text import gloss
from ui.text.cards import CardFaces, PlacedCard
from ui.text.gloss import Speaker
from ui.text.marks import Piece, Sigil
from ui.text.page import Page
from ui.text.painting import Look, outline, paint_sigil
from ui.text.reading import Reading

_CLOSED: Final = Piece(line=0, left=0, right=0)


def paint_rule(painter: QPainter, look: Look, page: Page, height: float) -> None:
    """Draw the double rule between text and gloss."""
    gold = look.theme.color("gold")
    for x, width in zip((page.thick_rule, page.thin_rule), look.window.line_jadwal, strict=True):
        painter.fillRect(QRectF(x - width / 2, 0, width, height), gold)


def paint_cards(
    painter: QPainter,
    look: Look,
    page: Page,
    cards: Sequence[PlacedCard],
    *,
    faces: CardFaces,
    reading: Reading,
    hovered: str | None,
) -> None:
    """Draw hairlines and cards; what stands inside a card reads from right to left in both languages.

    In a drawer, which has no text beside it, there are no hairlines.
    """
    painter.save()
    painter.scale(page.gloss_scale, page.gloss_scale)
    if page.text_width:
        _hairlines(painter, look, page, cards, hovered)
    for placed in cards:
        if placed.card.is_quiet:
            _quiet(painter, look, faces, placed)
        else:
            _card(painter, look, faces, placed, reading, hovered=placed.card.statement == hovered)
    painter.restore()


def _hairlines(
    painter: QPainter, look: Look, page: Page, cards: Sequence[PlacedCard], hovered: str | None
) -> None:
    """Draw one hairline for each line of text, and those of the current and the hovered card on top."""
    lines: set[float] = set()
    for placed in cards:
        if placed.line_y not in lines or placed.card.statement == hovered:
            _hairline(painter, look, page, placed)
        lines.add(placed.line_y)
    for placed in cards:
        if placed.card.current:
            _hairline(painter, look, page, placed)


def _hairline(painter: QPainter, look: Look, page: Page, placed: PlacedCard) -> None:
    current = placed.card.current
    color = look.theme.color("accent" if current else "hair")
    painter.setPen(QPen(color, 1.6 if current else 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    text_edge = page.text_right + 6 if page.gloss_on_right else page.text_left - 6
    start = QPointF(text_edge / placed.scale, placed.line_y)
    near = placed.rect.left() if page.gloss_on_right else placed.rect.right()
    if placed.card.is_quiet:
        near = placed.sigil.x() + (-12 if page.gloss_on_right else 12)
    end = QPointF(near, placed.sigil.y())
    middle = (start.x() + end.x()) / 2
    path = QPainterPath(start)
    path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
    painter.drawPath(path)


def _quiet(painter: QPainter, look: Look, faces: CardFaces, placed: PlacedCard) -> None:
    _number(painter, look, faces, placed)
    middle = placed.rect.center().y()
    painter.setPen(look.theme.color("ink3"))
    left = faces.facts.draw_up_to(painter, placed.words_right, middle, placed.titles[0])
    painter.setPen(look.theme.color("ink2"))
    faces.quiet_words.draw_up_to(painter, left - 7, middle, " ".join(placed.lines))


def _card(
    painter: QPainter, look: Look, faces: CardFaces, placed: PlacedCard, reading: Reading, *, hovered: bool
) -> None:
    theme, card = look.theme, placed.card
    width = look.window.line_current_card if card.current else look.window.line_hair
    painter.setPen(QPen(theme.color("accent" if card.current else "border" if hovered else "hair"), width))
    painter.setBrush(theme.color("raised"))
    radius = look.window.radius_card
    inset = width / 2
    painter.drawRoundedRect(placed.rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    _number(painter, look, faces, placed)
    top, right = placed.rect.top() + gloss.TOP, placed.words_right
    for speaker, title in zip(card.speakers or (Speaker(name=None),), placed.titles, strict=True):
        role = "ink3" if speaker.name is None else "ink2" if speaker.implicit else "ink"
        painter.setPen(theme.color(role))
        faces.title.draw_up_to(painter, right, top + gloss.TITLE / 2, title)
        top += gloss.TITLE
        high = gloss.facts_height(speaker)
        if high:
            _facts(painter, look, faces, placed, speaker, middle=top + high / 2 - 1, reading=reading)
        top += high
    painter.setPen(theme.color("ink"))
    for line in placed.lines:
        faces.words.draw_up_to(painter, right, top + gloss.WORDS / 2, line)
        top += gloss.WORDS
    if card.answers:
        _pills(painter, look, faces, placed, top + 5)


def _facts(
    painter: QPainter,
    look: Look,
    faces: CardFaces,
    placed: PlacedCard,
    speaker: Speaker,
    *,
    middle: float,
    reading: Reading,
) -> None:
    """Draw the source's sign with its kind, then the cue's sign with its word, from the right.

    Where both do not fit, the facts are shortened: the cue is what the text says.
    """
    x = placed.words_right
    facts = "".join(gloss.fit(speaker.facts, _facts_room(faces, placed, speaker), 1, faces.facts.advance))
    for mark, words, face, role in (
        (Mark.BOX, facts, faces.facts, "ink3"),
        (Mark.BOX_DOTTED, speaker.cue, faces.cue, "ink2"),
    ):
        if not words:
            continue
        label = next((found for found in reading.scheme.labels if found.mark is mark), None)
        if label is not None:
            pen = QPen(look.colors(label).edge, 1.5)
            if mark is Mark.BOX_DOTTED or speaker.implicit:
                pen.setDashPattern([2.2, 1.7])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(outline(QRectF(x - 10.5, middle - 3.8, 9.5, 7.6), 3, _CLOSED))
            x -= 17
        painter.setPen(look.theme.color(role))
        x = face.draw_up_to(painter, x, middle, words) - 13


def _facts_room(faces: CardFaces, placed: PlacedCard, speaker: Speaker) -> float:
    room = placed.words_right - placed.words_left - 17
    return room if speaker.cue is None else room - faces.cue.width(speaker.cue) - 30


def _pills(painter: QPainter, look: Look, faces: CardFaces, placed: PlacedCard, top: float) -> None:
    x = placed.words_right
    for answer in placed.card.answers:
        width = faces.pill.width(answer) + 17
        if x - width < placed.words_left:
            return
        box = QRectF(x - width, top, width, 19.5)
        border = look.theme.color("border") if look.theme.high_contrast else None
        painter.setPen(QPen(border, 1) if border is not None else Qt.PenStyle.NoPen)
        painter.setBrush(look.theme.color("band"))
        painter.drawRoundedRect(box, 9.7, 9.7)
        painter.setPen(look.theme.color("ink2"))
        faces.pill.draw_centred(painter, box.center(), answer)
        x -= width + 6


def _number(painter: QPainter, look: Look, faces: CardFaces, placed: PlacedCard) -> None:
    card = placed.card
    if placed.label is None:
        return
    sigil = Sigil(
        line=0,
        x=0,
        statement=card.statement,
        sourced=card.source is not None,
        label=placed.label,
    )
    paint_sigil(
        painter,
        look,
        placed.sigil,
        sigil,
        card.number,
        face=faces.number,
        scale=1.0,
        current=card.current,
    )
