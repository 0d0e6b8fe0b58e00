"""A project that can't be opened: what it is, why, and what may be done."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.language import Message, tr
from ui.controls import Button
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.language import directed
from ui.panels.caption import Caption
from ui.panels.painting import draw_frame, mirrored
from ui.panels.themed import Themed
from ui.theme import measures

_WORDS_AT: Final = 48
_ICON: Final = 20


class Problem(Themed, QWidget):
    """The card beside the project that it is about.

    Signals:
        other_wanted: another file is to be chosen.
        recent_wanted: the path of a project that was opened before.
    """

    other_wanted = Signal()
    recent_wanted = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        m = measures()
        self.message: Message | None = None
        self.path: Path | None = None
        self._recent: Path | None = None
        self._recent_name = ""
        self._name = Caption(interface_font(m.title_px, 600), "ink")
        self._why = QLabel()
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        self._why.setWordWrap(True)
        self._why.setFont(interface_font(m.body_px))
        self._why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.other = Button(kind="plain", icon="folder")
        self.recent = Button(kind="plain", icon="gloss")
        self.other.clicked.connect(self.other_wanted)
        self.recent.clicked.connect(self._want_recent)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.other)
        buttons.addWidget(self.recent)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        # Qt mirrors no margin: the same on both sides, the sign stands in the one at the start.
        column.setContentsMargins(_WORDS_AT, 12, _WORDS_AT, 10)
        column.setSpacing(4)
        column.addWidget(self._name)
        column.addWidget(self._why)
        column.addLayout(buttons)
        self.hide()

    def say(self, message: Message | None, path: Path | None) -> None:
        """Say why the project at `path` can't be opened, or nothing."""
        self.message, self.path = message, path
        self.retranslate()

    def offer(self, recent: Path | None, name: str) -> None:
        """Offer this project instead, or none."""
        self._recent, self._recent_name = recent, name
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setVisible(self.message is not None)
        self._name.set_text("" if self.path is None else self.path.name)
        self._name.setVisible(self.path is not None)
        self._why.setText("" if self.message is None else directed(str(self.message)))
        self.other.setText(tr("Choose another file"))
        self.recent.setText(tr("Open “{title}”", title=self._recent_name))
        self.recent.setVisible(self._recent is not None)

    def theme_changed(self) -> None:
        """Take the theme's ink."""
        tone = self._why.palette()
        tone.setColor(self._why.foregroundRole(), self.theme.color("ink"))
        self._why.setPalette(tone)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, edge and sign."""
        painter = QPainter(self)
        color, box = self.theme.color, QRectF(self.rect())
        fill, edge = color("rubric_soft"), color("rubric")
        draw_frame(painter, box, radius=measures().radius_card, fill=fill, edge=edge)
        icon = mirrored(QRectF(16, 14, _ICON, _ICON), box.width(), self.layoutDirection())
        painter.drawPixmap(icon.topLeft(), pixmap("warning", edge, _ICON, self.devicePixelRatioF()))
        painter.end()

    def _want_recent(self) -> None:
        if self._recent is not None:
            self.recent_wanted.emit(self._recent)
