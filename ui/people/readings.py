"""Whose reading of the document is shown: a menu of all of them, and a strip over another's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from annotator.language import tr, trn
from annotator.model import Annotator, DocumentSummary, Owner, SetSummary
from annotator.workspace.choosing import is_anothers
from ui.controls import RING, Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.insets import inset
from ui.panels.menus import add_plain, dress_menu
from ui.panels.state_mark import DocumentState, state_name
from ui.panels.themed import Themed, dress
from ui.people.siglum import Badge, Sigla
from ui.theme import Theme, measures

_SIDE = 16
_HEIGHT = 28


def reading_name(reading: SetSummary) -> str:
    """Return whose reading it is."""
    if reading.annotator is not None:
        return reading.annotator.name
    return {
        Owner.GOLD: tr("Gold"),
        Owner.IMPORTED: tr("Imported"),
        Owner.SUGGESTED: tr("Suggested"),
        Owner.ANNOTATOR: tr("Annotator"),
    }[reading.owner]


def readings_menu(
    parent: QWidget,
    theme: Theme,
    *,
    summary: DocumentSummary,
    known: Sigla,
    reader: Annotator,
    choose: Callable[[str | None], None],
) -> QMenu:
    """Return a menu of the readings of a document that a person is shown.

    Args:
        parent: of the menu.
        theme: its colours.
        summary: with the readings, and the one that is shown now.
        known: the people's sigla.
        reader: the person at this machine.
        choose: called with the id of the reading chosen; None: the reader's own, not begun yet.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dress_menu(menu, theme)
    menu.setLayoutDirection(parent.layoutDirection())

    def add(words: str, set_id: str | None, person: Annotator | None, *, is_shown: bool) -> None:
        icon = None if person is None else known.icon(person.id, theme)
        action = add_plain(menu, words, icon=icon)
        action.setCheckable(True)
        action.setChecked(is_shown)
        action.triggered.connect(lambda _=False: choose(set_id))

    shown = summary.active
    own = [one for one in summary.sets if one.owner is Owner.ANNOTATOR and not is_anothers(one, reader)]
    if not own:
        add(tr("My own reading, not begun"), None, reader, is_shown=shown is None)
    for one in (*own, *(other for other in summary.sets if other not in own)):
        spans = trn("{count} span", "{count} spans", one.spans)
        words = f"{reading_name(one)} · {state_name(DocumentState(one.state.value))} · {spans}"
        add(words, one.id, one.annotator, is_shown=shown is not None and shown.id == one.id)
    return menu


class ReadingStrip(Themed, QWidget):
    """A strip over the page while it shows the reading of another.

    Signals:
        own_wanted: the person wants to see their own.
        menu_wanted: the person wants to choose among all.
    """

    own_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge = Badge()
        self.words = Caption(interface_font(measures().body_px))
        self.own = Button(kind="plain", height=_HEIGHT)
        self.others = Button(kind="plain", chevron=True, height=_HEIGHT)
        self._name = ""
        row = QHBoxLayout(self)
        row.setSpacing(8)
        row.addWidget(self.badge)
        row.addWidget(self.words, 1)
        row.addWidget(self.own)
        row.addWidget(self.others)
        inset(row, _SIDE, 3, _SIDE - RING, 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.own.clicked.connect(self.own_wanted)
        self.others.clicked.connect(self.menu_wanted)
        self.retranslate()
        self.hide()

    def show_reading(self, known: Sigla, person: Annotator | None) -> None:
        """Say whose reading is shown; None: nobody else's."""
        if person is not None:
            self._name = person.name
            self.badge.show_person(known, person.id)
            self.retranslate()
        self.setVisible(person is not None)

    def set_key(self, key: str) -> None:
        """Show the key that chooses among the readings."""
        self.others.set_key(key)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.words.set_text(tr("The reading of {name}, to look at. It is theirs to change.", name=self._name))
        self.own.setText(tr("My own reading"))
        self.others.setText(tr("Whose reading"))
        for button in (self.own, self.others):
            button.updateGeometry()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the lower edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.color("hair"))
        painter.end()
