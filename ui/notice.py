"""A strip above the status bar that says one sentence: what went wrong, what has been done, or what to do."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from annotator.errors import AnnotatorError
from annotator.language import Message, tr
from ui import icons
from ui.fonts import interface_font
from ui.language import directed
from ui.panels.icon_button import IconButton
from ui.panels.themed import Themed, dress
from ui.theme import Theme, measures

_MILLISECONDS_OF_NEWS: Final = 6000
_ICON: Final = 16
STRIP_START: Final = 40
"""Where a strip's words begin, in pixels: after its sign. The same at its end, for margins don't mirror."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice(Message):
    """A sentence that no tick may stand before: nothing has happened, and it says why, or what to do."""


def advice(message: Message) -> Advice:
    """Return a message as advice."""
    return Advice(**{one.name: getattr(message, one.name) for one in fields(Message)})


class Notice(Themed, QWidget):
    """The strip. News and advice go by themselves; an error stays until it is closed or something succeeds.

    Signals:
        closed: the person has closed it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: Message | None = None
        self.is_error = False
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setFont(interface_font(measures().body_px))
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = IconButton("close")
        self._close.clicked.connect(self.close_it)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MILLISECONDS_OF_NEWS)
        self._timer.timeout.connect(self.hide)
        self._close.set_name(tr("Close this message"))
        row = QHBoxLayout(self)
        row.setContentsMargins(STRIP_START, 6, STRIP_START, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, or "" while it is hidden."""
        return "" if self.isHidden() or self._message is None else str(self._message)

    @property
    def is_advice(self) -> bool:
        """Whether what it says is advice."""
        return isinstance(self._message, Advice)

    def show_error(self, error: AnnotatorError) -> None:
        """Say what went wrong."""
        self._show(error.message, is_error=True)

    def show_news(self, message: Message) -> None:
        """Say what has been done, or give advice."""
        self._show(message, is_error=False)
        self._timer.start()

    def forget_error(self) -> None:
        """Hide an error: what came after it has succeeded."""
        if self.is_error:
            self.hide()

    def close_it(self) -> None:
        """Hide, and say so."""
        self.hide()
        self.closed.emit()

    def theme_changed(self) -> None:
        """Take the inks of news or of an error."""
        dress(self, self.theme)
        tone = self._words.palette()
        tone.setColor(self._words.foregroundRole(), self.theme.color("ink"))
        self._words.setPalette(tone)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the language in use."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._close.set_name(tr("Close this message"))
            self._words.setText("" if self._message is None else directed(str(self._message)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the upper edge and the sign."""
        if self.is_error:
            paint_strip(self, self.theme, role="rubric", icon="warning", top=12)
        elif self.is_advice:
            paint_strip(self, self.theme, role="accent", icon="note", top=12)
        else:
            paint_strip(self, self.theme, role="ok", icon="check", top=12)

    def _show(self, message: Message, *, is_error: bool) -> None:
        self._timer.stop()
        self._message, self.is_error = message, is_error
        self._words.setText(directed(str(message)))
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, str(message)))


def paint_strip(strip: QWidget, colors: Theme, *, role: str, icon: str, top: int) -> None:
    """Paint the ground, the upper edge and the sign of a strip; `top` is the sign's, in pixels."""
    painter = QPainter(strip)
    painter.fillRect(strip.rect(), colors.color(f"{role}_soft"))
    painter.fillRect(0, 0, strip.width(), 1, colors.color(role))
    x = 14 if strip.layoutDirection() == Qt.LayoutDirection.LeftToRight else strip.width() - 14 - _ICON
    picture = icons.pixmap(icon, colors.color(role), _ICON, strip.devicePixelRatioF())
    painter.drawPixmap(QPointF(x, top), picture)
    painter.end()
