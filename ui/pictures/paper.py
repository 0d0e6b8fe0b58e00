"""Pages of paper: how large the canvas is on them, and in what colours."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPageLayout, QPainter

from ui.pictures import words
from ui.pictures.excerpt import Excerpt
from ui.pictures.outlines import Outlines
from ui.theme import Theme

_PAPER_MARGIN: Final = 15.0
"""Kept free on all sides of a page, mm."""
_MM_OF_PIXEL: Final = 25.4 / 120
"""How large a pixel of the canvas is on paper at most, mm: text of 24 px comes out at 14.4 pt."""
_GROUNDS: Final = frozenset({"page", "raised"})


class _OnPaper(Theme):
    """A light theme whose ground is the paper's: none of the printer's ink goes into it."""

    def color(self, role: str) -> QColor:
        return QColor("white") if role in _GROUNDS else super().color(role)


def on_paper(theme: Theme) -> Theme:
    """Return a theme as it is printed: a light one on white, a dark one as it is."""
    return theme if theme.is_dark else _OnPaper(theme.name)


class Paper:
    """A page and the place of a leaf on it, in the device's pixels.

    Args:
        layout: the page.
        resolution: the device's dots an inch.
        width: of what stands on it, px of the canvas.
        has_words: letters are outlines, and the words can be copied from a layer of their own.
    """

    def __init__(
        self, layout: QPageLayout, resolution: int, width: float, *, has_words: bool = False
    ) -> None:
        self._has_words = has_words
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
        if not self._has_words:
            excerpt.paint(painter, self.height)
            return
        outlines = Outlines(painter, self.sheet.size().toSize())
        letters = QPainter(outlines)
        letters.setTransform(painter.transform())
        excerpt.paint(letters, self.height)
        letters.end()
        painter.resetTransform()
        painter.translate(self.left, self.top)
        painter.scale(self.scale, self.scale)
        words.write(painter, excerpt, excerpt.rows(self.height))
