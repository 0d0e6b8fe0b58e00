"""Where the marks of one laid-out paragraph stand: a description without colours, kept until it changes.

x is in pixels from the text column's left edge. Nothing is drawn here: see `painting`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain
from typing import Final

from annotator import language
from annotator.editing.cards import is_attributed
from annotator.model import Label, Mark, SpanAnnotation
from ui.text import geometry, lanes, signs
from ui.text.paragraphs import LaidOutParagraph
from ui.text.reading import Reading
from ui.theme import CanvasMeasures

_TAG_GAP: Final = 3.0
_TINTS: Final = frozenset({Mark.FILL})
_LINES: Final = frozenset({Mark.UNDERLINE, Mark.UNDERLINE_DOUBLE})
_BOXES: Final = frozenset({Mark.BOX, Mark.BOX_DOTTED})
_LEFT_TO_RIGHT: Final = frozenset({"L", "EN", "AN"})


class Edge(Enum):
    """How a piece ends on one side."""

    CLOSED = auto()
    """The span's own edge, between words."""
    IN_WORD = auto()
    """The span's own edge, inside a word: no stroke may cross the join."""
    BROKEN = auto()
    """The span goes on, on another line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one line shows of a span.

    Attributes:
        line: the line's number in the paragraph.
        left, right: the words' edges; no padding.
        left_edge, right_edge: how it ends there.
    """

    line: int
    left: float
    right: float
    left_edge: Edge = Edge.CLOSED
    right_edge: Edge = Edge.CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanMarks:
    """A span's pieces in this paragraph.

    Attributes:
        span: what is marked.
        label: its label.
        level: how deep it is nested (tints) or its lane (lines), from 0.
        levels: how many levels there are where it is.
        pieces: in the order of lines, from left to right.
        start: line and x of the edge where the span starts, or None if it starts elsewhere.
        end: the same of its end.
        starts_right: whether the start is the right edge: so in a right-to-left paragraph.
    """

    span: SpanAnnotation
    label: Label
    level: int
    levels: int
    pieces: tuple[Piece, ...]
    start: tuple[int, float] | None
    end: tuple[int, float] | None
    starts_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """The small word above a span's first letter. `left` and `right` are its edges.

    `lift`: how much higher than usual it stands, px (see `lifting`).
    """

    line: int
    left: float
    right: float
    text: str
    label: Label
    lift: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sigil:
    """The place of the number above a statement's first letter, centred on `x`.

    Which number it is changes with every statement before it, and is looked up when it is painted.
    `sourced`: somebody is named for it. `label`: whose colours it has, the same for all statements.
    `lift`: as of a tag.
    """

    line: int
    x: float
    statement: str
    sourced: bool
    label: Label
    lift: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphMarks:
    """All marks of a paragraph: outer before inner, in the order of painting.

    `rtl`: whether it runs from right to left. `headroom`: px that its lines move apart for lifted tags.
    """

    tints: tuple[SpanMarks, ...]
    boxes: tuple[SpanMarks, ...]
    lines: tuple[SpanMarks, ...]
    tags: tuple[Tag, ...]
    sigils: tuple[Sigil, ...]
    invisibles: tuple[tuple[int, float, str], ...]
    rtl: bool = True
    headroom: float = 0.0

    def all(self) -> Iterator[SpanMarks]:
        """Yield the marks of every span."""
        return chain(self.tints, self.boxes, self.lines)

    def of(self, span_id: str) -> SpanMarks | None:
        """Return one span's marks, or None."""
        return next((marks for marks in self.all() if marks.span.id == span_id), None)


