"""Which relations a frame shows, and the ways they take: only those of the current span."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from annotator.model import Relation
from ui.text import arcs
from ui.text.arcs import Place, Way
from ui.text.marks import Piece
from ui.text.statements import ATTRIBUTION, CUE

if TYPE_CHECKING:
    from ui.text.sheet import Row, Sheet

_FAR: Final = 10_000.0
_EDGE, _NARROW = 9.0, 40.0
"""A way leaves a word so far inside its edge, and a short word at its middle, px."""


def ways(sheet: Sheet, rows: list[Row], current: str) -> list[Way]:
    """Return the ways of the current span's relations, in viewport pixels."""
    found = (_way(sheet, rows, relation) for relation in sheet.reading.relations_of(current))
    # Ends out of sight share a way: a name that comes a hundred times is drawn once.
    return list(dict.fromkeys(way for way in found if way is not None))


def _way(sheet: Sheet, rows: list[Row], relation: Relation) -> Way | None:
    rtl, scale = sheet.paragraphs.rtl, sheet.look.canvas.scale
    margin = sheet.page.text_right + 15 * scale if rtl else sheet.page.text_left - 15 * scale
    sources, targets = _pieces(sheet, rows, relation.source), _pieces(sheet, rows, relation.target)
    if not sources and not targets:
        return None
    source = sources or [_elsewhere(sheet, relation.source, margin)]
    target = targets or [_elsewhere(sheet, relation.target, margin)]
    end = _start_edge(target, rtl=rtl)
    start = _leaving(source, end, rtl=rtl)
    if relation.type in {ATTRIBUTION, CUE}:
        return arcs.rail(start, end, margin=margin, scale=scale, rtl=rtl)
    shared = sorted({y for y, _ in source} & {y for y, _ in target})
    if shared:
        start, end = (Place(x=_middle(part, shared[0]), baseline=shared[0]) for part in (source, target))
    elif targets:
        end = _leaving(target, start, rtl=rtl)
    relation_type = sheet.reading.scheme.relation_type(relation.type)
    directed = relation_type is None or not relation_type.symmetric
    return arcs.link(start, end, margin=margin, scale=scale, directed=directed)


_Part = tuple[float, Piece]  # the baseline's y, and the piece in viewport pixels


def _pieces(sheet: Sheet, rows: list[Row], span_id: str) -> list[_Part]:
    """Return what the rows show of a span, from its start."""
    found: list[_Part] = []
    x = sheet.page.text_left
    for row in rows:
        marks = row.marks.of(span_id)
        if marks is None:
            continue
        for piece in marks.pieces:
            baseline = round(row.y) + row.paragraph.lines[piece.line].baseline
            found.append((baseline, Piece(line=piece.line, left=x + piece.left, right=x + piece.right)))
    return found


def _elsewhere(sheet: Sheet, span_id: str, margin: float) -> _Part:
    """Stand in for a span out of sight: in the margin, far above or below."""
    start = sheet.reading.spans[span_id].span.start
    above = start < sheet.paragraphs.start(sheet.scroller.anchor)
    return (-_FAR if above else _FAR), Piece(line=0, left=margin, right=margin)


def _start_edge(parts: list[_Part], *, rtl: bool) -> Place:
    baseline = parts[0][0]
    here = [piece for y, piece in parts if y == baseline]
    x = max(p.right for p in here) if rtl else min(p.left for p in here)
    return Place(x=x, baseline=baseline)


def _leaving(parts: list[_Part], end: Place, *, rtl: bool) -> Place:
    """Return where a way leaves a source: near the claim on one line, else near the margin."""
    here = [piece for y, piece in parts if y == end.baseline]
    if here:
        nearest = min(here, key=lambda p: abs(p.left + p.right - 2 * end.x))
        inner = _inside(nearest)
        x = nearest.left + inner if nearest.left > end.x else nearest.right - inner
        return Place(x=x, baseline=end.baseline)
    baseline, piece = parts[-1] if parts[-1][0] < end.baseline else parts[0]
    inner = _inside(piece)
    return Place(x=piece.right - inner if rtl else piece.left + inner, baseline=baseline)


def _inside(piece: Piece) -> float:
    width = piece.right - piece.left
    return width / 2 if width < _NARROW else _EDGE


def _middle(parts: list[_Part], baseline: float) -> float:
    here = next(piece for y, piece in parts if y == baseline)
    return (here.left + here.right) / 2
