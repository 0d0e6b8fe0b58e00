"""Who changed what and when, in a table that can be narrowed down, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QStackedLayout,
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
from ui.panels.comparison_panel import ComparisonPanel
from ui.panels.history_model import Column, HistoryModel
from ui.panels.label_swatch import swatch_icon
from ui.panels.menus import add_plain, below, dress_menu
from ui.panels.plain_cell import PlainCell
from ui.panels.step_tables import set_up
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What can be done with a moment that is chosen.

    Attributes:
        document: the open document may go back to it.
        reading: the reading shown may.
        project: the whole project may.
        comparison: the open document may be compared with what it was then.
    """

    document: bool = False
    reading: bool = False
    project: bool = False
    comparison: bool = False


class HistoryPanel(Themed, QWidget):
    """The table with its filters.

    Signals:
        wanted_changed: other steps are to be shown: see `wanted`.
        place_wanted: the number of a step whose place in the text is to be shown.
        moment_wanted: the number of a step; the open document is to become what it was after it.
        reading_wanted: the same for the reading that is shown.
        project_wanted: the same for the whole project.
        comparison_wanted: the number of a step; the open document then and now are to be compared.

    Attributes:
        comparison: two moments side by side, in the place of the steps while it is shown.
    """

    wanted_changed = Signal()
    place_wanted = Signal(int)
    moment_wanted = Signal(int)
    reading_wanted = Signal(int)
    project_wanted = Signal(int)
    comparison_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HistoryModel()
        self._people: tuple[Annotator, ...] = ()
        self._scheme: LabelScheme | None = None
        self.scope, self.author, self.label = (ChoiceField(height=28) for _ in range(3))
        self.compare = Button(kind="plain", height=26)
        self.back = Button(kind="plain", icon="undo", chevron=True, height=26)
        self.comparison = ComparisonPanel()
        self._count = Caption(interface_font(measures().small_px), "ink3", at_end=True)
        self.table = QTableView()
        self._cell = PlainCell(quiet=(Column.WHEN, Column.WHO), moments=(Column.WHEN,), foreign=(Column.WHO,))
        self._set_up_table()
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 5, _SIDE, 3)
        head.setSpacing(8)
        for field in (self.scope, self.author, self.label):
            field.setMaximumWidth(_FIELD)
            field.chosen.connect(lambda _value: self.wanted_changed.emit())
            head.addWidget(field, 1)
        head.addWidget(self._count, 1)
        head.addWidget(self.compare)
        head.addWidget(self.back)
        self._steps = QWidget()
        column = QVBoxLayout(self._steps)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._steps)
        self._pages.addWidget(self.comparison)
        self.compare.clicked.connect(lambda: self.comparison_wanted.emit(self._step))
        self.back.clicked.connect(self._open_menu)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu_at)
        self.comparison.left.connect(self.leave_comparison)
        self._allowed = Allowed()
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

    @property
    def compares(self) -> bool:
        """Whether two moments are shown side by side."""
        return self._pages.currentWidget() is self.comparison

    def show_comparison(self) -> None:
        """Show two moments in the place of the steps, and bring the keyboard there."""
        self._pages.setCurrentWidget(self.comparison)
        self.comparison.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_comparison(self) -> None:
        """Show the steps again, and bring the keyboard there."""
        had_focus = self.comparison.isAncestorOf(QApplication.focusWidget() or self)
        self._pages.setCurrentWidget(self._steps)
        if had_focus:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_entries(self, entries: Sequence[HistoryEntry], allowed: Allowed) -> None:
        """Show these steps, the newest first, and what can be done with each of them."""
        self._allowed = allowed
        row = self.table.currentIndex().row()
        step = self.model.entry(row).step if 0 < row < self.model.rowCount() else None
        self.model.show(entries)
        if entries:
            places = (place for place, entry in enumerate(entries) if entry.step == step)
            self.table.setCurrentIndex(self.model.index(next(places, 0), 0))
        self._count.set_text(trn("{count} step", "{count} steps", len(entries)))
        self._allow()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("History"))
        self.table.setAccessibleName(tr("History"))
        self.scope.setAccessibleName(tr("Of which document"))
        self.author.setAccessibleName(tr("By whom"))
        self.label.setAccessibleName(tr("About which label"))
        self.compare.setText(tr("Compare with now"))
        self.back.setText(tr("Back to this moment"))
        for button in (self.compare, self.back):
            button.updateGeometry()
        self._offer()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.table.viewport().update()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._cell.set_theme(self.theme)
        self.table.viewport().update()
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
        set_up(table, self.model, widths=_WIDTHS, stretched=Column.WHAT)
        table.setItemDelegate(self._cell)
        table.activated.connect(self._go_to)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._allow())

    def _go_to(self, index: QModelIndex) -> None:
        self.place_wanted.emit(self.model.entry(index.row()).step)

    def back_menu(self) -> QMenu:
        """Return the menu of what can become what it was at the chosen moment."""
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        step, allowed, earlier = self._step, self._allowed, self.table.currentIndex().row() > 0
        for words, possible, signal in (
            (tr("The document with all its readings"), allowed.document and earlier, self.moment_wanted),
            (tr("The reading that is shown"), allowed.reading and earlier, self.reading_wanted),
            (tr("The whole project…"), allowed.project and earlier, self.project_wanted),
            (tr("Compare with now"), allowed.comparison, self.comparison_wanted),
        ):
            action = add_plain(menu, words)
            action.setEnabled(possible)
            action.triggered.connect(lambda _=False, signal=signal: signal.emit(step))
        menu.insertSeparator(menu.actions()[-1])
        return menu

    @property
    def _step(self) -> int:
        return self.model.entry(self.table.currentIndex().row()).step

    def _open_menu(self) -> None:
        menu = self.back_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below(self.back, menu))

    def _open_menu_at(self, point: QPoint) -> None:
        if self.model.rowCount():
            menu = self.back_menu()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.table.viewport().mapToGlobal(point))

    def _allow(self) -> None:
        # The newest step is where one is already.
        row, allowed = self.table.currentIndex().row(), self._allowed
        self.back.setEnabled(row > 0 and (allowed.document or allowed.project))
        self.compare.setEnabled(row >= 0 and allowed.comparison)
