"""Which documents go out: those given, those chosen in the table, all, or a sample."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.workspace.packets import HandOut
from ui.dialogs.base import plain
from ui.dialogs.sample import MOST_SEEDS, number
from ui.language import directed
from ui.theme import Theme

_USUAL: Final = 20
_INSET: Final = 26  # pixels from a radio button's sign to its words


class Way(Enum):
    """How the documents are chosen."""

    GIVEN = auto()
    CHOSEN = auto()
    ALL = auto()
    SAMPLE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """How many documents each way would hand out to the person.

    Attributes:
        given: those that the person reads or is to read.
        chosen: those chosen in the table of documents; 0 while it is not shown.
        all: of the project.
        free: those that the person does not read yet, of which a sample can be drawn.
    """

    given: int
    chosen: int
    all: int
    free: int

    def count(self, way: Way) -> int:
        """Return how many a way has to offer."""
        counts = {Way.GIVEN: self.given, Way.CHOSEN: self.chosen, Way.ALL: self.all, Way.SAMPLE: self.free}
        return counts[way]


class DocumentsChoice(QWidget):
    """The ways, and for a sample how many, how many of them shared, and the seed.

    Args:
        theme: the colours.
        seed: the one proposed.

    Signals:
        changed: other documents are chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, *, seed: int) -> None:
        super().__init__()
        self.buttons = {way: QRadioButton() for way in Way}
        self._group = QButtonGroup(self)
        self.count = number(tr("How many"), 1, 1, 1)
        self.overlap = number(tr("Of them read by others too"), 0, 1, 0)
        self.seed = number(tr("Seed"), 0, MOST_SEEDS, seed)
        self.sample = QWidget()
        fields = QGridLayout(self.sample)
        fields.setContentsMargins(_INSET, 2, _INSET, 4)
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(6)
        fields.setColumnStretch(1, 1)
        for row, field in enumerate((self.count, self.overlap, self.seed)):
            name = plain(field.accessibleName(), theme, role="ink2")
            name.setBuddy(field)
            fields.addWidget(name, row, 0)
            fields.addWidget(field, row, 1)
            field.valueChanged.connect(lambda _value: self._tell())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for button in self.buttons.values():
            self._group.addButton(button)
            column.addWidget(button)
        column.addWidget(self.sample)
        self._group.buttonClicked.connect(lambda _button: self._tell())
        self._asked = _USUAL

    @property
    def way(self) -> Way:
        """How they are chosen."""
        return next((way for way, button in self.buttons.items() if button.isChecked()), Way.GIVEN)

    def wanted(self, annotator: str, chosen: tuple[str, ...], everything: tuple[str, ...]) -> HandOut:
        """Return what shall go out to somebody.

        Args:
            annotator: the person's name.
            chosen: the ids of the documents chosen in the table.
            everything: those of all documents.
        """
        way = self.way
        if way is Way.SAMPLE:
            return HandOut(
                annotator=annotator,
                sample=self.count.value(),
                seed=self.seed.value(),
                overlap=self.overlap.value(),
            )
        documents = {Way.CHOSEN: chosen, Way.ALL: everything}.get(way, ())
        return HandOut(annotator=annotator, documents=documents)

    def offer(self, offer: Offer, name: str, *, anew: bool) -> None:
        """Say how many there are each way; what has nothing to offer can't be chosen.

        Args:
            offer: the counts.
            name: of the person, "" while there is none.
            anew: it is another person: choose the likeliest way.
        """
        for way, button in self.buttons.items():
            button.setText(directed(_words(way, offer, name)))
            button.setEnabled(offer.count(way) > 0)
        self.buttons[Way.CHOSEN].setVisible(offer.chosen > 0)
        self.buttons[Way.ALL].setVisible(offer.chosen == 0)
        if anew or not self.buttons[self.way].isEnabled():
            order = (Way.CHOSEN, Way.GIVEN, Way.SAMPLE, Way.ALL)
            likeliest = next((way for way in order if offer.count(way)), Way.ALL)
            self.buttons[likeliest].setChecked(True)
        self.count.setMaximum(max(offer.free, 1))
        if anew:
            self.count.setValue(min(_USUAL, offer.free))
        self._fit()

    def _tell(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        self.sample.setVisible(self.way is Way.SAMPLE)
        self.overlap.setMaximum(self.count.value())


def _words(way: Way, offer: Offer, name: str) -> str:
    """Return what a way is called, with how many documents it has."""
    count = offer.count(way)
    if way is Way.GIVEN:
        who = name or tr("the person")
        return tr("Those that {annotator} is to read: {count}", annotator=who, count=count)
    if way is Way.CHOSEN:
        return tr("Those chosen in the table of documents: {count}", count=count)
    if way is Way.ALL:
        return tr("All documents of the project: {count}", count=count)
    return tr("A sample of those that the person does not read yet: {count}", count=count)
