"""What stands in two versions: the list of it, the versions side by side, and a digit for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.language import isolate, tr, trn
from annotator.workspace import Workspace
from annotator.workspace.packets import Conflict, choose
from ui.controls import Button, Hairline
from ui.dialogs.base import Dialog, plain
from ui.fonts import interface_font
from ui.importing.preview_list import Beginning, PreviewList
from ui.keys import with_twins
from ui.language import directed
from ui.panels.caption import Caption
from ui.panels.themed import dress
from ui.team.version_card import VersionCard
from ui.team.version_words import kind_name, place_of, quoted, reading_of, shown_conflicts, words_of
from ui.theme import Theme, measures

_LIST: Final = 280
_SIZE: Final = (960, 360)
_IN_A_ROW: Final = 2
_DIGITS: Final = 9


class ConflictsDialog(Dialog):
    """Lets a person choose. Each choice is one step, which undo takes back.

    Args:
        parent: the window.
        theme: its colours.
        workspace: the project.
        found: what waits for a choice.

    Signals:
        place_wanted: a document's id and a range of it (code points, half-open) that is to be shown.
        document_wanted: the id of a document that is to be shown.
    """

    place_wanted = Signal(str, int, int)
    document_wanted = Signal(str)

    def __init__(
        self, parent: QWidget | None, theme: Theme, workspace: Workspace, found: Sequence[Conflict]
    ) -> None:
        super().__init__(parent, theme, title=tr("Conflicts"), action=tr("Done"))
        self.cancel.hide()
        self._workspace = workspace
        self.conflicts: tuple[Conflict, ...] = ()
        self.list = PreviewList()
        self.list.setAccessibleName(tr("Conflicts"))
        self.question = Caption(interface_font(measures().title_px, 600))
        self.where = Caption(interface_font(measures().small_px), "ink2")
        self.cards: list[VersionCard] = []
        self._versions = QWidget()
        self._grid = QGridLayout(self._versions)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self.words = plain("", theme, role="ink2")
        self.words.setWordWrap(True)
        self.go = Button(icon="document")
        self.go.setText(tr("Show it in the text"))
        self.go.clicked.connect(self._go)
        self._arrange()
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        for number in range(1, _DIGITS + 1):
            for key in with_twins((str(number),)):
                QShortcut(QKeySequence(key), self).activated.connect(partial(self._press, number))
        self._show(found, 0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> Conflict | None:
        """What is asked about."""
        row = self.list.currentIndex().row()
        return self.conflicts[row] if 0 <= row < len(self.conflicts) else None

    def choose(self, version_id: str) -> None:
        """Let a version count, and go on to the next conflict."""
        current = self.current
        if current is None:
            return
        row = self.list.currentIndex().row()
        try:
            choose(self._workspace, current.item, version_id)
            found = shown_conflicts(self._workspace)
        except AnnotatorError as error:
            self.say_error(error)
            return
        self.say_error(None)
        self._show(found, row)

    def _arrange(self) -> None:
        body = QWidget()
        body.setMinimumSize(*_SIZE)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.list.setFixedWidth(_LIST)
        row.addWidget(self.list)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        column = QVBoxLayout()
        column.setContentsMargins(16, 4, 16, 4)
        column.setSpacing(4)
        column.addWidget(self.question)
        column.addWidget(self.where)
        column.addSpacing(8)
        column.addWidget(self._versions)
        column.addSpacing(8)
        column.addWidget(self.words)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.add_wide(body)
        self._buttons.insertWidget(0, self.go)

    def _show(self, found: Sequence[Conflict], row: int) -> None:
        """List what waits, and ask about the one in this row, or the last."""
        self.conflicts = tuple(found)
        self.list.show_rows([self._row(one) for one in self.conflicts])
        if self.conflicts:
            self.list.setCurrentIndex(self.list.model().index(min(row, len(self.conflicts) - 1), 0))
        self._show_current()

    def _row(self, conflict: Conflict) -> Beginning:
        reading = reading_of(conflict, self._workspace)
        return Beginning(
            title=conflict.title or conflict.reader or kind_name(conflict.kind),
            about=kind_name(conflict.kind),
            line=quoted(conflict, reading),
        )

    def _show_current(self) -> None:
        """Lay the versions of the current conflict side by side."""
        current = self.current
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        shown = () if current is None else words_of(current, self._workspace)
        most = max((len(one.lines) for one in shown), default=0)
        self.cards = [VersionCard(one, most) for one in shown]
        for place, card in enumerate(self.cards):
            card.setEnabled(self._workspace.refusal is None)
            card.clicked.connect(lambda _=False, card=card: self.choose(card.words.id))
            self._grid.addWidget(card, *divmod(place, _IN_A_ROW))
        dress(self._versions, self.theme)
        self.question.set_text("" if current is None else tr("Which of them shall count?"))
        self.where.set_text("" if current is None else self._place(current))
        self.go.setEnabled(current is not None and bool(current.document_id))
        self.words.setText(directed(self._told()))

    def _place(self, conflict: Conflict) -> str:
        parts = [kind_name(conflict.kind)]
        if conflict.reader:
            parts.append(tr("reading of {annotator}", annotator=conflict.reader))
        if conflict.title:
            parts.append(isolate(conflict.title))
        return " · ".join(parts)

    def _told(self) -> str:
        if not self.conflicts:
            return tr("Nothing stands in two versions any more.")
        return trn(
            "{count} thing stands in two versions. The choice goes out with the next packets; undo takes it "
            "back.",
            "{count} things stand in two versions. The choice goes out with the next packets; undo takes it "
            "back.",
            len(self.conflicts),
        )

    def _press(self, number: int) -> None:
        if number <= len(self.cards) and self.cards[number - 1].isEnabled():
            self.cards[number - 1].click()

    def _go(self) -> None:
        """Close, and show the place in the text."""
        current = self.current
        if current is None:
            return
        place = place_of(current)
        self.accept()
        if place is None:
            self.document_wanted.emit(current.document_id)
        else:
            self.place_wanted.emit(current.document_id, place.start, place.end)
