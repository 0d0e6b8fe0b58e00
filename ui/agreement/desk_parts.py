"""What the desk of agreement is made of."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui import icons
from ui.agreement.pairs import PairPicker
from ui.fonts import interface_font
from ui.language import directed
from ui.panels.painting import centred, draw_frame, mirrored
from ui.panels.quiet_scroll import QuietScroll
from ui.panels.themed import Themed
from ui.panels.wrapping import WrappingLabel
from ui.theme import measures

WIDTH: Final = 304
"""Of the desk, in pixels."""
SIDE: Final = 16
_ABOVE_AT_LEAST: Final = 120
_ICON: Final = 14
_NOTICE_PAD: Final = 34


class Above(QuietScroll):
    """As high as what is in it, or less where the window is low."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        self._content = content
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what the content needs."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return the size of the content."""
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return how low it may get."""
        return QSize(WIDTH, _ABOVE_AT_LEAST)


class Sideways(QScrollArea):
    """Scrolls readers that are too many for the desk."""

    def __init__(self, pairs: PairPicker) -> None:
        super().__init__()
        self._pairs = pairs
        self.setWidget(pairs)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        pairs.moved.connect(lambda rect: self.ensureVisible(rect.center().x(), 0, rect.width(), 0))

    def fit(self) -> None:
        """Be as high as the readers are many."""
        wide = self._pairs.minimumWidth() > WIDTH - 2 * SIDE
        bar = self.horizontalScrollBar().sizeHint().height() if wide else 0
        self.setFixedHeight(self._pairs.minimumHeight() + bar)


class Notice(Themed, WrappingLabel):
    """What to bear in mind about the figures, on a ground of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setFont(interface_font(measures().small_px))
        # The sign stands at the start, whichever side that is: margins do not mirror.
        self.setContentsMargins(_NOTICE_PAD, 8, _NOTICE_PAD, 8)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say a sentence, or nothing."""
        self.setText(directed(sentence))
        self.setVisible(bool(sentence))

    def theme_changed(self) -> None:
        """Take the ink of what is to be borne in mind."""
        tone = self.palette()
        tone.setColor(self.foregroundRole(), self.theme.color("warn"))
        self.setPalette(tone)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the sign, then the words."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        edge = self.theme.color("warn") if self.theme.high_contrast else None
        fill = self.theme.color("warn_soft")
        draw_frame(painter, box, radius=measures().radius_control, fill=fill, edge=edge)
        middle = QPointF(_NOTICE_PAD / 2 + 1, box.center().y())
        spot = mirrored(centred(_ICON, middle), box.width(), self.layoutDirection())
        picture = icons.pixmap("warning", self.theme.color("warn"), _ICON, self.devicePixelRatioF())
        painter.drawPixmap(spot.topLeft(), picture)
        painter.end()
        super().paintEvent(event)
