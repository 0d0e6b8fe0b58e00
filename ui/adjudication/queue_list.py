"""The list in the queue: arrows go from one position to the next at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from ui.adjudication.queue_cell import HEIGHT
from ui.panels.scroll_line import ScrollLine

_STEPS: Final = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


class QueueList(QListView):
    """The rows, without a ground of their own.

    Signals:
        moved: the keyboard has come to another row.
    """

    moved = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)
        ScrollLine(self)

    def sizeHint(self) -> QSize:
        """Return a modest size: the layout gives what is left."""
        return QSize(200, 3 * HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from row to row; leave every other key to the page, letters above all."""
        if event.key() in _STEPS:
            super().keyPressEvent(event)
            self.moved.emit(self.currentIndex())
        else:
            event.ignore()
