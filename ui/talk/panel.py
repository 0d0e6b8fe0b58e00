"""The list of remarks under the page: narrowed down, followed to their places, answered where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from annotator.language import tr, trn
from annotator.model import Matter, Remark
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.field import Field
from ui.panels.over_rows import OverRows
from ui.panels.step_tables import set_up
from ui.panels.themed import Themed, dress
from ui.talk.cell import TalkCell
from ui.talk.matters import matter_icon, matter_name
from ui.talk.model import Column, Names, TalkModel
from ui.theme import measures

_SIDE = 8
_FIELD = 170
_WIDTHS = {
    Column.MATTER: 110,
    Column.ABOUT: 210,
    Column.DOCUMENT: 150,
    Column.WHO: 100,
    Column.WHEN: 126,
    Column.ANSWER: 150,
}


class Which(StrEnum):
    """Which remarks are shown, by whether they are settled."""

    OPEN = "open"
    SETTLED = "settled"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which remarks are shown.

    Attributes:
        here: only those on the open document.
        matter: only those on this matter, or None.
        author: only those of this annotator, by id, or None.
        which: by whether they are settled.
    """

    here: bool
    matter: Matter | None
    author: str | None
    which: Which

    def of(self, remarks: Sequence[Remark], document_id: str | None) -> tuple[Remark, ...]:
        """Return those of the remarks that are asked for."""
        return tuple(
            one
            for one in remarks
            if (not self.here or one.document_id == document_id)
            and self.matter in {None, one.matter}
            and self.author in {None, one.author}
            and (self.which is Which.ALL or one.is_open is (self.which is Which.OPEN))
        )


