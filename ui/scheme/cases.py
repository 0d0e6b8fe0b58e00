"""What a layer's rule says to each way in which two spans may lie, drawn beside its form."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.editing.rules import overlap_allowed
from annotator.language import tr
from annotator.model import Label, Layer, Mark, Names, Span
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.painting import RTL, draw_frame, draw_text, mirrored
from ui.panels.themed import Themed
from ui.theme import measures

_ROW: Final = 44
_LETTERS: Final = 12
_PICTURE: Final = 108.0
_FIRST: Final = Span(1, 11)


class Cases(Themed, QWidget):
    """One row a case: two spans, and whether they may lie so."""

    def __init__(self) -> None:
        super().__init__()
        self._layer: Layer | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_layer(self, layer: Layer) -> None:
        """Show what this layer says."""
        self._layer = layer
        self.setAccessibleName(tr("What may lie how"))
        self.setAccessibleDescription(
            "; ".join(f"{name}: {_word(allowed)}" for name, _, allowed in self.cases())
        )
        self.update()

    def cases(self) -> list[tuple[str, Span, bool]]:
        """Return the cases: what each is called, where the second span lies, whether it may."""
        if self._layer is None:
            return []
        one, other = _label("A", self._layer), _label("B", self._layer)
        layer = self._layer
        found = (
            (tr("One inside the other"), Span(3, 8), other),
            (tr("The very same words"), _FIRST, other),
            (tr("Across each other"), Span(7, 14), other),
            (tr("One label inside itself"), Span(3, 8), one),
        )
        return [
            (name, span, overlap_allowed(layer, one, second, _FIRST, span)) for name, span, second in found
        ]

    def sizeHint(self) -> QSize:
        """Return room for all cases."""
        return QSize(288, 4 * _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cases."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, (name, span, allowed) in enumerate(self.cases()):
            self._paint_case(painter, row * _ROW, name, span, allowed=allowed)
        painter.end()

    def _paint_case(self, painter: QPainter, top: float, name: str, span: Span, *, allowed: bool) -> None:
        color, width, direction = self.theme.color, float(self.width()), self.layoutDirection()
        step = _PICTURE / (_LETTERS + 3)
        picture = mirrored(QRectF(0, top, _PICTURE, _ROW), width, direction)
        painter.setPen(QPen(color("border"), 1.2))
        painter.drawLine(QLineF(picture.left(), top + 10, picture.right(), top + 10))
        for number, (place, role) in enumerate(((_FIRST, "accent"), (span, "ink2"))):
            bar = QRectF(place.start * step, top + 16 + number * 9, len(place) * step, 5)
            if direction == RTL:
                bar.moveLeft(width - bar.right())
            draw_frame(painter, bar, radius=2.5, fill=color(role), edge=None)
        sign, ink = ("check", "ok") if allowed else ("close", "ink3")
        box = mirrored(QRectF(_PICTURE + 14, top + 13, 13, 13), width, direction)
        painter.drawPixmap(QPointF(box.topLeft()), pixmap(sign, color(ink), 13, self.devicePixelRatioF()))
        words = mirrored(QRectF(_PICTURE + 36, top + 8, width - _PICTURE - 36, 24), width, direction)
        draw_text(
            painter,
            words,
            name,
            font=interface_font(measures().small_px),
            color=color("ink" if allowed else "ink3"),
            at_right=direction == RTL,
            direction=direction,
        )


def _label(code: str, layer: Layer) -> Label:
    names = Names(ar=code, en=code)
    return Label(
        code=code,
        layer=layer.code,
        names=names,
        short=names,
        description=names,
        color="#777777",
        hotkey=None,
        mark=Mark.FILL,
    )


def _word(allowed: bool) -> str:  # noqa: FBT001 - it is the value that is said
    return tr("allowed") if allowed else tr("refused")
