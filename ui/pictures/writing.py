"""Pictures as files and on paper. A file is written whole or not at all."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QIODevice, QMarginsF, QRectF, QSaveFile, QSize
from PySide6.QtGui import (
    QImage,
    QImageWriter,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from annotator.errors import Cancelled, OutputError
from annotator.language import msg
from ui.pictures.excerpt import Excerpt, Leaf, leaves
from ui.pictures.outlines import Outlines
from ui.pictures.picture import Picture

if TYPE_CHECKING:  # printing is imported when somebody prints
    from PySide6.QtPrintSupport import QPrinter

Go = Callable[[float], bool]
"""Hears how much is done (0 to 1) and tells whether to go on."""

_DPI: Final = 96
_MOST: Final = 32_000
"""Qt's painter counts in 16 bits: a picture may not be wider or higher than this, px."""
_PAPER_MARGIN: Final = 15.0
"""Kept free on all sides of a page, mm."""
_MM_OF_PIXEL: Final = 25.4 / 120
"""How large a pixel of the canvas is on paper at most, mm: text of 24 px comes out at 14.4 pt."""
_PDF_DPI: Final = 1200


def whole_leaf(excerpt: Excerpt, picture: Picture, *, scale: int = 1) -> Leaf:
    """Turn an excerpt to one leaf with everything that the picture shows.

    Raises:
        OutputError: it is too long for one picture.
    """
    first = last = None
    height = 0.0
    for line in excerpt.lines(picture.span):
        first, last = first or line, line
        height += excerpt.paragraphs.laid_out(line.paragraph).pitch
        if height * scale > _MOST:
            raise _too_long()
    if first is None or last is None:
        message = "every text has a line"
        raise ValueError(message)
    leaf = excerpt.whole(first, last)
    if leaf.height * scale > _MOST:
        raise _too_long()
    return leaf


def image(picture: Picture, *, scale: int = 1) -> QImage:
    """Return the picture in pixels, `scale` of them for one of the canvas in each direction.

    Raises:
        OutputError: it is too long for one picture, or for the memory.
    """
    excerpt = picture.excerpt()
    leaf = whole_leaf(excerpt, picture, scale=scale)
    size = _size(excerpt, leaf)
    made = QImage(size * scale, QImage.Format.Format_RGB32)
    if made.isNull():
        raise _too_long()
    dots = round(_DPI * scale / 0.0254)
    made.setDotsPerMeterX(dots)
    made.setDotsPerMeterY(dots)
    painter = QPainter(made)
    painter.scale(scale, scale)
    excerpt.paint(painter, size.height())
    painter.end()
    return made


def write_png(target: Path, picture: Picture, *, scale: int = 1) -> None:
    """Write the picture as PNG (see `image`).

    Raises:
        OutputError: it is too long, or the target can't be written.
    """
    made = image(picture, scale=scale)
    with _whole(target) as file:
        writer = QImageWriter(file, QByteArray(b"png"))
        if not writer.write(made):
            raise _unwritable(target, writer.errorString())


def write_svg(target: Path, picture: Picture) -> None:
    """Write the picture as SVG with all letters as outlines: it needs no font where it is shown.

    Raises:
        OutputError: it is too long, or the target can't be written.
    """
    from PySide6.QtSvg import QSvgGenerator

    excerpt = picture.excerpt()
    size = _size(excerpt, whole_leaf(excerpt, picture))
    with _whole(target) as file:
        generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        generator.setOutputDevice(file)
        generator.setResolution(_DPI)
        generator.setSize(size)
        generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
        generator.setTitle(picture.reading.document.title)
        generator.setDescription("Hashiya")
        svg = QPainter(generator)
        outlines = Outlines(svg, size)
        painter = QPainter(outlines)
        excerpt.paint(painter, size.height())
        painter.end()
        svg.end()