def marks_of(
    paragraph: LaidOutParagraph,
    reading: Reading,
    *,
    measures: CanvasMeasures,
    width_of: Callable[[str], float],
    rtl: bool,
) -> ParagraphMarks:
    """Return where the marks of `paragraph` stand.

    Args:
        paragraph: laid out.
        reading: whose spans to mark.
        measures: at the present text size.
        width_of: pixels that a tag takes.
        rtl: whether the paragraph runs from right to left: tags then end above the first letter.
    """
    found = reading.touching(paragraph.start, max(paragraph.end, paragraph.start + 1))
    tints, boxes, lined = (
        tuple(
            marks
            for span, level, levels in _levelled(paragraph, reading, found, kind)
            if (marks := span_marks(span, paragraph, reading, level, levels, rtl=rtl)).pieces
        )
        for kind in (_TINTS, _BOXES, _LINES)
    )
    sigils = _sigils(lined, reading, measures, rtl=rtl)
    tags = _tags([*tints, *boxes, *lined], reading, sigils, measures, width_of, rtl=rtl)
    return ParagraphMarks(
        tints=tints,
        boxes=boxes,
        lines=lined,
        tags=tags,
        sigils=sigils,
        invisibles=signs.found(paragraph),
        rtl=rtl,
    )


def _levelled(
    paragraph: LaidOutParagraph, reading: Reading, found: Sequence[SpanAnnotation], kind: frozenset[Mark]
) -> list[tuple[SpanAnnotation, int, int]]:
    """Return the found spans of a kind, each with its level and how many levels there are around it."""

    def wanted(span: SpanAnnotation) -> bool:
        label = reading.label(span)
        return label is not None and label.mark in kind

    here = [s for s in found if wanted(s)]
    start, end = paragraph.start, paragraph.end
    crowd = here
    if any(s.span.start < start or s.span.end > end for s in here):
        # Levels depend on what overlaps a span elsewhere, too.
        crowd = reading.cluster(start, end, wanted)
    levels = lanes.packed(crowd)
    return [(s, *levels[s.id]) for s in here]


def span_marks(
    span: SpanAnnotation, paragraph: LaidOutParagraph, reading: Reading, level: int, levels: int, *, rtl: bool
) -> SpanMarks:
    """Return what a paragraph shows of a span, at this level of so many."""
    start, end = max(span.span.start, paragraph.start), min(span.span.end, paragraph.end)
    begins, ends = start == span.span.start, end == span.span.end
    pieces = pieces_of(paragraph, start, end, begins=begins, ends=ends, text=reading.text, rtl=rtl)
    label = reading.label(span)
    if label is None:
        raise KeyError(span.label)
    first, last = pieces[0].line if pieces else 0, pieces[-1].line if pieces else 0
    start_x = [p.right if rtl else p.left for p in pieces if p.line == first]
    end_x = [p.left if rtl else p.right for p in pieces if p.line == last]
    return SpanMarks(
        span=span,
        label=label,
        level=level,
        levels=levels,
        pieces=tuple(pieces),
        start=(first, max(start_x) if rtl else min(start_x)) if begins and pieces else None,
        end=(last, min(end_x) if rtl else max(end_x)) if ends and pieces else None,
        starts_right=rtl,
    )


def pieces_of(
    paragraph: LaidOutParagraph, start: int, end: int, *, begins: bool, ends: bool, text: str, rtl: bool
) -> list[Piece]:
    """Cut the range `[start, end)` into what each line shows, and find the edges that stay open."""
    if start >= end:
        return []
    rectangles = geometry.rectangles(paragraph, start, end)
    by_line: dict[int, list[tuple[float, float]]] = {}
    for r in rectangles:
        by_line.setdefault(r.line, []).append((r.left, r.right))
    numbers = sorted(by_line)
    pieces: list[Piece] = []
    for number in numbers:
        parts = merged(by_line[number])
        first = _edge(text, start, broken=not (begins and number == numbers[0]))
        last = _edge(text, end, broken=not (ends and number == numbers[-1]))
        # Which side an edge is on: the paragraph's at a line break, the letter's inside a word.
        starts_right = rtl if first is Edge.BROKEN else not _runs_right(text[start])
        ends_right = not rtl if last is Edge.BROKEN else _runs_right(text[end - 1])
        on_right = [e for e, right in ((first, starts_right), (last, ends_right)) if right]
        on_left = [e for e, right in ((first, starts_right), (last, ends_right)) if not right]
        for place, (left, right) in enumerate(parts):
            pieces.append(
                Piece(
                    line=number,
                    left=left,
                    right=right,
                    left_edge=_loosest(on_left) if place == 0 else Edge.CLOSED,
                    right_edge=_loosest(on_right) if place == len(parts) - 1 else Edge.CLOSED,
                )
            )
    return pieces


