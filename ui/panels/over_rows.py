"""What stands in the place of rows while there are none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView

from ui.panels.caption import Sentence

_SIDE: Final = 8
_ABOVE: Final = 12


class OverRows(Sentence):
    """A sentence where a table's first row would be. It comes and goes with the rows.

    Args:
        table: it, with its model.
        text: the sentence; asked again by `retranslate`.
    """

    def __init__(self, table: QAbstractItemView, text: Callable[[], str]) -> None:
        super().__init__(text, table.viewport())
        self._rows = table.model()
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(_SIDE, _ABOVE, _SIDE, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for changed in (
            self._rows.rowsInserted,
            self._rows.rowsRemoved,
            self._rows.modelReset,
            self._rows.layoutChanged,
        ):
            changed.connect(self._follow)
        table.viewport().installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as wide as the rows."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        """Ask for the sentence again."""
        super().retranslate()
        self._place()

    def _follow(self) -> None:
        self.setVisible(self._rows.rowCount() == 0)
        self._place()

    def _place(self) -> None:
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(0, 0, over.width(), self.heightForWidth(over.width()))
