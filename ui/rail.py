"""What is left of the desk beside the page of a narrow window: one button for each thing that it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.language import trc
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.painting import RTL, direction_of, draw_frame, draw_text, set_tip
from ui.panels.themed import Themed, dress
from ui.theme import measures

_BUTTON: Final = 52
_ICON: Final = 20


class Rail(Themed, QWidget):
    """The column of buttons: documents, the current span, all spans.

    Signals:
        documents_wanted: the list of documents is to be shown, or put away.
        current_wanted: the current span is to be shown, or put away.
    """

    documents_wanted = Signal()
    current_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(measures().rail)
        self.documents = RailButton("document", lambda: trc("rail", "Documents"))
        self.current = RailButton("label", lambda: trc("rail", "Span"))
        self.spans = RailButton("list", lambda: trc("rail", "All spans"))
        self.documents.clicked.connect(self.documents_wanted)
        self.current.clicked.connect(self.current_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(4)
        for button in (self.documents, self.current, self.spans):
            column.addWidget(button)
        column.addStretch(1)

    def show_open(self, *, documents: bool, current: bool) -> None:
        """Mark what is shown beside the rail."""
        self.documents.setChecked(documents)
        self.current.setChecked(current)

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the edge towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        x = 0 if self.layoutDirection() == RTL else self.width() - 1
        painter.fillRect(x, 0, 1, self.height(), self.theme.color("hair"))
        painter.end()


class RailButton(Themed, QAbstractButton):
    """An icon with its word under it. Checked while what it opens is shown."""

    def __init__(self, icon: str, name: Callable[[], str]) -> None:
        super().__init__()
        self._icon, self._name, self._key = icon, name, ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is needed
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._retranslate()

    def nextCheckState(self) -> None:
        """Stay as it is: whoever opens the thing says so."""

    def set_key(self, key: str) -> None:
        """Name this key in the tooltip."""
        self._key = key
        self._retranslate()

    def bind(self, action: QAction, key: str) -> None:
        """Turn this action on and off, and show whether it is on."""
        self.set_key(key)
        self.clicked.connect(action.trigger)
        action.toggled.connect(self.setChecked)
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)

    def sizeHint(self) -> QSize:
        """Return the button's size."""
        return QSize(measures().rail - 8, _BUTTON)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon, word and focus."""
        painter = QPainter(self)
        color, box = self.theme.color, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen, radius = self.isChecked(), measures().radius_control
        if chosen or self.isDown() or self.underMouse():
            edge = color("accent") if chosen and self.theme.high_contrast else None
            fill = color("accent_soft" if chosen else "hover")
            draw_frame(painter, box, radius=radius, fill=fill, edge=edge)
        if self.hasFocus():
            width = measures().line_focus
            draw_frame(painter, box, radius=radius, fill=None, edge=color("accent"), width=width)
        ink = color("accent" if chosen else "ink2")
        picture = pixmap(self._icon, ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF((self.width() - _ICON) / 2, 8), picture)
        self._paint_word(painter, chosen=chosen)
        painter.end()

    def _paint_word(self, painter: QPainter, *, chosen: bool) -> None:
        font = interface_font(measures().caption_px, 600 if chosen else 400)
        word = self._name()
        room = QRectF(1, 31, self.width() - 2, 16)
        painter.setFont(font)
        wide = min(float(painter.fontMetrics().horizontalAdvance(word)), room.width())
        draw_text(
            painter,
            QRectF((self.width() - wide) / 2, room.top(), wide + 1, room.height()),
            word,
            font=font,
            color=self.theme.color("accent" if chosen else "ink2"),
            at_right=False,
            direction=direction_of(word),
        )

    def _retranslate(self) -> None:
        name = self._name()
        self.setAccessibleName(name)
        set_tip(self, f"{name}  {self._key}" if self._key else name)
        self.update()
