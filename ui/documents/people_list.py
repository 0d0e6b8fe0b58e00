"""People with a tick each."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.model import Annotator
from annotator.model.calling import told_apart
from ui.people.siglum import Sigla
from ui.theme import Theme

_ROWS = 4
_ROW = 26  # pixels


class PeopleList(QListWidget):
    """Those who are chosen, in their order. Space or a click chooses.

    Signals:
        changed: others are chosen.
    """

    changed = Signal()

    def __init__(
        self,
        people: Iterable[Annotator],
        *,
        chosen: Collection[str],
        known: Sigla,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """Show these people; `chosen` are the ids of those with a tick, `known` has their sigla."""
        super().__init__(parent)
        self._people: list[Annotator] = []
        self._sigla, self._theme = known, theme
        self.setFixedHeight(_ROWS * _ROW + 4)
        for person in people:
            self._append(person, is_chosen=person.id in chosen)
        if self._people:
            self.setCurrentRow(0)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    @property
    def all(self) -> tuple[Annotator, ...]:
        """Everybody."""
        return tuple(self._people)

    @property
    def chosen(self) -> tuple[Annotator, ...]:
        """Those with a tick."""
        return tuple(
            person
            for row, person in enumerate(self._people)
            if self.item(row).checkState() is Qt.CheckState.Checked
        )

    def add(self, person: Annotator) -> None:
        """Choose somebody, who is added at the end if they are not there yet."""
        if person in self._people:
            self.item(self._people.index(person)).setCheckState(Qt.CheckState.Checked)
            return
        self._append(person, is_chosen=True)
        self.scrollToBottom()
        self.changed.emit()

    def _append(self, person: Annotator, *, is_chosen: bool) -> None:
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._people.append(person)
        name = told_apart(person, (*self._sigla.people, person))
        item = QListWidgetItem(self._sigla.icon(person.id, self._theme), name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.addItem(item)
        self.blockSignals(blocked)
