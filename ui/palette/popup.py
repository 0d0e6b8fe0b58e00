"""The list that hangs under the search field.

It is a child of the window and not a window of its own: some window managers take the keyboard from the
field when a second window appears.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from annotator.language import tr
from ui.palette.line_painter import LinePainter, line_height
from ui.palette.lines import Choice, Line, LinesModel
from ui.panels.caption import Sentence
from ui.panels.painting import RTL, draw_frame
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed, dress
from ui.theme import measures

_WIDTH: Final = 480
_HIGHEST: Final = 520
_GAP: Final = 6  # below the field, and from the window's edges
_PAD: Final = 6
_NOTHING: Final = 44


class Popup(Themed, QWidget):
    """The lines, one of them chosen.

    Signals:
        chosen: a person clicked a line.
    """

    chosen = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._host = window
        self._words = ""
        self._model = LinesModel()
        self.list = _Lines(self._model)
        self._painter = LinePainter(self.list)
        self.list.setItemDelegate(self._painter)
        self._nothing = Sentence(self._nothing_text)
        self._nothing.setContentsMargins(12, 0, 12, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        column.addWidget(self._nothing)
        column.addWidget(self.list)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._click)
        self.hide()

    @property
    def choice(self) -> Choice | None:
        """The chosen line, or None where there is nothing to choose."""
        index = self.list.currentIndex()
        line = self._model.lines[index.row()] if index.isValid() else None
        return line if isinstance(line, Choice) else None

    @property
    def lines(self) -> Sequence[Line]:
        """What is listed."""
        return self._model.lines

    def show_lines(self, lines: Sequence[Line], words: str, *, keep: bool = False) -> None:
        """List the hits of these words and choose the first, or `keep` the choice if it is still there."""
        before = self.choice
        self._words = words
        self._model.show(lines)
        self._nothing.setVisible(not lines)
        self.list.setVisible(bool(lines))
        self._nothing.retranslate()
        self.list.setAccessibleName(tr("Results"))
        rows = self._model.choices()
        if rows:
            kept = keep and before is not None and before in lines
            self._choose(list(lines).index(before) if kept and before is not None else rows[0])
        if rows and not keep:
            self.list.scrollToTop()

    def step(self, by: int) -> None:
        """Choose the line so many choices further down; beyond an end, the one at that end."""
        rows = self._model.choices()
        if rows:
            here = rows.index(self.list.currentIndex().row())
            self._choose(rows[min(max(here + by, 0), len(rows) - 1)])

    @property
    def page(self) -> int:
        """How many choices PageDown goes further."""
        return max(self.list.viewport().height() // measures().row_document - 1, 1)

    def hang_under(self, field: QWidget) -> None:
        """Take a place under the field, within the window, as high as the lines need."""
        window = self._host
        below = QRect(field.mapTo(window, field.rect().topLeft()), field.size())
        width = min(_WIDTH, window.width() - 2 * _GAP)
        left = below.right() + 1 - width if self.layoutDirection() == RTL else below.left()
        left = min(max(left, _GAP), window.width() - width - _GAP)
        top = below.bottom() + 1 + _GAP
        wanted = sum(line_height(line) for line in self.lines) or _NOTHING
        height = min(wanted + 2 * _PAD, _HIGHEST, window.height() - top - _GAP)
        self.setGeometry(left, top, width, height)
        self.raise_()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._painter.set_theme(self.theme)
        self.list.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the edge."""
        painter = QPainter(self)
        # The corners outside the edge show the page, or the panel, behind.
        draw_frame(
            painter,
            QRectF(self.rect()),
            radius=measures().radius_card,
            fill=self.theme.color("raised"),
            edge=self.theme.color("border"),
        )
        painter.end()

    def _choose(self, row: int) -> None:
        index = self._model.index(row)
        self.list.setCurrentIndex(index)
        # With the first choice of a group its caption comes into sight too.
        above = self._model.index(max(row - 1, 0))
        if not isinstance(self._model.lines[above.row()], Choice):
            self.list.scrollTo(above)
        self.list.scrollTo(index)

    def _click(self, index: QModelIndex) -> None:
        if index.isValid() and isinstance(self._model.lines[index.row()], Choice):
            self.list.setCurrentIndex(index)
            self.chosen.emit()

    def _nothing_text(self) -> str:
        return tr("Neither a command nor a title nor this text has “{words}”. Esc closes.", words=self._words)


class _Lines(QListView):
    """A list that never takes the keyboard: the field keeps it."""

    def __init__(self, model: LinesModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_line = ScrollLine(self)
