"""The words of a page as text that can be searched and copied, for formats that have such a layer.

The letters that are seen are drawn in their joined shapes, and of most of these a PDF does not say what
letter they are: a copy has gaps and wrong letters. So those are drawn as outlines, and the words are written
once more, invisibly, with the plain shape of each letter, of which the PDF does say it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QPainter, QRawFont

from annotator.text import graphemes
from annotator.text.direction import base_direction
from ui.text import geometry

if TYPE_CHECKING:
    from ui.text.paragraphs import Line
    from ui.text.sheet import Row, Sheet

UNSEEN = QColor(0, 0, 0, 0)
"""What is painted with it is on the page, and nobody sees it."""


def write(painter: QPainter, sheet: Sheet, rows: list[Row]) -> None:
    """Write the words of the lines that are painted on a leaf, invisibly, where they are seen.

    Args:
        painter: as it was when the leaf was painted.
        sheet: the page.
        rows: what is on the leaf.
    """
    faces = [QRawFont.fromFont(sheet.look.font)]
    for row in rows:
        places = sheet.places(row, 0, 0)
        for line in row.paragraph.lines:
            if places.shows(line.number):
                origin = QPointF(places.x, places.baselines[line.number])
                write_line(painter, faces, row.paragraph.text, line, origin, first=row.paragraph.start)


def write_line(
    painter: QPainter, faces: Sequence[QRawFont], text: str, line: Line, origin: QPointF, *, first: int = 0
) -> None:
    """Write the words of one line, invisibly, where they are seen.

    Args:
        painter: on what takes words.
        faces: the first of them that has all letters of a word writes it; none has: what it has of the first.
        text: of the paragraph.
        line: of the paragraph.
        origin: where the line's baseline begins at the left.
        first: the code point of the document at which the paragraph begins.
    """
    painter.save()
    painter.setPen(UNSEEN)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for start, end in _words(text, line.start - first, line.end - first):
        placed = _placed(text, start, end, first, line)
        backwards = base_direction(text[start:end]) == "rtl"
        _write(painter, faces, placed, origin, backwards=backwards)
    painter.restore()


def _words(text: str, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the words of a line, each with the space behind it."""
    start = first
    for place in range(first, end):
        if text[place].isspace():
            yield start, place + 1
            start = place + 1
    if start < end:
        yield start, end


_Cluster = tuple[float, float, str]
"""Where a letter with its marks is seen, from the left to the right, in px."""


def _placed(text: str, start: int, end: int, first: int, line: Line) -> list[_Cluster]:
    """Return the letters of a word from left to right, as they are seen."""
    placed = []
    for a, b in pairwise(graphemes.borders(text, start, end)):
        boxes = geometry.on_line(line, first + a, first + b)
        if boxes:
            placed.append((boxes[0].left, boxes[-1].right, text[a:b]))
    return sorted(placed)


def _write(
    painter: QPainter,
    faces: Sequence[QRawFont],
    placed: Sequence[_Cluster],
    origin: QPointF,
    *,
    backwards: bool,
) -> None:
    """Write one word from left to right as it is seen, as wide as it is: gaps would part it in a copy."""
    face = _face(faces, "".join(cluster for _, _, cluster in placed))
    glyphs: list[int] = []
    for _, _, cluster in placed:
        found = [glyph for glyph in face.glyphIndexesForString(cluster) if glyph]
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


def _face(faces: Sequence[QRawFont], word: str) -> QRawFont:
    """Return the first face that has all that can be seen of a word."""
    seen = [character for character in word if unicodedata.category(character) != "Cf"]
    whole = (face for face in faces if all(face.supportsCharacter(ord(one)) for one in seen))
    return next(whole, faces[0])
