"""How many spans come through, as a bar and in figures; shape and hatching say it without colour."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.language import tr, trc, trn
from ui.exporting.losses import Foreseen
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.painting import RTL, draw_text, mirrored
from ui.panels.themed import Themed
from ui.theme import measures

_BAR: Final = 14
_HEIGHT: Final = 56
_FIGURE_PX: Final = 20
_ICON: Final = 15
_LEAST: Final = 4.0


class LossBar(Themed, QWidget):
    """A bar of three parts and what they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = (0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, foreseen: Foreseen) -> None:
        """Show these, and tell them to screen readers."""
        self._counts = foreseen.exact, foreseen.changed, foreseen.gone
        self.setAccessibleName("; ".join(f"{count} {word}" for count, word, *_ in self._parts()))
        self.update()

    def clear(self) -> None:
        """Show nothing: nothing can be foreseen."""
        self._counts = (0, 0, 0)
        self.setAccessibleName("")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the bar's and the figures' height."""
        return QSize(300, _HEIGHT)

    def _parts(self) -> list[tuple[int, str, str, str, Qt.BrushStyle]]:
        exact, changed, gone = self._counts
        return [
            (exact, trc("spans", "as they are"), "check", "ok", Qt.BrushStyle.SolidPattern),
            (changed, trc("spans", "changed"), "warning", "warn", Qt.BrushStyle.BDiagPattern),
            (gone, trc("spans", "left out"), "close", "rubric", Qt.BrushStyle.DiagCrossPattern),
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar, then the figures from the start side, and the sum at the end."""
        painter = QPainter(self)
        direction, width = self.layoutDirection(), float(self.width())
        total = sum(self._counts)
        shown = [part for part in self._parts() if part[0]]
        room = width - 3 * (len(shown) - 1)
        x = 0.0
        for count, _, _, role, pattern in shown:
            wide = max(_LEAST, room * count / total)
            wide = min(wide, width - x)
            place = mirrored(QRectF(x, 2, wide, _BAR), width, direction)
            self._fill(painter, place, self.theme.color(role), pattern)
            x += wide + 3
        if not total:
            self._fill(
                painter, QRectF(0, 2, width, _BAR), self.theme.color("hair"), Qt.BrushStyle.SolidPattern
            )
        self._figures(painter, width, direction, total)
        painter.end()

    def _fill(self, painter: QPainter, place: QRectF, color: QColor, pattern: Qt.BrushStyle) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(place, 2, 2)
        if pattern is not Qt.BrushStyle.SolidPattern:
            painter.setBrush(QBrush(self.theme.color("page"), pattern))
            painter.drawRoundedRect(place, 2, 2)

    def _figures(self, painter: QPainter, width: float, direction: Qt.LayoutDirection, total: int) -> None:
        x, top, tall = 0.0, _BAR + 4.0, _HEIGHT - _BAR - 4.0
        at_right = direction == RTL
        figure, small = interface_font(_FIGURE_PX, 600), interface_font(measures().small_px)
        for count, word, icon, role, _ in self._parts():
            color = self.theme.color(role if count else "ink3")
            place = mirrored(QRectF(x, top + (tall - _ICON) / 2, _ICON, _ICON), width, direction)
            painter.drawPixmap(place.topLeft(), pixmap(icon, color, _ICON, self.devicePixelRatioF()))
            x += _ICON + 8
            for words, font, ink in (
                (f"{count}", figure, color),
                (word, small, self.theme.color("ink2")),
            ):
                wide = QFontMetricsF(font).horizontalAdvance(words) + 1
                place = mirrored(QRectF(x, top, wide, tall), width, direction)
                draw_text(painter, place, words, font=font, color=ink, at_right=at_right, direction=direction)
                x += wide + 6
            x += 14
        words = trn("of {count} span", "of {count} spans", total)
        place = mirrored(QRectF(x, top, width - x, tall), width, direction)
        ink = self.theme.color("ink2")
        draw_text(painter, place, words, font=small, color=ink, at_right=not at_right, direction=direction)


def heading(foreseen: Foreseen | None) -> str:
    """Return the line beside the report's name."""
    if foreseen is None:
        return tr("is being made; nothing is written yet")
    return tr("before anything is written · what is not here comes through as it is")
