"""Draws the marks of a paragraph: shape before colour, and never a stroke across a letter.

Tints lie under the text, lines and boxes around it, tags and numbers above it. Everything here takes its
place from `marks` and its colours from the theme; nothing is measured or decided twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen, QPolygonF

from annotator.model import Label, Mark, Matter
from annotator.text.direction import is_bidi_control
from ui.fonts import interface_font, tallness, text_font
from ui.talk.matters import paint_matter
from ui.text import lanes, signs
from ui.text.appearance import Appearance
from ui.text.handles import Handle
from ui.text.lettering import Lettering
from ui.text.marks import Edge, ParagraphMarks, Piece, Sigil, SpanMarks, Tag
from ui.theme import CanvasMeasures, LabelColors, Measures, Theme, measures

_TINT_PAD: Final = 1.5
_DEEPEST: Final = 3
"""Tints nested deeper are no smaller: they would vanish."""
_LARGEST_GLOSS: Final = 2.0
"""The cards grow with the text only so far, and never shrink: they would leave it no room."""
_DOTS: Final = (2.0, 1.3)


@dataclass(frozen=True, kw_only=True)
class Look:
    """Everything that painting asks for: the theme, the measures at a text size, the faces.

    The canvas's measures, and the lines and corners among the window's, are those of this text size.
    """

    theme: Theme
    appearance: Appearance
    font: QFont
    canvas: CanvasMeasures
    window: Measures
    tags: Lettering
    numbers: Lettering

    def colors(self, label: Label) -> LabelColors:
        """Return a label's colours on this page."""
        return self.theme.label(label)

    @property
    def tag_centre(self) -> float:
        """Where the middle of tags and numbers is, from the baseline."""
        return self.canvas.tag_row + self.window.tag_px / 2 * self.canvas.scale


def look(theme: Theme, appearance: Appearance) -> Look:
    """Return the look of a theme with the text in this appearance."""
    # A taller face gets the measures of a larger text, so that its letters stay clear of tags and lanes.
    letters_px = appearance.px * tallness(appearance.family)
    canvas = measures().scaled(letters_px, spacing=appearance.spacing)
    window = _window(appearance, appearance.px / measures().text_px)
    # A little smaller text keeps tags of full size; below, they would stand on its letters.
    tag_px = window.tag_px * max(canvas.scale, min(canvas.scale * 4 / 3, 1))
    return Look(
        theme=theme,
        appearance=appearance,
        font=text_font(appearance.px, family=appearance.family),
        canvas=canvas,
        window=window,
        tags=Lettering(interface_font(tag_px, 500)),
        numbers=Lettering(interface_font(tag_px, 600), rtl=False),
    )


def _window(appearance: Appearance, scale: float) -> Measures:
    """Return the window's measures with what belongs to the text grown to its size."""
    m = measures()
    upper, lower = m.line_quotation
    return replace(
        m,
        text_px=appearance.px,
        text_max=round(appearance.column * scale),
        gloss=round(m.gloss * min(max(scale, 1), _LARGEST_GLOSS)),
        radius_tint=round(m.radius_tint * scale),
        radius_box=round(m.radius_box * scale),
        line_claim=max(m.line_claim * scale, 1),
        line_claim_current=max(m.line_claim_current * scale, 1.5),
        line_quotation=(max(upper * scale, 0.75), max(lower * scale, 0.75)),
        line_source_box=max(m.line_source_box * scale, 1),
        line_cue_box=max(m.line_cue_box * scale, 1),
        line_relation=max(m.line_relation * scale, 1),
    )


class LinePlaces:
    """Where the lines of a paragraph are on the viewport: x of the column, y of each baseline."""

    def __init__(self, x: float, baselines: list[float], top: float, bottom: float) -> None:
        self.x = x
        self.baselines = baselines
        self._top, self._bottom = top, bottom

    def shows(self, line: int) -> bool:
        """Tell whether a line (with its tags and lanes) is to be painted."""
        return self._top < self.baselines[line] < self._bottom


def paint_under_text(
    painter: QPainter, look: Look, marks: ParagraphMarks, places: LinePlaces, *, current: str | None
) -> None:
    """Draw what lies behind the words: the current span's band, then the tints."""
    if current is not None:
        banded = marks.of(current)
        if banded is not None:
            paint_band(painter, look, banded, places)
    for tint in marks.tints:
        for piece in tint.pieces:
            if places.shows(piece.line):
                _tint(painter, look, tint, piece, places)


