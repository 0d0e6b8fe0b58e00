"""Small parts that paint themselves: buttons with a key cap, pills and hairlines.

They are laid out from their start side; focus is a ring of two pixels, two pixels outside the edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QWidget

from ui import icons
from ui.fonts import interface_font
from ui.panels.key_cap import key_cap_width, paint_key_cap
from ui.panels.painting import RING_ROOM, draw_focus_ring, draw_frame, faded, mirrored
from ui.panels.themed import Themed
from ui.theme import measures

Kind = Literal["primary", "plain", "danger", "quiet", "toggle"]
RING: Final = round(RING_ROOM)

_PAD: Final = 11
_GAP: Final = 8
_ICON_ALONE: Final = 18
_ICON_WITH_WORDS: Final = 16
_CHEVRON: Final = 13
_PILL_PAD: Final = 8
_IN_PILL: Final = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    ground: QColor | None
    edge: QColor | None
    ink: QColor


class Button(Themed, QAbstractButton):
    """A button with words, an icon or both, and the key that does the same.

    Args:
        kind: "primary" (one in a window), "plain", "danger", "quiet" (no edge at rest) or "toggle" (the same,
            and on the accent's soft ground while it is on).
        icon: the name of an icon, or "".
        key: what stands in the key cap, always left to right, or "".
        chevron: something unfolds.
        onwards: it leads somewhere else; an arrow along reading at its end says so.
        height: of the visible button in pixels, without the ring.
    """

    def __init__(
        self,
        *,
        kind: Kind = "plain",
        icon: str = "",
        key: str = "",
        chevron: bool = False,
        onwards: bool = False,
        height: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self._icon = icon
        self._key = key
        self._sign = "chevron-down" if chevron else "next" if onwards else ""
        self._height = measures().button if height is None else height
        self.setFont(interface_font(measures().body_px, 500))
        # A click must not take the keyboard away from the text; Tab still reaches every button.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_key(self, key: str) -> None:
        """Show another key, or none."""
        self._key = key
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the parts and the focus ring."""
        pad = min(_PAD, self._height // 3) if self.text() else (self._height - _ICON_ALONE) // 2
        return QSize(self._inner_width() + 2 * pad + 2 * RING, self._height + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it too, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and edge, the parts from the start side, and the ring."""
        painter = QPainter(self)
        look = self._look()
        box = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        radius = measures().radius_control
        if look.ground is not None or look.edge is not None:
            draw_frame(painter, box, radius=radius, fill=look.ground, edge=look.edge)
        self._paint_parts(painter, look.ink)
        if self.hasFocus():
            draw_focus_ring(painter, box, radius=radius, theme=self.theme)
        painter.end()

    def _look(self) -> _Look:
        color = self.theme.color
        active = self.underMouse() or self.isDown() or self.isChecked()
        if not self.isEnabled():
            edge = None if self._kind in {"quiet", "toggle"} else color("hair")
            return _Look(ground=None, edge=edge, ink=faded(color("ink3"), 0.6))
        if self._kind == "primary":
            ground = (
                color("accent").lighter(108 if self.theme.is_dark else 118) if active else color("accent")
            )
            return _Look(ground=ground, edge=None, ink=color("on_accent"))
        if self._kind == "danger":
            ground = color("rubric_soft") if active else color("page")
            return _Look(ground=ground, edge=color("rubric"), ink=color("rubric"))
        if self._kind == "toggle" and self.isChecked():
            return _Look(ground=color("accent_soft"), edge=color("accent"), ink=color("accent"))
        if self._kind == "plain":
            ground = color("hover") if active else color("page")
            return _Look(ground=ground, edge=color("border"), ink=color("ink"))
        return _Look(
            ground=color("hover") if active else None,
            edge=None,
            ink=color("ink") if active else color("ink2"),
        )

    def _parts(self) -> list[tuple[str, int]]:
        """Return what stands in the button from its start side, with widths in pixels."""
        parts: list[tuple[str, int]] = []
        if self._icon:
            parts.append((self._icon, _ICON_WITH_WORDS if self.text() else _ICON_ALONE))
        if self.text():
            parts.append(("text", QFontMetrics(self.font()).horizontalAdvance(self.text()) + 1))
        if self._key:
            parts.append(("key", round(key_cap_width(self._key))))
        if self._sign:
            parts.append((self._sign, _CHEVRON))
        return parts

    def _inner_width(self) -> int:
        parts = self._parts()
        return sum(width for _, width in parts) + _GAP * max(len(parts) - 1, 0)

    def _paint_parts(self, painter: QPainter, ink: QColor) -> None:
        parts = self._parts()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            parts.reverse()
        x = (self.width() - self._inner_width()) // 2
        for name, width in parts:
            if name == "text":
                painter.setPen(ink)
                painter.setFont(self.font())
                painter.drawText(QRect(x, 0, width, self.height()), Qt.AlignmentFlag.AlignCenter, self.text())
            elif name == "key":
                height = measures().key_cap
                cap = QRectF(x, (self.height() - height) // 2, width, height)
                own = ink if self._kind == "primary" or not self.isEnabled() else None
                paint_key_cap(painter, cap, self._key, self.theme, color=own)
            else:
                picture = icons.pixmap(name, ink, width, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(x, (self.height() - width) // 2), picture)
            x += width + _GAP


class Pill(Themed, QLabel):
    """A short state on a rounded ground, for example "In progress"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink, self._ground, self._icon = "accent", "accent_soft", ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(interface_font(measures().caption_px, 500))
        self._make_room()
        self.setFixedHeight(2 * measures().radius_pill)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_roles(self, words: str, ground: str, *, icon: str = "") -> None:
        """Use other colour roles of the theme for the words and their ground, and an icon before them."""
        self._ink, self._ground, self._icon = words, ground, icon
        self._make_room()
        self.theme_changed()
        self.update()

    def theme_changed(self) -> None:
        """Colour the words."""
        _ink(self, self.theme.color(self._ink))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, then the words."""
        painter = QPainter(self)
        edge = self.theme.color(self._ink) if self.theme.high_contrast else None
        fill = self.theme.color(self._ground)
        draw_frame(painter, QRectF(self.rect()), radius=measures().radius_pill, fill=fill, edge=edge)
        if self._icon:
            ink, dpr = self.theme.color(self._ink), self.devicePixelRatioF()
            picture = icons.pixmap(self._icon, ink, _IN_PILL, dpr)
            place = QRectF(_PILL_PAD, (self.height() - _IN_PILL) / 2, _IN_PILL, _IN_PILL)
            painter.drawPixmap(mirrored(place, self.width(), self.layoutDirection()).topLeft(), picture)
        painter.end()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the icon's room at the start side."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def _make_room(self) -> None:
        start = _PILL_PAD + (_IN_PILL + 4 if self._icon else 0)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = (_PILL_PAD, start) if right_to_left else (start, _PILL_PAD)
        self.setContentsMargins(left, 0, right, 1)


class Hairline(Themed, QFrame):
    """A separator of one pixel, upright or lying."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("hair"))
        painter.end()


def _ink(widget: QWidget, color: QColor) -> None:
    """Give a widget's words this colour."""
    tone = widget.palette()
    tone.setColor(widget.foregroundRole(), color)
    widget.setPalette(tone)
