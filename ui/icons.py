"""The program's own icons: one SVG each, drawn in the colour of the words beside it.

Rendered at the size and pixel ratio asked for, and kept.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from annotator import resources
from annotator.language import is_right_to_left

MIRRORED: Final = frozenset({"next", "previous", "undo", "redo", "attribution", "export", "import"})
"""Icons that point along reading, and so turn round where reading does."""

PROGRAM: Final = "hashiya"
"""The program's own icon: the page with its double rule and its gloss. It alone has colours of its own."""

_SCALES: Final = (1.0, 2.0)
_OF_PROGRAM: Final = (16, 24, 32, 48, 64, 128, 256)


def icon(name: str, color: QColor, size: int) -> QIcon:
    """Return an icon of `size` pixels in `color`, turned round in a right-to-left interface if it points."""
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(pixmap(name, color, size, scale))
    return made


def program() -> QIcon:
    """Return the program's icon in the sizes that desktops ask for."""
    made = QIcon()
    for size in _OF_PROGRAM:
        made.addPixmap(pixmap(PROGRAM, QColor(Qt.GlobalColor.black), size))
    return made


def pixmap(name: str, color: QColor, size: int, dpr: float = 1.0, *, mirrored: bool | None = None) -> QPixmap:
    """Return an icon as pixels.

    Args:
        name: the file's name in resources/icons, without its ending.
        color: of its strokes.
        size: width and height in device-independent pixels.
        dpr: device pixels per such pixel.
        mirrored: turn it round; None = where the interface is right to left and the icon points.
    """
    if mirrored is None:
        mirrored = is_right_to_left() and name in MIRRORED
    return _rendered(name, color.name(QColor.NameFormat.HexArgb), size, dpr, mirrored)


@cache
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _rendered(name: str, color: str, size: int, dpr: float, mirrored: bool) -> QPixmap:  # noqa: FBT001
    ink = QColor(color)
    svg = _source(name).replace("currentColor", ink.name())
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    pixels = round(size * dpr)
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(ink.alphaF())
    if mirrored:
        painter.translate(pixels, 0)
        painter.scale(-1, 1)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    picture.setDevicePixelRatio(dpr)
    return picture
