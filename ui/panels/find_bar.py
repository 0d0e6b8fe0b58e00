"""The bar over the page that looks for words in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from annotator.language import tr, trn
from annotator.text.searching import Query
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.field import Field
from ui.panels.icon_button import IconButton
from ui.panels.painting import set_tip
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE: Final = 12
_BUTTON: Final = 26
_FIELD: Final = 320
_NARROW: Final = 200
_COUNT: Final = 84
_MOST: Final = 500
"""Letters that can be looked for. Each is asked for in all its spellings: thousands would take seconds."""
_ROOM: Final = 60  # pixels that one row needs beside its parts
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


class FindBar(Themed, QWidget):
    """A field, how many places there are, the way from one to the next, and how they are looked for.

    Enter and Shift+Enter go on and back, Esc leads to the text, and Ctrl with a digit labels the place.

    Signals:
        query_changed: something else is looked for: see `query`.
        next_wanted, previous_wanted: the next place, or the one before.
        label_wanted: the current place is to get the label with this key, "1" to "9".
        left: the keyboard is to go to the text.
        closed: the search is over.

    Attributes:
        folded, whole_words, proclitics: how words are looked for, on or off.
        label_all: opens the list of all places.
    """

    query_changed = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()
    label_wanted = Signal(str)
    left = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        m = measures()
        self.field = Field("search", height=30)
        self.field.setMaxLength(_MOST)
        self.field.setMaximumWidth(_FIELD)
        self.field.setMinimumWidth(_NARROW)
        self.field.installEventFilter(self)
        self._count = Caption(interface_font(m.small_px), "ink2")
        self._count.setMinimumWidth(_COUNT)
        self.previous, self.next = IconButton("previous"), IconButton("next")
        self.close_button = IconButton("close")
        self.folded, self.whole_words, self.proclitics = (
            Button(kind="toggle", height=_BUTTON) for _ in range(3)
        )
        self.folded.setCheckable(True)
        self.folded.setChecked(True)
        for toggle in (self.whole_words, self.proclitics):
            toggle.setCheckable(True)
        self.label_all = Button(kind="plain", height=_BUTTON)
        self._arrange()
        self.field.textChanged.connect(lambda _text: self.query_changed.emit())
        for toggle in (self.folded, self.whole_words, self.proclitics):
            toggle.toggled.connect(self._choose)
        self.next.clicked.connect(self.next_wanted)
        self.previous.clicked.connect(self.previous_wanted)
        self.close_button.clicked.connect(self.closed)
        self._choose()
        self.retranslate()
        self.hide()

    @property
    def query(self) -> Query:
        """What is looked for, and how."""
        whole = self.whole_words.isChecked()
        return Query(
            words=self.field.text(),
            folded=self.folded.isChecked(),
            whole_words=whole,
            proclitics=whole and self.proclitics.isChecked(),
        )

    @property
    def count(self) -> str:
        """What the bar says about how many places there are."""
        return self._count.text()

    def take_focus(self, words: str = "") -> None:
        """Bring the keyboard to the field, with these words to look for, if any."""
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_count(self, number: int | None, total: int, *, searching: bool = False) -> None:
        """Say which place one is at, from 0 on, and how many there are.

        Args:
            number: None: at none of them.
            total: as far as the text has been searched.
            searching: it has not been searched to its end.
        """
        if not self.field.text().strip():
            words = ""
        elif not total:
            words = "…" if searching else tr("Found nowhere")
        elif number is None:
            words = trn("{count} place", "{count} places", total)
        else:
            known = f"{total}…" if searching else total
            words = tr("{number} of {total}", number=number + 1, total=known)
        self._count.set_text(words)
        set_tip(self.field, words)
        for button in (self.next, self.previous):
            button.setEnabled(bool(total))

    def bind(self, action: QAction, key: str) -> None:
        """Let the button for all places do what this action does."""
        self.label_all.set_key(key)
        self.label_all.clicked.connect(action.trigger)
        action.changed.connect(lambda: self.label_all.setEnabled(action.isEnabled()))
        self.label_all.setEnabled(action.isEnabled())

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("Find in the document"))
        self.field.set_hint(tr("Find in the document"))
        self.next.set_name(tr("Next place"))
        self.previous.set_name(tr("Previous place"))
        self.close_button.set_name(tr("End the search"))
        for button, words, tip in (
            (
                self.folded,
                tr("Any spelling"),
                tr("Hamza, ى and ي, ة and ه, harakat, tatweel and the kind of digits make no difference"),
            ),
            (self.whole_words, tr("Whole words"), tr("Places begin and end with a word")),
            (
                self.proclitics,
                tr("Behind و ف ب ل ك"),
                tr("These letters may stand before the word and are left out of the place"),
            ),
            (self.label_all, tr("Label all…"), tr("List all places, and label those that are ticked")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
            set_tip(button, tip)
            button.updateGeometry()
        self._fold_rows()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a second row where one is too narrow."""
        super().resizeEvent(event)
        self._fold_rows()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and lower edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.color("hair"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape lead to the text from any part of the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys in the field that are not written."""
        if isinstance(event, QKeyEvent) and watched is self.field:
            if event.type() == QEvent.Type.ShortcutOverride and self._digit(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._press(event):
                return True
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        digit, modifiers = self._digit(event), event.modifiers() & ~_KEYPAD
        if digit:
            self.label_wanted.emit(digit)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not modifiers & ~_SHIFT:
            (self.previous_wanted if modifiers & _SHIFT else self.next_wanted).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True

    def _digit(self, event: QKeyEvent) -> str:
        """Return the digit that is pressed with Ctrl, on a Latin or an Arabic keyboard, or ""."""
        if event.modifiers() & ~_KEYPAD != _CTRL or event.key() > 0xFFFF:  # noqa: PLR2004 - no letter
            return ""
        letter = chr(event.key())
        return str(int(letter)) if letter.isdecimal() and letter not in "0٠" else ""

    def _choose(self) -> None:
        self.proclitics.setEnabled(self.whole_words.isChecked())
        self.query_changed.emit()

    def _arrange(self) -> None:
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(_SIDE, 4, _SIDE, 5)
        self._rows.setSpacing(2)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(4)
        second.setSpacing(2)
        first.addWidget(self.field, 1)
        for widget in (self._count, self.previous, self.next):
            first.addWidget(widget)
        for button in (self.folded, self.whole_words, self.proclitics, self.label_all):
            second.addWidget(button)
        second.addStretch(1)
        second.addWidget(self.close_button)
        self._rows.addLayout(first, 1)
        self._rows.addLayout(second, 2)

    def _fold_rows(self) -> None:
        parts = (self.folded, self.whole_words, self.proclitics, self.label_all)
        needed = _NARROW + _COUNT + 3 * self.next.sizeHint().width() + _ROOM
        needed += sum(part.sizeHint().width() for part in parts)
        wide = self.width() >= needed
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._rows.direction() != direction:
            self._rows.setDirection(direction)
