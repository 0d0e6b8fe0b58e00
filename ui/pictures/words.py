"""The words of a page as text that can be searched and copied, for formats that have such a layer.

The letters that are seen are drawn in their joined shapes, and of most of these a PDF does not say what
letter they are: a copy has gaps and wrong letters. So those are drawn as outlines, and the words are written
once more, invisibly, with the plain shape of each letter, of which the PDF does say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QPainter, QRawFont

from annotator.text import graphemes
from annotator.text.direction import base_direction
from ui.text import geometry

if TYPE_CHECKING:
    from ui.text.paragraphs import LaidOutParagraph, Line
    from ui.text.sheet import Row, Sheet


def write(painter: QPainter, sheet: Sheet, rows: list[Row]) -> None:
    """Write the words of the lines that are painted on a leaf, invisibly, where they are seen.

    Args:
        painter: as it was when the leaf was painted.
        sheet: the page.
        rows: what is on the leaf.
    """
    face = QRawFont.fromFont(sheet.look.font)
    painter.save()
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for row in rows:
        places = sheet.places(row, 0, 0)
        for line in row.paragraph.lines:
            if places.shows(line.number):
                origin = QPointF(places.x, places.baselines[line.number])
                for word in _words(row.paragraph, line):
                    _write(painter, face, row.paragraph, word, origin)
    painter.restore()


def _words(paragraph: LaidOutParagraph, line: Line) -> Iterator[tuple[int, int]]:
    """Yield the words of a line, each with the space behind it."""
    start = line.start
    for place in range(line.start, line.end):
        if paragraph.text[place - paragraph.start].isspace():
            yield start, place + 1
            start = place + 1
    if start < line.end:
        yield start, line.end


def _write(
    painter: QPainter, face: QRawFont, paragraph: LaidOutParagraph, word: tuple[int, int], origin: QPointF
) -> None:
    """Write one word from left to right as it is seen, as wide as it is: gaps would part it in a copy."""
    first, text, (start, end) = paragraph.start, paragraph.text, word
    placed = []
    for a, b in pairwise(graphemes.borders(text, start - first, end - first)):
        boxes = geometry.rectangles(paragraph, first + a, first + b)
        if boxes:
            placed.append((boxes[0].left, boxes[-1].right, text[a:b]))
    backwards = base_direction(text[start - first : end - first]) == "rtl"
    placed.sort()
    glyphs: list[int] = []
    for _, _, cluster in placed:
        found = face.glyphIndexesForString(cluster)
        glyphs += reversed(found) if backwards else found
    advances = [point.x() for point in face.advancesForGlyphIndexes(glyphs)]
    wide = sum(advances)
    if not wide:
        return
    left, right = placed[0][0], max(edge for _, edge, _ in placed)
    run = QGlyphRun()
    run.setRawFont(face)
    run.setGlyphIndexes(glyphs)
    run.setPositions([QPointF(x, 0) for x in accumulate(advances[:-1], initial=0.0)])
    painter.save()
    painter.translate(origin.x() + left, origin.y())
    painter.scale((right - left) / wide, 1)
    painter.drawGlyphRun(QPointF(0, 0), run)
    painter.restore()
