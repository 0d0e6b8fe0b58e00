"""Search or run a command: the field in the header, the list under it, and what Enter does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.model import DocumentSummary, Span
from ui.menus import ActionSet
from ui.palette.field import SearchField
from ui.palette.lines import Choice, Group
from ui.palette.popup import Popup
from ui.palette.sources import Sources
from ui.panels.themed import Themed
from ui.text.accessible import announce

_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES: Final = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_COMES_BACK: Final = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
"""Ways to lose the focus that are no leaving: another window, the field's own context menu."""


class Palette(QObject):
    """Listens to the field as long as it has the focus.

    Signals:
        document_wanted: a document was chosen, by its id.
        place_wanted: a hit in the open text was chosen: its `Span`.
        left: the palette is closed and nothing else has the keyboard.

    Args:
        window: the list hangs in it.
        field: where the query is written.
        actions: what can be run.
        text: returns the text that is open, or "".
    """

    document_wanted = Signal(str)
    place_wanted = Signal(object)
    left = Signal()

    def __init__(
        self, window: QWidget, field: SearchField, actions: ActionSet, *, text: Callable[[], str]
    ) -> None:
        super().__init__(window)
        self._field, self._actions, self._text = field, actions, text
        self._sources = Sources(actions)
        self.popup = Popup(window)
        if isinstance(window, Themed):
            self.popup.set_theme(window.theme)
        self._folding = QTimer(self)
        self._folding.setInterval(0)
        self._folding.timeout.connect(self._fold_on)
        self.popup.chosen.connect(self._run)
        field.textChanged.connect(self._search)
        field.installEventFilter(self)
        window.installEventFilter(self)

    def set_documents(self, summaries: Iterable[DocumentSummary]) -> None:
        """Find these documents from now on."""
        self._sources.set_documents(summaries)

    def open(self) -> None:
        """Bring the focus to the field."""
        self._field.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the field's focus and keys, and the sizes of field and window."""
        kind = event.type()
        if kind in {QEvent.Type.Resize, QEvent.Type.Move} and self.popup.isVisible():
            self.popup.hang_under(self._field)
        if watched is self._field:
            if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
                return self._key(event)
            if kind == QEvent.Type.FocusIn:
                self._unfold()
            elif isinstance(event, QFocusEvent) and kind == QEvent.Type.FocusOut:
                self._fold_up(forget=event.reason() not in _COMES_BACK)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Do what a key means here. Return whether it meant anything."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain:
            return False
        if key in _STEPS:
            self.popup.step(_STEPS[key])
        elif key in _PAGES:
            self.popup.step(_PAGES[key] * self.popup.page)
        elif key in _ENTER:
            self._run()
            return True
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        else:
            return False
        self._announce()
        return True

    def _unfold(self) -> None:
        self._sources.text = self._text()
        self._sources.take_actions()
        self._show(keep=False)
        self.popup.show()
        if not self._sources.titles.is_complete:
            self._folding.start()

    def _fold_up(self, *, forget: bool) -> None:
        self._folding.stop()
        self.popup.hide()
        self._sources.text = ""
        if forget:
            self._field.clear()

    def _search(self) -> None:
        if self._field.hasFocus():
            self._show(keep=False)
            self._announce()

    def _fold_on(self) -> None:
        """Fold some more titles; when all are there, ask again."""
        self._sources.titles.grow()
        if self._sources.titles.is_complete:
            self._folding.stop()
            self._show(keep=True)

    def _show(self, *, keep: bool) -> None:
        words = self._field.text()
        self.popup.show_lines(self._sources.lines(words), words.strip(), keep=keep)
        self.popup.hang_under(self._field)

    def _run(self) -> None:
        """Do what is chosen, when the keyboard is back where it came from: a label needs its selection."""
        choice = self.popup.choice
        if choice is None:
            return
        self.left.emit()
        self._do(choice)

    def _do(self, choice: Choice) -> None:
        if isinstance(choice.target, Span):
            self.place_wanted.emit(choice.target)
        elif choice.group is Group.DOCUMENTS:
            self.document_wanted.emit(choice.target)
        else:
            self._sources.remember(choice.target)
            self._actions.actions[choice.target].trigger()

    def _announce(self) -> None:
        choice = self.popup.choice
        if choice is not None:
            announce(self._field, choice.spoken)
