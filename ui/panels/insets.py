"""Room at the start and at the end of a row, whichever sides those are."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout


def inset(row: QHBoxLayout, start: int, top: int, end: int, bottom: int) -> None:
    """Give a row that has all its parts its margins, in pixels.

    Qt's own are those of the left and the right, and stay there when the interface is mirrored.
    """
    side = min(start, end)
    row.setContentsMargins(side, top, side, bottom)
    if start > side:
        row.insertSpacing(0, start - side)
    elif end > side:
        row.addSpacing(end - side)
