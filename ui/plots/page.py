"""The page of numbers: whose, which table, as a plot or as a table, and the spans behind what is chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.language import isolate, tr, trn
from annotator.statistics import TABLES, Numbers, Pick, Reader, Row, Table, table, title_of
from annotator.statistics.wording import reader_name
from annotator.workspace.counting import PickedSpans
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.painting import draw_frame
from ui.panels.plain_cell import PlainCell
from ui.panels.themed import Themed
from ui.plots.figures import Figure, Item, figure, measures_of
from ui.plots.key_figures import KeyFigures
from ui.plots.numbers_table import NumbersTable
from ui.plots.plot import Plot
from ui.plots.spans_list import SpansList
from ui.theme import measures

_DESK: Final = 264
_LINE: Final = 28


class NumbersPage(QWidget):
    """Shows the numbers of a project.

    Signals:
        spans_wanted: the `Pick` behind the number that was opened.
    """

    spans_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._numbers: Numbers | None = None
        self._made: dict[tuple[str, Reader | None], Table] = {}
        self.readers = QComboBox()
        self.readers.setAccessibleName(tr("Whose readings"))
        self.tables = _Names()
        self.tables.setAccessibleName(tr("What is counted"))
        self.behind = Caption(interface_font(measures().small_px, 600), "ink2")
        self.spans = SpansList()
        self.figures = KeyFigures()
        self.card = _Card()
        for name in TABLES:
            item = QListWidgetItem(str(title_of(name)))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setSizeHint(QSize(0, _LINE))
            self.tables.addItem(item)
        self._arrange()
        self.tables.setCurrentRow(0)
        self.tables.currentRowChanged.connect(self._show_table)
        self.readers.currentIndexChanged.connect(self._show_reader)
        self.card.opened.connect(self._open)
        self._say_behind(None)

    @property
    def reader(self) -> Reader | None:
        """Whose readings are shown; None: all."""
        found = self.readers.currentData()
        return found if isinstance(found, Reader) else None

    @property
    def shown_table(self) -> Table | None:
        """The table that is shown, with all its columns."""
        return self.card.table_shown

    def show_numbers(self, numbers: Numbers) -> None:
        """Show other numbers; what was chosen stays chosen where it still is there."""
        before = self.reader
        self._numbers = numbers
        self._made = {}
        self.readers.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.readers.clear()
        self.readers.addItem(tr("All readings"), None)
        for reader in numbers.readers():
            self.readers.addItem(reader_name(reader), reader)
        known = [self.readers.itemData(place) for place in range(self.readers.count())]
        self.readers.setCurrentIndex(known.index(before) if before in known else 0)
        self.readers.blockSignals(False)  # noqa: FBT003
        self._show_reader()

    def choose(self, name: str) -> None:
        """Show the table with this name."""
        self.tables.setCurrentRow(TABLES.index(name))

    def show_looking(self, title: str) -> None:
        """Say that the spans behind a number are being looked for."""
        self.behind.set_text(tr("{what}: looking…", what=isolate(title)))
        self.spans.show_spans((), None)

    def show_spans(self, title: str, found: PickedSpans) -> None:
        """List the spans behind a number."""
        count = len(found.spans)
        words = trn("{count} span", "{count} spans", count)
        if found.has_more:
            words = trn("the first {count} span", "the first {count} spans", count)
        self.behind.set_text(tr("{what}: {count}", what=isolate(title), count=words))
        self.spans.show_spans(found.spans, None if self._numbers is None else self._numbers.scheme)

    def _arrange(self) -> None:
        desk = QWidget()
        desk.setFixedWidth(_DESK)
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.tables.setFixedHeight(_LINE * len(TABLES) + 4)
        self.tables.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in (self.readers, self.tables, self.behind):
            column.addWidget(name)
        column.addWidget(self.spans, 1)
        page = QVBoxLayout()
        page.setSpacing(12)
        page.addWidget(self.figures)
        page.addWidget(self.card, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(desk)
        row.addLayout(page, 1)

    def _show_reader(self, _place: int = 0) -> None:
        if self._numbers is not None:
            self.figures.show_numbers(self._numbers, self.reader)
            self._show_table()

    def _show_table(self, _row: int = 0) -> None:
        item = self.tables.currentItem()
        if self._numbers is None or item is None:
            return
        name = str(item.data(Qt.ItemDataRole.UserRole))
        wanted = (name, self.reader)
        if wanted not in self._made:
            self._made[wanted] = table(name, self._numbers, self.reader)
        self.card.show_table(self._made[wanted], self._numbers)
        self._say_behind(None)
        self.spans.show_spans((), None)

    def _open(self, pick: Pick, title: str) -> None:
        self._say_behind(title)
        self.spans_wanted.emit((pick, title))

    def _say_behind(self, title: str | None) -> None:
        self.behind.set_text(title or tr("Enter or a click shows the spans."))


class _Names(Themed, QListWidget):
    """The names of the tables."""

    def __init__(self) -> None:
        super().__init__()
        self._cell = PlainCell()
        self.setItemDelegate(self._cell)

    def theme_changed(self) -> None:
        """Hand the colours on."""
        self._cell.set_theme(self.theme)


class _Card(Themed, QFrame):
    """A plot or its table, with what it is called, how it is counted and which number it shows.

    Signals:
        opened: a `Pick`, and what it is behind.
    """

    opened = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.table_shown: Table | None = None
        self._numbers: Numbers | None = None
        self.title = Caption(interface_font(measures().title_px, 600))
        self.note = Caption(interface_font(measures().small_px), "ink2")
        self.measure = QComboBox()
        self.measure.setAccessibleName(tr("Which number"))
        self.measure.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.measure.setMinimumWidth(150)
        self.as_table = Button(kind="plain", icon="list")
        self.as_table.setText(tr("As a table"))
        self.as_table.setCheckable(True)
        self.plot = Plot()
        self.scroller = QScrollArea()
        self.scroller.setWidget(self.plot)
        self.scroller.setWidgetResizable(True)
        self.scroller.setCornerWidget(QWidget())  # else the style draws a box between the two bars
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table = NumbersTable()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.scroller)
        self.stack.addWidget(self.table)
        self._arrange()
        self.measure.currentIndexChanged.connect(self._show_measure)
        self.as_table.toggled.connect(self._turn)
        self.plot.moved.connect(self._bring_into_sight)
        self.plot.opened.connect(self._open_item)
        self.table.opened.connect(self._open_row)

    @property
    def figure(self) -> Figure:
        """What the plot shows."""
        return self.plot.figure

    def show_table(self, shown: Table, numbers: Numbers) -> None:
        """Show a table, by its usual number first."""
        self.table_shown, self._numbers = shown, numbers
        self.measure.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.measure.clear()
        for place in measures_of(shown):
            self.measure.addItem(str(shown.columns[place].head), place)
        self.measure.blockSignals(False)  # noqa: FBT003
        self.measure.setVisible(self.measure.count() > 1)
        self.table.show_table(shown, numbers.scheme)
        self._show_measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        edge = self.theme.color("border" if self.theme.high_contrast else "hair")
        page = self.theme.color("page")
        draw_frame(painter, QRectF(self.rect()), radius=measures().radius_card, fill=page, edge=edge)
        painter.end()

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.note)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self.measure)
        head.addWidget(self.as_table)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    def _show_measure(self, _place: int = 0) -> None:
        if self.table_shown is None or self._numbers is None:
            return
        made = figure(self.table_shown, int(self.measure.currentData()), self._numbers)
        self.title.set_text(made.title)
        self.note.set_text(made.note)
        self.plot.show_figure(made)
        self.scroller.verticalScrollBar().setValue(0)

    def _turn(self, on: bool) -> None:  # noqa: FBT001 - a signal's value
        self.stack.setCurrentWidget(self.table if on else self.scroller)
        (self.table if on else self.plot).setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_into_sight(self, rect: QRect) -> None:
        middle = rect.center()
        self.scroller.ensureVisible(middle.x(), middle.y(), min(rect.width() // 2, 60), rect.height())

    def _open_item(self, item: Item) -> None:
        if item.pick is not None:
            self.opened.emit(item.pick, item.full_name)

    def _open_row(self, row: Row) -> None:
        shown, numbers = self.table_shown, self._numbers
        if shown is None or numbers is None or row.pick is None:
            return
        item = next((one for one in self.plot.items if one.pick == row.pick), None)
        model, place = self.table.model(), shown.rows.index(row)
        self.opened.emit(row.pick, item.full_name if item is not None else str(model.index(place, 0).data()))
