"""Pictures as rows of lightness, quick enough for tests."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage


def grey(image: QImage, box: QRect | QRectF | None = None) -> list[bytes]:
    """Return the lightness (0 to 255) of a picture, or of a box in it, row by row."""
    part = image
    if box is not None:
        inside = box.toAlignedRect() if isinstance(box, QRectF) else box
        part = image.copy(inside.intersected(image.rect()))
    flat = part.convertToFormat(QImage.Format.Format_Grayscale8)
    bits, step = bytes(flat.constBits()), flat.bytesPerLine()
    return [bits[y * step : y * step + flat.width()] for y in range(flat.height())]


def difference(one: QImage, other: QImage) -> float:
    """Return by how much the lightness of two pictures of one size differs on average, 0 to 255."""
    assert one.size() == other.size()
    unequal = [(a, b) for a, b in zip(grey(one), grey(other), strict=True) if a != b]
    total = sum(abs(a - b) for left, right in unequal for a, b in zip(left, right, strict=True))
    return total / (one.width() * one.height())
