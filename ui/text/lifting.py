"""Lifts tags and numbers off the letters: a damma on a hamza on an alef reaches as high as they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QTextLine

from ui.text.marks import ParagraphMarks

if TYPE_CHECKING:
    from ui.text.painting import Look
    from ui.text.paragraphs import LaidOutParagraph

_MARKS: Final = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Without any of these no letter is so high."""
_AIR: Final = 1.0
"""Kept free between a letter and what stands above it, px at the drawn size."""

_LANE: Final = 2.0
"""What the first lane takes below its middle, with a little air, px at the drawn size."""

Height = Callable[[float, float], float]
"""Tells how high (negative px, from the baseline) the letters between two x reach."""


def lifted(marks: ParagraphMarks, paragraph: LaidOutParagraph, look: Look) -> ParagraphMarks:
    """Return the marks with their tags and numbers lifted where they would touch a letter below them.

    All keep their row unless they must rise. Where they would come into the lanes of the line above, the
    lines have to move apart (`headroom`).
    """
    if not (marks.tags or marks.sigils) or not _MARKS.search(paragraph.text):
        return marks
    lines: dict[int, Height] = {}

    def lift(line: int, left: float, right: float, bottom: float) -> float:
        if line not in lines:
            lines[line] = _heights(paragraph.lines[line].text_line)
        wanted = look.tag_centre + bottom + _AIR * look.canvas.scale - lines[line](left, right)
        return max(wanted, 0.0)

    half, ink = look.canvas.sigil / 2, look.tags.ink
    tags = tuple(
        replace(tag, lift=lift(tag.line, tag.left, tag.right, ink(tag.text)[1])) for tag in marks.tags
    )
    sigils = tuple(
        replace(sigil, lift=lift(sigil.line, sigil.x - half, sigil.x + half, half)) for sigil in marks.sigils
    )
    tops = [ink(tag.text)[0] - tag.lift for tag in tags if tag.lift]
    tops += [-half - sigil.lift for sigil in sigils if sigil.lift]
    room = paragraph.pitch - paragraph.room - look.canvas.lane_first - _LANE * look.canvas.scale
    headroom = max(-look.tag_centre - min(tops, default=0.0) - room, 0.0)
    return replace(marks, tags=tags, sigils=sigils, headroom=headroom)


def _heights(line: QTextLine) -> Height:
    """Return what tells the height of a line's letters."""
    boxes: list[tuple[float, float, float]] = []
    baseline = line.y() + line.ascent()
    for run in line.glyphRuns():
        face = run.rawFont()
        box_of = cache(face.boundingRect)
        for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
            box = box_of(glyph)
            left = at.x() + box.left()
            boxes.append((left, left + box.width(), at.y() + box.top() - baseline))
    return lambda left, right: min((top for a, b, top in boxes if a < right and b > left), default=0.0)
