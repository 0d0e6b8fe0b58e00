"""Pictures as files and on paper. A file is written whole or not at all."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
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

from annotator.errors import OutputError
from annotator.language import msg
from annotator.model import Span
from annotator.progress import Progress
from ui.pictures.excerpt import Excerpt, Leaf, leaves
from ui.pictures.outlines import Outlines
from ui.pictures.paper import Paper, on_paper
from ui.pictures.picture import Picture

if TYPE_CHECKING:  # printing is imported when somebody prints
    from PySide6.QtPrintSupport import QPrinter

_DPI: Final = 96
_MOST: Final = 32_000
"""Qt's painter counts in 16 bits: a picture may not be wider or higher than this, px."""
MOST_WITH_WORDS: Final = 50_000
"""Of so many characters a PDF has outlines and words: about 45 pages and 25 megabytes."""
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
    with whole(target) as file:
        writer = QImageWriter(file, QByteArray(b"png"))
        if not writer.write(made):
            raise unwritable(target, writer.errorString())


def write_svg(target: Path, picture: Picture) -> None:
    """Write the picture as SVG with all letters as outlines: it needs no font where it is shown.

    Raises:
        OutputError: it is too long, or the target can't be written.
    """
    from PySide6.QtSvg import QSvgGenerator

    excerpt = picture.excerpt()
    size = _size(excerpt, whole_leaf(excerpt, picture))
    with whole(target) as file:
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


def write_pdf(target: Path, picture: Picture, *, progress: Progress | None = None) -> int:
    """Write the picture as PDF on white A4 pages; return the number of pages.

    Its words can be searched and copied (see `words`), unless it is very long: outlines take their room.

    Raises:
        OutputError: the target can't be written.
        Cancelled: the person stopped it; nothing is written.
    """
    with whole(target) as file:
        writer = QPdfWriter(file)
        writer.setResolution(_PDF_DPI)
        writer.setTitle(picture.reading.document.title)
        writer.setCreator("Hashiya")
        a4 = QPageSize(QPageSize.PageSizeId.A4)
        writer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, QMarginsF()))
        span = picture.span or Span(0, len(picture.reading.text))
        return _paint_pages(
            writer,
            writer.resolution(),
            picture,
            progress or Progress(),
            has_words=span.end - span.start <= MOST_WITH_WORDS,
        )


def print_pages(printer: QPrinter, picture: Picture, *, progress: Progress | None = None) -> int:
    """Print the picture on whatever paper the printer has; return the number of pages.

    Raises:
        OutputError: the printer does not answer.
        Cancelled: the person stopped it; some pages may have been printed.
    """
    printer.setFullPage(True)
    return _paint_pages(printer, printer.resolution(), picture, progress or Progress())


def _paint_pages(
    device: QPagedPaintDevice,
    resolution: int,
    picture: Picture,
    progress: Progress,
    *,
    has_words: bool = False,
) -> int:
    excerpt = replace(picture, theme=on_paper(picture.theme)).excerpt()
    paper = Paper(device.pageLayout(), resolution, excerpt.page.width, has_words=has_words)
    found = []
    # All leaves are known before the first is painted: parting turns the excerpt.
    for leaf in leaves(excerpt, picture.span, paper.height):
        progress.step(0)
        found.append(leaf)
    painter = QPainter()
    if not painter.begin(device):
        raise OutputError(
            msg("The printer does not answer. Look whether it is on and connected, then print again."),
            code="E_PRINTER",
        )
    try:
        for number, leaf in enumerate(found):
            progress.step(total=len(found))
            if number:
                device.newPage()
            excerpt.turn_to(leaf.first, leaf.last)
            paper.paint(painter, excerpt)
    finally:
        painter.end()
    return len(found)


def _size(excerpt: Excerpt, leaf: Leaf) -> QSize:
    return QSize(math.ceil(excerpt.page.width), math.ceil(leaf.height))


def _too_long() -> OutputError:
    return OutputError(
        msg("This is too long for one picture. Choose a smaller part of the text, or PDF, which has pages."),
        code="E_PICTURE",
    )


@contextmanager
def whole(target: Path) -> Iterator[QSaveFile]:
    """Open a file that takes the target's place when the block ends well."""
    file = QSaveFile(str(target))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise unwritable(target, file.errorString())
    try:
        yield file
    except BaseException:
        file.cancelWriting()
        raise
    if not file.commit():
        raise unwritable(target, file.errorString())


def unwritable(target: Path, reason: str) -> OutputError:
    """Return the error that says why a file can't be written."""
    return OutputError(msg("{file} can't be written: {reason}.", file=target, reason=reason), code="E_TARGET")
