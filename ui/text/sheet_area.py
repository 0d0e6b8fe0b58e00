"""A scroll area that shows a sheet: places, scrolling, sizes. What a person does on it is the view's."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.model import Span
from ui.text.appearance import Appearance, usual
from ui.text.painting import look
from ui.text.sheet import Sheet
from ui.theme import Theme, theme

_NOTCH: Final = 120
"""What Qt counts for one notch of a wheel; a touch pad gives less at a time."""


class SheetArea(QAbstractScrollArea):
    """Shows a part of a sheet, and says where its places are.

    The sheet counts its place from a paragraph; the scroll bar only follows, in pixels by present
    estimates. Points and rectangles are in the viewport.

    Attributes:
        sheet: what is shown, or None.
        shown_anew: what is in sight may have changed.
        zoom_wanted: the wheel was turned with Ctrl: one step larger (1) or smaller (-1).
    """

    shown_anew = Signal()
    zoom_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self._look = look(theme("light"), usual())
        self._settling = False
        self._gloss_beside = True
        self._turned = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Every pixel is painted by us.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

        self._ahead = QTimer(self)
        self._ahead.setInterval(0)
        self._ahead.timeout.connect(self._look_ahead)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._restyle(theme, self._look.appearance)

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._look.theme

    @property
    def appearance(self) -> Appearance:
        """The text's face, size, ruling and column."""
        return self._look.appearance

    def set_appearance(self, appearance: Appearance) -> None:
        """Set the text's face, size, ruling and column; the first line in sight stays."""
        self._restyle(self._look.theme, appearance)

    def set_text_size(self, px: int) -> None:
        """Set the text's size in pixels; all measures of the page grow with it."""
        self.set_appearance(replace(self.appearance, px=px))

    def _restyle(self, theme: Theme, appearance: Appearance) -> None:
        self._look = look(theme, appearance)
        if self.sheet is not None:
            self.sheet.restyle(self._look)
        self._repaint()

    def set_gloss_beside(self, *, beside: bool) -> None:
        """Let the gloss stand beside the text where there is room, or keep the page for the text alone."""
        if beside != self._gloss_beside:
            self._gloss_beside = beside
            self._fit()

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

    def reveal_span(self, span: Span) -> float:
        """Bring all of a span in sight, with a line around it, by the shortest way.

        Returns:
            How many pixels the page has moved up (negative: down).
        """
        if self.sheet is None:
            return 0.0
        anchor = self.sheet.scroller.anchor
        before = self.sheet.scroller.y_of(anchor)
        self.sheet.reveal_span(span, self.viewport().height())
        self._repaint()
        return before - self.sheet.scroller.y_of(anchor)

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
            scroller.jump(value, self.viewport().height())
        self._repaint()

    def _repaint(self) -> None:
        """Repaint soon, and let the scroll bar say where we are."""
        self._settle()
        self._ahead.start()
        self.viewport().update()
        self.shown_anew.emit()

    def _look_ahead(self) -> None:
        """Prepare the pages before and after this one, a paragraph at a time, while nobody waits."""
        if self.sheet is None or not self.sheet.prepare(self.viewport().height()):
            self._ahead.stop()
        else:
            self._settle()

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for larger or smaller text, one step for each notch."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        for _ in range(abs(steps)):
            self.zoom_wanted.emit(1 if steps > 0 else -1)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width; the first line in sight stays."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.sheet is not None:
            self.sheet.resize(
                self.viewport().width(),
                gloss_on_right=not self.isRightToLeft(),
                gloss_beside=self._gloss_beside,
            )
        self._repaint()
