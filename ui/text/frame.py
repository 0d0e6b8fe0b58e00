"""Paints one frame of the page: text and marks, relations, the gloss, the caret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPainterPathStroker, QPen

from annotator.model import Span
from ui.text import arcs, geometry, gloss_painting, painting, relations
from ui.text.cards import PlacedCard
from ui.text.marks import Piece
from ui.text.sheet import Row, Sheet

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
        preview: where the current span would go while a handle is dragged.
        candidates: spans that can be picked as the other end of a relation.
        focused: whether the keyboard speaks to the text.
        still: it is a picture: nothing can be taken hold of.
    """

    current: str | None = None
    selection: Span | None = None
    caret: int | None = None
    hovered: str | None = None
    hovered_card: str | None = None
    preview: Span | None = None
    candidates: frozenset[str] = frozenset()
    focused: bool = False
    still: bool = False


def paint(
    painter: QPainter, sheet: Sheet, shown: Shown, *, clip: QRectF, width: float, height: float
) -> list[PlacedCard]:
    """Paint what lies in `clip` of a viewport, and return the cards that stand there."""
    look = sheet.look
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(clip, look.theme.color("page"))
    rows = sheet.rows(height)
    for row in rows:
        _row(painter, sheet, row, shown, clip)
    if shown.current is not None and shown.preview is None:
        _relations(painter, sheet, rows, shown.current)
    cards = sheet.cards(rows, _current_statement(sheet, shown.current))
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
    if shown.caret is not None:
        _caret(painter, sheet, shown.caret)
    if sheet.goes_on(height):
        _fade(painter, sheet, width, height)
    if shown.focused:
        _focus(painter, sheet, width, height)
    return cards


def _current_statement(sheet: Sheet, current: str | None) -> str | None:
    return None if current is None else sheet.reading.statement_of(current)


def _row(painter: QPainter, sheet: Sheet, row: Row, shown: Shown, clip: QRectF) -> None:
    look, paragraph = sheet.look, row.paragraph
    places = sheet.places(row, clip.top(), clip.bottom())
    current = None if shown.preview is not None else shown.current
    painting.paint_under_text(painter, look, row.marks, places, current=current)
    for span, role in ((shown.preview, "band"), (shown.selection, "sel")):
        if span is not None:
            painting.paint_range(painter, look, _range(row, span), places, role)
    painting.paint_around_text(painter, look, row.marks, places, current=shown.current)
    for span_id in {shown.hovered, *shown.candidates}:
        marks = row.marks.of(span_id) if span_id is not None else None
        if marks is not None:
            painting.paint_hover(painter, look, marks, places)
    painter.setPen(look.theme.color("ink"))
    origin = QPointF(sheet.page.text_left, round(row.y))
    for line in paragraph.lines:
        if places.shows(line.number):
            line.text_line.draw(painter, origin)
    statement = _current_statement(sheet, shown.current)
    numbers = {sigil.statement: sheet.reading.number(sigil.statement) or 0 for sigil in row.marks.sigils}
    painting.paint_over_text(painter, look, row.marks, places, numbers=numbers, current=statement)


def _range(row: Row, span: Span) -> list[Piece]:
    parts = geometry.rectangles(row.paragraph, span.start, span.end)
    return [Piece(line=p.line, left=p.left, right=p.right) for p in parts]


def _relations(painter: QPainter, sheet: Sheet, rows: list[Row], current: str) -> None:
    accent, scale = sheet.look.theme.color("accent"), sheet.look.canvas.scale
    ways = relations.ways(sheet, rows, current)
    rails = QPainterPath()
    rails.setFillRule(Qt.FillRule.WindingFill)
    stroker = QPainterPathStroker()
    stroker.setWidth(sheet.look.window.line_relation)
    for way in ways:
        rails.addPath(stroker.createStroke(arcs.path(way)))
    # One outline for all of them: rails that lie on one another must not grow darker and thicker.
    painter.fillPath(rails.simplified(), accent)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    for way in ways:
        painter.drawEllipse(QPointF(*way.corners[0]), 2.4 * scale, 2.4 * scale)
        if way.arrow:
            painter.drawPolygon(arcs.head(way, 7 * scale))
        else:
            painter.drawEllipse(QPointF(*way.corners[-1]), 2.4 * scale, 2.4 * scale)


def _handles(painter: QPainter, sheet: Sheet, rows: list[Row], shown: Shown, clip: QRectF) -> None:
    for row in rows:
        marks = row.marks.of(shown.current or "")
        if marks is not None:
            places = sheet.places(row, clip.top(), clip.bottom())
            painting.paint_handles(painter, sheet.look, marks, places)


def _caret(painter: QPainter, sheet: Sheet, position: int) -> None:
    at, _ = sheet.caret(position)
    canvas = sheet.look.canvas
    width = max(round(1.6 * canvas.scale), 1)
    box = QRectF(round(at.x() - width / 2), at.y() + canvas.band_top, width, canvas.band_height)
    painter.fillRect(box, sheet.look.theme.color("ink"))


def _fade(painter: QPainter, sheet: Sheet, width: float, height: float) -> None:
    """Let the last line in sight fade: the text goes on below."""
    page = sheet.look.theme.color("page")
    clear = QColor(page)
    clear.setAlpha(0)
    gradient = QLinearGradient(0, height - _FADE, 0, height)
    gradient.setColorAt(0, clear)
    gradient.setColorAt(1, page)
    painter.fillRect(QRectF(0, height - _FADE, width, _FADE), gradient)


def _focus(painter: QPainter, sheet: Sheet, width: float, height: float) -> None:
    line = sheet.look.window.line_focus
    painter.setPen(QPen(sheet.look.theme.color("accent"), line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(line / 2, line / 2, width - line, height - line))