def paint_around_text(
    painter: QPainter, look: Look, marks: ParagraphMarks, places: LinePlaces, *, current: str | None
) -> None:
    """Draw boxes and lines: they touch no letter, and the words come on top of them."""
    for box in marks.boxes:
        for piece in box.pieces:
            if places.shows(piece.line):
                _box(painter, look, box.label, piece, places)
    for lined in marks.lines:
        for piece in lined.pieces:
            if places.shows(piece.line):
                _lane(painter, look, lined, piece, places, current=lined.span.id == current)


def paint_over_text(
    painter: QPainter,
    look: Look,
    marks: ParagraphMarks,
    places: LinePlaces,
    *,
    numbers: Mapping[str, int],
    current: str | None,
    invisibles: bool,
    matters: Mapping[str, Matter] = MappingProxyType({}),
) -> None:
    """Draw tags, numbers, flags and the signs of direction controls; with `invisibles` of all such."""
    for tag in marks.tags:
        if places.shows(tag.line):
            _tag(painter, look, tag, places)
    for sigil in marks.sigils:
        if places.shows(sigil.line):
            is_current = sigil.statement == current
            x = places.x + sigil.x + (_beside_knob(look, marks, sigil) if is_current else 0)
            centre = QPointF(x, places.baselines[sigil.line] + look.tag_centre - sigil.lift)
            paint_sigil(
                painter,
                look,
                centre,
                sigil,
                numbers.get(sigil.statement, 0),
                face=look.numbers,
                scale=look.canvas.scale,
                current=is_current,
            )
    for group in (marks.tints, marks.boxes, marks.lines):
        for flagged in group:
            if flagged.span.flagged and flagged.start is not None and places.shows(flagged.start[0]):
                _flag(painter, look, flagged, places, matters.get(flagged.span.id))
    shown = (sign for sign in marks.invisibles if invisibles or is_bidi_control(sign[2]))
    for line, x, character in signs.side_by_side(shown, scale=look.canvas.scale, rtl=marks.rtl):
        if places.shows(line):
            at = QPointF(places.x + x, places.baselines[line])
            signs.paint(painter, look.theme.color("ink3"), at, character, scale=look.canvas.scale)


def paint_band(painter: QPainter, look: Look, marks: SpanMarks, places: LinePlaces) -> None:
    """Draw the ground of the current span."""
    for piece in marks.pieces:
        if places.shows(piece.line):
            rect = piece_rect(piece, places, look.canvas.band_top, look.canvas.band_height, 0)
            left = 2 if piece.left_edge is Edge.BROKEN else 0
            right = 2 if piece.right_edge is Edge.BROKEN else 0
            painter.fillRect(rect.adjusted(-left, 0, right, 0), look.theme.color("band"))


def paint_range(painter: QPainter, look: Look, pieces: list[Piece], places: LinePlaces, role: str) -> None:
    """Fill a plain range of text, square-edged, with the colour of `role`."""
    for piece in pieces:
        if places.shows(piece.line):
            rect = piece_rect(piece, places, look.canvas.tint_top, look.canvas.tint_height, 0)
            painter.fillRect(rect, look.theme.color(role))


def paint_hover(painter: QPainter, look: Look, marks: SpanMarks, places: LinePlaces) -> None:
    """Draw the edge that a span under the pointer gets."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colors(marks.label).edge, 1.3))
    inset = min(marks.level, _DEEPEST) * look.canvas.nested_inset if marks.label.mark is Mark.FILL else 0
    for piece in marks.pieces:
        if places.shows(piece.line):
            top, height = look.canvas.tint_top + inset, look.canvas.tint_height - 2 * inset
            rect = piece_rect(piece, places, top, height, _TINT_PAD)
            painter.drawPath(outline(rect.adjusted(0.5, 0.5, -0.5, -0.5), look.window.radius_tint, piece))


def paint_flash(painter: QPainter, look: Look, marks: SpanMarks, places: LinePlaces) -> None:
    """Outline a span that an undone step has touched."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.theme.color("accent"), look.window.line_focus))
    for piece in marks.pieces:
        if places.shows(piece.line):
            rect = piece_rect(piece, places, look.canvas.band_top, look.canvas.band_height, _TINT_PAD)
            painter.drawPath(outline(rect, look.window.radius_box, piece))


