"""All spans of the document in a table: to see what is missing, and for those who can't see the text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator import language
from annotator.editing.change import Change
from annotator.language import tr, trn
from annotator.model import AnnotationSet, LabelScheme
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.label_swatch import swatch_icon
from ui.panels.over_rows import OverRows
from ui.panels.scroll_line import ScrollLine
from ui.panels.span_cell import SpanCell
from ui.panels.spans_model import Column, SpansModel
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE = 8
_WIDTHS = {Column.LABEL: 140, Column.SPAN: 96, Column.MISSING: 72, Column.LINKS: 64}


class SpansTable(Themed, QWidget):
    """The table with its filter.

    Signals:
        span_chosen: a person has moved to this span, by its id.
        spans_chosen: these are selected now, by their ids, the current one among them.
    """

    span_chosen = Signal(str)
    spans_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SpansModel()
        self._scheme: LabelScheme | None = None
        self._current: str | None = None
        self._following = False
        self.filter = ChoiceField(height=28)
        self.filter.setMaximumWidth(220)
        self._asks = Caption(interface_font(measures().small_px), "ink2")
        self._asks.setBuddy(self.filter)
        self._count = Caption(interface_font(measures().small_px), "ink3", at_end=True)
        self.table = QTableView()
        self._cell = SpanCell(self.model)
        self._set_up_table()
        self._nothing = OverRows(self.table, lambda: tr("No span is like that."))
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 8, _SIDE, 6)
        head.addWidget(self._asks)
        head.addSpacing(_SIDE)
        head.addWidget(self.filter, 1)
        head.addStretch(0)
        head.addWidget(self._count, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)
        self.filter.chosen.connect(self._filter)
        self.model.modelReset.connect(self._show_count)
        self.model.modelReset.connect(self._point)  # a new order, too, loses the view's place
        self.model.rowsInserted.connect(self._show_count)
        self.model.rowsRemoved.connect(self._show_count)
        self.retranslate()

    def show_set(self, readings: AnnotationSet | None, scheme: LabelScheme) -> None:
        """Show the spans of this set, or none."""
        if scheme is not self._scheme:
            self._scheme = scheme
            self._offer_filters()
        self.model.show(readings, scheme)

    def apply(self, changes: Iterable[Change]) -> None:
        """Follow these changes."""
        with _Following(self):
            self.model.apply(changes)
        self._point()

    def set_current(self, span_id: str | None) -> None:
        """Mark the current span, silently."""
        self._current = span_id
        self._point()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._nothing.retranslate()
        self.setAccessibleName(tr("Spans"))
        self.table.setAccessibleName(tr("Spans"))
        self._asks.set_text(tr("Show only"))
        self.filter.setAccessibleName(tr("Show only"))
        self._offer_filters()
        self._show_count()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.table.viewport().update()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._cell.set_theme(self.theme)
        self._offer_filters()
        self.table.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(self._cell)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setTabKeyNavigation(False)  # Tab leaves the table, as everywhere
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(measures().row_dense)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(48)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.WORDS, QHeaderView.ResizeMode.Stretch)
        palette = table.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        table.setPalette(palette)
        ScrollLine(table)
        table.sortByColumn(Column.SPAN, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        table.selectionModel().currentRowChanged.connect(self._moved)
        table.selectionModel().selectionChanged.connect(lambda *_: self._tell_several())

    def _offer_filters(self) -> None:
        """Offer all labels, a layer's, or one; what was chosen stays."""
        chosen = self.filter.currentData()
        self.filter.clear()
        self.filter.addItem(tr("All labels"), None)
        if self._scheme is not None:
            code = language.current()
            for layer in self._scheme.layers:
                self.filter.addItem(layer.names.in_language(code), f"layer {layer.code}")
                for label in self._scheme.labels:
                    if label.layer == layer.code:
                        icon = swatch_icon(label, self.theme)
                        self.filter.addItem(icon, label.names.in_language(code), f"label {label.code}")
        self.filter.set_choice(chosen)

    def _filter(self, chosen: str | None) -> None:
        codes: set[str] | None = None
        if chosen is not None and self._scheme is not None:
            kind, code = chosen.split(" ", 1)
            labels = self._scheme.labels
            codes = {code} if kind == "label" else {label.code for label in labels if label.layer == code}
        self.model.set_filter(codes)

    def _show_count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        if shown == total:
            self._count.set_text(trn("{count} span", "{count} spans", total))
        else:
            self._count.set_text(tr("{shown} of {total}", shown=shown, total=total))

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self._following or not index.isValid():
            return
        self._current = self.model.annotation(index.row()).id
        self.span_chosen.emit(self._current)
        self._tell_several()

    def _tell_several(self) -> None:
        """Tell which spans are chosen with the current one: by Shift and the arrows, or Ctrl and Space."""
        rows = self.table.selectionModel().selectedRows()
        ids = [self.model.annotation(index.row()).id for index in rows]
        if not self._following and self._current in ids:
            self.spans_chosen.emit(ids)

    def _point(self) -> None:
        row = None if self._current is None else self.model.row_of(self._current)
        with _Following(self):
            if row is None:
                self.table.clearSelection()
                self.table.setCurrentIndex(QModelIndex())
            elif row != self.table.currentIndex().row():
                # Not selectRow: right to left, it asks the header beyond its edge and selects nothing.
                flags = QItemSelectionModel.SelectionFlag
                index = self.model.index(row, Column.LABEL)
                self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
                self.table.scrollTo(index)


class _Following:
    """While it lasts, the table follows the program and tells nobody."""

    def __init__(self, table: SpansTable) -> None:
        self._table = table

    def __enter__(self) -> None:
        self._before = self._table._following  # noqa: SLF001 - one class in two
        self._table._following = True  # noqa: SLF001

    def __exit__(self, *_error: object) -> None:
        self._table._following = self._before  # noqa: SLF001
