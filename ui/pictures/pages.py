"""Pages of paper that are written from top to bottom: lines, blocks of them, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from annotator.errors import OutputError
from annotator.language import msg
from annotator.text.direction import base_direction
from ui.fonts import interface_font
from ui.pictures.copied import Copied
from ui.pictures.outlines import Outlines

if TYPE_CHECKING:  # printing is imported when somebody prints
    from PySide6.QtGui import QPagedPaintDevice

_DPI: Final = 96
_MARGIN: Final = 57.0
"""Kept free on all sides of a page, px of 1/96 inch: 15 mm."""
_NUMBER: Final = 34.0
_INSET: Final = 22.0
_COLUMN_GAP: Final = 12.0
INK, QUIET, HAIR = QColor("#1d1a14"), QColor("#5c564a"), QColor("#c9c2b2")


class Line(NamedTuple):
    """Words, in which face, in which colour.

    Attributes:
        rtl: whether they run from the right; None: as most of their letters do.
    """

    words: str
    font: QFont
    color: QColor
    rtl: bool | None = None

    @property
    def is_rtl(self) -> bool:
        """Whether they run from the right."""
        return base_direction(self.words) == "rtl" if self.rtl is None else self.rtl


@contextmanager
def paged(device: QPagedPaintDevice, *, rtl: bool, has_words: bool = False) -> Iterator[Pages]:
    """Open a device's pages.

    Args:
        device: a printer or a PDF.
        rtl: whether blocks begin at the right.
        has_words: of a PDF: letters are outlines, and the words can be copied from a layer of their own.

    Raises:
        OutputError: the printer does not answer.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OutputError(
            msg("The printer does not answer. Look whether it is on and connected, then print again."),
            code="E_PRINTER",
        )
    try:
        pages = Pages(device, painter, rtl=rtl, has_words=has_words)
        yield pages
        pages.end()
    finally:
        painter.end()


