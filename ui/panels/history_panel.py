"""Who changed what and when, in a table that can be narrowed down, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
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
from annotator.language import tr, trn
from annotator.model import Annotator, LabelScheme
from annotator.workspace.history import HistoryEntry
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.history_model import Column, HistoryModel
from ui.panels.label_swatch import swatch_icon
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE = 8
_FIELD = 180
_WIDTHS = {Column.WHEN: 150, Column.WHO: 150}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which steps are shown.

    Attributes:
        here: only those of the open document.
        author: only those of this annotator, by id.
        label: only those about spans with this label.
    """

    here: bool
    author: str | None
    label: str | None


class HistoryPanel(Themed, QWidget):
    """The table with its filters.

    Signals:
        wanted_changed: other steps are to be shown: see `wanted`.
        place_wanted: the number of a step whose place in the text is to be shown.
        moment_wanted: the number of a step; the open document is to become what it was after it.
    """

    wanted_changed = Signal()
    place_wanted = Signal(int)
    moment_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HistoryModel()
        self._people: tuple[Annotator, ...] = ()
        self._scheme: LabelScheme | None = None
        self.scope, self.author, self.label = (ChoiceField(height=28) for _ in range(3))
        self.back = Button(kind="plain", icon="undo", height=26)
        self._count = Caption(interface_font(measures().small_px), "ink3", at_end=True)
        self.table = QTableView()
        self._set_up_table()
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 5, _SIDE, 3)
        head.setSpacing(8)
        for field in (self.scope, self.author, self.label):
            field.setMaximumWidth(_FIELD)
            field.chosen.connect(lambda _value: self.wanted_changed.emit())
            head.addWidget(field, 1)
        head.addWidget(self._count, 1)
        head.addWidget(self.back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)
        self.back.clicked.connect(self._go_back)
        self._may_go_back = False
        self.retranslate()

    @property
    def wanted(self) -> Wanted:
        """Which steps the filters ask for."""
        return Wanted(
            here=self.scope.currentData() != "all",
            author=self.author.currentData(),
            label=self.label.currentData(),
        )

    def offer(self, people: Iterable[Annotator], scheme: LabelScheme) -> None:
        """Offer these people and this scheme's labels as filters; what was chosen stays."""
        if (tuple(people), scheme) != (self._people, self._scheme):
            self._people, self._scheme = tuple(people), scheme
            self._offer()

    def show_entries(self, entries: Sequence[HistoryEntry], *, may_go_back: bool) -> None:
        """Show these steps, the newest first; `may_go_back` allows the way back to each of them."""
        self._may_go_back = may_go_back
        self.model.show(entries)
        if entries:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._count.set_text(trn("{count} step", "{count} steps", len(entries)))
        self._allow()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("History"))
        self.table.setAccessibleName(tr("History"))
        self.scope.setAccessibleName(tr("Of which document"))
        self.author.setAccessibleName(tr("By whom"))
        self.label.setAccessibleName(tr("About which label"))
        self.back.setText(tr("Back to this moment"))
        self.back.updateGeometry()
        self._offer()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.table.viewport().update()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _offer(self) -> None:
        chosen = (self.scope.currentData() or "here", self.author.currentData(), self.label.currentData())
        for field in (self.scope, self.author, self.label):
            field.clear()
        self.scope.addItem(tr("This document"), "here")
        self.scope.addItem(tr("The whole project"), "all")
        self.author.addItem(tr("Everybody"), None)
        for person in self._people:
            self.author.addItem(person.name, person.id)
        self.label.addItem(tr("All labels"), None)
        for label in () if self._scheme is None else self._scheme.labels:
            name = label.names.in_language(language.current())
            self.label.addItem(swatch_icon(label, self.theme), name, label.code)
        for field, value in zip((self.scope, self.author, self.label), chosen, strict=True):
            field.set_choice(value)
            if field.currentIndex() < 0:
                field.setCurrentIndex(0)  # that person or label is no longer there

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)  # Tab leaves the table, as everywhere
        table.setWordWrap(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(measures().row_dense)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setFont(interface_font(measures().small_px, 600))
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        palette = table.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        table.setPalette(palette)
        ScrollLine(table)
        table.activated.connect(self._go_to)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._allow())

    def _go_to(self, index: QModelIndex) -> None:
        self.place_wanted.emit(self.model.entry(index.row()).step)

    def _go_back(self) -> None:
        self.moment_wanted.emit(self.model.entry(self.table.currentIndex().row()).step)

    def _allow(self) -> None:
        # The newest step is where one is already.
        self.back.setEnabled(self._may_go_back and self.table.currentIndex().row() > 0)
