"""The page without a project: a question, three ways to begin, the projects opened last, and a leaf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator import __version__, language, resources
from annotator.language import Message, tr
from ui.controls import RING, Button, Kind
from ui.fonts import interface_font, text_font
from ui.keys import shown
from ui.panels.caption import Caption
from ui.panels.key_cap import KeyCap
from ui.panels.menus import dress_menu
from ui.panels.painting import LTR, RTL
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed, dress
from ui.recent import ProjectFacts
from ui.theme import THEMES, measures
from ui.welcome.leaf import Leaf
from ui.welcome.problem import Problem
from ui.welcome.rows import DropArea, RecentRow, SampleRow

_COLUMN: Final = 620
_BETWEEN: Final = 86
_LEAF_FROM: Final = (_COLUMN + _BETWEEN + 450 + 64, 700)
"""A page smaller than this, in pixels, has no room for the leaf."""
_MOST_RECENT: Final = 3
_OFFERS: Final[tuple[tuple[str, Kind, str], ...]] = (
    ("new", "primary", "plus"),
    ("open", "plain", "folder"),
    ("import", "plain", "import"),
)
_LANGUAGES: Final = ("arabic", "english")


class StartPage(Themed, QWidget):
    """What is seen before a project is open, and after the last has been closed.

    Signals:
        project_wanted: the path of a recent project.
    """

    project_wanted = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        m = measures()
        self._recent: list[tuple[Path, ProjectFacts | None]] = []
        self._question = Caption(text_font(m.display_px, bold=True), "ink")
        self._sentence = Caption(interface_font(m.title_px + 1), "ink2")
        self._offers: dict[str, Button] = {
            name: Button(kind=kind, icon=icon, height=m.button_large) for name, kind, icon in _OFFERS
        }
        self._actions: Mapping[str, QAction] = {}
        self._recent_title = Caption(interface_font(m.small_px, 600), "ink2")
        self._enter = KeyCap("↵")
        self._enter_opens = Caption(interface_font(m.small_px), "ink3")
        self._recent_head = QWidget()
        self._recent_rows = QVBoxLayout()
        self.problem_card = Problem()
        self.sample = SampleRow()
        self._drop = DropArea()
        self._leaf = Leaf()
        self._beside = QWidget()
        self.languages = Button(kind="quiet", chevron=True)
        self.themes = Button(kind="quiet", chevron=True)
        self.help = Button(kind="quiet")
        self._offline = Caption(interface_font(m.small_px), "ink3")
        self._version = Caption(interface_font(m.small_px), "ink3", at_end=True, direction=LTR)
        self._arrange()
        self.problem_card.recent_wanted.connect(self.project_wanted)
        self.retranslate()

    def bind(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons do what the actions with their names do."""
        self._actions = actions
        for name, button in self._offers.items():
            button.clicked.connect(actions[name].trigger)
        self.sample.open.clicked.connect(actions["sample"].trigger)
        self.help.clicked.connect(actions["shortcuts"].trigger)
        self.problem_card.other_wanted.connect(actions["open"].trigger)
        self.languages.clicked.connect(lambda: self._unfold(self.languages, _LANGUAGES))
        self.themes.clicked.connect(lambda: self._unfold(self.themes, THEMES))
        self.retranslate()

    @property
    def problem(self) -> str:
        """Why the project that was asked for is not here, or ""."""
        return "" if self.problem_card.message is None else str(self.problem_card.message)

    @property
    def rows(self) -> list[RecentRow]:
        """The recent projects as they are offered, latest first."""
        items = (self._recent_rows.itemAt(place) for place in range(self._recent_rows.count()))
        found = (item.widget() for item in items if item is not None)
        return [row for row in found if isinstance(row, RecentRow)]

    def show_problem(self, message: Message | None, path: Path | None = None) -> None:
        """Say why the project at `path` can't be opened, beside its row if it has one; or nothing."""
        self.problem_card.say(message, path)
        other = next(((p, facts) for p, facts in self._recent if p != path), None)
        if other is None:
            self.problem_card.offer(None, "")
        else:
            self.problem_card.offer(other[0], other[0].stem if other[1] is None else other[1].title)
        self._recent_rows.removeWidget(self.problem_card)
        places = [row.path for row in self.rows]
        self._recent_rows.insertWidget(places.index(path) + 1 if path in places else 0, self.problem_card)
        self._recent_head.setVisible(bool(self._recent))

    def show_recent(self, recent: Sequence[tuple[Path, ProjectFacts | None]]) -> None:
        """Offer these projects, latest first, with what is remembered of them."""
        self._recent = list(recent[:_MOST_RECENT])
        for old in self.rows:
            self._recent_rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        for place, (path, facts) in enumerate(self._recent):
            row = RecentRow(path, facts, is_first=place == 0)
            row.clicked.connect(lambda _=False, path=path: self.project_wanted.emit(path))
            self._recent_rows.addWidget(row)
        self.show_problem(self.problem_card.message, self.problem_card.path)
        dress(self, self.theme)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._question.set_text(tr("Who says what?"))
        self._sentence.set_text(
            tr("Annotate Arabic text as it was always read: the text in the middle, the gloss beside it.")
        )
        self._recent_title.set_text(tr("Recent projects"))
        self._enter_opens.set_text(tr("opens the first"))
        for row in self.rows:
            row.retranslate()
        self.problem_card.retranslate()
        self.sample.say(articles=len(list(resources.path("samples").glob("*.jsonl"))))
        self._say_kinds()
        self._offline.set_text(tr("Works offline. Your texts never leave this machine."))
        self._version.set_text(f"Hashiya {__version__}")
        for name, button in self._offers.items():
            _name_button(button, self._actions.get(name))
        _name_button(self.help, self._actions.get("shortcuts"))
        for button, name in (
            (self.languages, "arabic" if language.current() == "ar" else "english"),
            (self.themes, self.theme.name),
        ):
            if name in self._actions:
                button.setText(self._actions[name].iconText())
                button.updateGeometry()
        self.languages.setAccessibleName(tr("Language: {name}", name=self.languages.text()))
        self.themes.setAccessibleName(tr("Colours: {name}", name=self.themes.text()))

    def take_focus(self) -> None:
        """Bring the focus to what is most likely wanted: the last project, or a new one."""
        rows = self.rows
        (rows[0] if rows else self._offers["new"]).setFocus(Qt.FocusReason.OtherFocusReason)

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open the first project, wherever the focus is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._recent:
            self.project_wanted.emit(self._recent[0][0])
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Say what may be dropped, if the page stays: only who sees it need load all formats."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._say_kinds)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the leaf out where it has no room."""
        super().resizeEvent(event)
        self._beside.setVisible(self.width() >= _LEAF_FROM[0] and self.height() >= _LEAF_FROM[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the desk."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("desk"))
        painter.end()

    def _arrange(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(12, 6, 12, 0)
        above.addStretch(1)
        for button in (self.languages, self.themes, self.help):
            above.addWidget(button)
        beside = QHBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addSpacing(_BETWEEN)
        beside.addWidget(self._leaf)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addStretch(1)
        middle.addWidget(self._column(), 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch(1)
        content = QWidget()
        content.setLayout(middle)
        below = QHBoxLayout()
        below.setContentsMargins(16, 0, 16, 12)
        below.addWidget(self._offline, 1)
        below.addWidget(self._version)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(above)
        whole.addWidget(_Scroll(content), 1)
        whole.addLayout(below)

    def _column(self) -> QWidget:
        offers = QHBoxLayout()
        offers.setSpacing(0)
        for button in self._offers.values():
            offers.addWidget(button)
        offers.addStretch(1)
        head = QHBoxLayout(self._recent_head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._recent_title)
        head.addStretch(1)
        head.addWidget(self._enter)
        head.addWidget(self._enter_opens)
        self._recent_rows.setSpacing(4)
        self._recent_rows.setContentsMargins(RING, 0, RING, 0)
        block = QVBoxLayout()
        block.setSpacing(0)
        block.addLayout(_inset(self._question))
        block.addSpacing(4)
        block.addLayout(_inset(self._sentence))
        block.addSpacing(16)
        block.addLayout(offers)
        block.addSpacing(20)
        block.addLayout(_inset(self._recent_head))
        block.addSpacing(8)
        block.addLayout(self._recent_rows)
        block.addSpacing(12)
        block.addLayout(_inset(self.sample))
        block.addSpacing(12)
        block.addLayout(_inset(self._drop))
        column = QWidget()
        column.setLayout(block)
        column.setFixedWidth(_COLUMN + 2 * RING)
        column.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return column

    def _say_kinds(self) -> None:
        if self.isVisible():
            self._drop.say(_kinds())

    def _unfold(self, button: Button, names: Sequence[str]) -> None:
        menu = QMenu(button)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        for name in names:
            menu.addAction(self._actions[name])
        menu.aboutToHide.connect(menu.deleteLater)
        at_start = button.width() - menu.sizeHint().width() if self.layoutDirection() == RTL else 0
        menu.popup(button.mapToGlobal(QPoint(at_start, button.height())))


class _Scroll(QScrollArea):
    """Scrolls what is higher than a low window, without frame or ground of its own."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.scroll_line = ScrollLine(self)
        for part in (self, self.viewport(), content):
            part.setAutoFillBackground(False)


def _inset(part: QWidget) -> QVBoxLayout:
    """Bring a part into line with the visible edges of buttons, whose rings stand outside."""
    column = QVBoxLayout()
    column.setContentsMargins(RING, 0, RING, 0)
    column.addWidget(part)
    return column


def _name_button(button: Button, action: QAction | None) -> None:
    if action is not None:
        keys = action.shortcuts()
        button.setText(action.iconText().rstrip("…"))
        button.set_key(shown(keys[0].toString()) if keys else "")


def _kinds() -> list[str]:
    """Return what may be dropped, by the usual endings of the files that can be read as they are."""
    from annotator.workspace.catalogue import format_summaries

    files = [
        known for known in format_summaries() if known.can_read and not known.is_folder and not known.extra
    ]
    return sorted({known.extensions[0].lstrip(".").upper() for known in files})
