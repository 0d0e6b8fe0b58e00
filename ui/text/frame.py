"""Paints one frame of the page: text and marks, relations, the gloss, the caret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from annotator.model import Matter, Span
from ui.text import ends, found_painting, geometry, gloss_painting, painting, pending_painting, relations
from ui.text.cards import PlacedCard
from ui.text.ends import Chip
from ui.text.found import Found
from ui.text.handles import Handle
from ui.text.marks import Piece
from ui.text.relation_painting import paint_relations
from ui.text.relations import Drawn
from ui.text.sheet import Row, Sheet
from ui.text.showing import Showing

_FADE: Final = 28.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a person has done to the page.

    Attributes:
        current: the current span's id.
        selection: selected text that is no span yet.
        caret: where the caret stands, or None while it is invisible.
        hovered: the span under the pointer.
        hovered_card: the statement whose card is under the pointer.
        hovered_relation: the relation under the pointer.
        showing: which relations are drawn.
        preview: where the current span would go while one of its handles is moved.
        held: the edge that the keys move.
        flashed: spans that an undone step has touched.
        pending: places whose edit is not saved yet.
        found: what a search has found, or None.
        displaced: how far below their places cards are on their way: statement → px.
        candidates: spans that can be picked as the other end of a relation.
        ringed: whether a ring says that the keys go to the text.
        matters: what open remarks on spans are about, by the span's id.
        invisibles: whether every character that can't be seen has a sign.
        still: it is a picture: nothing can be taken hold of.
    """

    current: str | None = None
    selection: Span | None = None
    caret: int | None = None
    hovered: str | None = None
    hovered_card: str | None = None
    hovered_relation: str | None = None
    showing: Showing = Showing.CURRENT
    preview: Span | None = None
    held: Handle | None = None
    flashed: frozenset[str] = frozenset()
    pending: tuple[Span, ...] = ()
    found: Found | None = None
    displaced: Mapping[str, float] = field(default_factory=dict)
    candidates: frozenset[str] = frozenset()
    ringed: bool = False
    matters: Mapping[str, Matter] = field(default_factory=dict)
    invisibles: bool = False
    still: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """What stands on a painted viewport and can be pointed at."""

    cards: tuple[PlacedCard, ...] = ()
    relations: tuple[Drawn, ...] = ()
    chips: tuple[Chip, ...] = ()


def paint(
    painter: QPainter, sheet: Sheet, shown: Shown, *, clip: QRectF, width: float, height: float
) -> Painted:
    """Paint what lies in `clip` of a viewport, and return what stands there."""
    look = sheet.look
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(clip, look.theme.color("page"))
    rows = sheet.rows(height)
    drawn = _drawn(sheet, rows, shown)
    lit = _lit(shown, drawn)
    for row in rows:
        _row(painter, sheet, row, shown, clip=clip, lit=lit)
    paint_relations(painter, sheet, rows, drawn, hovered=shown.hovered_relation, height=height)
    cards = [
        card.lowered(shown.displaced[card.card.statement]) if card.card.statement in shown.displaced else card
        for card in sheet.cards(rows, _current_statement(sheet, shown.current))
    ]
    if sheet.page.has_gloss:
        gloss_painting.paint_rule(painter, look, sheet.page, height)
        gloss_painting.paint_cards(
            painter,
            look,
            sheet.page,
            cards,
            faces=sheet.faces,
            reading=sheet.reading,
            hovered=shown.hovered_card,
        )
    if shown.current is not None and not shown.still:
        _handles(painter, sheet, rows, shown, clip)
    if shown.caret is not None and not _on_handle(sheet, shown):
        paint_caret(painter, sheet, shown.caret)
    if sheet.goes_on(height):
        paint_fade(painter, sheet, width, height)
    chips = []
    if shown.current is not None and shown.showing is not Showing.NEVER and not shown.still:
        chips = ends.chips(sheet, rows, shown.current, height)
        ends.paint_chips(painter, sheet, chips)
    if shown.ringed:
        paint_focus(painter, sheet, width, height)
    return Painted(cards=tuple(cards), relations=tuple(drawn), chips=tuple(chips))


def _drawn(sheet: Sheet, rows: list[Row], shown: Shown) -> list[Drawn]:
    if shown.preview is not None:
        return []  # the ways would lead to where the span was
    return relations.drawn(sheet, rows, showing=shown.showing, current=shown.current)


