"""The canonical form that a span's words leave out, to be taken by one press."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.language import tr
from ui.fonts import text_font
from ui.icons import pixmap
from ui.panels.painting import RTL, centred, direction_of, draw_frame, draw_text, mirrored
from ui.panels.themed import Themed
from ui.theme import measures

_HEIGHT = 26
_WORDS_PX = 16
_EDGE = 9.0  # pixels from the start edge to the words: where the fields' answers begin
_GAP = 6.0
_PLUS = 14


class CanonicalOffer(Themed, QAbstractButton):
    """Words with a plus behind them, as quiet as a link until one points at them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the text
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Offer these words."""
        self._words = words
        self.setAccessibleName(tr("Set canonical form to {words}", words=words))
        self.update()

    @property
    def words(self) -> str:
        """What is offered."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the button's size: as high as a field."""
        return QSize(158, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the words by Enter too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words and the plus; ground and edge only under the pointer and the keyboard."""
        painter = QPainter(self)
        theme, box, direction = self.theme, QRectF(self.rect()), self.layoutDirection()
        radius = measures().radius_control
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            draw_frame(painter, box, radius=radius, fill=theme.color("hover"), edge=None)
        if self.hasFocus():
            edge, line = theme.color("accent"), measures().line_focus
            draw_frame(painter, box, radius=radius, fill=None, edge=edge, width=line)
        font = text_font(_WORDS_PX)
        most = box.width() - 2 * _EDGE - _GAP - _PLUS
        wide = min(QFontMetricsF(font).horizontalAdvance(self._words) + 1, most)
        draw_text(
            painter,
            mirrored(QRectF(_EDGE, 0, wide, box.height()), box.width(), direction),
            self._words,
            font=font,
            color=theme.color("ink2" if self.isEnabled() else "ink3"),
            at_right=direction == RTL,
            direction=direction_of(self._words),
        )
        plus = centred(_PLUS, QPointF(_EDGE + wide + _GAP + _PLUS / 2, box.center().y()))
        picture = pixmap("plus", theme.color("ink3"), _PLUS, self.devicePixelRatioF())
        painter.drawPixmap(mirrored(plus, box.width(), direction).topLeft(), picture)
        painter.end()
