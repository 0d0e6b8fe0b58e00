"""The words of a variant in one line: marked as in the text, and lit where they lack what others have.

The words are laid out and measured as those of the page are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from annotator.model import Label, Mark, Span
from annotator.text.direction import base_direction
from ui.fonts import text_font
from ui.panels.painting import draw_frame
from ui.text import geometry
from ui.text.paragraphs import LaidOutParagraph
from ui.theme import Theme

_PX: Final = 20
_WIDE: Final = 100_000.0
_GAP: Final = " … "
_KEPT: Final = (120, 90, 64, 48, 36, 26, 18, 12, 7, 3)
"""So many code points are kept on either side of an edge, less and less until the line fits."""
_TICK: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A stretch of a text in one line, with gaps where nothing happens.

    Attributes:
        text: the line.
        pieces: the stretches of the document that it holds, in code points; where each begins in the line.
    """

    text: str
    pieces: tuple[tuple[Span, int], ...]

    def local(self, place: Span) -> list[Span]:
        """Return where a place of the document stands in the line."""
        found = []
        for piece, at in self.pieces:
            start, end = max(place.start, piece.start), min(place.end, piece.end)
            if start < end:
                found.append(Span(start - piece.start + at, end - piece.start + at))
        # What lies in a gap belongs to it, too.
        return [Span(found[0].start, found[-1].end)] if found else []


def excerpt(text: str, whole: Span, edges: Iterable[int], width: float) -> Excerpt:
    """Return a place of a text in one line of this width (pixels), with every edge in sight.

    Args:
        text: the document's.
        whole: all that is to be shown, in code points.
        edges: places in it around which words are kept.
        width: what there is.
    """
    metrics = QFontMetricsF(text_font(_PX))
    borders = sorted({whole.start, whole.end, *edges})
    made = _joined(text, [whole])
    for kept in _KEPT:
        if metrics.horizontalAdvance(made.text) <= width:
            break
        made = _joined(text, _around(text, borders, kept))
    return made


def paint_quotation(
    painter: QPainter,
    room: QRectF,
    line: Excerpt,
    *,
    theme: Theme,
    marked: Sequence[tuple[Span, Label]],
    lacking: Sequence[Span],
) -> float:
    """Paint a line of the text at the side where it begins, and return its width in pixels.

    Args:
        painter: where to.
        room: in pixels.
        line: the words.
        theme: the colours.
        marked: places of the document that the variant marks, each with its label.
        lacking: places that others mark and it does not.
    """
    rtl = base_direction(line.text) == "rtl"
    paragraph = LaidOutParagraph(
        line.text, index=0, start=0, font=text_font(_PX), rtl=rtl, width=_WIDE, pitch=room.height()
    )
    metrics = QFontMetricsF(text_font(_PX))
    wide = max((run.right for run in paragraph.lines[0].runs), default=0.0)
    left = min((run.left for run in paragraph.lines[0].runs), default=0.0)
    baseline = round(room.center().y() + (metrics.ascent() - metrics.descent()) / 2 - 3)
    origin = QPointF(
        room.right() - wide if rtl else room.left() - left, baseline - paragraph.lines[0].baseline
    )
    painter.save()
    painter.setClipRect(room)
    for place in lacking:
        for box in _boxes(paragraph, line, place, origin, baseline):
            draw_frame(
                painter,
                box.adjusted(-1.5, 0, 1.5, 0),
                radius=3,
                fill=theme.color("rubric_soft"),
                edge=theme.color("rubric") if theme.high_contrast else None,
            )
    for place, label in marked:
        for box in _boxes(paragraph, line, place, origin, baseline):
            _paint_mark(painter, box, baseline, label, theme, rtl=rtl)
    painter.setPen(theme.color("ink"))
    paragraph.lines[0].text_line.draw(painter, origin)
    painter.restore()
    return wide - left


def _boxes(
    paragraph: LaidOutParagraph, line: Excerpt, place: Span, origin: QPointF, baseline: float
) -> list[QRectF]:
    return [
        QRectF(origin.x() + part.left, baseline - 19, part.right - part.left, 28)
        for local in line.local(place)
        for part in geometry.rectangles(paragraph, local.start, local.end)
    ]


def _paint_mark(
    painter: QPainter, box: QRectF, baseline: float, label: Label, theme: Theme, *, rtl: bool
) -> None:
    colors = theme.label(label)
    y = baseline + 14
    match label.mark:
        case Mark.FILL:
            draw_frame(painter, box.adjusted(-1.5, 0, 1.5, 0), radius=3, fill=colors.fill, edge=None)
            painter.fillRect(QRectF(box.left(), box.bottom() - 1.6, box.width(), 1.6), colors.edge)
        case Mark.UNDERLINE:
            painter.fillRect(QRectF(box.left(), y - 1, box.width(), 2), colors.edge)
            for x, high in ((box.right() - 2, _TICK), (box.left(), _TICK)):
                first = (x > box.left()) == rtl
                painter.fillRect(QRectF(x, y + 1 - high - (1 if first else 0), 2, high + 1), colors.edge)
        case Mark.UNDERLINE_DOUBLE:
            for apart in (-1.6, 1.6):
                painter.fillRect(QRectF(box.left(), y + apart - 0.6, box.width(), 1.2), colors.edge)
        case Mark.BOX | Mark.BOX_DOTTED:
            painter.setBrush(theme.color("page"))
            draw_frame(painter, box.adjusted(-2, 0, 2, 1), radius=4, fill=None, edge=colors.edge, width=1.5)


def _around(text: str, borders: Sequence[int], kept: int) -> list[Span]:
    """Return the stretches around these borders, at most so much on either side, cut between words."""
    pieces: list[Span] = []
    for first, last in pairwise(borders):
        parts = [Span(first, last)]
        if last - first > 2 * kept + len(_GAP):
            parts = [Span(first, _word_end(text, first, kept)), Span(_word_start(text, last, kept), last)]
            if parts[0].end >= parts[1].start:
                parts = [Span(first, last)]
        for part in parts:
            if pieces and pieces[-1].end == part.start:
                pieces[-1] = Span(pieces[-1].start, part.end)
            else:
                pieces.append(part)
    return pieces


def _word_end(text: str, start: int, kept: int) -> int:
    """Return where to cut behind a place: after as many whole words as fit, at least one."""
    space = text.rfind(" ", start, start + kept + 1)
    return space if space > start else _or(text.find(" ", start + 1), start + kept)


def _word_start(text: str, end: int, kept: int) -> int:
    """Return where to cut before a place: so that as many whole words are left as fit, at least one."""
    space = text.find(" ", end - kept - 1, end - 1)
    return (space if space >= 0 else _or(text.rfind(" ", 0, end - 1), end - kept - 1)) + 1


def _or(found: int, otherwise: int) -> int:
    return found if found >= 0 else otherwise


def _joined(text: str, stretches: Iterable[Span]) -> Excerpt:
    line, pieces = "", []
    for stretch in stretches:
        line += _GAP if line else ""
        pieces.append((stretch, len(line)))
        # One blank for one line end: every code point keeps its place.
        line += stretch.of(text).replace("\n", " ").replace("\t", " ")
    return Excerpt(text=line, pieces=tuple(pieces))