def paint_handles(
    painter: QPainter, look: Look, marks: SpanMarks, places: LinePlaces, *, held: Handle | None = None
) -> None:
    """Draw the current span's handles: a knob above where it starts, below where it ends.

    The one that the keys move has a ring around its knob.
    """
    accent = look.theme.color("accent")
    painter.setPen(QPen(look.theme.color("page"), 1))
    painter.setBrush(accent)
    top, bottom = look.canvas.band_top, look.canvas.lane_first
    # The handles stand a pixel outside of the letters.
    outwards = 1 if marks.starts_right else -1
    for which, edge, knob_y, side in (
        (Handle.START, marks.start, top - 1, outwards),
        (Handle.END, marks.end, bottom, -outwards),
    ):
        if edge is None or not places.shows(edge[0]):
            continue
        x, baseline = places.x + edge[1] + side, places.baselines[edge[0]]
        width = look.canvas.handle_width
        painter.fillRect(QRectF(x - width / 2, baseline + top, width, bottom - top), accent)
        radius = look.canvas.knob / 2
        painter.drawEllipse(QPointF(x, baseline + knob_y), radius, radius)
        if which is held:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 1.5))
            painter.drawEllipse(QPointF(x, baseline + knob_y), radius + 3, radius + 3)
            painter.setPen(QPen(look.theme.color("page"), 1))
            painter.setBrush(accent)


def paint_sigil(
    painter: QPainter,
    look: Look,
    centre: QPointF,
    sigil: Sigil,
    number: int,
    *,
    face: Lettering,
    scale: float,
    current: bool,
) -> None:
    """Draw a statement's number: filled with a source, dashed without, in the accent when current.

    `scale` is that of its surroundings, in whose `face` it is written.
    """
    colors = look.colors(sigil.label)
    accent, page = look.theme.color("accent"), look.theme.color("page")
    if current:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
    else:
        pen = QPen(colors.edge, max(1.3 * scale, 1))
        if not sigil.sourced:
            pen.setDashPattern([2.5, 1.1])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(colors.fill if sigil.sourced else page)
    radius = look.canvas.sigil / look.canvas.scale * scale / 2 + 0.4
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(look.theme.color("on_accent" if current else "ink"))
    face.draw_centred(painter, centre, str(number))


def piece_rect(piece: Piece, places: LinePlaces, top: float, height: float, pad: float) -> QRectF:
    """Return a piece's rectangle on the viewport, padded but for an edge inside a word."""
    left = places.x + piece.left - (0 if piece.left_edge is Edge.IN_WORD else pad)
    right = places.x + piece.right + (0 if piece.right_edge is Edge.IN_WORD else pad)
    return QRectF(left, places.baselines[piece.line] + top, right - left, height)


def outline(rect: QRectF, radius: float, piece: Piece) -> QPainterPath:
    """Return the outline of a box with round corners where it is closed and no stroke where it is open."""
    path = QPainterPath()
    open_left, open_right = piece.left_edge is not Edge.CLOSED, piece.right_edge is not Edge.CLOSED
    if not (open_left or open_right):
        path.addRoundedRect(rect, radius, radius)
        return path
    left, right, top, bottom = rect.left(), rect.right(), rect.top(), rect.bottom()
    turn = 2 * radius
    if open_left and open_right:
        path.moveTo(left, top)
        path.lineTo(right, top)
        path.moveTo(left, bottom)
        path.lineTo(right, bottom)
    elif open_right:
        path.moveTo(right, top)
        path.arcTo(QRectF(left, top, turn, turn), 90, 90)
        path.arcTo(QRectF(left, bottom - turn, turn, turn), 180, 90)
        path.lineTo(right, bottom)
    else:
        path.moveTo(left, top)
        path.arcTo(QRectF(right - turn, top, turn, turn), 90, -90)
        path.arcTo(QRectF(right - turn, bottom - turn, turn, turn), 0, -90)
        path.lineTo(left, bottom)
    return path


def _tint(painter: QPainter, look: Look, marks: SpanMarks, piece: Piece, places: LinePlaces) -> None:
    canvas, colors = look.canvas, look.colors(marks.label)
    inset = min(marks.level, _DEEPEST) * canvas.nested_inset
    top, height = canvas.tint_top + inset, canvas.tint_height - 2 * inset
    rect = piece_rect(piece, places, top, height, _TINT_PAD)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.fill)
    painter.drawRoundedRect(rect, look.window.radius_tint, look.window.radius_tint)
    if look.theme.high_contrast:
        painter.setPen(QPen(colors.edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline(rect.adjusted(0.5, 0.5, -0.5, -0.5), look.window.radius_tint, piece))
        return
    thick = max(1.3 * canvas.scale, 1)
    edge = QRectF(places.x + piece.left, rect.bottom() - thick - 0.2, piece.right - piece.left, thick)
    painter.fillRect(edge, colors.edge)


def _box(painter: QPainter, look: Look, label: Label, piece: Piece, places: LinePlaces) -> None:
    canvas = look.canvas
    rect = piece_rect(piece, places, canvas.box_top, canvas.box_height, canvas.box_pad)
    if piece.left_edge is Edge.IN_WORD:
        rect.setLeft(rect.left() - canvas.box_pad_inside_word)
    if piece.right_edge is Edge.IN_WORD:
        rect.setRight(rect.right() + canvas.box_pad_inside_word)
    painter.setPen(_box_pen(look, label))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline(rect, look.window.radius_box, piece))


