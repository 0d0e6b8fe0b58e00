"""Where ranges of a text stand on its lines, and what stands under a point.

Positions are code points of the document. x is in px from the text column's left edge. Each function looks
at one laid-out paragraph; a range that reaches beyond it is cut to it.

A place between two directions has two x: behind the last letter read, and before the next one to read. The
caret stands at the one of the run that is embedded less deep, so that every border of a line has
its own x and `hit` is the inverse of `caret_x`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from annotator.text import graphemes
from ui.text.paragraphs import LaidOutParagraph, Line, Paragraphs
from ui.text.runs import Run

# Boxes of neighbours that are no farther apart than this are one, px.
_TOUCHING: Final = 0.6
# Qt counts in 64ths of a pixel; two edges nearer than that are the same.
_SAME: Final = 1 / 64


@dataclass(frozen=True, slots=True)
class LineInterval:
    """A box on one line: its number in the paragraph, and its edges in px (`left <= right`)."""

    line: int
    left: float
    right: float


def rectangles(paragraph: LaidOutParagraph, start: int, end: int) -> list[LineInterval]:
    """Return the boxes of the range `[start, end)`: by line, on a line from left to right.

    A range that crosses a border of directions can have several boxes on one line. A letter is never cut
    from its marks: the boxes hold whole graphemes, though the range stays what it is. Space that hangs out
    of a line has no box, a character without a width has a box without one.
    """
    start, end = max(start, paragraph.start), min(end, paragraph.end)
    if start >= end:
        return []
    first = paragraph.start
    start, end = (first + at for at in graphemes.widen(paragraph.text, start - first, end - first))
    found = []
    for number in range(paragraph.line_of(start).number, paragraph.line_of(end - 1).number + 1):
        found += on_line(paragraph.lines[number], start, end)
    return found


def hit(paragraph: LaidOutParagraph, line: int, x: float) -> int:
    """Return the grapheme border nearest to `x` on a line, as a position for the caret.

    Before the line's beginning and behind its end those two are the nearest.
    """
    here = paragraph.lines[line]
    runs = here.runs
    if not runs:
        return here.start
    before, behind = _edges(paragraph, here)
    if _is_before(x, before, rtl=paragraph.rtl):
        return here.start
    if _is_before(behind, x, rtl=paragraph.rtl):
        return here.text_end

    def apart(run: Run) -> float:
        away = max(run.left - x, x - run.right, 0.0)
        return 0.0 if away < _SAME else away

    nearest = min(map(apart, runs))
    found = [(run.depth, _nearest_border(run, x)) for run in runs if apart(run) == nearest]
    if len(found) > 1:
        # Two runs meet here. In nested embeddings only one of the two borders may have its caret here.
        found.sort(key=lambda one: (abs(_caret_on(paragraph, here, one[1]) - x) > _SAME, one[0]))
    border = found[0][1]
    if border == paragraph.start:
        return border
    # An invisible joiner can end a grapheme in the next run.
    local = border - paragraph.start
    return paragraph.start + graphemes.widen(paragraph.text, local - 1, local)[1]


def character_at(paragraph: LaidOutParagraph, line: int, x: float) -> int | None:
    """Return the start of the grapheme whose box holds `x`, or None beside the text."""
    for run in paragraph.lines[line].runs:
        if run.left <= x < run.right:
            local = run.borders[_cell(run, x)] - paragraph.start
            return paragraph.start + graphemes.widen(paragraph.text, local, local + 1)[0]
    return None


def caret_x(paragraph: LaidOutParagraph, position: int) -> tuple[int, float]:
    """Return the line of a position and the x of the caret before it.

    A position at which a line was wrapped is shown where the next line starts, one in the hanging space
    at the end of its line.
    """
    line = paragraph.line_of(position)
    return line.number, _caret_on(paragraph, line, position)


def line_start(paragraph: LaidOutParagraph, position: int) -> int:
    """Return the first position of the line that holds `position`."""
    return paragraph.line_of(position).start


def line_end(paragraph: LaidOutParagraph, position: int) -> int:
    """Return the last position that is still shown on the line that holds `position`."""
    line = paragraph.line_of(position)
    if line.text_end < line.end or line is paragraph.lines[-1]:
        return line.text_end
    # The line was broken inside a word: its end is the next line's start, and shown there.
    return paragraph.start + graphemes.previous_border(paragraph.text, line.end - paragraph.start)


def beside(paragraphs: Paragraphs, position: int, x: float, lines: int) -> int:
    """Return the position nearest to `x` on the line so many lines below (negative: above).

    Lines are counted through paragraphs. Before the first and behind the last line stand the document's
    start and end.
    """
    paragraph = paragraphs.laid_out(paragraphs.index_of(position))
    number = paragraph.line_of(position).number + lines
    while number < 0:
        if paragraph.index == 0:
            return paragraph.start
        paragraph = paragraphs.laid_out(paragraph.index - 1)
        number += len(paragraph.lines)
    while number >= len(paragraph.lines):
        if paragraph.index == paragraphs.count - 1:
            return paragraph.end
        number -= len(paragraph.lines)
        paragraph = paragraphs.laid_out(paragraph.index + 1)
    return hit(paragraph, number, x)


def on_line(line: Line, start: int, end: int) -> list[LineInterval]:
    """Return the boxes of the range `[start, end)`, which cuts no grapheme, on one line."""
    boxes: list[tuple[float, float]] = []
    for run in line.runs:
        first, last = max(start, run.start), min(end, run.end)
        if first < last:
            edges = run.x(first), run.x(last)
            boxes.append((min(edges), max(edges)))
    merged: list[LineInterval] = []
    for left, right in sorted(boxes):
        if merged and left - merged[-1].right <= _TOUCHING:
            previous = merged.pop()
            merged.append(LineInterval(line.number, previous.left, max(previous.right, right)))
        else:
            merged.append(LineInterval(line.number, left, right))
    return merged


def _edges(paragraph: LaidOutParagraph, line: Line) -> tuple[float, float]:
    """Return the x before the line's beginning and behind its end, as its paragraph reads."""
    empty = paragraph.width if paragraph.rtl else 0.0
    left = min((run.left for run in line.runs), default=empty)
    right = max((run.right for run in line.runs), default=empty)
    return (right, left) if paragraph.rtl else (left, right)


def _caret_on(paragraph: LaidOutParagraph, line: Line, position: int) -> float:
    """Return the x of the caret before a position on this line."""
    runs = line.runs
    before, behind = _edges(paragraph, line)
    if not runs or position <= runs[0].start:
        return before
    if position >= line.text_end:
        return behind
    index = bisect_right(runs, position, key=lambda run: run.start) - 1
    run = runs[index]
    if position == run.start and runs[index - 1].depth < run.depth:
        run = runs[index - 1]
    return run.x(position)


def _nearest_border(run: Run, x: float) -> int:
    at = _cell(run, x)
    return min(run.borders[at], run.borders[at + 1], key=lambda border: abs(run.x(border) - x))


def _is_before(x: float, edge: float, *, rtl: bool) -> bool:
    """Tell whether a reader meets `x` no later than `edge`."""
    return x > edge - _SAME if rtl else x < edge + _SAME


def _cell(run: Run, x: float) -> int:
    """Return which two neighbouring borders of a run have `x` between them: the index of the first.

    A cell holds its left edge and not its right one, so a character without a width is never found.
    """
    borders = run.borders
    if run.rtl:
        at = bisect_left(borders, -x, key=lambda border: -run.x(border))
    else:
        at = bisect_right(borders, x, key=run.x)
    return min(max(at - 1, 0), len(borders) - 2)
