"""What can be copied from a page of lines: kept while they are drawn as outlines, written when it is full."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QRawFont, QTextLayout

from ui.fonts import interface_font, text_font
from ui.pictures import words
from ui.text.paragraphs import Line as LaidOutLine
from ui.text.runs import Source

if TYPE_CHECKING:
    from ui.pictures.pages import Line


class _Drawn(NamedTuple):
    """A line that stands on the page; `baseline` is where it begins at the left."""

    layout: QTextLayout
    number: int
    baseline: QPointF
    words: Line


class Copied:
    """The words of the page that is being drawn.

    Args:
        painter: on the PDF.
    """

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._lines: list[_Drawn] = []
        self._figures: list[tuple[QRectF, int, QFont]] = []

    def add(self, layout: QTextLayout, number: int, baseline: QPointF, line: Line) -> None:
        """Keep the so-manieth line of a layout."""
        self._lines.append(_Drawn(layout, number, baseline, line))

    def add_figure(self, place: QRectF, number: int, font: QFont) -> None:
        """Keep a number that stands in the middle of a place."""
        self._figures.append((place, number, font))

    def write(self, scale: float) -> None:
        """Write all that was kept, invisibly, and forget it.

        Args:
            scale: the PDF's pixels for one of 1/96 inch.
        """
        painter = self._painter
        painter.save()  # what draws the outlines relies on what it has set
        painter.resetTransform()
        painter.scale(scale, scale)
        others = [QRawFont.fromFont(font) for font in (interface_font(11), text_font(17))]
        for one in self._lines:
            text = one.words.words
            source = Source(text, 0, rtl=one.words.is_rtl)
            line = LaidOutLine(one.number, one.layout.lineAt(one.number), one.layout, source)
            faces = [QRawFont.fromFont(one.words.font), *others]
            words.write_line(painter, faces, text, line, one.baseline)
        painter.setPen(words.UNSEEN)
        for place, number, font in self._figures:
            painter.setFont(font)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(number))
        painter.restore()
        self._lines, self._figures = [], []
