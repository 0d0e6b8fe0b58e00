"""Who says what, on paper: a block for each statement, with whoever says it and by which word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from annotator.errors import OutputError
from annotator.language import msg, tr
from annotator.text.direction import base_direction
from ui.fonts import interface_font, text_font

if TYPE_CHECKING:  # printing is imported when somebody prints
    from PySide6.QtGui import QPagedPaintDevice

    from ui.panels.statements_model import StatementRow

_DPI: Final = 96
_MARGIN: Final = 57.0
"""Kept free on all sides of a page, px of 1/96 inch: 15 mm."""
_NUMBER: Final = 34.0
_INSET: Final = 22.0
_INK, _QUIET, _HAIR = QColor("#1d1a14"), QColor("#5c564a"), QColor("#c9c2b2")


def print_cards(device: QPagedPaintDevice, title: str, rows: Iterable[StatementRow]) -> int:
    """Print the rows as blocks on a printer or a PDF; return the number of pages.

    A block is not torn apart unless it is longer than a page.

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
        pages = _Pages(device, painter, rtl=base_direction(title) == "rtl")
        pages.write(
            [
                _line(tr("Who says what"), interface_font(13, 600), _QUIET),
                _line(title, text_font(26), _INK),
            ]
        )
        orphan: bool | None = None
        for block in _blocks(rows):
            if block[0].orphan is not orphan:
                orphan = block[0].orphan
                heading = tr("What is tied to nothing") if orphan else tr("What is attributed")
                pages.write([_line(heading, interface_font(12, 600), _QUIET)], rule=True)
            pages.write(_lines(block), number=block[0].number, depth=block[0].depth)
    finally:
        painter.end()
    return pages.count


_Line = tuple[str, QFont, QColor]


def _line(words: str, font: QFont, color: QColor) -> _Line:
    return words, font, color


def _blocks(rows: Iterable[StatementRow]) -> list[list[StatementRow]]:
    """Return the rows of each statement together."""
    blocks: list[list[StatementRow]] = []
    for row in rows:
        if row.follows:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _lines(block: list[StatementRow]) -> list[_Line]:
    lines = []
    for row in block:
        said = " — ".join(filter(None, (row.source, row.cue)))
        if said:
            lines.append(_line(said, text_font(17, bold=True), _INK))
        if row.note:
            lines.append(_line(row.note, interface_font(10.5), _QUIET))
    if block[0].words:
        lines.append(_line(block[0].words, text_font(19), _INK))
    return lines


class _Pages:
    """A device's pages, written from top to bottom in px of 1/96 inch."""

    def __init__(self, device: QPagedPaintDevice, painter: QPainter, *, rtl: bool) -> None:
        self._device, self._painter, self._rtl = device, painter, rtl
        resolution = device.logicalDpiX()
        layout = device.pageLayout()
        whole, paint = layout.fullRectPixels(resolution), layout.paintRectPixels(resolution)
        self._scale = resolution / _DPI
        # The painter begins where the device lets it print; margins count from the paper's edge.
        self._left = (whole.left() - paint.left()) / self._scale + _MARGIN
        self._top = (whole.top() - paint.top()) / self._scale + _MARGIN
        self._width = whole.width() / self._scale - 2 * _MARGIN
        self._height = whole.height() / self._scale - 2 * _MARGIN
        self._y = 0.0
        self.count = 0
        self._begin()

    def write(
        self, lines: list[_Line], *, number: int | None = None, depth: int = 0, rule: bool = False
    ) -> None:
        """Write a block: on this page if it fits, else on the next."""
        inset = _NUMBER + _INSET * depth
        laid = [self._laid_out(line, self._width - inset) for line in lines]
        height = sum(part.boundingRect().height() + 2 for part in laid) + (14 if rule else 0)
        if self._y and self._y + height > self._height:
            self._next()
        if rule:
            self._painter.setPen(QPen(_HAIR, 0.8))
            y = self._top + self._y + 6
            self._painter.drawLine(QPointF(self._left, y), QPointF(self._left + self._width, y))
            self._y += 14
        if number is not None:
            self._number(number, depth)
        for part, (_, _, color) in zip(laid, lines, strict=True):
            self._draw(part, color, inset)
        self._y += 12

    def _laid_out(self, line: _Line, width: float) -> QTextLayout:
        words, font, _ = line
        layout = QTextLayout(words, font)
        option = QTextOption()
        rtl = base_direction(words) == "rtl"
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
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

    def _draw(self, layout: QTextLayout, color: QColor, inset: float) -> None:
        """Draw lines, on the next page where this one is full."""
        x = self._left + (0 if self._rtl else inset)
        self._painter.setPen(color)
        for n in range(layout.lineCount()):
            line = layout.lineAt(n)
            if self._y and self._y + line.height() > self._height:
                self._next()
                self._painter.setPen(color)
            line.draw(self._painter, QPointF(x, self._top + self._y - line.y()))
            self._y += line.height()
        self._y += 2

    def _number(self, number: int, depth: int) -> None:
        inset = _INSET * depth
        left = self._left + (self._width - 26 - inset if self._rtl else inset)
        place = QRectF(left, self._top + self._y + 3, 26, 18)
        self._painter.setPen(QPen(_QUIET, 0.8))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(place, 9, 9)
        self._painter.setFont(interface_font(10, 600))
        self._painter.setPen(_INK)
        self._painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(number))

    def _next(self) -> None:
        self._device.newPage()
        self._begin()

    def _begin(self) -> None:
        self.count += 1
        self._y = 0.0
        self._painter.resetTransform()
        self._painter.scale(self._scale, self._scale)
        self._painter.setFont(interface_font(9.5))
        self._painter.setPen(_QUIET)
        foot = QRectF(self._left, self._top + self._height + 8, self._width, 16)
        self._painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), str(self.count))
