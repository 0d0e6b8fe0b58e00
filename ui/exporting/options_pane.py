"""What may be chosen for an export, in two columns; what does not matter to a format rests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QSizePolicy, QWidget

from annotator.language import Message, current, msg, tr
from annotator.model import LabelScheme, State
from annotator.workspace import Readings
from annotator.workspace.catalogue import FormatSummary
from ui.dialogs.base import plain
from ui.exporting.choice import Choice
from ui.exporting.several import SeveralField
from ui.panels.choice_field import ChoiceField
from ui.theme import Theme

_TOKENS: Final[tuple[tuple[str, Message], ...]] = (
    ("expand", msg("Widen the span to whole words")),
    ("clitic", msg("Cut every word behind its known prefixes")),
    ("split", msg("Cut a word only where a span begins or ends in it")),
    ("reject", msg("Leave the span out")),
)
_STATES: Final[tuple[tuple[tuple[str, ...], Message], ...]] = (
    ((), msg("In any state")),
    ((State.FINISHED.value,), msg("Only finished")),
    ((State.FINISHED.value, State.IN_PROGRESS.value), msg("Finished or in progress")),
)
_SPLITS: Final = (("80,10,10", 0), ("80,10,10", 7), ("70,15,15", 0), ("90,5,5", 0))
_FILE: Final = "\0file"


class OptionsPane(QWidget):
    """The fields.

    Args:
        theme: for the names.
        scheme: of the project.
        people: of each of its annotators what an export is told (a name, or an id), and what is shown.
        has_gold: whether there are gold readings.
        shows_all: False for who is shown only what the one of the `people` has read.

    Signals:
        changed: the person has chosen something else.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        scheme: LabelScheme,
        people: Sequence[tuple[str, str]],
        *,
        has_gold: bool,
        shows_all: bool = True,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._names: dict[QWidget, QLabel] = {}
        code = current()
        self.layers = SeveralField(
            tr("As the format has it"), [(one.code, one.names.in_language(code)) for one in scheme.layers]
        )
        self.labels = SeveralField(
            tr("All of theirs"), [(one.code, one.names.in_language(code)) for one in scheme.labels]
        )
        self.readings = ChoiceField()
        self.states = ChoiceField()
        self.tokens = ChoiceField()
        self.split = ChoiceField()
        self.label_map = ChoiceField()
        self.unit = ChoiceField()
        self.names = ChoiceField()
        self._people, self._has_gold, self._shows_all = people, has_gold, shows_all
        for states, words in _STATES:
            self.states.addItem(str(words), states)
        for value, words in _TOKENS:
            self.tokens.addItem(str(words), value)
        self.split.addItem(tr("No: everything together"), ("", 0))
        for shares, seed in _SPLITS:
            self._add_split(shares, seed)
        self.label_map.addItem(tr("As they are here"), "")
        for name in scheme.maps:
            self.label_map.addItem(name, name)
        self.label_map.addItem(tr("From a file…"), _FILE)
        self._map = ""
        self.unit.addItem(tr("As the format has it"), "")
        self.unit.addItem(tr("Code points"), "code points")
        self.unit.addItem(tr("UTF-16 units"), "UTF-16 units")
        for name, letters in ((tr("By their names"), False), (tr("By letters: A, B, …"), True)):
            self.names.addItem(name, letters)
        for place, (name, field) in enumerate(
            (
                (tr("Layers"), self.layers),
                (tr("Readings"), self.readings),
                (tr("Labels"), self.labels),
                (tr("State"), self.states),
                (tr("An edge inside a word"), self.tokens),
                (tr("Parts"), self.split),
                (tr("Names of labels"), self.label_map),
                (tr("Offsets count"), self.unit),
                (tr("People are called"), self.names),
            )
        ):
            self._add(name, field, place)

    def _add(self, name: str, field: ChoiceField, place: int) -> None:
        words = plain(name, self._theme, role="ink2")
        words.setBuddy(field)
        field.setAccessibleName(name)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._names[field] = words
        row, column = divmod(place, 2)
        self._grid.addWidget(words, row, 2 * column)
        self._grid.addWidget(field, row, 2 * column + 1)
        if field is self.label_map:
            field.chosen.connect(self._choose_map)
        else:
            field.chosen.connect(lambda _: self.changed.emit())

    def _add_split(self, shares: str, seed: int) -> None:
        parts = " · ".join(shares.split(","))
        self.split.addItem(tr("{shares}, seed {seed}", shares=parts, seed=seed), (shares, seed))

    def show_format(self, known: FormatSummary) -> None:
        """Offer the readings that the format can hold; let rest what does not matter to it."""
        before = self.readings.currentData()
        self.readings.clear()
        usual = tr("All readings") if known.several_sets else tr("The only reading of each document")
        if self._shows_all:
            self.readings.addItem(usual, (Readings.USUAL.value, ""))
        for whose, name in self._people:
            self.readings.addItem(tr("Only those by {name}", name=name), (Readings.ANNOTATOR.value, whose))
        if self._has_gold:
            self.readings.addItem(tr("The gold reading"), (Readings.GOLD.value, ""))
        self.readings.set_choice(before)
        if self.readings.currentIndex() < 0:
            self.readings.setCurrentIndex(0)
        usual = tr("Only finished, as shares need") if known.counts else str(_STATES[0][1])
        self.states.setItemText(0, usual)
        self._rest(self.tokens, resting=not known.takes_tokens)
        self._rest(self.unit, resting=not known.takes_unit)
        self._rest(self.layers, resting=known.unit is None)
        self._rest(self.labels, resting=known.unit is None)

    def _rest(self, field: QWidget, *, resting: bool) -> None:
        field.setEnabled(not resting)
        self._names[field].setEnabled(not resting)

    def choice(self, format_name: str, *, strict: bool) -> Choice:
        """Return what is chosen."""
        readings, annotator = self.readings.currentData()
        split, seed = self.split.currentData()
        return Choice(
            format_name=format_name,
            readings=readings,
            annotator=annotator,
            states=self.states.currentData(),
            layers=self.layers.values if self.layers.isEnabled() else (),
            labels=self.labels.values if self.labels.isEnabled() else (),
            tokens=self.tokens.currentData() if self.tokens.isEnabled() else "expand",
            unit=self.unit.currentData() if self.unit.isEnabled() else "",
            label_map=self._map,
            split=split,
            seed=seed,
            strict=strict,
            pseudonyms=self.names.currentData(),
        )

    def show_choice(self, choice: Choice) -> None:
        """Show what was chosen once; what is gone in the meantime falls back to what is usual."""
        self.readings.set_choice((choice.readings, choice.annotator))
        self.states.set_choice(choice.states)
        self.layers.take(choice.layers)
        self.labels.take(choice.labels)
        self.tokens.set_choice(choice.tokens)
        self.unit.set_choice(choice.unit)
        self.names.set_choice(choice.pseudonyms)
        if choice.split and (choice.split, choice.seed) not in _SPLITS:
            self._add_split(choice.split, choice.seed)
        self.split.set_choice((choice.split, choice.seed))
        if choice.label_map and self.label_map.findData(choice.label_map) < 0:
            self._insert_map(choice.label_map)
        self.label_map.set_choice(choice.label_map)
        for field in (self.readings, self.states, self.tokens, self.unit, self.split, self.label_map):
            if field.currentIndex() < 0:
                field.setCurrentIndex(0)
        self._map = self.label_map.currentData()

    def _choose_map(self, value: object) -> None:
        if value == _FILE:
            path, _ = QFileDialog.getOpenFileName(self, tr("Names of labels"), "", "JSON (*.json)")
            if path and self.label_map.findData(path) < 0:
                self._insert_map(path)
            self.label_map.set_choice(path or self._map)
        self._map = self.label_map.currentData()
        self.changed.emit()

    def _insert_map(self, path: str) -> None:
        self.label_map.insertItem(self.label_map.count() - 1, path.rsplit("/", 1)[-1], path)
