"""What is in sight: an anchor paragraph and its distance from the top, so that nothing ever jumps.

Heights are estimates until a paragraph is laid out. A place counted from the document's top would move
whenever an estimate above it is corrected; a place counted from a paragraph in sight does not.
"""

from __future__ import annotations

from typing import Final

from ui.text.page import BOTTOM, TOP
from ui.text.paragraphs import LaidOutParagraph, Paragraphs

PARAGRAPH_GAP: Final = 8
"""Between paragraphs, px at the text size that the measures are drawn for."""


class Scroller:
    """Which paragraphs are in sight, and where.

    Attributes:
        paragraphs: the layout.
        gap: between paragraphs, px.
        anchor: the paragraph that the place is counted from.
        offset: how far the viewport's top is below the anchor's top, px; negative above it.
    """

    def __init__(self, paragraphs: Paragraphs, gap: float) -> None:
        self.paragraphs = paragraphs
        self.gap = gap
        self.anchor = 0
        self.offset: float = -TOP

    @property
    def total(self) -> float:
        """Height of everything that can be scrolled through, px, with the free space at both ends."""
        inner = self.paragraphs.total_height + self.gap * (self.paragraphs.count - 1)
        return TOP + inner + BOTTOM

    @property
    def value(self) -> float:
        """How far the viewport's top is below the page's top, px, by present estimates."""
        return TOP + self.top(self.anchor) + self.offset

    def top(self, index: int) -> float:
        """Return how far a paragraph's top is below the first one's, px."""
        return self.paragraphs.top(index) + index * self.gap

    def visible(self, height: float) -> list[tuple[LaidOutParagraph, float]]:
        """Return the paragraphs in a viewport of this height, laid out, each with its top's y in it."""
        self._settle(height)
        found: list[tuple[LaidOutParagraph, float]] = []
        y, index = -self.offset, self.anchor
        while y < height and index < self.paragraphs.count:
            paragraph = self.paragraphs.laid_out(index)
            found.append((paragraph, y))
            y += paragraph.height + self.gap
            index += 1
        return found

    def y_of(self, index: int) -> float:
        """Return the y of a paragraph's top in the viewport, px, by present estimates."""
        return self.top(index) - self.top(self.anchor) - self.offset

    def move(self, dy: float) -> None:
        """Scroll by so many px, downwards if positive."""
        self.offset += dy

    def jump(self, value: float, height: float) -> None:
        """Scroll to a place counted from the page's top, px, by present estimates.

        The next paragraph begins the viewport of this height, if that is no more than half of it below:
        nobody who goes so far can tell, and what would stand above need not be laid out.
        """
        y = value - TOP
        low, high = 0, self.paragraphs.count - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.top(middle) <= y:
                low = middle
            else:
                high = middle - 1
        self.anchor, self.offset = low, y - self.top(low)
        if self.offset > 0 and low + 1 < self.paragraphs.count and self.top(low + 1) - y <= height / 2:
            self.anchor, self.offset = low + 1, 0.0

    def show_at(self, index: int, inner: float, y: float) -> None:
        """Put the place `inner` px below a paragraph's top at `y` in the viewport."""
        self.anchor, self.offset = index, inner - y

    def _settle(self, height: float) -> None:
        """Make the topmost paragraph in sight the anchor, and keep within both ends."""
        laid_out = self.paragraphs.laid_out
        last = self.paragraphs.count - 1
        while self.offset < 0 and self.anchor > 0:
            self.anchor -= 1
            self.offset += laid_out(self.anchor).height + self.gap
        while self.anchor < last and self.offset > laid_out(self.anchor).height + self.gap:
            self.offset -= laid_out(self.anchor).height + self.gap
            self.anchor += 1
        self._keep_end(height)
        if self.anchor == 0:
            self.offset = max(self.offset, -TOP)

    def _keep_end(self, height: float) -> None:
        """Do not scroll past the free space under the last paragraph."""
        y, index = -self.offset, self.anchor
        while index < self.paragraphs.count:
            y += self.paragraphs.laid_out(index).height + self.gap
            if y >= height:
                return
            index += 1
        missing = height - (y - self.gap + BOTTOM)
        if missing <= 0:
            return
        self.offset -= missing
        while self.offset < 0 and self.anchor > 0:
            self.anchor -= 1
            self.offset += self.paragraphs.laid_out(self.anchor).height + self.gap
