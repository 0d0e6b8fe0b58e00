"""The readings of one position, one below the other; where there are many, they scroll."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.model import Verdict
from ui.adjudication.choice import Choice
from ui.adjudication.variant_row import HEIGHT, VariantRow, VariantWords, columns_of
from ui.controls import RING
from ui.panels.quiet_scroll import QuietScroll
from ui.theme import Theme

_MOST_ROWS: Final = 3.4
"""So many rows stand in sight; of more the last is cut, to say that there are more."""
_ROW: Final = HEIGHT + 2 * RING


class VariantsList(QuietScroll):
    """Shows rows, and which of them are chosen.

    Attributes:
        rows: of the readers.
        own: of the adjudicator's own reading, or None.

    Signals:
        clicked: the number of a row, from 0.
    """

    clicked = Signal(int)

    def __init__(self, side: int) -> None:
        self._list = QWidget()
        super().__init__(self._list)
        self.rows: tuple[VariantRow, ...] = ()
        self.own: VariantRow | None = None
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(side - RING, 0, side - RING, 0)
        self._column.setSpacing(0)  # the rings of two rows make the gap
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[VariantWords], own: VariantWords | None, theme: Theme) -> None:
        """Show these rows instead of those before."""
        for old in self._all():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        columns = columns_of([*rows, *([] if own is None else [own])])
        self.rows = tuple(VariantRow(words, columns) for words in rows)
        self.own = None if own is None else VariantRow(own, columns)
        for number, row in enumerate(self.rows):
            row.clicked.connect(lambda _=False, number=number: self.clicked.emit(number))
        for row in self._all():
            row.set_theme(theme)
            self._column.addWidget(row)
        self.updateGeometry()

    def mark(self, choice: Choice, offered: int) -> None:
        """Show what is chosen; rows from the number `offered` on say that nothing is here."""
        for number, row in enumerate(self.rows):
            nothing = number >= offered and choice.verdict is Verdict.NOTHING
            row.setChecked(number in choice.taken or nothing)
        if self.own is not None:
            self.own.setChecked(choice.verdict is Verdict.OWN)
            self.ensureWidgetVisible(self.own)

    def take_focus(self, number: int) -> None:
        """Bring the keyboard to a reader's row, and the row into sight."""
        self.rows[number].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(self.rows[number])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page: arrows lead through readings and positions, and the rows follow."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """Return the room for the rows, or for the most that are in sight."""
        shown = min(max(len(self._all()), 1), _MOST_ROWS)
        return QSize(400, round(shown * _ROW))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(200, self.sizeHint().height())

    def _all(self) -> tuple[VariantRow, ...]:
        return self.rows if self.own is None else (*self.rows, self.own)
