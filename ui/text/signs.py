"""Draws signs for characters that can't be seen: small, grey, and above the letters' middle.

A control of direction has a flag to the side that it turns to. What joins has a cross, what parts a bar,
what ends a dot, a space that does not break a ring in its middle, and the rest a hollow diamond.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from annotator.text.direction import BIDI_CONTROLS, OTHER_INVISIBLES
from ui.text import geometry
from ui.text.paragraphs import LaidOutParagraph

_TO_RIGHT: Final = "\u200e\u202a\u202d\u2066\u2068"
_TO_LEFT: Final = "\u200f\u061c\u202b\u202e\u2067\u2068"  # the first strong character decides: both sides
_ENDS: Final = "\u202c\u2069"
_PARTS: Final = "\u200c\u200b\u00ad"
_JOINS: Final = "\u200d\u2060\u034f"
_SPACES: Final = frozenset("\u00a0\u202f")  # these have a width, and their sign stands in the middle of it
_INVISIBLE: Final = BIDI_CONTROLS | OTHER_INVISIBLES


_SIDE_BY_SIDE: Final = 11.0
"""From sign to sign where several stand at one place, px at the drawn size."""

Sign = tuple[int, float, str]
"""The line's number, x in px, and the character."""


def found(paragraph: LaidOutParagraph) -> tuple[Sign, ...]:
    """Return a sign for each character that has no glyph of its own. x is that of its place."""
    if _INVISIBLE.isdisjoint(paragraph.text):
        return ()
    signs = []
    for place, character in enumerate(paragraph.text, start=paragraph.start):
        if character in _INVISIBLE:
            line, x = geometry.caret_x(paragraph, place)
            boxes = geometry.rectangles(paragraph, place, place + 1) if character in _SPACES else []
            signs.append((line, (boxes[0].left + boxes[0].right) / 2 if boxes else x, character))
    return tuple(signs)


def side_by_side(signs: Iterable[Sign], *, scale: float, rtl: bool) -> Iterator[Sign]:
    """Yield the signs, those at one place beside each other around it, as they are read."""
    onwards = -_SIDE_BY_SIDE * scale if rtl else _SIDE_BY_SIDE * scale
    for (line, place), group in groupby(signs, key=lambda sign: (sign[0], round(sign[1]))):
        here = [*group]
        if len(here) == 1:
            yield here[0]
            continue
        for number, (_, _, character) in enumerate(here):
            yield line, place + (number - (len(here) - 1) / 2) * onwards, character


def paint(painter: QPainter, color: QColor, at: QPointF, character: str, *, scale: float) -> None:
    """Draw the sign of a character.

    Args:
        painter: antialiased.
        color: of the sign.
        at: where the character stands, on the baseline.
        character: one that has a sign.
        scale: of the page.
    """
    pen = QPen(color, max(scale, 1))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if character in _SPACES:
        painter.drawEllipse(QPointF(at.x(), at.y() - 7 * scale), 2 * scale, 2 * scale)
        return
    # The post ends above the letters' middle, so that nobody takes it for an alef.
    top, size = at.y() - 23 * scale, 5 * scale
    painter.fillRect(QRectF(at.x() - 0.5, top, 1, 12 * scale), color)
    head = QPointF(at.x(), top)
    if character in _PARTS:
        painter.drawLine(head + QPointF(-0.7 * size, 0), head + QPointF(0.7 * size, 0))
    elif character in _JOINS:
        for way in (1, -1):
            arm = QPointF(0.5 * size, way * 0.5 * size)
            painter.drawLine(head - arm, head + arm)
    elif character in _TO_RIGHT or character in _TO_LEFT:
        _flags(painter, color, head, size, character)
    elif character in _ENDS:
        painter.setBrush(color)
        painter.drawEllipse(head, size / 2, size / 2)
    else:
        half = 0.6 * size
        corners = (QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0))
        painter.drawPolygon(QPolygonF([head + corner for corner in corners]))


def _flags(painter: QPainter, color: QColor, head: QPointF, size: float, character: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    for side, turned in ((1, _TO_RIGHT), (-1, _TO_LEFT)):
        if character in turned:
            tip, foot = QPointF(side * size, size / 2), QPointF(0, size)
            painter.drawPolygon(QPolygonF([head, head + tip, head + foot]))