class TalkPanel(Themed, QWidget):
    """The table with its filters above and the answer below.

    Signals:
        asked_changed: other remarks are to be shown: see `asked`.
        place_wanted: a remark whose place is to be shown, by its id.
        answered: a remark's id, and the answer.
        opened_again: the id of a remark whose answer is taken back.
        unwanted: the id of a remark that shall go.
        remark_wanted: a person wants to say something.
    """

    asked_changed = Signal()
    place_wanted = Signal(str)
    answered = Signal(str, str)
    opened_again = Signal(str)
    unwanted = Signal(str)
    remark_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TalkModel()
        self._people: Mapping[str, str] = {}
        self._editable = True
        self.scope, self.matter, self.author, self.which = (ChoiceField(height=28) for _ in range(4))
        self.new = Button(kind="plain", icon="flag", height=26)
        self._count = Caption(interface_font(measures().small_px), "ink3", at_end=True)
        self.table = QTableView()
        self._cell = TalkCell()
        self.answer = Field("note", height=28)
        self.settle = Button(kind="plain", key="↵", height=26)
        self.again = Button(kind="plain", height=26)
        self._arrange()
        for field in (self.scope, self.matter, self.author, self.which):
            field.chosen.connect(lambda _value: self.asked_changed.emit())
        self.table.activated.connect(lambda index: self.place_wanted.emit(self.model.remark(index.row()).id))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_answer())
        self.answer.returnPressed.connect(self._settle)
        self.settle.clicked.connect(self._settle)
        self.again.clicked.connect(self._open_again)
        self.new.clicked.connect(self.remark_wanted)
        self.retranslate()

    @property
    def asked(self) -> Asked:
        """What the filters ask for."""
        matter = self.matter.currentData()  # Qt hands back a plain str
        return Asked(
            here=self.scope.currentData() == "here",
            matter=Matter(matter) if matter else None,
            author=self.author.currentData(),
            which=Which(self.which.currentData() or Which.OPEN),
        )

    @property
    def current(self) -> Remark | None:
        """The remark that the keyboard is at."""
        row = self.table.currentIndex().row()
        return self.model.remark(row) if 0 <= row < self.model.rowCount() else None

    def offer(self, people: Mapping[str, str]) -> None:
        """Offer these people, names by id, as authors."""
        if people != self._people:
            self._people = dict(people)
            self._offer()

    def show_remarks(self, remarks: Sequence[Remark], names: Names) -> None:
        """Show these remarks; the keyboard stays at its remark, or near it."""
        before, row = self.current, self.table.currentIndex().row()
        self.model.show(remarks, names)
        if remarks:
            kept = None if before is None else self.model.row_of(before.id)
            at = min(max(row, 0), len(remarks) - 1) if kept is None else kept
            self.table.setCurrentIndex(self.model.index(at, 0))
        self._count.set_text(trn("{count} remark", "{count} remarks", len(remarks)))
        self._show_answer()

    def set_editable(self, *, editable: bool) -> None:
        """Allow or refuse what would change the project."""
        self._editable = editable
        self._show_answer()

    def set_key(self, key: str) -> None:
        """Show the key that says something."""
        self.new.set_key(key)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("Remarks"))
        self.table.setAccessibleName(tr("Remarks"))
        self.scope.setAccessibleName(tr("On which document"))
        self.matter.setAccessibleName(tr("On which matter"))
        self.author.setAccessibleName(tr("By whom"))
        self.which.setAccessibleName(tr("Open or settled"))
        self.answer.set_hint(tr("Answer"))
        self.settle.setText(tr("Settle"))
        self.again.setText(tr("Open again"))
        self.new.setText(tr("New remark"))
        for button in (self.settle, self.again, self.new):
            button.updateGeometry()
        self._nothing.retranslate()
        self._offer()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.table.viewport().update()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._cell.set_theme(self.theme)
        self.table.viewport().update()
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def event(self, event: QEvent) -> bool:
        """Take Del before the window does: there it deletes a span."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Del take the remark back."""
        current = self.current
        if event.key() == Qt.Key.Key_Delete and current is not None and self._editable:
            self.unwanted.emit(current.id)
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        set_up(self.table, self.model, widths=_WIDTHS, stretched=Column.WORDS)
        self.table.setItemDelegate(self._cell)
        self._nothing = OverRows(self.table, lambda: tr("No remark is like that."))
        self.table.setMinimumHeight(60)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 5, _SIDE, 3)
        head.setSpacing(8)
        for field in (self.scope, self.which, self.matter, self.author):
            field.setMaximumWidth(_FIELD)
            head.addWidget(field, 1)
        head.addWidget(self._count, 1)
        head.addWidget(self.new)
        foot = QHBoxLayout()
        foot.setContentsMargins(_SIDE, 4, _SIDE, 6)
        foot.setSpacing(4)
        foot.addWidget(self.answer, 1)
        foot.addWidget(self.settle)
        foot.addWidget(self.again)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)

    def _offer(self) -> None:
        fields = (self.scope, self.matter, self.author, self.which)
        chosen = [field.currentData() for field in fields]
        for field in fields:
            field.clear()
        self.scope.addItem(tr("The whole project"), "all")
        self.scope.addItem(tr("This document"), "here")
        self.matter.addItem(tr("All matters"), None)
        for matter in Matter:
            self.matter.addItem(matter_icon(matter, self.theme), matter_name(matter), matter)
        self.author.addItem(tr("Everybody"), None)
        for person, name in self._people.items():
            self.author.addItem(name, person)
        self.which.addItem(tr("Open remarks"), Which.OPEN)
        self.which.addItem(tr("Settled remarks"), Which.SETTLED)
        self.which.addItem(tr("Open and settled"), Which.ALL)
        for field, value in zip(fields, chosen, strict=True):
            field.set_choice(value)
            if field.currentIndex() < 0:
                field.setCurrentIndex(0)

    def _show_answer(self) -> None:
        current = self.current
        can = current is not None and self._editable
        self.answer.set_saved("" if current is None else current.answer or "")
        self.answer.setEnabled(can)
        self.settle.setEnabled(can)
        self.again.setEnabled(can)
        self.again.setVisible(current is not None and not current.is_open)

    def _settle(self) -> None:
        current = self.current
        if current is not None and self._editable:
            self.answered.emit(current.id, self.answer.text())
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_again(self) -> None:
        current = self.current
        if current is not None:
            self.opened_again.emit(current.id)
