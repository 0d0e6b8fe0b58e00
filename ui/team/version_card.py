"""One of two versions: its digit, what it is, the words, what else it says, who made it and when."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.language import is_right_to_left, tr
from ui.adjudication.quotation import excerpt, paint_quotation
from ui.fonts import interface_font
from ui.panels.key_cap import key_cap_width, paint_key_cap
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import (
    LTR,
    RING_ROOM,
    RTL,
    centred,
    direction_of,
    draw_focus_ring,
    draw_frame,
    draw_text,
    mirrored,
)
from ui.panels.themed import Themed
from ui.team.version_words import VersionWords
from ui.theme import measures

_RING: Final = round(RING_ROOM)
_SIDE: Final = 14.0
_HEAD: Final = 40.0
_QUOTE: Final = 52.0
_LINE: Final = 24.0
_FOOT: Final = 32.0
_GAP: Final = 8.0
_PILL: Final = 18.0
_WIDTH: Final = 280


class VersionCard(Themed, QAbstractButton):
    """A card that is chosen by a click, Space, Enter, or its digit.

    Args:
        words: what it shows.
        lines: how many lines the card with the most of them has, so that the cards stand level.
    """

    def __init__(self, words: VersionWords, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._lines = lines
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.spoken)

    def sizeHint(self) -> QSize:
        """Return the size of the card and its ring."""
        quote = _QUOTE if len(self.words.whole) else 0.0
        return QSize(_WIDTH, round(_HEAD + quote + _LINE * self._lines + _FOOT) + 2 * _RING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, head, words, lines and foot."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        color, m = self.theme.color, measures()
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        edge = color("accent" if active else "border")
        fill = color("hover" if active else "raised")
        draw_frame(painter, box, radius=m.radius_card, fill=fill, edge=edge)
        painter.translate(box.topLeft())
        self._paint_head(painter, box.width())
        top = _HEAD
        if len(self.words.whole):
            self._paint_quote(painter, QRectF(_SIDE, top, box.width() - 2 * _SIDE, _QUOTE))
            top += _QUOTE
        self._paint_lines(painter, top, box.width())
        self._say(
            painter,
            QRectF(_SIDE, box.height() - _FOOT, box.width() - 2 * _SIDE, _FOOT - 4),
            box.width(),
            self.words.who,
            role="ink3",
            size=m.small_px,
        )
        painter.resetTransform()
        if self.hasFocus():
            draw_focus_ring(painter, box, radius=m.radius_card, theme=self.theme)
        painter.end()

    def _paint_head(self, painter: QPainter, width: float) -> None:
        direction, m = self.layoutDirection(), measures()
        start, wide = _SIDE, key_cap_width(self.words.key)
        cap = QRectF(start, (_HEAD - m.key_cap) / 2 + 2, wide, m.key_cap)
        paint_key_cap(painter, mirrored(cap, width, direction), self.words.key, self.theme)
        start += wide + _GAP
        if self.words.label is not None:
            swatch = centred(SWATCH, QPointF(start + SWATCH / 2, cap.center().y()))
            paint_swatch(painter, mirrored(swatch, width, direction), self.words.label, self.theme)
            start += SWATCH + 6
        room = width - start - _SIDE
        if self.words.stands:
            room -= self._paint_pill(painter, cap.center().y(), width) + _GAP
        place = QRectF(start, cap.center().y() - 12, room, 24)
        self._say(painter, place, width, self.words.title, role="ink", size=m.body_px, weight=600)

    def _paint_pill(self, painter: QPainter, middle: float, width: float) -> float:
        """Paint that this one is shown now, and return how wide that is in pixels."""
        font, words = interface_font(measures().caption_px, 500), tr("shown now")
        wide = QFontMetricsF(font).horizontalAdvance(words) + 16
        box = QRectF(width - _SIDE - wide, middle - _PILL / 2, wide, _PILL)
        place = mirrored(box, width, self.layoutDirection())
        edge = self.theme.color("accent") if self.theme.high_contrast else None
        draw_frame(painter, place, radius=_PILL / 2, fill=self.theme.color("accent_soft"), edge=edge)
        painter.setFont(font)
        painter.setPen(self.theme.color("accent"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        return wide

    def _paint_quote(self, painter: QPainter, room: QRectF) -> None:
        words = self.words
        edges = [
            at for one in (words.marked, *words.lacking) if one is not None for at in (one.start, one.end)
        ]
        marked = () if words.marked is None or words.label is None else ((words.marked, words.label),)
        line = excerpt(words.text, words.whole, edges, room.width() - 8)
        paint_quotation(
            painter,
            room.adjusted(4, 0, -4, 0),
            line,
            theme=self.theme,
            marked=marked,
            lacking=words.lacking,
        )

    def _paint_lines(self, painter: QPainter, top: float, width: float) -> None:
        """Paint what else it says; what another version says otherwise in ink, the rest quietly."""
        for number, (line, differs) in enumerate(self.words.lines):
            place = QRectF(_SIDE, top + number * _LINE, width - 2 * _SIDE, _LINE)
            role, weight = ("rubric", 500) if differs else ("ink2", 400)
            self._say(painter, place, width, line, role=role, size=measures().body_px, weight=weight)

    def _say(
        self,
        painter: QPainter,
        place: QRectF,
        width: float,
        words: str,
        *,
        role: str,
        size: float,
        weight: int = 400,
    ) -> None:
        direction = self.layoutDirection()
        run = direction_of(words) if role == "ink" else (RTL if is_right_to_left() else LTR)
        draw_text(
            painter,
            mirrored(place, width, direction),
            words,
            font=interface_font(size, weight),
            color=self.theme.color(role),
            at_right=direction == RTL,
            direction=run,
        )
