"""One line of a text in the text's own face, with a ground behind the words it is about."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextOption

from ui.fonts import text_font
from ui.panels.painting import RTL, direction_of, draw_frame, elide
from ui.theme import measures

_WIDE = 1e5  # pixels: one line, however long


def paint_excerpt(
    painter: QPainter,
    room: QRectF,
    excerpt: tuple[str, str, str],
    *,
    px: float,
    ink: QColor,
    ground: QColor | None,
    direction: Qt.LayoutDirection,
) -> None:
    """Paint what stands before, the words and what stands after, cut at the end where room is short.

    Args:
        painter: where to.
        room: in pixels; the ground takes its height less six pixels above and below.
        excerpt: the three parts, in the order in which they stand in the text.
        px: the size of the letters.
        ink: their colour.
        ground: behind the words, or None.
        direction: of the list that the line stands in: at which side it begins.
    """
    before, words, after = excerpt
    font = text_font(px)
    sentence = elide(f"{before}{words}{after}", font, room.width())
    option = QTextOption()
    option.setTextDirection(direction_of(sentence))
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout = QTextLayout(sentence, font)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_WIDE)
    layout.endLayout()
    natural = line.naturalTextRect()
    left = room.right() - natural.width() if direction == RTL else room.left()
    at = QPointF(left - natural.left(), room.center().y() - natural.height() / 2)
    for run in line.glyphRuns(_units(before), _units(words)) if ground is not None else ():
        tint = run.boundingRect().translated(at)
        tint.setTop(room.top() + 6)
        tint.setBottom(room.bottom() - 6)
        draw_frame(painter, tint, radius=measures().radius_tint, fill=ground, edge=None)
    painter.setPen(ink)
    layout.draw(painter, at)


def _units(text: str) -> int:
    """Return a text's length as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