class Pages:
    """A device's pages, written from top to bottom in px of 1/96 inch."""

    def __init__(self, device: QPagedPaintDevice, painter: QPainter, *, rtl: bool, has_words: bool) -> None:
        self._device, self._painter, self._rtl = device, painter, rtl
        self._copied = Copied(painter) if has_words else None
        resolution = device.logicalDpiX()
        layout = device.pageLayout()
        whole, paint = layout.fullRectPixels(resolution), layout.paintRectPixels(resolution)
        self._scale = resolution / _DPI
        if has_words:
            self._outlines = Outlines(painter, whole.size())
            self._painter = QPainter(self._outlines)
        # The painter begins where the device lets it print; margins count from the paper's edge.
        self._left = (whole.left() - paint.left()) / self._scale + _MARGIN
        self._top = (whole.top() - paint.top()) / self._scale + _MARGIN
        self._width = whole.width() / self._scale - 2 * _MARGIN
        self._height = whole.height() / self._scale - 2 * _MARGIN
        self._y = 0.0
        self.count = 0
        self._begin()

    def write(
        self,
        lines: Sequence[Line],
        *,
        number: int | None = None,
        depth: int = 0,
        rule: bool = False,
        inset: bool = True,
        beside: float = 0.0,
    ) -> None:
        """Write a block: on this page if it fits, else on the next.

        Args:
            lines: from above.
            number: stands before the first, in a ring.
            depth: how deep the block lies, from 0.
            rule: a hairline stands above.
            inset: room is left for a number.
            beside: so much room is to be left below it on the page, px: a heading does not stand alone.
        """
        before = _NUMBER + _INSET * depth if inset else 0.0
        laid = [self._laid_out(one, self._width - before) for one in lines]
        height = sum(part.boundingRect().height() + 2 for part in laid) + (14 if rule else 0)
        if self._y and self._y + height + beside > self._height:
            self._next()
        if rule:
            self._painter.setPen(QPen(HAIR, 0.8))
            y = self._top + self._y + 6
            self._painter.drawLine(QPointF(self._left, y), QPointF(self._left + self._width, y))
            self._y += 14
        if number is not None:
            self._number(number, depth)
        for part, one in zip(laid, lines, strict=True):
            self._draw(part, one, before)
        self._y += 12

    def grid(self, rows: Sequence[Sequence[Line]], shares: Sequence[float]) -> None:
        """Write a table, whose first row is its head: no row is torn apart, and each ends in a hairline.

        Args:
            rows: a line for each cell.
            shares: of the width, for each column.
        """
        room = self._width - _COLUMN_GAP * (len(shares) - 1)
        widths = [room * share / sum(shares) for share in shares]
        for row in rows:
            laid = [self._laid_out(cell, width) for cell, width in zip(row, widths, strict=True)]
            height = max(cell.boundingRect().height() for cell in laid)
            if self._y and self._y + height + 6 > self._height:
                self._next()
            before = 0.0
            for cell, width, one in zip(laid, widths, row, strict=True):
                x = self._left + (self._width - before - width if self._rtl else before)
                self._painter.setPen(one.color)
                for n in range(cell.lineCount()):
                    self._line(cell, one, n, QPointF(x, self._top + self._y))
                before += width + _COLUMN_GAP
            self._y += height + 3
            self._painter.setPen(QPen(HAIR, 0.6))
            y = self._top + self._y
            self._painter.drawLine(QPointF(self._left, y), QPointF(self._left + self._width, y))
            self._y += 3
        self._y += 10

    def _laid_out(self, line: Line, width: float) -> QTextLayout:
        layout = QTextLayout(line.words, line.font)
        option = QTextOption()
        right_to_left = Qt.LayoutDirection.RightToLeft
        option.setTextDirection(right_to_left if line.is_rtl else Qt.LayoutDirection.LeftToRight)
        edge = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (made := layout.createLine()).isValid():
            made.setLineWidth(width)
            made.setPosition(QPointF(0, y))
            y += made.height()
        layout.endLayout()
        return layout

    def _draw(self, layout: QTextLayout, words: Line, inset: float) -> None:
        """Draw lines, on the next page where this one is full."""
        x = self._left + (0 if self._rtl else inset)
        self._painter.setPen(words.color)
        for n in range(layout.lineCount()):
            line = layout.lineAt(n)
            if self._y and self._y + line.height() > self._height:
                self._next()
                self._painter.setPen(words.color)
            self._line(layout, words, n, QPointF(x, self._top + self._y - line.y()))
            self._y += line.height()
        self._y += 2

    def _line(self, layout: QTextLayout, words: Line, number: int, place: QPointF) -> None:
        """Draw one line of a layout that stands at a place."""
        line = layout.lineAt(number)
        line.draw(self._painter, place)
        if self._copied is not None:
            baseline = QPointF(place.x(), place.y() + line.y() + line.ascent())
            self._copied.add(layout, number, baseline, words)

    def _figure(self, place: QRectF, number: int) -> None:
        """Draw a number in the middle of a place, in the face and colour that are set."""
        self._painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(number))
        if self._copied is not None:
            self._copied.add_figure(place, number, self._painter.font())

    def _number(self, number: int, depth: int) -> None:
        inset = _INSET * depth
        left = self._left + (self._width - 26 - inset if self._rtl else inset)
        place = QRectF(left, self._top + self._y + 3, 26, 18)
        self._painter.setPen(QPen(QUIET, 0.8))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(place, 9, 9)
        self._painter.setFont(interface_font(10, 600))
        self._painter.setPen(INK)
        self._figure(place, number)

    def _next(self) -> None:
        if self._copied is not None:
            self._copied.write(self._scale)
        self._device.newPage()
        self._begin()

    def _begin(self) -> None:
        self.count += 1
        self._y = 0.0
        self._painter.resetTransform()
        self._painter.scale(self._scale, self._scale)
        self._painter.setFont(interface_font(9.5))
        self._painter.setPen(QUIET)
        foot = QRectF(self._left, self._top + self._height + 8, self._width, 16)
        self._figure(foot, self.count)

    def end(self) -> None:
        """Finish the last page."""
        if self._copied is not None:
            self._copied.write(self._scale)
            self._painter.end()
