"""The bar on top: the menu, the name, where one is, undo and redo, the search, the way on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from annotator.language import is_right_to_left, tr
from ui import icons
from ui.controls import Button, Hairline, Pill
from ui.fonts import interface_font, text_font
from ui.keys import shown
from ui.palette.field import SearchField
from ui.panels.caption import Caption
from ui.panels.painting import elide, set_tip
from ui.panels.state_mark import DocumentState, state_name
from ui.panels.themed import Themed, dress
from ui.team.packet_words import PacketWords
from ui.theme import measures

_SIDE = 8  # pixels; the same on both sides, because margins do not mirror
_SEARCH_FROM = 900
"""Narrower than this (pixels), the search shows only while it is used."""
_PROJECT_FROM = 1200
"""Narrower than this (pixels), the project's name leaves its room to the document's."""

_PACKET = 340.0
"""So wide (pixels) the name of a packet may get."""

_TONES = {
    DocumentState.NEW: ("ink2", "hover"),
    DocumentState.IN_PROGRESS: ("accent", "accent_soft"),
    DocumentState.FINISHED: ("ok", "ok_soft"),
    DocumentState.REVIEWED: ("ok", "ok_soft"),
    DocumentState.IGNORED: ("ink2", "hover"),
}


class Header(Themed, QWidget):
    """The header bar. Its buttons carry the actions given by `bind`.

    A page of its own may borrow the end of the bar, where the work has undo, search and the way on.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(measures().header_bar)
        self.menu = Button(kind="quiet", icon="menu")
        self._mark = _WordMark()
        self._project = Caption(interface_font(measures().body_px), "ink2")
        self.packet = Pill()
        self.packet.set_roles("accent", "accent_soft", icon="team")
        self._packet: PacketWords | None = None
        self._arrow = _Arrow()
        self._document = Caption(interface_font(measures().title_px, 600), "ink")
        self._state = Pill()
        self.undo = Button(kind="quiet", icon="undo")
        self.redo = Button(kind="quiet", icon="redo")
        self.search = SearchField()
        self.previous = Button(kind="quiet", icon="previous")
        self.next = Button(kind="quiet", icon="next")
        self.finish = Button(kind="primary")
        self._parts = (self._project, self._arrow, self._document, self._state)
        self._actions: dict[Button, QAction] = {}
        self._place: tuple[str, str, DocumentState | None] = ("", "", None)
        self._lent: tuple[QWidget, ...] | None = None
        self._lent_name: str | None = None
        self._lent_work = ""
        self._arrange()
        self.show_place(project="", document="", state=None)

    def bind(self, actions: dict[str, QAction]) -> None:
        """Let the buttons do what the actions with these names do, and show their keys."""
        for name, button in {
            "undo": self.undo,
            "redo": self.redo,
            "previous_document": self.previous,
            "next_document": self.next,
            "finish": self.finish,
        }.items():
            self._actions[button] = actions[name]
            button.clicked.connect(actions[name].trigger)
            actions[name].changed.connect(self.retranslate)
        self.search.set_key(shown(actions["palette"].shortcuts()[0].toString()))
        self.retranslate()

    def set_menu(self, menu: QMenu) -> None:
        """Unfold this menu under the menu button."""
        self.menu.clicked.connect(lambda: self._unfold(menu))

    def show_place(self, *, project: str, document: str, state: DocumentState | None) -> None:
        """Say which project and document are open, and how far the document is."""
        self._place = (project, document, state)
        self._show_parts()

    def show_packet(self, words: PacketWords | None) -> None:
        """Say that a packet is open, in the place of the project's name; None: a project is."""
        self._packet = words
        if words is not None:
            set_tip(self.packet, words.told)
        self._fit_project()

    def lend(self, parts: Sequence[QWidget], *, name: str | None = None, work: str = "") -> None:
        """Let a page have the end of the bar, until it is taken back.

        Args:
            parts: what stands there, from the start side; the page keeps them.
            name: what stands in the place of the document's title and state; None: those stay.
            work: what is done to the document there, in the place of its state; "": that stays.
        """
        self.take_back()
        self._lent, self._lent_name, self._lent_work = tuple(parts), name, work
        for part in parts:
            self._row.insertWidget(self._row.count() - 1, part)
            part.show()
        dress(self, self.theme)
        self._show_parts()

    def take_back(self) -> None:
        """Have the whole bar again."""
        if self._lent is None:
            return
        for part in self._lent:
            self._row.removeWidget(part)
            part.hide()
        self._lent, self._lent_name, self._lent_work = None, None, ""
        self._show_parts()

    def _show_parts(self) -> None:
        project, document, state = self._place
        named, lent = self._lent_name, self._lent is not None
        shown = document if named is None else named
        self._project.set_text(project)
        self._document.set_text(shown)
        self._document.setVisible(bool(shown))
        self._rule.setVisible(bool(project))
        self._fit_project()
        if self._lent_work:
            self._state.setText(self._lent_work)
            self._state.set_roles("rubric", "rubric_soft", icon="adjudicate")
        elif state is not None:
            self._state.setText(state_name(state))
            self._state.set_roles(*_TONES[state])
        self._state.setVisible(state is not None and named is None)
        self.finish.setVisible(bool(document) and not lent)
        self.search.set_wanted(wanted=bool(project) and not lent)
        for button in (self.previous, self.next, self.undo, self.redo):
            button.setVisible(bool(project) and not lent)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._name(self.menu, tr("Menu"), "")
        self._mark.updateGeometry()
        self._mark.update()
        self.search.retranslate()
        for button, action in self._actions.items():
            keys = action.shortcuts()
            key = shown(keys[0].toString()) if keys else ""
            button.setEnabled(action.isEnabled())
            if button is self.finish:
                button.setText(action.iconText())
                button.setAccessibleName(action.iconText())  # Qt takes the & in a button's words for a key
                button.set_key(key)
                set_tip(button, action.statusTip())  # why it can't be done now
                button.updateGeometry()
            else:
                self._name(button, action.iconText(), key)
                if action.statusTip():
                    set_tip(button, action.statusTip())

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the search out where the names of project and document need its room."""
        super().resizeEvent(event)
        self.search.set_room(has_room=self.width() >= _SEARCH_FROM)
        self._fit_project()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar's ground and its lower edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.color("hair"))
        painter.end()

    def _arrange(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, 0, _SIDE, 0)
        row.setSpacing(0)
        self._rule = Hairline(Qt.Orientation.Vertical)
        self._rule.setFixedHeight(22)
        row.addWidget(self.menu)
        row.addSpacing(4)
        row.addWidget(self._mark)
        row.addSpacing(11)
        row.addWidget(self._rule)
        row.addSpacing(10)
        row.addWidget(self.packet)
        row.addWidget(self._project)
        row.addSpacing(8)
        row.addWidget(self._arrow)
        row.addSpacing(8)
        row.addWidget(self._document)
        row.addSpacing(10)
        row.addWidget(self._state)
        row.addStretch(1)
        for part in (self.undo, self.redo, 10, self.search, 10, self.previous, self.next, 10, self.finish):
            if isinstance(part, int):
                row.addSpacing(part)
            else:
                row.addWidget(part)
        row.addSpacing(4)
        for caption in (self._project, self._document):
            caption.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _fit_project(self) -> None:
        document = bool(self._document.text())
        fits = self.width() >= _PROJECT_FROM or not document
        packet = self._packet
        self.packet.setVisible(packet is not None)
        if packet is not None:  # what it is must be seen in a narrow window, too
            self.packet.setText(elide(packet.whole, self.packet.font(), _PACKET) if fits else packet.short)
        self._project.setVisible(fits and packet is None and bool(self._project.text()))
        self._arrow.setVisible((fits or packet is not None) and document)

    def _name(self, button: Button, name: str, key: str) -> None:
        button.setAccessibleName(name)
        set_tip(button, f"{name}  {key}" if key else name)

    def _unfold(self, menu: QMenu) -> None:
        corner = self.menu.rect().bottomLeft()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            corner = self.menu.rect().bottomRight()
            corner.setX(corner.x() - menu.sizeHint().width())
        menu.popup(self.menu.mapToGlobal(corner))


class _WordMark(Themed, QLabel):
    """The program's name, in the face of the text."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(text_font(measures().word_mark_px, bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the name."""
        advance = QFontMetrics(self.font()).horizontalAdvance(self._name())
        return QSize(advance + 2, measures().header_bar)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the name on the bar's middle; Amiri's own line is too tall to be centred by its box."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.theme.color("ink"))
        drop = 1 if is_right_to_left() else 0
        painter.drawText(self.rect().translated(0, drop), Qt.AlignmentFlag.AlignCenter, self._name())
        painter.end()

    def _name(self) -> str:
        return "حاشية" if is_right_to_left() else "Hashiya"


class _Arrow(Themed, QLabel):
    """From the project to its document, along reading."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedSize(14, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the arrow."""
        painter = QPainter(self)
        picture = icons.pixmap("next", self.theme.color("ink3"), 13, self.devicePixelRatioF())
        painter.drawPixmap(0, 0, picture)
        painter.end()
