"""A scroll bar that lies over the end edge of a list and takes no room from it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QScrollBar, QStyle, QStyleOptionSlider
from shiboken6 import isValid

from ui.panels.painting import RTL, draw_frame, faded
from ui.panels.themed import Themed

_WIDTH = 8
_THIN, _THICK = 3.0, 6.0


class ScrollLine(Themed, QScrollBar):
    """A thin line that thickens under the pointer. It mirrors the area's own, hidden scroll bar."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area, self._own = area, area.verticalScrollBar()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._own.rangeChanged.connect(self.follow)
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        area.installEventFilter(self)
        self.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the end edge, until the area goes and takes its own bar away first."""
        if isValid(self._own) and event.type() in {
            QEvent.Type.Resize,
            QEvent.Type.LayoutDirectionChange,
            QEvent.Type.Show,
        }:
            self.follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the thumb."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        thumb = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        wide = _THICK if self.underMouse() or self.isSliderDown() else _THIN
        left = 1.0 if self.layoutDirection() == RTL else _WIDTH - 1 - wide
        painter = QPainter(self)
        box = QRectF(left, thumb.top(), wide, thumb.height())
        draw_frame(painter, box, radius=wide / 2, fill=self._color(), edge=None)
        painter.end()

    def _color(self) -> QColor:
        solid = self.theme.high_contrast or self.underMouse() or self.isSliderDown()
        return self.theme.color("border") if solid else faded(self.theme.color("border"), 0.5)

    def follow(self) -> None:
        """Stand where the area's own bar is; what is hidden has nothing to scroll."""
        self.setRange(self._own.minimum(), self._own.maximum())
        self.setPageStep(self._own.pageStep())
        self.setSingleStep(self._own.singleStep())
        self.setValue(self._own.value())
        left = 0 if self._area.layoutDirection() == RTL else self._area.width() - _WIDTH
        self.setGeometry(left, 0, _WIDTH, self._area.height())
        content = self._area.widget() if isinstance(self._area, QScrollArea) else None
        is_there = content is None or not content.isHidden()
        self.setVisible(is_there and self._own.maximum() > self._own.minimum())
        self.raise_()