def write_pdf(target: Path, picture: Picture, *, go: Go = lambda _: True) -> int:
    """Write the picture as PDF on A4 pages with embedded fonts; return the number of pages.

    Raises:
        OutputError: the target can't be written.
        Cancelled: `go` said so; nothing is written.
    """
    with _whole(target) as file:
        writer = QPdfWriter(file)
        writer.setResolution(_PDF_DPI)
        writer.setTitle(picture.reading.document.title)
        writer.setCreator("Hashiya")
        a4 = QPageSize(QPageSize.PageSizeId.A4)
        writer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, QMarginsF()))
        return _paint_pages(writer, writer.resolution(), picture, go)


def print_pages(printer: QPrinter, picture: Picture, *, go: Go = lambda _: True) -> int:
    """Print the picture on whatever paper the printer has; return the number of pages.

    Raises:
        OutputError: the printer does not answer.
        Cancelled: `go` said so; pages may have been printed.
    """
    printer.setFullPage(True)
    return _paint_pages(printer, printer.resolution(), picture, go)


class Paper:
    """A page and the place of a leaf on it, in the device's pixels.

    Args:
        layout: the page.
        resolution: the device's dots an inch.
        width: of what stands on it, px of the canvas.
    """

    def __init__(self, layout: QPageLayout, resolution: int, width: float) -> None:
        dots = resolution / 25.4
        self.sheet = QRectF(layout.fullRectPixels(resolution))
        room = self.sheet.width() / dots - 2 * _PAPER_MARGIN
        self.scale = min(room / width, _MM_OF_PIXEL) * dots
        self.left = (self.sheet.width() - width * self.scale) / 2
        self.top = _PAPER_MARGIN * dots
        self.height = math.floor((self.sheet.height() - 2 * self.top) / self.scale)

    def paint(self, painter: QPainter, excerpt: Excerpt) -> None:
        """Paint the leaf that the excerpt is turned to, on a page all in the page's colour."""
        painter.resetTransform()
        painter.fillRect(self.sheet, excerpt.look.theme.color("page"))
        painter.translate(self.left, self.top)
        painter.scale(self.scale, self.scale)
        excerpt.paint(painter, self.height)


def _paint_pages(device: QPagedPaintDevice, resolution: int, picture: Picture, go: Go) -> int:
    excerpt = picture.excerpt()
    paper = Paper(device.pageLayout(), resolution, excerpt.page.width)
    painter = QPainter()
    if not painter.begin(device):
        raise OutputError(
            msg("The printer does not answer. Look whether it is on and connected, then print again."),
            code="E_PRINTER",
        )
    count = 0
    try:
        # All leaves are known before the first is painted: parting turns the excerpt.
        for leaf in list(leaves(excerpt, picture.span, paper.height)):
            if not go(leaf.first.paragraph / excerpt.paragraphs.count):
                raise Cancelled(msg("Stopped. Nothing has been written."), code="E_CANCELLED")
            if count:
                device.newPage()
            excerpt.turn_to(leaf.first, leaf.last)
            paper.paint(painter, excerpt)
            count += 1
    finally:
        painter.end()
    return count


def _size(excerpt: Excerpt, leaf: Leaf) -> QSize:
    return QSize(math.ceil(excerpt.page.width), math.ceil(leaf.height))


def _too_long() -> OutputError:
    return OutputError(
        msg("This is too long for one picture. Choose a smaller part of the text, or PDF, which has pages."),
        code="E_PICTURE",
    )


@contextmanager
def _whole(target: Path) -> Iterator[QSaveFile]:
    """Open a file that takes the target's place when the block ends well."""
    file = QSaveFile(str(target))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _unwritable(target, file.errorString())
    try:
        yield file
    except BaseException:
        file.cancelWriting()
        raise
    if not file.commit():
        raise _unwritable(target, file.errorString())


def _unwritable(target: Path, reason: str) -> OutputError:
    return OutputError(msg("{file} can't be written: {reason}.", file=target, reason=reason), code="E_TARGET")
