"""The page of agreement: the desk beside it, the figures on it, and the way from each to its spans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.language import Message, msg, tr, trc
from ui.agreement.asking import Remedy
from ui.agreement.cards import Cards
from ui.agreement.confusion import Confusion
from ui.agreement.copying import as_table
from ui.agreement.counting_line import CountingLine
from ui.agreement.desk import AgreementDesk
from ui.agreement.empty import Nothing
from ui.agreement.estimates import EstimatesPlot
from ui.agreement.figure_panel import PlotPanel, TablePanel
from ui.agreement.picks import PairPick
from ui.agreement.places import Place
from ui.agreement.shown import AgreementShown
from ui.agreement.table import FiguresShown, Line
from ui.controls import Button
from ui.own_page import OwnPage
from ui.panels.choice_field import ChoiceField
from ui.panels.segments import Segments
from ui.plots.figures import Item
from ui.plots.plot import Plot
from ui.status import Hint

_SIDE: Final = 18
_GAP: Final = 12
_SHARES: Final = (5, 3)
"""Of the width: the matrix, the figures by label."""


class AgreementPage(OwnPage):
    """Shows how well readers agree.

    Attributes:
        definitions, report, close_button: stand in the header.
        measure: the number of the card whose figure is told apart below it.

    Signals:
        pair_wanted: the `PairPick` of two readers.
        table_wanted: the table with this number is, from 0.
        places_wanted: the `pick` of a figure, and what it is called.
        remedy_wanted: the `Remedy` for having nothing to compare.
        said: a message for the person.
    """

    ground = "desk"

    pair_wanted = Signal(object)
    table_wanted = Signal(int)
    places_wanted = Signal(object, str)
    remedy_wanted = Signal(object)
    said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: AgreementShown | None = None
        self.measure = 0
        self._remedy = Remedy.IMPORT
        self._tables: dict[int, FiguresShown] = {}
        self._opener: QWidget | None = None
        self._to_the_list = False
        self._adjudicates = False
        self.definitions = Button(kind="quiet", icon="document")
        self.report = Button(kind="plain", icon="export")
        self.close_button = Button(kind="quiet", icon="close")
        self.desk = AgreementDesk()
        self.cards = Cards()
        self.tabs = Segments()
        self.counting = CountingLine()
        self.matrix = PlotPanel(lambda figure, width, room: Confusion(figure, width, room=room))
        self.labels = PlotPanel(lambda figure, width, room: EstimatesPlot(figure, width, room=room))
        self.layers = ChoiceField()
        self.matrix.add_beside(self.layers)
        self.more = TablePanel()
        self.nothing = Nothing()
        self._lower, self._whole = QStackedWidget(), QStackedWidget()
        self._name()
        self._arrange()
        self._connect()

    @property
    def header_parts(self) -> tuple[QWidget, ...]:
        """What stands in the header's end."""
        return (self.definitions, self.report, self.close_button)

    @property
    def sentence(self) -> str:
        """What the status bar says about the page."""
        return "" if self._whole.currentIndex() else tr("Every number opens its spans")

    @property
    def hints(self) -> Sequence[Hint]:
        """The keys that help now."""
        if self._whole.currentIndex():
            return (Hint(key="Esc", text=trc("key hint", "back to the text")),)
        if self.desk.places.hasFocus():
            onwards = (
                trc("key hint", "open in adjudication") if self._adjudicates else trc("key hint", "open")
            )
            return (Hint(key="↵", text=onwards), Hint(key="Esc", text=trc("key hint", "back to the number")))
        return (
            Hint(key="Tab", text=trc("key hint", "next number")),
            Hint(key="↵", text=trc("key hint", "open the list")),
            Hint(key="Ctrl+C", text=trc("key hint", "copy as a table")),
        )

    def set_adjudicates(self, *, adjudicates: bool) -> None:
        """Say whether a place opens in adjudication, or in the text."""
        self._adjudicates = adjudicates
        self.desk.set_adjudicates(adjudicates=adjudicates)

    def show_agreement(self, shown: AgreementShown, tabs: Sequence[str]) -> None:
        """Show other figures; what was looked at stays, and the keyboard stays where it is.

        Args:
            shown: the first figures.
            tabs: the names of the tables that there are besides.
        """
        self.shown, self._tables = shown, {}
        self._whole.setCurrentIndex(0)
        self.desk.show()
        self.desk.notice.say(shown.notice)
        self.desk.show_places("", ())
        self.cards.show_figures(tuple(one.card for one in shown.measures))
        self._show_measure()
        self._offer_matrices()
        known = self.tabs.names[self.tabs.current] if self.tabs.names else ""
        names = [tr("Overview"), *tabs]
        self.tabs.show_names(names, names.index(known) if known in names else 0)
        self._show_tab(self.tabs.current)
        self.report.setEnabled(True)
        self.hints_changed.emit()

    def show_table(self, number: int, table: FiguresShown) -> None:
        """Show the table that was wanted, if it still is."""
        self._tables[number] = table
        if self.tabs.current == number + 1:
            self._show_tab(self.tabs.current)

    def show_nothing(self, sentence: str, remedy: Remedy) -> None:
        """Say why there is nothing to compare, and what can be done."""
        self._remedy = remedy
        self._whole.setCurrentIndex(1)
        self.desk.hide()
        self.nothing.say(sentence, remedy.words)
        self.desk.show_places("", ())
        self.desk.notice.say("")
        self.report.setEnabled(False)
        self.hints_changed.emit()

    def show_places(self, title: str, places: Sequence[Place], *, more: bool = False) -> None:
        """List the places behind the figure that was opened."""
        self.desk.show_places(title, places, more=more)
        if self._to_the_list and places:
            self.desk.places.setFocus(Qt.FocusReason.OtherFocusReason)
        self._to_the_list = False

    def take_focus(self) -> None:
        """Bring the keyboard to the first figure, or to what can be done without any."""
        if self._whole.currentIndex():
            self.nothing.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.cards.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def as_text(self) -> str:
        """Return what the keyboard is in as a table with tabs, as spreadsheets take it."""
        focus = QApplication.focusWidget()
        if isinstance(focus, Plot):
            return as_table(focus.figure)
        if self._lower.currentIndex():
            return self.more.table.as_text()
        return self.cards.as_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C; leave with Escape."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.shown is not None:
            QGuiApplication.clipboard().setText(self.as_text())
            self.said.emit(_COPIED)
            return
        super().keyPressEvent(event)

    def _name(self) -> None:
        self.setAccessibleName(tr("Agreement between readers"))
        self.definitions.setText(tr("Definitions and references"))
        self.report.setText(tr("Export the report"))
        self.report.setEnabled(False)
        self.close_button.setAccessibleName(tr("Back to the text"))
        self.tabs.setAccessibleName(tr("Which figures"))
        self.layers.setAccessibleName(tr("Which layer"))
        self.set_adjudicates(adjudicates=False)

    def _arrange(self) -> None:
        plots = QWidget()
        row = QHBoxLayout(plots)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for panel, share in zip((self.matrix, self.labels), _SHARES, strict=True):
            row.addWidget(panel, share)
        self._lower.addWidget(plots)
        self._lower.addWidget(self.more)
        between = QHBoxLayout()
        between.setSpacing(_GAP)
        between.addWidget(self.tabs)
        between.addStretch(1)
        between.addWidget(self.counting)
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(_SIDE - 4, 10, _SIDE - 4, 14)
        column.setSpacing(4)
        column.addWidget(self.cards)
        column.addLayout(between)
        inset = QHBoxLayout()  # the cards have room for a focus ring, the panels have none
        inset.setContentsMargins(4, 0, 4, 0)
        inset.addWidget(self._lower)
        column.addLayout(inset, 1)
        self._whole.addWidget(figures)
        self._whole.addWidget(self.nothing)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.desk)
        whole.addWidget(self._whole, 1)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.left)
        self.nothing.wanted.connect(lambda: self.remedy_wanted.emit(self._remedy))
        self.tabs.chosen.connect(self._show_tab)
        self.cards.opened.connect(self._open_card)
        self.more.table.opened.connect(self._open_line)
        self.layers.chosen.connect(self._show_matrix)
        self.desk.pairs.opened.connect(lambda item: self.pair_wanted.emit(item.pick))
        self.desk.places_left.connect(self._go_back)
        for plot in (self.matrix.plot, self.labels.plot):
            plot.opened.connect(self._open_item)
        for part in (self.cards, self.matrix.plot, self.labels.plot, self.more.table):
            part.entered.connect(self._follow_into_the_list)

    def _show_measure(self) -> None:
        """Tell the chosen figure apart: by pairs in the desk, by labels on the page."""
        if self.shown is not None:
            one = self.shown.measures[self.measure]
            self.desk.show_pairs(one.pairs, self.shown.chosen)
            self.labels.show_figure(one.labels, self.shown.letters)
            self.cards.choose(self.measure)

    def _offer_matrices(self) -> None:
        """Offer a matrix of each layer, and show the one that was shown before, or the first."""
        matrices = () if self.shown is None else self.shown.matrices
        before = self.layers.currentIndex()
        self.layers.clear()
        for number, (name, _) in enumerate(matrices):
            self.layers.addItem(name, number)
        self.layers.setVisible(len(matrices) > 1)
        self.matrix.setVisible(bool(matrices))
        self.layers.set_choice(before if 0 <= before < len(matrices) else 0)
        self._show_matrix()

    def _show_matrix(self, _number: int = 0) -> None:
        number = self.layers.currentIndex()
        if self.shown is not None and 0 <= number < len(self.shown.matrices):
            self.matrix.show_figure(self.shown.matrices[number][1])

    def _show_tab(self, number: int) -> None:
        self._lower.setCurrentIndex(1 if number else 0)
        if not number or self.shown is None:
            return
        table = self._tables.get(number - 1)
        self.more.show_table(table or FiguresShown.waiting(self.tabs.names[number]))
        if table is None:
            self.table_wanted.emit(number - 1)

    def _follow_into_the_list(self) -> None:
        self._to_the_list = True

    def _open_card(self, number: int) -> None:
        figure = self.cards.cards[number].figure
        self.measure = number
        self._show_measure()
        self._open(figure.pick, figure.name)

    def _open_item(self, item: Item) -> None:
        self._open(item.pick, item.name)

    def _open_line(self, line: Line) -> None:
        self._open(line.pick, line.cells[0])

    def _open(self, pick: object | None, title: str) -> None:
        if pick is None:
            self._to_the_list = False
            return
        self._opener = QApplication.focusWidget()
        for plot in (self.matrix.plot, self.labels.plot):
            found = (n for n, item in enumerate(plot.items) if item.pick == pick)
            plot.choose(next(found, None))
        if isinstance(pick, PairPick):
            self._to_the_list = False
            self.pair_wanted.emit(pick)
        else:
            self.places_wanted.emit(pick, title)

    def _go_back(self) -> None:
        """Bring the keyboard back to the figure whose spans are listed."""
        opener = self._opener
        if opener is not None and self.isAncestorOf(opener) and opener.isVisible():
            opener.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_focus()


_COPIED: Final[Message] = msg("Copied; a spreadsheet takes it as a table.")
