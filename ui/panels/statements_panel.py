"""Who says what in a table: the gloss for the keyboard and the screen reader, with what is missing on top."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from annotator.language import tr, trn
from annotator.model import Label
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.over_rows import OverRows
from ui.panels.statement_cell import StatementCell
from ui.panels.statements_model import Column, StatementRow, StatementsModel
from ui.panels.step_tables import set_up
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE = 8
_FIELD = 220
_WHOLE, _LEAST = 1100, 60
"""From this width on, the columns have their full widths; below, they shrink with it, but no farther, px."""
_WIDTHS = {Column.NUMBER: 64, Column.SOURCE: 230, Column.CUE: 110, Column.NOTE: 240}


class StatementsPanel(Themed, QWidget):
    """The table with its filter, and how many are tied to nothing.

    Signals:
        span_chosen: a person has moved to the row of this span, by its id.
        left: they go to it in the text.
        print_wanted: the cards are to be printed.
    """

    span_chosen = Signal(str)
    left = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = StatementsModel()
        self._rows: Sequence[StatementRow] = ()
        self._current: str | None = None
        self._following = False
        self.filter = ChoiceField(height=28)
        self.filter.setMaximumWidth(_FIELD)
        self.filter.chosen.connect(lambda _value: self.show_rows(self._rows))
        self._asks = Caption(interface_font(measures().small_px), "ink2")
        self._asks.setBuddy(self.filter)
        self.missing = Caption(interface_font(measures().small_px), "ink2")
        self.printing = Button(kind="plain", height=26)
        self.printing.clicked.connect(self.print_wanted)
        self.table = QTableView()
        self._cell = StatementCell()
        set_up(self.table, self.model, widths=_WIDTHS, stretched=Column.WORDS)
        self.table.setItemDelegate(self._cell)
        self._nothing = OverRows(self.table, lambda: tr("No statement is like that."))
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.table.activated.connect(lambda _index: self.left.emit())
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 5, _SIDE, 3)
        head.setSpacing(8)
        head.addWidget(self._asks)
        head.addWidget(self.filter, 1)
        head.addWidget(self.missing, 2)
        head.addWidget(self.printing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)
        self.retranslate()

    def show_rows(self, rows: Sequence[StatementRow], *, label: Label | None = None) -> None:
        """Show these rows, as far as the filter wants them. `label`: whose colours the numbers have."""
        self._cell.label = label or self._cell.label
        self._rows = rows
        self._following = True
        self.model.show(rows, only_orphans=self.filter.currentData())
        self._following = False
        self._count()
        self._point()

    def set_current(self, span_id: str | None) -> None:
        """Mark the row of this span, silently."""
        self._current = span_id
        self._point()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._nothing.retranslate()
        chosen = self.filter.currentData()
        self.filter.clear()
        self.filter.addItem(tr("All statements"), None)
        self.filter.addItem(tr("What is tied to nothing"), True)  # noqa: FBT003 - the item's data
        self.filter.addItem(tr("What is attributed"), False)  # noqa: FBT003 - the item's data
        self.filter.set_choice(chosen)
        self._asks.set_text(tr("Show only"))
        self.filter.setAccessibleName(tr("Show only"))
        self.setAccessibleName(tr("Who says what"))
        self.table.setAccessibleName(tr("Who says what"))
        self.printing.setText(tr("Print…"))
        self.printing.updateGeometry()
        self._count()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.table.viewport().update()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._cell.set_theme(self.theme)
        self.table.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for what is said where the window is narrow."""
        super().resizeEvent(event)
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, min(width, max(_LEAST, width * self.width() // _WHOLE)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _count(self) -> None:
        alone = [row for row in self.model.all_rows if row.orphan and not row.follows]
        claims = sum(row.number is not None for row in alone)
        sources = sum(row.number is None and bool(row.source) for row in alone)
        cues = len(alone) - claims - sources
        parts = (
            trn("{count} statement without a source", "{count} statements without a source", claims),
            trn("{count} source of nothing", "{count} sources of nothing", sources),
            trn("{count} cue of nothing", "{count} cues of nothing", cues),
        )
        shown = [part for part, count in zip(parts, (claims, sources, cues), strict=True) if count]
        self.missing.set_text(" · ".join(shown) or tr("Everything is attributed"))

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._following and index.isValid():
            self._current = self.model.rows[index.row()].span
            self.span_chosen.emit(self._current)

    def _point(self) -> None:
        row = None if self._current is None else self.model.row_of(self._current)
        here = self.table.currentIndex()
        if row is not None and here.isValid() and self.model.rows[here.row()].span == self._current:
            return
        self._following = True
        if row is None:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        else:
            flags = QItemSelectionModel.SelectionFlag
            index = self.model.index(row, Column.NUMBER)
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.table.scrollTo(index)
        self._following = False
