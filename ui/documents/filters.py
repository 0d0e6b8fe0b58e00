"""The fields over the table of documents, and the question that they ask together."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from annotator import language
from annotator.language import tr
from annotator.model import Annotator, LabelScheme, State
from annotator.workspace.finding import Trouble, Wanted
from ui.controls import RING, Button
from ui.panels.choice_field import ChoiceField
from ui.panels.field import Field
from ui.panels.insets import inset
from ui.panels.label_swatch import swatch_icon
from ui.panels.state_mark import DocumentState, state_name
from ui.panels.themed import Themed
from ui.people.siglum import Sigla

_HEIGHT = 30


class Filters(Themed, QWidget):
    """Words, state, reader, label, problems, metadata, and whose they are. All that is set must hold.

    Signals:
        changed: another question is asked; see `wanted`.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Field("search", height=_HEIGHT)
        self.state, self.annotator, self.label, self.trouble, self.key = (
            ChoiceField(height=_HEIGHT) for _ in range(5)
        )
        self.value = Field(None, height=_HEIGHT)
        self.mine = Button(kind="plain", height=_HEIGHT)
        self.mine.setCheckable(True)
        self._scheme: LabelScheme | None = None
        self._people: tuple[Annotator, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._reader: str | None = None
        self._arrange()
        for field in (self.words, self.value):
            field.textChanged.connect(lambda _text: self.changed.emit())
        for choice in (self.state, self.annotator, self.label, self.trouble):
            choice.chosen.connect(lambda _value: self.changed.emit())
        self.key.chosen.connect(lambda _value: self._choose_key())
        self.mine.toggled.connect(lambda _on: self.changed.emit())
        self.retranslate()

    @property
    def wanted(self) -> Wanted:
        """The question asked."""
        key = self.key.currentData() or ""
        state, trouble = self.state.currentData(), self.trouble.currentData()  # Qt hands back a plain str
        return Wanted(
            words=self.words.text(),
            state=State(state) if state else None,
            annotator=self.annotator.currentData(),
            label=self.label.currentData(),
            trouble=Trouble(trouble) if trouble else None,
            key=key,
            value=self.value.text() if key else "",
            reader=self._reader if self.mine.isChecked() else None,
        )

    @property
    def is_asking(self) -> bool:
        """Whether anything is set."""
        return self.wanted != Wanted()

    def offer(
        self, people: Iterable[Annotator], scheme: LabelScheme, keys: Iterable[str], reader: str
    ) -> None:
        """Offer these people, labels and names of metadata; `reader` is the person at this machine."""
        offered = (tuple(people), scheme, tuple(keys))
        self._reader = reader
        if offered != (self._people, self._scheme, self._keys):
            self._people, self._scheme, self._keys = offered
            self._offer()

    def clear(self) -> None:
        """Ask for all documents."""
        quiet = [QSignalBlocker(part) for part in (self.words, self.value, self.mine)]
        self.words.set_saved("")
        self.value.set_saved("")
        self.mine.setChecked(False)
        for choice in (self.state, self.annotator, self.label, self.trouble, self.key):
            choice.setCurrentIndex(0)
        del quiet
        self._choose_key()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.words.set_hint(tr("Search titles"))
        self.value.set_hint(tr("Words in it"))
        self.state.setAccessibleName(tr("Which state"))
        self.annotator.setAccessibleName(tr("Read by whom"))
        self.label.setAccessibleName(tr("With which label"))
        self.trouble.setAccessibleName(tr("With which problems"))
        self.key.setAccessibleName(tr("With which metadata"))
        self.mine.setText(tr("Only mine"))
        self.mine.updateGeometry()
        self._offer()

    def theme_changed(self) -> None:
        """Draw the labels' marks in the theme's colours."""
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(RING, 0, RING, 0)
        grid.setHorizontalSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.mine)
        inset(row, RING, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(row)
        whole.addLayout(grid)
        for column, field in enumerate(
            (self.state, self.annotator, self.label, self.trouble, self.key, self.value)
        ):
            grid.addWidget(field, 0, column)
            grid.setColumnStretch(column, 1)

    def _choose_key(self) -> None:
        self.value.setEnabled(bool(self.key.currentData()))
        self.changed.emit()

    def _offer(self) -> None:
        fields = (self.state, self.annotator, self.label, self.trouble, self.key)
        chosen = [field.currentData() for field in fields]
        for field in fields:
            field.clear()
        self.state.addItem(tr("All states"), None)
        for state in DocumentState:
            self.state.addItem(state_name(state), State(state.value))
        self.annotator.addItem(tr("Read by anybody"), None)
        known = Sigla.of(self._people)
        for person in known.people:
            self.annotator.addItem(known.icon(person.id, self.theme), person.name, person.name)
        self.label.addItem(tr("All labels"), None)
        for label in () if self._scheme is None else self._scheme.labels:
            name = label.names.in_language(language.current())
            self.label.addItem(swatch_icon(label, self.theme), name, label.code)
        for words, trouble in (
            (tr("With or without problems"), None),
            (tr("With any problem"), Trouble.ANY),
            (tr("With flags"), Trouble.FLAGS),
            (tr("With open remarks"), Trouble.REMARKS),
            (tr("With missing answers"), Trouble.ANSWERS),
            (tr("Without problems"), Trouble.NONE),
        ):
            self.trouble.addItem(words, trouble)
        self.key.addItem(tr("Any metadata"), None)
        for key in self._keys:
            self.key.addItem(key, key)
        for field, value in zip(fields, chosen, strict=True):
            field.set_choice(value)
            if field.currentIndex() < 0:
                field.setCurrentIndex(0)  # that person or label is no longer there
        self.value.setEnabled(bool(self.key.currentData()))