def _lit(shown: Shown, drawn: list[Drawn]) -> frozenset[str]:
    """Return the spans with the edge of what is pointed at: with a relation's way, both its ends are."""
    ends_of = (d.ends for d in drawn if shown.hovered_relation in d.relations)
    hovered = frozenset() if shown.hovered is None else frozenset({shown.hovered})
    return shown.candidates | hovered.union(*ends_of)


def _current_statement(sheet: Sheet, current: str | None) -> str | None:
    return None if current is None else sheet.reading.statement_of(current)


def _row(
    painter: QPainter, sheet: Sheet, row: Row, shown: Shown, *, clip: QRectF, lit: frozenset[str]
) -> None:
    look, paragraph = sheet.look, row.paragraph
    places = sheet.places(row, clip.top(), clip.bottom())
    current = None if shown.preview is not None else shown.current
    painting.paint_under_text(painter, look, row.marks, places, current=current)
    for span, role in ((shown.preview, "band"), (shown.selection, "sel")):
        if span is not None:
            painting.paint_range(painter, look, _range(row, span), places, role)
    painting.paint_around_text(painter, look, row.marks, places, current=shown.current)
    for marks in row.marks.all() if lit or shown.flashed else ():
        if marks.span.id in lit:
            painting.paint_hover(painter, look, marks, places)
        if marks.span.id in shown.flashed:
            painting.paint_flash(painter, look, marks, places)
    if shown.found is not None:
        found_painting.paint_found(painter, look, row, places, text=sheet.reading.text, found=shown.found)
    for place in shown.pending:
        pending_painting.paint_pending(painter, look, _range(row, place), places)
    painter.setPen(look.theme.color("ink"))
    origin = QPointF(sheet.page.text_left, round(row.y))
    for line in paragraph.lines:
        if places.shows(line.number):
            line.text_line.draw(painter, origin)
    statement = _current_statement(sheet, shown.current)
    numbers = {sigil.statement: sheet.reading.number(sigil.statement) or 0 for sigil in row.marks.sigils}
    painting.paint_over_text(
        painter,
        look,
        row.marks,
        places,
        numbers=numbers,
        current=statement,
        matters=shown.matters,
        invisibles=shown.invisibles,
    )


def _range(row: Row, span: Span) -> list[Piece]:
    parts = geometry.rectangles(row.paragraph, span.start, span.end)
    return [Piece(line=p.line, left=p.left, right=p.right) for p in parts]


def _handles(painter: QPainter, sheet: Sheet, rows: list[Row], shown: Shown, clip: QRectF) -> None:
    for row in rows:
        marks = row.marks.of(shown.current or "")
        if marks is None:
            continue
        if shown.preview is not None:
            marks = sheet.moved(row, marks, shown.preview)
        places = sheet.places(row, clip.top(), clip.bottom())
        painting.paint_handles(painter, sheet.look, marks, places, held=shown.held)


def _on_handle(sheet: Sheet, shown: Shown) -> bool:
    """Tell whether the caret is where a handle of the current span stands, and says the same."""
    span = None if shown.current is None or shown.still else sheet.reading.spans.get(shown.current)
    place = shown.preview or (None if span is None else span.span)
    return place is not None and shown.caret in {place.start, place.end}


def paint_caret(painter: QPainter, sheet: Sheet, position: int) -> None:
    """Draw the caret before a position."""
    at, _ = sheet.caret(position)
    canvas = sheet.look.canvas
    width = max(round(1.6 * canvas.scale), 1)
    box = QRectF(round(at.x() - width / 2), at.y() + canvas.band_top, width, canvas.band_height)
    painter.fillRect(box, sheet.look.theme.color("ink"))


def paint_fade(painter: QPainter, sheet: Sheet, width: float, height: float) -> None:
    """Let the last line in sight fade: the text goes on below."""
    page = sheet.look.theme.color("page")
    clear = QColor(page)
    clear.setAlpha(0)
    gradient = QLinearGradient(0, height - _FADE, 0, height)
    gradient.setColorAt(0, clear)
    gradient.setColorAt(1, page)
    painter.fillRect(QRectF(0, height - _FADE, width, _FADE), gradient)


def paint_focus(painter: QPainter, sheet: Sheet, width: float, height: float) -> None:
    """Draw the ring that says that the keys go to the text."""
    line = sheet.look.window.line_focus
    painter.setPen(QPen(sheet.look.theme.color("accent"), line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(line / 2, line / 2, width - line, height - line))