def _edge(text: str, position: int, *, broken: bool) -> Edge:
    if broken:
        return Edge.BROKEN
    return Edge.IN_WORD if inside_word(text, position) else Edge.CLOSED


def _loosest(edges: Sequence[Edge]) -> Edge:
    """Return the one of a side's edges that is not closed: the two ends of a span can be on one side."""
    return next((edge for edge in edges if edge is not Edge.CLOSED), Edge.CLOSED)


def merged(parts: Sequence[tuple[float, float]], tolerance: float = 1.0) -> list[tuple[float, float]]:
    """Join stretches that touch, from left to right, so that no seam shows where two runs meet."""
    joined: list[tuple[float, float]] = []
    for left, right in sorted(parts):
        if joined and left <= joined[-1][1] + tolerance:
            joined[-1] = joined[-1][0], max(joined[-1][1], right)
        else:
            joined.append((left, right))
    return joined


def inside_word(text: str, position: int) -> bool:
    """Tell whether a border between two characters lies inside a word."""
    if not 0 < position < len(text):
        return False
    return _joins(text[position - 1]) and _joins(text[position])


def _joins(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) != 0 or character == "ـ"


def _runs_right(character: str) -> bool:
    return unicodedata.bidirectional(character) in _LEFT_TO_RIGHT


def _sigils(
    lined: Sequence[SpanMarks], reading: Reading, measures: CanvasMeasures, *, rtl: bool
) -> tuple[Sigil, ...]:
    room = measures.sigil + 1
    towards_text = -1 if rtl else 1
    placed: list[Sigil] = []
    for marks in lined:
        if marks.start is None or reading.statements.number(marks.span) is None:
            continue
        line, edge = marks.start
        x = edge + towards_text * 6 * measures.scale
        taken = [s.x for s in placed if s.line == line]
        while any(abs(x - other) < room for other in taken):
            x += towards_text * room
        sourced = is_attributed(reading, marks.span)
        placed.append(
            Sigil(
                line=line,
                x=x,
                statement=marks.span.id,
                sourced=sourced,
                label=reading.statement_label or marks.label,
            )
        )
    return tuple(placed)


def _tags(
    marked: Sequence[SpanMarks],
    reading: Reading,
    sigils: Sequence[Sigil],
    measures: CanvasMeasures,
    width_of: Callable[[str], float],
    *,
    rtl: bool,
) -> tuple[Tag, ...]:
    """Place the tags that have room: outer before inner, none over another or over a number."""
    numbered = {s.statement for s in sigils}
    half = measures.sigil / 2
    taken: dict[int, list[tuple[float, float]]] = {}
    for sigil in sigils:
        taken.setdefault(sigil.line, []).append((sigil.x - half, sigil.x + half))
    tags: list[Tag] = []
    for marks in sorted(marked, key=lambda m: (m.span.span.start, -m.span.span.end)):
        if marks.start is None or marks.span.id in numbered or marks.label.code not in reading.tagged:
            continue
        line, edge = marks.start
        text = marks.label.short.in_language(language.current())
        width = width_of(text)
        left = edge - width if rtl else edge
        busy = taken.setdefault(line, [])
        if left < -measures.tint_height or any(
            left < b + _TAG_GAP and left + width > a - _TAG_GAP for a, b in busy
        ):
            continue
        busy.append((left, left + width))
        tags.append(Tag(line=line, left=left, right=left + width, text=text, label=marks.label))
    return tuple(tags)
