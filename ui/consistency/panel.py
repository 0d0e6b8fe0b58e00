"""What does not fit together, rule by rule, with the way to each place and to mending it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTableView, QVBoxLayout, QWidget

from annotator.consistency import RULES, Finding, Rule, rule_of
from annotator.language import tr, trn
from ui.consistency.cell import FindingCell
from ui.consistency.model import Column, FindingsModel, Row
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.menus import add_plain, below, dress_menu
from ui.panels.over_rows import OverRows
from ui.panels.step_tables import set_up
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE = 8
_FIELD = 180
_WIDTHS = {Column.WORDS: 260, Column.WHERE: 160}
_BUTTON = 26


class ConsistencyPanel(Themed, QWidget):
    """The list with its scope.

    Enter opens a group, and goes to the place of a finding; moving through the list shows each place of the
    open document.

    Signals:
        scope_changed: the findings of the whole project are to be shown (True), or of the document.
        again_wanted: the whole project is to be looked through again.
        place_shown: a person has moved to this `Finding`.
        place_wanted: a person wants to work at this `Finding`.
        fix_wanted: this `Finding` is to be mended.
        fix_all_wanted: all findings of the rule with this code are to be mended.
        rule_switched: the rule with this code is to be asked (True) or not.
    """

    scope_changed = Signal(bool)
    again_wanted = Signal()
    place_shown = Signal(object)
    place_wanted = Signal(object)
    fix_wanted = Signal(object)
    fix_all_wanted = Signal(str)
    rule_switched = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FindingsModel()
        self._silenced: frozenset[str] = frozenset()
        self._editable = True
        self._following = False
        self._note = ""
        self.scope = ChoiceField(height=28)
        self.scope.setMaximumWidth(_FIELD)
        self._count = Caption(interface_font(measures().small_px), "ink3", at_end=True)
        self.again = Button(kind="quiet", height=_BUTTON)
        self.fix, self.fix_all = Button(height=_BUTTON), Button(height=_BUTTON)
        self.rules = Button(kind="quiet", chevron=True, height=_BUTTON)
        self.table = QTableView()
        self._cell = FindingCell(self.model)
        self._set_up_table()
        self._nothing = OverRows(self.table, self._nothing_text)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 5, _SIDE, 3)
        head.setSpacing(4)
        head.addWidget(self.scope, 1)
        head.addWidget(self.again)
        head.addWidget(self._count, 1)
        for button in (self.fix, self.fix_all, self.rules):
            head.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.table, 1)
        self.scope.chosen.connect(lambda value: self.scope_changed.emit(value == "all"))
        self.again.clicked.connect(self.again_wanted)
        self.fix.clicked.connect(lambda: self.fix_wanted.emit(self.current))
        self.fix_all.clicked.connect(self._fix_all)
        self.rules.clicked.connect(self._open_rules)
        self.again.hide()
        self.retranslate()

    @property
    def current(self) -> Row | None:
        """The rule or the finding that is chosen, or None."""
        return self.model.row(self.table.currentIndex().row())

    @property
    def is_of_project(self) -> bool:
        """Whether the findings of the whole project are shown."""
        return bool(self.scope.currentData() == "all")

    def show_findings(
        self,
        counts: Mapping[str, int],
        of_rule: Callable[[str], Sequence[Finding]],
        title: Callable[[str], str],
    ) -> None:
        """Show these findings (see `FindingsModel.show`); what was chosen stays, if it is there."""
        chosen = self.current
        self._following = True
        self.model.show(counts, of_rule, title)
        self._choose(max(self.model.number_of(chosen), 0))
        self._following = False
        self.table.setColumnHidden(Column.WHERE, not self.is_of_project)
        self._say_count()
        self._allow()

    def show_scope(self, *, project: bool) -> None:
        """Say whose findings these are, silently."""
        self.scope.set_choice("all" if project else "here")
        self.again.setVisible(project)

    def show_note(self, note: str) -> None:
        """Say something in the place of the count: that the project is being looked through; "" ends it."""
        self._note = note
        self._say_count()

    def show_rules(self, silenced: frozenset[str], *, editable: bool) -> None:
        """Say which rules the project does not want, and whether anything may be changed."""
        self._silenced, self._editable = silenced, editable
        self.rules.setText(
            trn("Rules · {count} off", "Rules · {count} off", len(silenced)) if silenced else tr("Rules")
        )
        self.rules.updateGeometry()
        self._allow()

    def rules_menu(self) -> QMenu:
        """Return the menu that switches rules on and off."""
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        for rule in RULES:
            action = add_plain(menu, str(rule.name))
            action.setCheckable(True)
            action.setChecked(rule.code not in self._silenced)
            action.setEnabled(self._editable)
            action.toggled.connect(lambda on, code=rule.code: self.rule_switched.emit(str(code), on))
        return menu

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("Consistency"))
        self.table.setAccessibleName(tr("Findings"))
        self.scope.setAccessibleName(tr("Where to look"))
        chosen = self.scope.currentData()
        self.scope.clear()
        self.scope.addItem(tr("This document"), "here")
        self.scope.addItem(tr("The whole project"), "all")
        self.scope.set_choice(chosen or "here")
        self.again.setText(tr("Check again"))
        self.fix.setText(tr("Fix…"))
        self.fix_all.setText(tr("Fix all of this rule…"))
        for button in (self.again, self.fix, self.fix_all):
            button.setAccessibleName(button.text())
            button.updateGeometry()
        self.rules.setAccessibleName(tr("Rules of consistency"))
        self.show_rules(self._silenced, editable=self._editable)
        self._say_count()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.table.viewport().update()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._cell.set_theme(self.theme)
        self.table.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter, Space and the arrows open and close groups."""
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and self._press(Qt.Key(event.key()))
        ):
            return True
        return super().eventFilter(watched, event)

    def _press(self, key: Qt.Key) -> bool:
        row = self.current
        if isinstance(row, Finding):
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.place_wanted.emit(row)
                return True
            return False
        if row is None:
            return False
        outwards, inwards = Qt.Key.Key_Left, Qt.Key.Key_Right
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            outwards, inwards = inwards, outwards
        is_open = self.model.is_open(row.code)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} or (
            key == (outwards if is_open else inwards)
        ):
            self._toggle(row)
            return True
        return False

    def _toggle(self, rule: Rule) -> None:
        self._following = True
        self.model.toggle(rule.code)
        self._choose(self.model.number_of(rule))
        self._following = False

    def _choose(self, number: int) -> None:
        if 0 <= number < self.model.rowCount():
            # Not selectRow: right to left, it asks the header beyond its edge and selects nothing.
            flags = QItemSelectionModel.SelectionFlag
            index = self.model.index(number, Column.WHAT)
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _set_up_table(self) -> None:
        table = self.table
        set_up(table, self.model, widths=_WIDTHS, stretched=Column.WHAT)
        table.setItemDelegate(self._cell)
        table.installEventFilter(self)
        table.clicked.connect(self._click)
        table.doubleClicked.connect(self._double_click)
        table.selectionModel().currentRowChanged.connect(self._moved)

    def _click(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if isinstance(row, Rule):
            self._toggle(row)

    def _double_click(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if isinstance(row, Finding):
            self.place_wanted.emit(row)

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._allow()
        row = self.model.row(index.row())
        if isinstance(row, Finding) and not self._following:
            self.place_shown.emit(row)

    def _allow(self) -> None:
        row = self.current
        may = self._editable and row is not None
        self.fix.setEnabled(may and isinstance(row, Finding) and row.fix is not None)
        rule = rule_of(row.rule) if isinstance(row, Finding) else row
        self.fix_all.setEnabled(may and rule is not None and rule.fixable)

    def _fix_all(self) -> None:
        row = self.current
        if row is not None:
            self.fix_all_wanted.emit(str(row.code if isinstance(row, Rule) else row.rule))

    def _open_rules(self) -> None:
        menu = self.rules_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below(self.rules, menu))

    def _say_count(self) -> None:
        total = self.model.total
        words = trn("{count} finding", "{count} findings", total) if total else tr("Nothing found")
        self._count.set_text(self._note or words)
        self._nothing.retranslate()

    def _nothing_text(self) -> str:
        return self._note or tr("Everything here fits together.")


def rule_name(code: str) -> str:
    """Return what a rule is called."""
    rule = rule_of(code)
    return code if rule is None else str(rule.name)
