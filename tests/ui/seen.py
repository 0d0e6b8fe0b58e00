"""What a reader sees on the page, read back from glyphs and pixels and not from our own geometry."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QColor, QImage, QRawFont, QTextLayout

from tests.ui.canvas_page import CanvasPage
from ui.text.paragraphs import LaidOutParagraph

# The last line in sight fades where the text goes on.
_ROOM = 40
_ALL = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll


class Glyph(NamedTuple):
    """A glyph with a width: the code point it begins with, its face, its number there, its edges (px)."""

    position: int
    face: QRawFont
    number: int
    left: float
    right: float


def glyphs(paragraph: LaidOutParagraph, line: int = 0) -> list[Glyph]:
    """Return the glyphs of a line from left to right; x from the column's left edge."""
    units = {unit: paragraph.start + at for at, unit in enumerate(_units(paragraph.text))}
    found = []
    for run in paragraph.lines[line].text_line.glyphRuns(-1, -1, _ALL):
        face = run.rawFont()
        advances = face.advancesForGlyphIndexes(run.glyphIndexes())
        places = zip(run.stringIndexes(), run.glyphIndexes(), run.positions(), advances, strict=True)
        for unit, number, place, advance in places:
            # A face gives widths even to what is never drawn.
            unseen = unicodedata.category(paragraph.text[units[unit] - paragraph.start]) == "Cf"
            if advance.x() > 0 and not unseen:
                found.append(Glyph(units[unit], face, number, place.x(), place.x() + advance.x()))
    return sorted(found, key=lambda glyph: glyph.left)


def left_to_right(paragraph: LaidOutParagraph, line: int = 0) -> str:
    """Return the characters of a line in the order in which they stand, from left to right."""
    return "".join(paragraph.text[g.position - paragraph.start] for g in glyphs(paragraph, line))


def coloured(canvas: CanvasPage, color: QColor) -> set[int]:
    """Return the code points in sight behind whose middle the ground is of this colour."""
    image = canvas.view.viewport().grab().toImage()
    return {
        glyph.position
        for glyph, x, baseline in _in_sight(canvas)
        if _has(image, x, baseline - 20, baseline + 8, color)
    }


def drawn(canvas: CanvasPage) -> set[int]:
    """Return the code points in sight that a glyph with a width begins with."""
    return {glyph.position for glyph, _, _ in _in_sight(canvas)}


def _in_sight(canvas: CanvasPage) -> Iterator[tuple[Glyph, int, int]]:
    """Yield each glyph of the lines wholly in sight, with the x of its middle and its baseline's y."""
    height = canvas.view.viewport().height()
    for row in canvas.sheet.rows(height):
        for line in row.paragraph.lines:
            baseline = round(row.y) + round(line.baseline)
            if _ROOM <= baseline <= height - _ROOM:
                for glyph in glyphs(row.paragraph, line.number):
                    middle = canvas.sheet.page.text_left + (glyph.left + glyph.right) / 2
                    yield glyph, round(middle), baseline


def _has(image: QImage, x: int, top: int, bottom: int, color: QColor) -> bool:
    inside = range(max(top, 0), min(bottom, image.height()))
    return any(image.pixelColor(x, y).rgb() == color.rgb() for y in inside)


def _units(text: str) -> list[int]:
    units, unit = [], 0
    for character in text:
        units.append(unit)
        unit += 2 if ord(character) > 0xFFFF else 1
    return units
