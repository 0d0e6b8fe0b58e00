"""A button that is only an icon, where its place is familiar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.icons import pixmap
from ui.panels.painting import centred, draw_frame, set_tip
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE = 28  # pixels; a target is at least 24
_ICON = 16


class IconButton(Themed, QAbstractButton):
    """An icon to press. Checked, its icon stands on the accent's soft ground inside an edge."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the text
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Stay as it is: whoever uses the button says what is so."""

    def set_name(self, name: str) -> None:
        """Say what it does, to screen readers and in the tooltip."""
        self.setAccessibleName(name)
        set_tip(self, name)

    def sizeHint(self) -> QSize:
        """Return the button's size."""
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon and focus."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = measures().radius_control
        pressed = self.isDown() or (self.underMouse() and self.isEnabled())
        if self.isChecked():
            draw_frame(
                painter,
                box,
                radius=radius,
                fill=self.theme.color("accent_soft"),
                edge=self.theme.color("accent"),
            )
        elif pressed:
            draw_frame(painter, box, radius=radius, fill=self.theme.color("hover"), edge=None)
        if self.hasFocus():
            edge = self.theme.color("accent")
            draw_frame(painter, box, radius=radius, fill=None, edge=edge, width=measures().line_focus)
        role = "accent" if self.isChecked() else "ink2" if self.isEnabled() else "border"
        picture = pixmap(self._icon, self.theme.color(role), _ICON, self.devicePixelRatioF())
        painter.drawPixmap(centred(_ICON, QPointF(box.center())).topLeft(), picture)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover at once."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover away."""
        super().leaveEvent(event)
        self.update()
