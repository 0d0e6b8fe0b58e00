"""Some of the documents are drawn: at random by a seed that is shown, or every so many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSpinBox, QWidget

from annotator import language
from annotator.editing.sharing import drawn, every
from annotator.language import tr, trn
from ui.dialogs.base import Dialog, plain
from ui.documents.page import Sample
from ui.language import directed
from ui.theme import Theme

_HEIGHT = 30  # of a field for a number, as of one for words (pixels)
_INSIDE = 7  # pixels between the edge of a field and its number
MOST_SEEDS = 999_999


class SampleDialog(Dialog):
    """Asks how many, and draws. After `accept`, `sample` says which.

    Args:
        parent: the window.
        theme: its colours.
        ids: the documents drawn from, in their order.
        seed: the one proposed.
    """

    def __init__(self, parent: QWidget | None, theme: Theme, ids: Sequence[str], *, seed: int) -> None:
        super().__init__(parent, theme, title=tr("Draw a sample"), action="")
        self._ids = tuple(ids)
        self.at_random = QRadioButton(tr("At random"))
        self.in_turn = QRadioButton(tr("At equal distances"))
        self._ways = QButtonGroup(self)
        ways = QWidget()
        row = QHBoxLayout(ways)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        for button in (self.at_random, self.in_turn):
            self._ways.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.at_random.setChecked(True)
        self.add_row(tr("How"), ways)
        self.count = number(tr("How many"), 1, max(len(ids), 1), min(20, len(ids)))
        self.seed = number(tr("Seed"), 0, MOST_SEEDS, seed)
        self.nth = number(tr("Every how many"), 1, max(len(ids), 1), min(5, len(ids)))
        self.first = number(tr("Beginning with"), 1, max(len(ids), 1), 1)
        self._rows_of = {
            True: [(self.add_row(tr("How many"), self.count), self.count)],
            False: [(self.add_row(tr("Every how many"), self.nth), self.nth)],
        }
        self._rows_of[True].append((self.add_row(tr("Seed"), self.seed), self.seed))
        self._rows_of[False].append((self.add_row(tr("Beginning with"), self.first), self.first))
        self.words = plain("", theme, role="ink2")
        self.words.setWordWrap(True)
        self.add_wide(self.words)
        for field in (self.count, self.seed, self.nth, self.first):
            field.valueChanged.connect(lambda _value: self._tell())
        self.at_random.toggled.connect(lambda _on: self._tell())
        self._tell()
        self.count.setFocus(Qt.FocusReason.OtherFocusReason)
        self.count.selectAll()

    @property
    def sample(self) -> Sample:
        """What is drawn."""
        if self.at_random.isChecked():
            chosen = drawn(self._ids, self.count.value(), self.seed.value())
            words = tr("{count} at random, seed {seed}", count=len(chosen), seed=self.seed.value())
        else:
            chosen = every(self._ids, self.nth.value(), self.first.value())
            words = tr("{count} at equal distances", count=len(chosen))
        return Sample(ids=frozenset(chosen), words=words)

    def _tell(self) -> None:
        """Ask only for what the way of drawing needs, and say how many it gives."""
        random = self.at_random.isChecked()
        for way, rows in self._rows_of.items():
            for name, field in rows:
                name.setVisible(way is random)
                field.setVisible(way is random)
        count = len(self.sample.ids)
        self.primary.setText(trn("Show {count} document", "Show {count} documents", count))
        self.primary.updateGeometry()
        self.words.setText(
            directed(
                tr("The same seed draws the same documents again, here and on every other machine.")
                if random
                else tr("Counted in the order in which the table shows them.")
            )
        )
        self.fit()


class _Number(QSpinBox):
    """A field for a whole number in the digits of the rest of the window, which takes Arabic ones as well.

    Qt would show and take those of the system's locale only: an Arabic one has other digits.
    """

    def textFromValue(self, value: int) -> str:
        """Return a number as it is shown."""
        return str(value)

    def valueFromText(self, text: str) -> int:
        """Return what was written, in whichever digits."""
        return int(text) if text.isdecimal() else self.minimum()

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Take digits, as long as they may still become a number that is allowed."""
        if text.isdecimal() and int(text) <= self.maximum():
            enough = int(text) >= self.minimum()
            return QValidator.State.Acceptable if enough else QValidator.State.Intermediate, text, place
        return QValidator.State.Invalid if text else QValidator.State.Intermediate, text, place


def number(name: str, least: int, most: int, value: int) -> QSpinBox:
    """Return a field for a whole number; `name` is what a screen reader calls it."""
    field = _Number()
    field.setRange(least, most)
    field.setValue(value)
    # The style sheet takes the buttons away: with `NoButtons` it leaves the number a pixel of room.
    field.lineEdit().setTextMargins(_INSIDE, 0, _INSIDE, 0)
    edge = Qt.AlignmentFlag.AlignRight if language.is_right_to_left() else Qt.AlignmentFlag.AlignLeft
    field.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)  # digits would pull it to the left
    field.setFixedHeight(_HEIGHT)
    field.setAccessibleName(name)
    field.lineEdit().setAccessibleName(name)  # the part that has the focus
    return field
