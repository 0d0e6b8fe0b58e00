"""A figure as a file: PNG, sharp enough for print, or SVG with all letters as outlines."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QImageWriter, QPainter

from ui.fonts import interface_font
from ui.panels.painting import RTL, draw_text
from ui.pictures.outlines import Outlines
from ui.pictures.writing import unwritable, whole
from ui.plots.drawing import Look
from ui.plots.figures import Figure
from ui.plots.making import drawing
from ui.theme import Theme, measures

_WIDTH: Final = 900
_MARGIN: Final = 24.0
_TITLE: Final = 40.0
_SCALE: Final = 2


class Sheet:
    """A figure with its title on a page of its own, as wide as a page of text."""

    def __init__(self, figure: Figure, theme: Theme, direction: Qt.LayoutDirection) -> None:
        self._figure, self._look = figure, Look(theme=theme, direction=direction)
        self._drawing = drawing(figure, _WIDTH - 2 * _MARGIN)
        self.size = QSize(
            math.ceil(self._drawing.width + 2 * _MARGIN),
            math.ceil(self._drawing.height + 2 * _MARGIN + _TITLE),
        )

    def paint(self, painter: QPainter) -> None:
        """Paint the page, the title and the figure."""
        theme, direction = self._look.theme, self._look.direction
        painter.fillRect(QRectF(0, 0, self.size.width(), self.size.height()), theme.color("page"))
        font = interface_font(measures().title_px, 600)
        rect = QRectF(_MARGIN, _MARGIN, self.size.width() - 2 * _MARGIN, QFontMetricsF(font).height())
        draw_text(
            painter,
            rect,
            self._figure.title,
            font=font,
            color=theme.color("ink"),
            at_right=direction == RTL,
            direction=direction,
        )
        painter.save()
        painter.translate(QPointF(_MARGIN, _MARGIN + _TITLE))
        self._drawing.paint(painter, self._look)
        painter.restore()


def write_picture(target: Path, figure: Figure, theme: Theme, direction: Qt.LayoutDirection) -> None:
    """Write a figure as SVG if the name ends so, else as PNG.

    Raises:
        OutputError: the target can't be written.
    """
    sheet = Sheet(figure, theme, direction)
    if target.suffix.lower() == ".svg":
        _write_svg(target, sheet, figure.title)
    else:
        _write_png(target, sheet)


def _write_png(target: Path, sheet: Sheet) -> None:
    made = QImage(sheet.size * _SCALE, QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_SCALE, _SCALE)
    sheet.paint(painter)
    painter.end()
    with whole(target) as file:
        writer = QImageWriter(file, QByteArray(b"png"))
        if not writer.write(made):
            raise unwritable(target, writer.errorString())


def _write_svg(target: Path, sheet: Sheet, title: str) -> None:
    from PySide6.QtSvg import QSvgGenerator

    with whole(target) as file:
        generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        generator.setOutputDevice(file)
        generator.setSize(sheet.size)
        generator.setViewBox(QRectF(0, 0, sheet.size.width(), sheet.size.height()))
        generator.setTitle(title)
        generator.setDescription("Hashiya")
        svg = QPainter(generator)
        outlines = Outlines(svg, sheet.size)
        painter = QPainter(outlines)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet.paint(painter)
        painter.end()
        svg.end()
