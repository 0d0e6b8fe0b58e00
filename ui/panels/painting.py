"""Words and rings as all panels draw them.

Qt guesses a text's direction from its first strong letter and cuts words when it elides; here the
direction is said, and the cut falls between words.
"""

from __future__ import annotations

import html

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from annotator.text.direction import base_direction
from ui.theme import Theme, measures

RTL = Qt.LayoutDirection.RightToLeft
LTR = Qt.LayoutDirection.LeftToRight
ELLIPSIS = "…"


def direction_of(text: str) -> Qt.LayoutDirection:
    """Return the direction to set `text` in: by its letters as a whole, not by the first one."""
    return RTL if base_direction(text) == "rtl" else LTR


def elide(text: str, font: QFont, width: float) -> str:
    """Return `text`, shortened between words and ended by "…" where it is wider than `width` pixels.

    Only a first word that is too wide by itself is cut inside.
    """
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= width:
        return text
    words = text.split()
    fits, too_many = 0, len(words)
    while fits < too_many - 1:
        middle = (fits + too_many) // 2
        if metrics.horizontalAdvance(_begun(words, middle)) <= width:
            fits = middle
        else:
            too_many = middle
    return _begun(words, fits) if fits else metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def _begun(words: list[str], count: int) -> str:
    return " ".join(words[:count]).rstrip("،,;؛:.-– ") + ELLIPSIS


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    font: QFont,
    color: QColor,
    at_right: bool,
    direction: Qt.LayoutDirection,
) -> float:
    """Draw one line of text in the vertical middle of `rect`, elided between words.

    Args:
        painter: where to; its pen, font and direction are left changed.
        rect: in pixels.
        text: as it was written, never reshaped.
        font: the face and size.
        color: the ink.
        at_right: against the right edge; else the left.
        direction: the base direction of the text itself.

    Returns:
        The width drawn, in pixels.
    """
    shown = elide(text, font, rect.width())
    painter.setFont(font)
    painter.setPen(color)
    painter.setLayoutDirection(direction)
    edge = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    flags = edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip), shown)
    return QFontMetricsF(font).horizontalAdvance(shown)


def draw_frame(
    painter: QPainter,
    rect: QRectF,
    *,
    radius: float,
    fill: QColor | None,
    edge: QColor | None,
    width: float = 1.0,
) -> None:
    """Draw a rounded box whose outer edge is `rect`, the stroke inside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    inset = width / 2 if edge is not None else 0.0
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, radius - inset, radius - inset)


RING_ROOM = 4.0
"""Pixels that a focus ring needs around a control: a gap of 2 and a line of 2."""


def draw_focus_ring(painter: QPainter, rect: QRectF, *, radius: float, theme: Theme) -> None:
    """Draw the focus ring outside `rect`, which is the control's own edge."""
    line = measures().line_focus
    around = rect.adjusted(-RING_ROOM, -RING_ROOM, RING_ROOM, RING_ROOM)
    draw_frame(painter, around, radius=radius + RING_ROOM, fill=None, edge=theme.color("accent"), width=line)


def mirrored(rect: QRectF, width: float, direction: Qt.LayoutDirection) -> QRectF:
    """Return `rect`, laid out from the left in a widget of `width` pixels, for this direction."""
    if direction == LTR:
        return rect
    return QRectF(width - rect.right(), rect.top(), rect.width(), rect.height())


def centred(size: float, middle: QPointF) -> QRectF:
    """Return the square of this size around a point."""
    return QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)


def plain_tip(text: str) -> str:
    """Return a tooltip that shows `text` letter by letter. Qt takes `<b>` in a bare tooltip for markup."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip, letter by letter. Screen readers get the text without Qt's markup."""
    widget.setToolTip(plain_tip(text))
    widget.setAccessibleDescription(text)


def faded(color: QColor, share: float) -> QColor:
    """Return the colour with this share of its opacity."""
    made = QColor(color)
    made.setAlphaF(color.alphaF() * share)
    return made