def _box_pen(look: Look, label: Label) -> QPen:
    dotted = label.mark is Mark.BOX_DOTTED
    pen = QPen(look.colors(label).edge, look.window.line_cue_box if dotted else look.window.line_source_box)
    if dotted:
        pen.setDashPattern(list(_DOTS))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def lane_y(look: Look, marks: SpanMarks) -> float:
    """Return how far below the baseline a claim's or quotation's line runs."""
    return lanes.offset(marks.level, marks.levels, first=look.canvas.lane_first, step=look.canvas.lane_step)


def _lane(
    painter: QPainter, look: Look, marks: SpanMarks, piece: Piece, places: LinePlaces, *, current: bool
) -> None:
    color, scale = look.colors(marks.label).edge, look.canvas.scale
    y = places.baselines[piece.line] + lane_y(look, marks)
    left, width = places.x + piece.left, piece.right - piece.left
    thick = look.window.line_claim_current if current else look.window.line_claim
    if marks.label.mark is Mark.UNDERLINE_DOUBLE:
        upper, lower = look.window.line_quotation
        more = 0.4 if current else 0.0
        apart = max(1.25 * scale, 1)
        painter.fillRect(QRectF(left, y - apart - upper / 2, width, upper + more), color)
        painter.fillRect(QRectF(left, y + apart - lower / 2, width, lower + more), color)
    else:
        painter.fillRect(QRectF(left, y - thick / 2, width, thick), color)
    if marks.start is not None and marks.start[0] == piece.line:
        x = places.x + marks.start[1]
        if abs(x - left) < 1 or abs(x - left - width) < 1:
            tick, high = max(1.9 * scale, 1.2), 6.4 * scale
            inner = -tick if abs(x - left - width) < 1 else 0.0
            painter.fillRect(QRectF(x + inner, y - high / 2, tick, high), color)


def _tag(painter: QPainter, look: Look, tag: Tag, places: LinePlaces) -> None:
    painter.setPen(look.colors(tag.label).tag)
    centre = places.baselines[tag.line] + look.tag_centre - tag.lift
    look.tags.draw_up_to(painter, places.x + tag.right, centre, tag.text)


def _beside_knob(look: Look, marks: ParagraphMarks, sigil: Sigil) -> float:
    """Return how far the current number steps aside for its span's knob, if it has the room."""
    statement = marks.of(sigil.statement)
    step = 8 * look.canvas.scale * (1 if statement is not None and not statement.starts_right else -1)
    near, far = sorted((sigil.x + step, sigil.x + 2 * step + look.canvas.sigil / 2 * (1 if step > 0 else -1)))
    others = [(t.left, t.right) for t in marks.tags if t.line == sigil.line]
    others += [(s.x - 8, s.x + 8) for s in marks.sigils if s.line == sigil.line and s is not sigil]
    return 0 if any(left < far and right > near for left, right in others) else step


def _flag(painter: QPainter, look: Look, marks: SpanMarks, places: LinePlaces, matter: Matter | None) -> None:
    """Draw the flag in the corner where the span starts: a triangle, or the shape of its open remark."""
    if marks.start is None:
        return
    x, y = places.x + marks.start[1] + _TINT_PAD, places.baselines[marks.start[0]] + look.canvas.tint_top
    size = 7 * look.canvas.scale
    inwards = -size if marks.starts_right else size
    if matter is not None:
        # A little above the corner: clear of the letters, and still below the tags.
        size, inwards = 1.25 * size, 1.25 * inwards
        box = QRectF(QPointF(x, y - 0.45 * size), QSizeF(inwards, size)).normalized()
        paint_matter(painter, box, matter, look.theme.color("rubric"))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.color("rubric"))
    painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x + inwards, y), QPointF(x, y + size)]))
