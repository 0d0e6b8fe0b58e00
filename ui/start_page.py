"""What the window shows when no project is open: what went wrong, if anything, and three ways on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from annotator.language import Message, tr
from ui.controls import RING, Button, Kind
from ui.fonts import interface_font, text_font
from ui.icons import pixmap
from ui.keys import shown
from ui.language import directed
from ui.panels.caption import Caption
from ui.panels.painting import RTL, direction_of, draw_frame, draw_text, mirrored
from ui.panels.themed import Themed, dress
from ui.theme import measures

_WIDTH = 640
_MOST_RECENT = 3
_ROW = 54
_DROP = 92
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
        self._drop = _DropArea()
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
        return "" if self._problem is None else str(self._problem)

    def show_recent(self, paths: list[Path]) -> None:
        """Offer these projects, latest first."""
        self._recent = paths[:_MOST_RECENT]
        while (item := self._recent_rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for path in self._recent:
            row = _RecentRow(path)
            row.clicked.connect(lambda _=False, path=path: self.project_wanted.emit(path))
            self._recent_rows.addWidget(row)
        self._recent_title.setVisible(bool(self._recent))
        dress(self, self.theme)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._question.set_text(tr("Who says what?"))
        self._sentence.set_text(
            tr("Annotate Arabic text as it was always read: the text in the middle, the gloss beside it.")
        )
        self._error.setVisible(self._problem is not None)
        self._error.setText("" if self._problem is None else directed(str(self._problem)))
        self._recent_title.set_text(tr("Recent projects"))
        self._drop.setText(tr("Drop texts or a project here"))
        self._offline.set_text(tr("Works offline. Your texts never leave this machine."))
        for name, action in self._actions.items():
            keys = action.shortcuts()
            self._offers[name].setText(action.iconText().rstrip("…"))
            self._offers[name].set_key(shown(keys[0].toString()) if keys else "")

    def take_focus(self) -> None:
        """Bring the focus to what is most likely wanted: the last project, or a new one."""
        first = self._recent_rows.itemAt(0)
        widget = first.widget() if first is not None else None
        (widget or self._offers["new"]).setFocus(Qt.FocusReason.OtherFocusReason)

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the desk."""
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
            block.addLayout(_inset(part))
            block.addSpacing(gap)
        block.addLayout(offers)
        block.addSpacing(28)
        block.addLayout(_inset(self._recent_title))
        block.addSpacing(6)
        self._recent_rows.setSpacing(6)
        self._recent_rows.setContentsMargins(RING, 0, RING, 0)
        block.addLayout(self._recent_rows)
        block.addSpacing(20)
        block.addLayout(_inset(self._drop))
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


def _inset(part: QWidget) -> QVBoxLayout:
    """Bring a part into line with the visible edges of buttons, whose rings stand outside."""
    column = QVBoxLayout()
    column.setContentsMargins(RING, 0, RING, 0)
    column.addWidget(part)
    return column


class _RecentRow(Themed, QAbstractButton):
    """A project opened before: its name, and where it is."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.setAccessibleName(path.stem)
        self.setAccessibleDescription(str(path))
        self.setFixedHeight(_ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open it too, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon, name and place."""
        painter = QPainter(self)
        color, m, box = self.theme.color, measures(), QRectF(self.rect())
        chosen = self.hasFocus() or self.underMouse()
        edge, width = (color("accent"), m.line_current_card) if self.hasFocus() else (color("hair"), 1.0)
        fill = color("raised") if chosen else color("panel")
        draw_frame(painter, box, radius=m.radius_card, fill=fill, edge=edge, width=width)
        direction = self.layoutDirection()
        icon = mirrored(QRectF(16, (_ROW - 20) / 2, 20, 20), box.width(), direction)
        picture = pixmap("gloss", color("accent" if chosen else "ink2"), 20, self.devicePixelRatioF())
        painter.drawPixmap(icon.topLeft(), picture)
        for text, top, font, role in (
            (self._path.stem, 7, interface_font(m.title_px, 600), "ink"),
            (str(self._path.parent), 28, interface_font(m.small_px), "ink3"),
        ):
            line = mirrored(QRectF(52, top, box.width() - 68, 20), box.width(), direction)
            draw_text(
                painter,
                line,
                text,
                font=font,
                color=color(role),
                at_right=direction == RTL,
                direction=direction_of(text),
            )
        painter.end()


class _DropArea(Themed, QLabel):
    """Says that files may be dropped; the whole window takes them."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        self.setContentsMargins(0, 0, 0, 18)
        self.setFont(interface_font(measures().body_px, 500))
        self.setFixedHeight(_DROP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed frame and the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.theme.color("border"), 1.2)
        pen.setDashPattern([5, 3])
        painter.setPen(pen)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, measures().radius_card, measures().radius_card)
        picture = pixmap("drop", self.theme.color("accent"), 24, self.devicePixelRatioF())
        painter.drawPixmap(round(box.center().x()) - 12, 20, picture)
        painter.end()
        super().paintEvent(event)


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
