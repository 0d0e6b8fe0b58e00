"""One label as a button: its mark, its name, its key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator import language
from annotator.language import tr
from annotator.model import Label
from ui.fonts import interface_font
from ui.panels.key_cap import key_cap_width, paint_key_cap
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import (
    RING_ROOM,
    RTL,
    centred,
    direction_of,
    draw_focus_ring,
    draw_frame,
    draw_text,
    mirrored,
    set_tip,
)
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE, _AFTER_SWATCH, _BEFORE_KEY, _AFTER_KEY = 7.0, 5.0, 5.0, 5.0
_BOLDER = 4.0  # room that a chosen chip's bold name takes from the gap before the key
_FORBIDDEN = 0.42  # opacity


class LabelChip(Themed, QAbstractButton):
    """A chip at rest, hovered, focused, chosen (the current span's label) or forbidden by the scheme.

    The widget is larger than the chip by the room of its focus ring on every side.
    """

    def __init__(self, label: Label, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = label
        self._short = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row decides which chip Tab reaches
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.retranslate()

    def nextCheckState(self) -> None:
        """Stay as it is: what is chosen is the current span's business, not the click's."""

    @property
    def name(self) -> str:
        """The label's whole name in the language in use."""
        return self.label.names.in_language(language.current())

    def set_short(self, short: bool) -> None:  # noqa: FBT001 - a property of the widget
        """Show the short name, as the tags above the text do."""
        self._short = short
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        key = self.label.hotkey
        named = tr("{label}, key {key}", label=self.name, key=key) if key is not None else self.name
        description = self.label.description.in_language(language.current())
        self.setAccessibleName(named)
        set_tip(self, f"{self.name}: {description}" if description else self.name)
        self.setAccessibleDescription(description)
        self.update()

    def chip_width(self, *, short: bool) -> float:
        """Return the chip's width in pixels, without the ring's room."""
        # Of the regular face also where the chip is chosen and bold: its neighbours must not move.
        name = QFontMetricsF(interface_font(measures().body_px)).horizontalAdvance(self._shown(short))
        key = self.label.hotkey
        end = _BEFORE_KEY + key_cap_width(key) + _AFTER_KEY if key is not None else _SIDE
        return round(_SIDE + SWATCH + _AFTER_SWATCH + name + end)

    def sizeHint(self) -> QSize:
        """Return the size with the ring's room."""
        room = round(2 * RING_ROOM)
        return QSize(round(self.chip_width(short=self._short)) + room, measures().chip + room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip in its state."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(RING_ROOM, RING_ROOM, -RING_ROOM, -RING_ROOM)
        if self.hasFocus():
            draw_focus_ring(painter, box, radius=measures().radius_chip, theme=self.theme)
        if not self.isEnabled():
            painter.setOpacity(_FORBIDDEN)
        self._paint_ground(painter, box)
        self._paint_content(painter, box)
        painter.end()

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        theme, fill, edge, width = self.theme, "page", "hair", measures().line_control
        if self.isChecked():
            fill, edge, width = "accent_soft", "accent", measures().line_current_card
        elif self.isEnabled() and (self.isDown() or self.underMouse()):
            fill, edge = "hover", "border"
        draw_frame(
            painter,
            box,
            radius=measures().radius_chip,
            fill=theme.color(fill),
            edge=theme.color(edge),
            width=width,
        )

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        direction, width, middle = self.layoutDirection(), float(self.width()), box.center().y()
        swatch = centred(SWATCH, QPointF(box.left() + _SIDE + SWATCH / 2, middle))
        paint_swatch(painter, mirrored(swatch, width, direction), self.label, self.theme)
        end, key = box.right() - _SIDE, self.label.hotkey
        chosen = self.isChecked()
        accent = self.theme.color("accent") if chosen else None
        if key is not None:
            wide, high = key_cap_width(key), measures().key_cap
            cap = QRectF(box.right() - _AFTER_KEY - wide, middle - high / 2, wide, high)
            paint_key_cap(painter, mirrored(cap, width, direction), key, self.theme, color=accent)
            end = cap.left() - _BEFORE_KEY
        start = swatch.right() + _AFTER_SWATCH
        name = self._shown(self._short)
        draw_text(
            painter,
            mirrored(QRectF(start, box.top(), end - start + _BOLDER, box.height()), width, direction),
            name,
            font=interface_font(measures().body_px, 600 if chosen else 400),
            color=accent if accent is not None else self.theme.color("ink"),
            at_right=direction == RTL,
            direction=direction_of(name),
        )

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover at once."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover away."""
        super().leaveEvent(event)
        self.update()

    def _shown(self, short: bool) -> str:  # noqa: FBT001 - internal
        names = self.label.short if short else self.label.names
        return names.in_language(language.current())
