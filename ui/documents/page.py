"""The page of all documents: what is looked for above, the table, and what is done with the chosen ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from annotator.language import tr, trn
from annotator.model import Annotator, DocumentFacts, LabelScheme, State
from annotator.workspace.finding import DocumentLine
from ui.controls import RING, Button, Hairline
from ui.documents import columns
from ui.documents.columns import Known
from ui.documents.filters import Filters
from ui.documents.foot import Foot
from ui.documents.model import TableModel
from ui.documents.table import DocumentTable
from ui.fonts import interface_font
from ui.own_page import OwnPage
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.insets import inset
from ui.panels.menus import add_plain, below, dress_menu
from ui.panels.over_rows import OverRows
from ui.panels.state_mark import DocumentState, state_name
from ui.people.blind import BlindLine
from ui.theme import measures

_SIDE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Documents drawn from those shown.

    Attributes:
        ids: which.
        words: how they were drawn, in the language in use.
    """

    ids: frozenset[str]
    words: str


class DocumentsPage(OwnPage):
    """Everything about many documents at once.

    Signals:
        opened: a person wants this document, by its id.
        state_wanted: the chosen documents shall be so far.
        trash_wanted: the chosen documents shall go into the trash.
        sample_wanted: some of the documents shown shall be drawn.
        sharing_wanted: the chosen documents, or else those shown, shall be given to people.
        hand_out_wanted: the chosen documents, or else those shown, shall go out as a packet.
        choices_changed: columns, their widths, the order or the filter on one's own are others now.
    """

    opened = Signal(str)
    state_wanted = Signal(object)
    trash_wanted = Signal()
    sample_wanted = Signal()
    sharing_wanted = Signal()
    hand_out_wanted = Signal()
    choices_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        m = measures()
        self.model = TableModel()
        self.table = DocumentTable(self.model)
        self.filters = Filters()
        self._heading = Caption(interface_font(m.title_px, 600))
        self.count = Caption(interface_font(m.small_px), "ink2")
        self.sort = ChoiceField(height=26)
        self.turn = Button(kind="quiet", height=26)
        self.turn.setCheckable(True)
        self.shown_columns = Button(kind="plain", chevron=True, height=26)
        self.close_button = Button(kind="quiet", icon="close", key="Esc", height=26)
        self.show_all = Button(kind="plain", height=26)
        self.nothing = OverRows(self.table, self._nothing_text)
        self.foot = Foot(_SIDE)
        self._sample: Sample | None = None
        self._keys: tuple[str, ...] = ()
        self._is_editable = self._is_of_project = True
        self.blind = BlindLine(side=_SIDE)
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def wished(self) -> tuple[str, ...]:
        """The ids of what is chosen if that is several, else of all that is shown."""
        chosen = self.table.chosen
        return chosen if len(chosen) > 1 else self.model.ids

    def show_lines(self, lines: Iterable[DocumentLine], known: Known) -> None:
        """Show these documents."""
        self.model.show(lines, known)
        self._offer_columns()
        self._tell()

    def learn(self, facts: Iterable[DocumentFacts]) -> None:
        """Take in what a look into the documents has found."""
        self.model.learn(facts)
        self._tell()

    def update_lines(self, lines: Iterable[DocumentLine], known: Known) -> None:
        """Bring some of the documents up to date."""
        self.model.known = known
        self.model.update(lines)
        self._tell()

    def offer(self, people: Iterable[Annotator], scheme: LabelScheme, reader: str) -> None:
        """Offer what can be looked for; `reader` is the id of the person at this machine."""
        keys = self.model.metadata_keys
        self.filters.offer(people, scheme, keys, reader)
        if keys != self._keys:
            self._keys = keys
            self._offer_columns()

    def set_open(self, document_id: str | None) -> None:
        """Mark the document that the window shows."""
        self.table.cell.open_id = document_id
        self.table.viewport().update()

    def set_editable(self, *, editable: bool, of_project: bool = True) -> None:
        """Allow or refuse what would change the project, and what would not be a packet's to change."""
        self._is_editable, self._is_of_project = editable, of_project
        self._tell()

    def show_sample(self, sample: Sample | None) -> None:
        """Show and choose only these documents, or all again."""
        self._sample = sample
        self._look()
        if sample is not None:
            self.table.choose(sample.ids)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def choices(self) -> dict[str, Any]:
        """What is to be remembered, as JSON values."""
        by, descending = self.model.order
        return {
            "columns": list(self.model.columns),
            "widths": dict(self.table.widths),
            "sort": by,
            "descending": descending,
            "mine": self.filters.mine.isChecked(),
        }

    def choose(self, remembered: Mapping[str, Any]) -> None:
        """Take up what was remembered; what is unknown by now is shown empty, not lost."""
        shown = [one for one in remembered.get("columns", ()) if isinstance(one, str)]
        widths = remembered.get("widths", {})
        self.model.set_columns(shown or columns.USUAL)
        self.table.set_widths({k: w for k, w in widths.items() if isinstance(w, int)})
        by = remembered.get("sort")
        self.model.sort_by(by if isinstance(by, str) else None, descending=bool(remembered.get("descending")))
        self.filters.mine.setChecked(bool(remembered.get("mine")))
        self._offer_columns()

    def columns_menu(self) -> QMenu:
        """Return the menu of all columns, those shown with a tick."""
        menu = self._menu()
        for column in columns.offered(self.model.known, self._keys):
            action = add_plain(menu, columns.heading(column, self.model.known))
            action.setCheckable(True)
            action.setChecked(column in self.model.columns)
            action.setEnabled(column != columns.TITLE)
            action.triggered.connect(lambda on, column=column: self._show_column(column, shown=on))
            if column == columns.FIXED[-1]:
                menu.addSeparator()
        return menu

    def state_menu(self, into: QMenu | None = None) -> QMenu:
        """Return the menu of states for the chosen documents."""
        menu = self._menu() if into is None else into
        for state in DocumentState:
            action = add_plain(menu, state_name(state))
            action.triggered.connect(lambda _=False, state=state: self.state_wanted.emit(State(state.value)))
        return menu

    def row_menu(self) -> QMenu:
        """Return the menu of all that can be done with the chosen documents."""
        menu = self._menu()
        add_plain(menu, tr("Open"), key="↵").triggered.connect(lambda _=False: self._open())
        states = menu.addMenu(tr("State"))
        dress_menu(states, self.theme)
        states.setLayoutDirection(self.layoutDirection())
        states.setEnabled(self._is_editable)
        self.state_menu(states)
        for words, signal, key in (
            (tr("Give to people…"), self.sharing_wanted, None),
            (tr("Hand out…"), self.hand_out_wanted, None),
            (tr("Move to the trash"), self.trash_wanted, "Del"),
        ):
            action = add_plain(menu, words, key=key)
            action.setEnabled(self._is_editable and self._is_of_project)
            action.triggered.connect(lambda _=False, signal=signal: signal.emit())
        return menu

    def theme_changed(self) -> None:
        """Hand the colours on."""
        super().theme_changed()
        self.table.cell.set_theme(self.theme)
        self.table.viewport().update()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("All documents"))
        self._heading.set_text(tr("All documents"))
        self.table.setAccessibleName(tr("All documents"))
        self.sort.setAccessibleName(tr("Sorted by"))
        self.turn.setText(tr("Descending"))
        self.shown_columns.setText(tr("Columns"))
        self.close_button.setAccessibleName(tr("Back to the text"))
        self.show_all.setText(tr("Show all"))
        self.foot.retranslate()
        for button in self.findChildren(Button):
            button.updateGeometry()
        self.nothing.retranslate()
        self._offer_columns()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.model.columns) - 1)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down lead from the filters into the table, and Escape back to the text."""
        if event.key() == Qt.Key.Key_Down and not self.table.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._heading)
        head.addSpacing(8)
        head.addWidget(self.count, 1)
        self.sort.setMaximumWidth(180)
        for part in (self.show_all, self.sort, self.turn, self.shown_columns, self.close_button):
            head.addWidget(part)
        above = QVBoxLayout()
        inset(head, RING, 0, 0, 0)
        # The ring of a button at the end needs room, so that its edge is in line with what is below.
        above.setContentsMargins(_SIDE - RING, 12, _SIDE - RING, 10)
        above.setSpacing(10)
        above.addLayout(head)
        above.addWidget(self.filters)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addWidget(Hairline(Qt.Orientation.Horizontal))
        whole.addWidget(self.blind)
        around = QHBoxLayout()
        around.setContentsMargins(_SIDE - 8, 0, _SIDE - 8, 0)  # the words of a cell begin 8 pixels inside
        around.addWidget(self.table)
        whole.addLayout(around, 1)
        whole.addWidget(Hairline(Qt.Orientation.Horizontal))
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.filters.changed.connect(self._look)
        self.filters.mine.toggled.connect(lambda _on: self.choices_changed.emit())
        self.filters.words.returnPressed.connect(self._open)
        self.table.wanted.connect(self.opened)
        self.table.unwanted.connect(self._throw_away)
        self.table.chosen_changed.connect(self._tell)
        self.table.sorting_wanted.connect(self._sort)
        self.table.widths_changed.connect(self.choices_changed)
        self.table.customContextMenuRequested.connect(self._open_row_menu)
        self.sort.chosen.connect(lambda column: self._sort_by(column, descending=self.turn.isChecked()))
        self.turn.clicked.connect(lambda on: self._sort_by(self.model.order[0], descending=on))
        self.shown_columns.clicked.connect(lambda: self._pop(self.columns_menu(), self.shown_columns))
        foot = self.foot
        foot.open.clicked.connect(self._open)
        foot.state.clicked.connect(lambda: self._pop(self.state_menu(), foot.state))
        foot.share.clicked.connect(self.sharing_wanted)
        foot.hand_out.clicked.connect(self.hand_out_wanted)
        foot.sample.clicked.connect(self.sample_wanted)
        foot.delete.clicked.connect(self.trash_wanted)
        self.close_button.clicked.connect(self.left)
        self.show_all.clicked.connect(self._forget)

    def _look(self) -> None:
        self.model.set_wanted(self.filters.wanted, None if self._sample is None else self._sample.ids)
        self._tell()

    def _forget(self) -> None:
        self._sample = None
        self.filters.clear()
        self._look()

    def _tell(self) -> None:
        """Say how many there are, how many are chosen, and what can be done with them."""
        shown, total, chosen = self.model.rowCount(), self.model.total, len(self.table.chosen)
        words = (
            trn("{count} document", "{count} documents", total)
            if shown == total
            else tr("{shown} of {total}", shown=shown, total=total)
        )
        self.count.set_text(words if self._sample is None else f"{words} · {self._sample.words}")
        self.show_all.setVisible(self._sample is not None or self.filters.is_asking)
        self.nothing.retranslate()
        self.foot.tell(shown=shown, chosen=chosen, editable=self._is_editable, of_project=self._is_of_project)

    def _nothing_text(self) -> str:
        return (
            tr("No document is like that.") if self.model.total else tr("This project has no documents yet.")
        )

    def _offer_columns(self) -> None:
        by, descending = self.model.order
        self.sort.clear()
        self.sort.addItem(tr("As they came"), None)
        for column in columns.offered(self.model.known, self._keys):
            self.sort.addItem(columns.heading(column, self.model.known), column)
        self.sort.set_choice(by)
        self.turn.setChecked(descending)
        self.turn.setEnabled(by is not None)

    def _show_column(self, column: str, *, shown: bool) -> None:
        rest = [one for one in self.model.columns if one != column]
        every = columns.offered(self.model.known, self._keys)
        wanted = {*rest, column} if shown else set(rest)
        ordered = [one for one in every if one in wanted] + [one for one in rest if one not in every]
        self.model.set_columns(ordered)
        self.choices_changed.emit()

    def _sort(self, column: str) -> None:
        by, descending = self.model.order
        self._sort_by(column, descending=by == column and not descending)

    def _sort_by(self, column: str | None, *, descending: bool) -> None:
        self.model.sort_by(column, descending=descending and column is not None)
        self._offer_columns()
        self.choices_changed.emit()

    def _open(self) -> None:
        index = self.table.currentIndex()
        row = index.row() if index.isValid() else 0
        if self.model.rowCount():
            self.opened.emit(self.model.line(row).summary.id)

    def _throw_away(self) -> None:
        if self.table.chosen and self._is_editable and self._is_of_project:
            self.trash_wanted.emit()

    def _open_row_menu(self, point: QPoint) -> None:
        if self.table.chosen:
            menu = self.row_menu()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.table.viewport().mapToGlobal(point))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        return menu

    def _pop(self, menu: QMenu, button: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below(button, menu))
