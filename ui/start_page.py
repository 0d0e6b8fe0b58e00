"""What the window shows when no project is open: what went wrong, if anything, and three ways on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from annotator.language import Message, tr
from ui.controls import Button, Kind
from ui.fonts import interface_font, text_font
from ui.keys import shown
from ui.panels.caption import Caption
from ui.panels.themed import Themed, dress
from ui.theme import measures

_WIDTH = 640
_MOST_RECENT = 4
_OFFERS: tuple[tuple[str, Kind, str], ...] = (
    ("new", "primary", "plus"),
    ("open", "plain", "folder"),
    ("sample", "plain", "document"),
)


class StartPage(Themed, QWidget):
    """A question, three actions, and the projects opened last.

    Signals:
        project_wanted: the path of a recent project.
    """

    project_wanted = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        m = measures()
        self._problem: Message | None = None
        self._recent: list[Path] = []
        self._question = Caption(text_font(m.display_px, bold=True), "ink")
        self._sentence = Caption(interface_font(m.title_px), "ink2")
        self._error = _Problem()
        self._offers: dict[str, Button] = {
            name: Button(kind=kind, icon=icon, height=m.button_large) for name, kind, icon in _OFFERS
        }
        self._actions: dict[str, QAction] = {}
        self._recent_title = Caption(interface_font(m.body_px, 600), "ink2")
        self._recent_rows = QVBoxLayout()
        self._offline = Caption(interface_font(m.small_px), "ink3")
        self._arrange()
        self.retranslate()

    def bind(self, actions: dict[str, QAction]) -> None:
        """Let the buttons do what the actions with their names do."""
        for name, button in self._offers.items():
            self._actions[name] = actions[name]
            button.clicked.connect(actions[name].trigger)
        self.retranslate()

    def show_problem(self, message: Message | None) -> None:
        """Say why the project that was asked for is not here, or nothing."""
        self._problem = message
        self.retranslate()

    @property
    def problem(self) -> str:
        """The sentence shown, or ""."""
        return "" if self._error.isHidden() else self._error.text()

    def show_recent(self, paths: list[Path]) -> None:
        """Offer these projects, latest first."""
        self._recent = paths[:_MOST_RECENT]
        while (item := self._recent_rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for path in self._recent:
            row = Button(kind="quiet", icon="gloss", height=measures().button_large)
            row.setText(path.stem)
            row.setToolTip("")
            row.setAccessibleName(path.stem)
            row.setAccessibleDescription(str(path))
            row.clicked.connect(lambda _=False, path=path: self.project_wanted.emit(path))
            self._recent_rows.addWidget(row, 0, Qt.AlignmentFlag.AlignLeading)
        self._recent_title.setVisible(bool(self._recent))
        dress(self, self.theme)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._question.set_text(tr("Who says what?"))
        self._sentence.set_text(
            tr("Annotate Arabic text as it was always read: the text in the middle, the gloss beside it.")
        )
        self._error.setVisible(self._problem is not None)
        self._error.setText("" if self._problem is None else str(self._problem))
        self._recent_title.set_text(tr("Recent projects"))
        self._offline.set_text(tr("Works offline. Your texts never leave this machine."))
        for name, action in self._actions.items():
            keys = action.shortcuts()
            self._offers[name].setText(action.text().rstrip("…"))
            self._offers[name].set_key(shown(keys[0].toString()) if keys else "")

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the desk, and the double rule at the start of the words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("desk"))
        painter.end()

    def _arrange(self) -> None:
        offers = QHBoxLayout()
        offers.setSpacing(2)
        for button in self._offers.values():
            offers.addWidget(button)
        offers.addStretch(1)
        block = QVBoxLayout()
        block.setSpacing(0)
        for part, gap in (
            (self._question, 8),
            (self._sentence, 20),
            (self._error, 16),
        ):
            block.addWidget(part)
            block.addSpacing(gap)
        block.addLayout(offers)
        block.addSpacing(28)
        block.addWidget(self._recent_title)
        block.addSpacing(4)
        block.addLayout(self._recent_rows)
        middle = QWidget()
        middle.setLayout(block)
        middle.setFixedWidth(_WIDTH)
        middle.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 16)
        whole.addStretch(2)
        whole.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
        whole.addWidget(self._offline)


class _Problem(Themed, QLabel):
    """A sentence in rubric, wrapped."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(interface_font(measures().body_px, 500))
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def theme_changed(self) -> None:
        """Take the rubric."""
        tone = self.palette()
        tone.setColor(self.foregroundRole(), self.theme.color("rubric"))
        self.setPalette(tone)
