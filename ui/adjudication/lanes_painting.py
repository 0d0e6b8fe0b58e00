"""Paints a text with the readers' lanes: what is in dispute, what is settled, and the present position.

What the readers agree on fades; what they differ in keeps its full strength. In high contrast the one is
hollow and the other is full, since nothing fades there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from annotator.language import is_right_to_left
from annotator.model import Mark, Span
from ui.adjudication.sheet import LaneMark, LanesSheet
from ui.text import painting
from ui.text.frame import paint_caret, paint_fade, paint_focus
from ui.text.handles import Handle
from ui.text.marks import Edge, Piece
from ui.text.painting import LinePlaces
from ui.text.sheet import Row

_FADED: Final = 0.4
_BAR: Final = 4.7
_LINE: Final = 1.9
_TICK_HIGH: Final = 4.6
_NESTED: Final = 2.0
_BEYOND: Final = 5.0
_PAD: Final = 3.6
_LIT_TOP: Final = -24.0
_LIT_HEIGHT: Final = 32.0
_CHECK: Final = 10.0
_CHECK_UP: Final = -23.0
_BOX: Final = 8.4

Key = tuple[str, str]
"""The ids of an annotation set and of a span in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanesShown:
    """What is shown on the lanes.

    Attributes:
        framed: the present position's places.
        lit: the places in dispute.
        settled: where what was in dispute begins, by its first code point.
        strong: the marks that keep their full strength.
        layers: the layers shown, by their codes; None for all.
        own: the adjudicator is choosing words of their own.
        selection: the words selected.
        caret: where the caret stands, or None while it is invisible.
        current: the id of the adjudicator's own span.
        preview: where it would go while one of its handles is moved.
        held: the edge that the keys move.
        ringed: whether a ring says that the keys go to the text.
    """

    framed: tuple[Span, ...] = ()
    lit: tuple[Span, ...] = ()
    settled: tuple[int, ...] = ()
    strong: frozenset[Key] = frozenset()
    layers: frozenset[str] | None = None
    own: bool = False
    selection: Span | None = None
    caret: int | None = None
    current: str | None = None
    preview: Span | None = None
    held: Handle | None = None
    ringed: bool = False

    def shows(self, mark: LaneMark) -> bool:
        """Tell whether a mark is of a layer that is shown."""
        return self.layers is None or mark.label.layer in self.layers


