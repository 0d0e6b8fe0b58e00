"""A field with a list of answers of which several may be given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.keys import digit
from ui.panels.choice_field import ChoiceField, row_of
from ui.panels.menus import add_plain, dress_menu


class ChoicesField(ChoiceField):
    """Looks like a list with one answer; its list has ticks, and stays open while they are set.

    A digit gives or takes back the answer with this number, 0 takes all back.

    Signals:
        toggled: the codes that are chosen now, in the list's order.
    """

    toggled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: list[tuple[str, str]] = []
        self._given: tuple[str, ...] = ()
        self._nothing = ""

    def set_answers(self, answers: Sequence[tuple[str, str]], *, nothing: str) -> None:
        """Offer these answers, each as its words and its code; `nothing` is said where none is given."""
        self._answers, self._nothing = list(answers), nothing
        self._show()

    def set_given(self, codes: Sequence[str]) -> None:
        """Show that these are given, silently."""
        self._given = tuple(codes)
        self._show()

    @property
    def given(self) -> tuple[str, ...]:
        """The codes of the answers that are given."""
        return self._given

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give or take back by a digit; open the list."""
        row = row_of(event)
        if row is not None:
            self._toggle(row)
        elif event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4}:
            self.showPopup()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.answered.emit()
        else:
            QWidget.keyPressEvent(self, event)

    def showPopup(self) -> None:
        """Show the list with its ticks."""
        menu = self.list_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def list_menu(self) -> QMenu:
        """Return the list."""
        menu = _Ticks(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        for row, (words, code) in enumerate(self._answers, start=1):
            action = add_plain(menu, words, key=str(row) if row <= 9 else None)  # noqa: PLR2004 - digits
            action.setCheckable(True)
            action.setChecked(code in self._given)
            action.triggered.connect(lambda _=False, row=row: self._toggle(row))
        return menu

    def _toggle(self, row: int) -> None:
        if row > len(self._answers):
            return
        codes = [code for _, code in self._answers]
        given = set(self._given) ^ {codes[row - 1]} if row else set[str]()
        self._given = tuple(code for code in codes if code in given)
        self._show()
        self.toggled.emit(self._given)

    def _show(self) -> None:
        words = {code: words for words, code in self._answers}
        self.set_mixed(" · ".join(words.get(code, code) for code in self._given) or self._nothing)


class _Ticks(QMenu):
    """Stays open when a tick is set by click, Space or digit; Enter and Escape close it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set the tick under the pointer."""
        at = event.position().toPoint()
        action = next((one for one in self.actions() if self.actionGeometry(one).contains(at)), None)
        if action is None:
            super().mouseReleaseEvent(event)
        else:
            action.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set a tick, or close."""
        number = digit(event.key())
        action = self.activeAction()
        if number and number <= len(self.actions()):
            self.actions()[number - 1].trigger()
        elif event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.close()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Space and the digits for the ticks."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)
