"""A scroll area that shows a sheet: places, scrolling, sizes. What a person does on it is the view's."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.text.painting import look
from ui.text.sheet import Sheet
from ui.theme import Theme, measures, theme


class SheetArea(QAbstractScrollArea):
    """Shows a part of a sheet, and says where its places are.

    The sheet counts its place from a paragraph; the scroll bar only follows, in pixels by present
    estimates. Points and rectangles are in the viewport.

    Attributes:
        sheet: what is shown, or None.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self._look = look(theme("light"), measures().text_px)
        self._settling = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Every pixel is painted by us.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._restyle(theme, int(self._look.canvas.text_px))

    def set_text_size(self, px: int) -> None:
        """Set the text's size in pixels; all measures of the page grow with it."""
        self._restyle(self._look.theme, px)

    def _restyle(self, theme: Theme, px: int) -> None:
        self._look = look(theme, px)
        if self.sheet is not None:
            self.sheet.restyle(self._look)
        self._repaint()

    @property
    def first_visible(self) -> int:
        """The code point that the first line in sight starts with."""
        return 0 if self.sheet is None else self.sheet.first_position()

    def scroll_to(self, position: int, *, centre: bool = False) -> None:
        """Make a position's line the first in sight (see `first_visible`), or bring it near the middle."""
        if self.sheet is not None:
            if centre:
                self.sheet.show_centred(position, self.viewport().height())
            else:
                self.sheet.show_first(position)
            self._repaint()

    def reveal(self, position: int) -> None:
        """Bring a position in sight by the shortest way; nothing moves if it is there."""
        if self.sheet is not None:
            self.sheet.reveal(position, self.viewport().height())
            self._repaint()

    def scroll_by(self, dy: float) -> None:
        """Scroll by so many pixels."""
        if self.sheet is not None:
            self.sheet.scroller.move(round(dy))
            self._repaint()

    def position_at(self, point: QPointF) -> int:
        """Return the caret border nearest to a point of the viewport."""
        return 0 if self.sheet is None else self.sheet.position_at(point, self.viewport().height())

    def character_at(self, point: QPointF) -> int | None:
        """Return the character under a point of the viewport, or None beside the text."""
        return None if self.sheet is None else self.sheet.character_at(point, self.viewport().height())

    def rectangle_of(self, span_id: str) -> QRect:
        """Return the rectangle around a span in the viewport; null for an unknown id."""
        if self.sheet is None or span_id not in self.sheet.reading.spans:
            return QRect()
        return self.sheet.rectangle(self.sheet.reading.spans[span_id]).toAlignedRect()

    def point_of(self, position: int) -> QPoint:
        """Return the place of the border before a position in the viewport, at mid height of the letters."""
        if self.sheet is None:
            return QPoint()
        at, _ = self.sheet.caret(position)
        return QPoint(round(at.x()), round(at.y() - 6 * self._look.canvas.scale))

    def _scrolled(self, value: int) -> None:
        if self.sheet is None or self._settling:
            return
        scroller = self.sheet.scroller
        dy = value - round(scroller.value)
        if abs(dy) < 2 * self.viewport().height():
            scroller.move(dy)
        else:
            scroller.jump(value)
        self._repaint()

    def _repaint(self) -> None:
        """Repaint soon, and let the scroll bar say where we are."""
        self._settle()
        self.viewport().update()

    def _settle(self) -> None:
        bar = self.verticalScrollBar()
        self._settling = True
        if self.sheet is None:
            bar.setRange(0, 0)
        else:
            height = self.viewport().height()
            self.sheet.scroller.visible(height)
            scroller = self.sheet.scroller
            bar.setRange(0, max(round(scroller.total - height), 0))
            bar.setPageStep(height)
            bar.setSingleStep(round(self._look.canvas.pitch))
            bar.setValue(round(scroller.value))
        self._settling = False

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Do nothing: `_scrolled` moves the page, and repaints it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width; the first line in sight stays."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.sheet is not None:
            self.sheet.resize(self.viewport().width(), gloss_on_right=not self.isRightToLeft())
        self._repaint()