def paint(
    painter: QPainter, sheet: LanesSheet, shown: LanesShown, *, clip: QRectF, width: float, height: float
) -> None:
    """Paint what lies in `clip` of a viewport of this size."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(clip, sheet.look.theme.color("page"))
    rows = sheet.rows(height)
    for row in rows:
        _Row(painter, sheet, shown, row, clip).paint()
    if shown.own:
        for row in rows:
            _paint_handles(painter, sheet, shown, row, clip)
    if shown.caret is not None:
        paint_caret(painter, sheet, shown.caret)
    if sheet.goes_on(height):
        paint_fade(painter, sheet, width, height)
    if shown.ringed:
        paint_focus(painter, sheet, width, height)


class _Row:
    """Paints one paragraph."""

    def __init__(
        self, painter: QPainter, sheet: LanesSheet, shown: LanesShown, row: Row, clip: QRectF
    ) -> None:
        self._painter, self._sheet, self._shown, self._row = painter, sheet, shown, row
        self._look, self._scale = sheet.look, sheet.look.canvas.scale
        frame = max(-sheet.frame[0], sheet.frame[1])
        self._places: LinePlaces = sheet.places(row, clip.top() - frame, clip.bottom() + frame)

    def paint(self) -> None:
        """Paint grounds, lanes, text and signs, in this order."""
        paragraph = self._row.paragraph
        self._paint_grounds()
        self._paint_rules()
        # Lines and boxes over bars: a nested bar must not hide whose words it stands in.
        marks = [mark for mark in self._sheet.lane_marks(paragraph) if self._shown.shows(mark)]
        for mark in marks:
            if mark.label.mark is Mark.FILL:
                self._paint_mark(mark)
        for mark in marks:
            if mark.label.mark is not Mark.FILL:
                self._paint_mark(mark)
        self._painter.setPen(self._look.theme.color("ink"))
        origin = QPointF(self._sheet.page.text_left, round(self._row.y))
        for line in paragraph.lines:
            if self._places.shows(line.number):
                line.text_line.draw(self._painter, origin)
        self._paint_checks()

    # Grounds

    def _paint_grounds(self) -> None:
        rubric = self._look.theme.color("rubric_soft")
        pad = 2.6 * self._scale
        start, end = self._row.paragraph.start, self._row.paragraph.end
        for span in self._shown.lit:
            if span.end <= start or span.start >= end:
                continue
            for piece in self._sheet.range(self._row, span):
                if self._places.shows(piece.line):
                    self._painter.fillRect(
                        self._box(piece, _LIT_TOP * self._scale, _LIT_HEIGHT * self._scale, pad), rubric
                    )
                    if self._look.theme.high_contrast:
                        self._underline(piece)
        for span in self._shown.framed:
            for piece in self._sheet.pieces(self._row, span):
                if self._places.shows(piece.line):
                    self._paint_frame(piece)
        if self._shown.own:
            self._paint_own()

    def _paint_own(self) -> None:
        """Paint the adjudicator's own spans, or the words selected for one of them.

        While the edge of the only one is moved, it stands where it would go; others stay where they are.
        """
        shown = self._shown
        if shown.preview is None or len(self._sheet.reading.spans) > 1:
            painting.paint_under_text(
                self._painter, self._look, self._row.marks, self._places, current=shown.current
            )
            painting.paint_around_text(
                self._painter, self._look, self._row.marks, self._places, current=shown.current
            )
        for place, role in ((shown.preview, "band"), (shown.selection, "sel")):
            if place is not None:
                pieces = self._sheet.range(self._row, place)
                painting.paint_range(self._painter, self._look, pieces, self._places, role)

    def _underline(self, piece: Piece) -> None:
        """Say by a line what the ground alone would say in colours that hardly differ."""
        box = self._box(piece, (_LIT_TOP + _LIT_HEIGHT) * self._scale, 0, 0)
        self._painter.setPen(QPen(self._look.theme.color("rubric"), 1.5, Qt.PenStyle.DashLine))
        self._painter.drawLine(QLineF(box.topLeft(), box.topRight()))

    def _paint_frame(self, piece: Piece) -> None:
        top, bottom = self._sheet.frame
        pad = _PAD * self._scale
        rect = self._box(piece, top, bottom - top, pad).adjusted(0.8, 0.8, -0.8, -0.8)
        closed = _closed(piece)
        theme = self._look.theme
        path = painting.outline(rect, self._look.window.radius_control, closed)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(theme.color("rubric_soft"))
        self._painter.drawRoundedRect(rect, 2, 2)
        self._painter.setPen(QPen(theme.color("rubric"), 1.6 if not theme.high_contrast else 2.4))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(path)

    def _box(self, piece: Piece, top: float, height: float, pad: float) -> QRectF:
        x, y = self._places.x, self._places.baselines[piece.line]
        return QRectF(x + piece.left - pad, y + top, piece.right - piece.left + 2 * pad, height)

    # Lanes

    def _paint_rules(self) -> None:
        """Draw each lane's hairline as far as its line of text goes, and the letter of its reader."""
        theme = self._look.theme
        pen = QPen(theme.color("hair"), 1)
        if theme.high_contrast:  # black on white it would be as loud as the marks
            pen = QPen(theme.color("ink3"), 1, Qt.PenStyle.DotLine)
        for line in self._row.paragraph.lines:
            if not line.runs or not self._places.shows(line.number):
                continue
            left = min(run.left for run in line.runs) - _BEYOND * self._scale + self._places.x
            right = max(run.right for run in line.runs) + _BEYOND * self._scale + self._places.x
            baseline = self._places.baselines[line.number]
            self._painter.setPen(pen)
            for reader in self._sheet.readers:
                y = round(baseline + self._sheet.bar_y(reader.number)) + 0.5
                self._painter.drawLine(QLineF(left, y, right, y))
            for reader in self._sheet.readers:
                self._paint_siglum(reader.siglum, baseline + self._sheet.bar_y(reader.number))

    def _paint_siglum(self, letter: str, y: float) -> None:
        self._painter.setPen(self._look.theme.color("ink2"))
        # Amiri's letters stand high in their line.
        drop = (-1.0 if is_right_to_left() else -1.5) * self._scale
        self._sheet.letters.draw_centred(self._painter, QPointF(self._sheet.sigla_x, y + drop), letter)

    def _paint_mark(self, mark: LaneMark) -> None:
        strong = (mark.set_id, mark.span.id) in self._shown.strong
        for piece in mark.pieces:
            if not self._places.shows(piece.line):
                continue
            match mark.label.mark:
                case Mark.UNDERLINE:
                    self._paint_line(mark, piece, strong=strong)
                case Mark.UNDERLINE_DOUBLE:
                    self._paint_double(mark, piece, strong=strong)
                case Mark.BOX | Mark.BOX_DOTTED:
                    self._paint_box(mark, piece, strong=strong)
                case Mark.FILL:
                    self._paint_bar(mark, piece, strong=strong)

    def _paint_line(self, mark: LaneMark, piece: Piece, *, strong: bool) -> None:
        color, thick = self._color(mark, strong=strong), self._thick(strong=strong)
        y = self._places.baselines[piece.line] + self._sheet.line_y(mark.lane)
        y += min(mark.level, 2) * _NESTED * self._scale
        left, right = self._places.x + piece.left, self._places.x + piece.right
        self._painter.fillRect(QRectF(left, y - thick / 2, right - left, thick), color)
        high = _TICK_HIGH * self._scale
        for edge in (mark.start, mark.end):
            if edge is not None and edge[0] == piece.line:
                x = self._places.x + edge[1]
                inner = -thick if abs(x - right) < 1 else 0.0
                tall = high if edge is mark.start else high * 0.8
                self._painter.fillRect(QRectF(x + inner, y - tall / 2, thick, tall), color)

    def _paint_double(self, mark: LaneMark, piece: Piece, *, strong: bool) -> None:
        color, thick = self._color(mark, strong=strong), max(self._thick(strong=strong) * 0.6, 1)
        y = self._places.baselines[piece.line] + self._sheet.bar_y(mark.lane)
        left, wide = self._places.x + piece.left, piece.right - piece.left
        for apart in (-1.25, 1.25):
            self._painter.fillRect(QRectF(left, y + apart * self._scale - thick / 2, wide, thick), color)

    def _paint_box(self, mark: LaneMark, piece: Piece, *, strong: bool) -> None:
        y = self._places.baselines[piece.line] + self._sheet.bar_y(mark.lane)
        high = _BOX * self._scale
        box = self._box(piece, 0, high, 2).translated(0, y - high / 2 - self._places.baselines[piece.line])
        pen = QPen(self._color(mark, strong=strong), 1.5 if strong else 1.1)
        if mark.label.mark is Mark.BOX_DOTTED:
            pen.setDashPattern([2.0, 1.3])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPath(painting.outline(box, 2.5 * self._scale, _closed(piece)))

    def _paint_bar(self, mark: LaneMark, piece: Piece, *, strong: bool) -> None:
        y = self._places.baselines[piece.line] + self._sheet.bar_y(mark.lane)
        high = _BAR * self._scale
        bar = QRectF(self._places.x + piece.left, y - high / 2, piece.right - piece.left, high)
        color = self._color(mark, strong=strong)
        if self._look.theme.high_contrast and not strong:
            self._painter.setPen(QPen(color, 1))
            self._painter.setBrush(self._look.theme.color("page"))
            bar.adjust(0.5, 0.5, -0.5, -0.5)
        else:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(color)
        self._painter.drawRoundedRect(bar, high / 2, high / 2)

    def _color(self, mark: LaneMark, *, strong: bool) -> QColor:
        edge = self._look.colors(mark.label).edge
        if strong or self._look.theme.high_contrast:
            return edge
        return mixed(edge, self._look.theme.color("page"), _FADED)

    def _thick(self, *, strong: bool) -> float:
        if self._look.theme.high_contrast:
            return (3.0 if strong else 1.0) * max(self._scale, 1)
        return max(_LINE * self._scale, 1)

    # Signs

    def _paint_checks(self) -> None:
        """Set a tick above the beginning of what is settled."""
        paragraph = self._row.paragraph
        for position in self._shown.settled:
            if not paragraph.start <= position < max(paragraph.end, paragraph.start + 1):
                continue
            pieces = self._sheet.range(self._row, Span(position, position + 1))
            if not pieces or not self._places.shows(pieces[0].line):
                continue
            piece, size = pieces[0], max(_CHECK * self._scale, 8.0)
            x = self._places.x + (piece.right + 5 if paragraph.rtl else piece.left - 5)
            y = self._places.baselines[piece.line] + _CHECK_UP * self._scale
            # Heavier than the icon: it stands among letters.
            self._painter.setPen(QPen(self._look.theme.color("ok"), max(1.8 * self._scale, 1.4)))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            points = ((-0.45, 0.05), (-0.12, 0.38), (0.48, -0.36))
            self._painter.drawPolyline(QPolygonF([QPointF(x + a * size, y + b * size) for a, b in points]))


def mixed(color: QColor, ground: QColor, share: float) -> QColor:
    """Return a colour of which so much is left on a ground: opaque, so that nested bars stay apart."""
    return QColor.fromRgbF(
        color.redF() * share + ground.redF() * (1 - share),
        color.greenF() * share + ground.greenF() * (1 - share),
        color.blueF() * share + ground.blueF() * (1 - share),
    )


def _closed(piece: Piece) -> Piece:
    """Return a piece that is open only where a line breaks it: a frame below the letters joins none."""
    return Piece(
        line=piece.line,
        left=piece.left,
        right=piece.right,
        left_edge=Edge.BROKEN if piece.left_edge is Edge.BROKEN else Edge.CLOSED,
        right_edge=Edge.BROKEN if piece.right_edge is Edge.BROKEN else Edge.CLOSED,
    )


def _paint_handles(painter: QPainter, sheet: LanesSheet, shown: LanesShown, row: Row, clip: QRectF) -> None:
    marks = row.marks.of(shown.current or "")
    if marks is None:
        return
    if shown.preview is not None:
        marks = sheet.moved(row, marks, shown.preview)
    places = sheet.places(row, clip.top(), clip.bottom())
    painting.paint_handles(painter, sheet.look, marks, places, held=shown.held)
