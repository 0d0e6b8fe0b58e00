"""A project that can't be opened: what it is, why, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.language import Message, tr, trn
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """What may help with a project that can't be opened.

    Attributes:
        again: the fault may have passed: try once more.
        look: it may be looked at meanwhile.
        backups: how many there are of it.
        repair: a new project may be made of what can be read.
    """

    again: bool = False
    look: bool = False
    backups: int = 0
    repair: bool = False


class Problem(Themed, QWidget):
    """The card beside the project that it is about.

    Signals:
        other_wanted: another file is to be chosen.
        recent_wanted: the path of a project that was opened before.
        again_wanted: the path of the project, which is to be opened again.
        look_wanted: the path of the project, which is to be looked at only.
        backups_wanted: the path of the project whose backups are to be shown.
        repair_wanted: the path of the project of which a new one is to be made.
    """

    other_wanted = Signal()
    recent_wanted = Signal(Path)
    again_wanted = Signal(Path)
    look_wanted = Signal(Path)
    backups_wanted = Signal(Path)
    repair_wanted = Signal(Path)

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
        self._remedies = Remedies()
        self.again, self.look, self.backups, self.repair = (Button(kind="plain") for _ in range(4))
        self._ways = {
            self.again: self.again_wanted,
            self.look: self.look_wanted,
            self.backups: self.backups_wanted,
            self.repair: self.repair_wanted,
        }
        for button in self._ways:
            button.clicked.connect(self._want)
        column = QVBoxLayout(self)
        # Qt mirrors no margin: the same on both sides, the sign stands in the one at the start.
        column.setContentsMargins(_WORDS_AT, 12, _WORDS_AT, 10)
        column.setSpacing(4)
        column.addWidget(self._name)
        column.addWidget(self._why)
        column.addLayout(_row(*self._ways))
        column.addLayout(_row(self.other, self.recent))
        self.hide()

    def say(self, message: Message | None, path: Path | None) -> None:
        """Say why the project at `path` can't be opened, or nothing."""
        if (message, path) != (self.message, self.path):
            self._remedies = Remedies()
        self.message, self.path = message, path
        self.retranslate()

    def offer_remedies(self, remedies: Remedies) -> None:
        """Offer what may help with the project itself."""
        self._remedies = remedies
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
        offered = self._remedies
        self.again.setText(tr("Try again"))
        self.again.setVisible(offered.again)
        self.look.setText(tr("Look only"))
        self.look.setVisible(offered.look)
        self.backups.setText(trn("{count} backup…", "{count} backups…", offered.backups))
        self.backups.setVisible(offered.backups > 0)
        self.repair.setText(tr("Save what can be read…"))
        self.repair.setVisible(offered.repair)

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

    def _want(self) -> None:
        way = self.sender()
        if self.path is not None and isinstance(way, Button):
            self._ways[way].emit(self.path)

    def _want_recent(self) -> None:
        if self._recent is not None:
            self.recent_wanted.emit(self._recent)


def _row(*buttons: Button) -> QHBoxLayout:
    """Return a row of buttons; one without a button in sight takes no room."""
    row = QHBoxLayout()
    row.setSpacing(0)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
