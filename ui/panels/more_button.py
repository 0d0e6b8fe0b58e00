"""The button for what does not fit: "+12" and a chevron."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.language import trn
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.painting import LTR, RING_ROOM, RTL, centred, draw_focus_ring, draw_frame, draw_text, mirrored
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE, _GAP, _CHEVRON = 10.0, 8.0, 14.0


class MoreButton(Themed, QAbstractButton):
    """Opens the list of labels that are not in the row. Checked: the current span's label is in there.

    Like a chip, it is larger than it looks by the room of its focus ring.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def nextCheckState(self) -> None:
        """Stay as it is: the current span decides."""

    def set_count(self, count: int) -> None:
        """Say how many labels are behind it."""
        self._count = count
        self.setAccessibleName(trn("{count} more label", "{count} more labels", count))
        self.update()

    def button_width(self, count: int) -> float:
        """Return the width for this count in pixels, without the ring's room."""
        words = QFontMetricsF(interface_font(measures().body_px, 600)).horizontalAdvance(f"+{count}")
        return round(_SIDE + words + _GAP + _CHEVRON + _SIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter and Down too, as lists are."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the count and the chevron."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(RING_ROOM, RING_ROOM, -RING_ROOM, -RING_ROOM)
        radius, theme = measures().radius_chip, self.theme
        if self.hasFocus():
            draw_focus_ring(painter, box, radius=radius, theme=theme)
        chosen = self.isChecked()
        if chosen:
            draw_frame(
                painter,
                box,
                radius=radius,
                fill=theme.color("accent_soft"),
                edge=theme.color("accent"),
                width=measures().line_current_card,
            )
        elif self.underMouse() or self.isDown():
            draw_frame(painter, box, radius=radius, fill=theme.color("hover"), edge=None)
        ink = theme.color("accent" if chosen else "ink2")
        direction, width, middle = self.layoutDirection(), float(self.width()), box.center().y()
        chevron = centred(_CHEVRON, QPointF(box.right() - _SIDE - _CHEVRON / 2, middle))
        picture = pixmap("chevron-down", ink, round(_CHEVRON), self.devicePixelRatioF())
        painter.drawPixmap(mirrored(chevron, width, direction).topLeft(), picture)
        start = box.left() + _SIDE
        words = QRectF(start, box.top(), chevron.left() - start, box.height())
        draw_text(
            painter,
            mirrored(words, width, direction),
            f"+{self._count}",
            font=interface_font(measures().body_px, 600 if chosen else 400),
            color=ink,
            at_right=direction == RTL,
            direction=LTR,
        )
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover at once."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover away."""
        super().leaveEvent(event)
        self.update()
