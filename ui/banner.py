"""A strip above the notice for what lasts: the project can be looked at only, or an edit is not saved.

A notice says what has happened, and goes; a banner says how things are, and offers ways on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from annotator.language import Message
from ui.controls import RING, Button
from ui.fonts import interface_font
from ui.language import directed
from ui.notice import STRIP_START, paint_strip
from ui.panels.themed import Themed, dress
from ui.theme import measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A button of the banner.

    Attributes:
        text: its words.
        go: what it does.
    """

    text: Message
    go: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How things are.

    Attributes:
        message: the whole sentence.
        ways: what can be done about it; the first is the likeliest.
        role: "warn": be careful; "rubric": something is about to be lost.
        icon: the sign before it.
    """

    message: Message
    ways: tuple[Way, ...]
    role: Literal["warn", "rubric"]
    icon: str


class Banner(Themed, QWidget):
    """The strip. It stays until it is told otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing: Standing | None = None
        self.buttons: list[Button] = []
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setFont(interface_font(measures().body_px))
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(STRIP_START, 4, STRIP_START, 4)
        self._row.setSpacing(8 - 2 * RING)
        self._row.addWidget(self._words, 1)
        self._row.addSpacing(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, or "" while it is hidden."""
        return "" if self._standing is None else str(self._standing.message)

    def say(self, standing: Standing | None) -> None:
        """Say how things are; None: as they should be."""
        if standing == self._standing:
            return
        is_new = standing is not None and standing.message != getattr(self._standing, "message", None)
        self._standing = standing
        self._retranslate()
        self.setVisible(standing is not None)
        if is_new:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))

    def theme_changed(self) -> None:
        """Take the theme's ink, and hand the colours on."""
        dress(self, self.theme)
        tone = self._words.palette()
        tone.setColor(self._words.foregroundRole(), self.theme.color("ink"))
        self._words.setPalette(tone)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the language in use."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the upper edge and the sign."""
        if self._standing is not None:
            top = (self.height() - measures().button) // 2 + 7
            paint_strip(self, self.theme, role=self._standing.role, icon=self._standing.icon, top=top)

    def _retranslate(self) -> None:
        for old in self.buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._words.setText(directed(self.text))
        self.buttons = [self._button(way) for way in (self._standing.ways if self._standing else ())]
        self.theme_changed()
        self.update()

    def _button(self, way: Way) -> Button:
        button = Button(kind="plain", parent=self)
        button.setText(str(way.text))
        button.clicked.connect(way.go)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button
