"""Small words that are drawn again in every frame: shaped once, then only painted.

Shaping was half of a repaint. The words are plain text; nothing in them is taken for markup.
"""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTextOption, QTransform

from annotator.text.direction import paragraph_direction

_KEPT: Final = 2000


class Lettering:
    """Words in one face, read from right to left unless told otherwise; a foreign sentence as it asks for."""

    def __init__(self, font: QFont, *, rtl: bool = True) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self._base: Literal["rtl", "ltr"] = "rtl" if rtl else "ltr"
        self._advances: dict[str, float] = {}
        self._inks: dict[str, tuple[float, float]] = {}
        self._shaped: dict[str, tuple[QStaticText, float, float]] = {}

    def width(self, words: str) -> float:
        """Return how wide the words are, px."""
        return self._of(words)[1]

    def advance(self, word: str) -> float:
        """Return how far one word leads, px. Remembered: texts are made of few different words."""
        found = self._advances.get(word)
        if found is None:
            if len(self._advances) >= _KEPT:
                self._advances.clear()
            found = self._advances[word] = self.metrics.horizontalAdvance(word)
        return found

    def ink(self, words: str) -> tuple[float, float]:
        """Return how far letters reach above (negative) and below the middle they are drawn around, px."""
        found = self._inks.get(words)
        if found is None:
            if len(self._inks) >= _KEPT:
                self._inks.clear()
            box = self.metrics.tightBoundingRect(words)
            baseline = self.metrics.ascent() - self._of(words)[2] / 2
            found = self._inks[words] = baseline + box.top(), baseline + box.bottom()
        return found

    def draw_centred(self, painter: QPainter, centre: QPointF, words: str) -> None:
        """Draw the words around a point."""
        text, width, height = self._of(words)
        painter.setFont(self.font)
        painter.drawStaticText(QPointF(centre.x() - width / 2, centre.y() - height / 2), text)

    def draw_up_to(self, painter: QPainter, right: float, middle: float, words: str) -> float:
        """Draw the words so that they end at `right`, around the height `middle`; return their left edge."""
        text, width, height = self._of(words)
        painter.setFont(self.font)
        painter.drawStaticText(QPointF(right - width, middle - height / 2), text)
        return right - width

    def _of(self, words: str) -> tuple[QStaticText, float, float]:
        found = self._shaped.get(words)
        if found is None:
            if len(self._shaped) >= _KEPT:
                self._shaped.clear()
            text = QStaticText(words)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setTextOption(_option(paragraph_direction(words, self._base)))
            text.prepare(QTransform(), self.font)
            size = text.size()
            found = self._shaped[words] = text, size.width(), size.height()
        return found


def _option(direction: Literal["rtl", "ltr"]) -> QTextOption:
    option = QTextOption()
    rtl = direction == "rtl"
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option
