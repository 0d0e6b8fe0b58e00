"""What stands beside a label's form: how it looks in the text, what was checked, what is still to be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.model import Label
from annotator.model.scheme_rules import DOCUMENT_ATTRIBUTES
from ui.controls import Hairline
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.language import directed
from ui.panels.caption import Caption
from ui.panels.painting import LTR
from ui.panels.themed import Themed
from ui.scheme import colour_checks
from ui.scheme.board import Board, Kind, Place
from ui.scheme.cases import Cases
from ui.scheme.fields import Words, under
from ui.scheme.joined import Joined
from ui.scheme.overlaps import overlap_name, overlap_sentence
from ui.scheme.pages import pages, plain_pages
from ui.scheme.specimen import Specimen
from ui.scheme.wording import looks_like, page
from ui.theme import measures, theme

_WIDTH = 320


class Aside(Themed, QWidget):
    """The column at the end side.

    Signals:
        place_wanted: the Place of what is still to be done.
    """

    place_wanted = Signal(object)

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self.setFixedWidth(_WIDTH)
        self._label_part = QWidget()
        self.cases = Cases()
        self._layer_part = under(_heading(tr("What may lie how")), self.cases)
        self.joined = Joined()
        self._relation_part = under(_heading(tr("What it may join")), self.joined)
        self.light, self.dark = Specimen(theme("light")), Specimen(theme("dark"))
        self._checks = QGridLayout()
        self._checks.setColumnStretch(0, 1)
        self._checks.setHorizontalSpacing(8)
        self._checks.setVerticalSpacing(6)
        self._rows: list[_Checked] = []
        self.allowed = Words()
        self.todo = QListWidget()
        self.todo.setAccessibleName(tr("Still to be done"))
        self.todo.setWordWrap(True)
        self.todo.itemActivated.connect(self._go)
        self.todo.itemClicked.connect(self._go)
        self._todo_head = _heading(tr("Still to be done"))
        self._fill_label_part()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(self._label_part)
        column.addWidget(self._layer_part)
        column.addWidget(self._relation_part)
        column.addWidget(self._todo_head)
        column.addWidget(self.todo, 1)
        self._spring = QWidget()
        column.addWidget(self._spring, 1)

    @property
    def checks(self) -> tuple[str, ...]:
        """What was checked, as sentences."""
        return tuple(row.said for row in self._rows if row.isVisibleTo(self))

    def show_place(self, place: Place) -> None:
        """Show what belongs to a place."""
        label = self._board.scheme.label(place.code) if place.kind is Kind.LABEL else None
        self._label_part.setVisible(label is not None)
        if label is not None:
            self._show_label(label)
        layer = self._board.scheme.layer(place.code) if place.kind is Kind.LAYER else None
        self._layer_part.setVisible(layer is not None)
        if layer is not None:
            self.cases.show_layer(layer)
        kind = self._board.scheme.relation_type(place.code) if place.kind is Kind.RELATION else None
        self._relation_part.setVisible(kind is not None)
        if kind is not None:
            self.joined.show_relation(self._board.scheme, kind)
        self._show_todo()

    def _fill_label_part(self) -> None:
        column = QVBoxLayout(self._label_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(_heading(tr("As it appears in the text")))
        column.addWidget(self.light)
        column.addWidget(self.dark)
        column.addWidget(_heading(tr("Checked just now")))
        for number in range(6):
            row = _Checked()
            self._rows.append(row)
            self._checks.addWidget(row, number, 0)
        column.addLayout(self._checks)
        column.addWidget(Hairline(Qt.Orientation.Horizontal))
        column.addWidget(_heading(tr("What its layer allows")))
        column.addWidget(self.allowed)

    def _show_label(self, label: Label) -> None:
        scheme = self._board.scheme
        near = colour_checks.nearest(label, scheme, plain_pages())
        beside = None if near is None else scheme.label(near.other)
        for specimen in (self.light, self.dark):
            specimen.show_label(label, beside, scheme)
        for row, found in zip(self._rows, colour_checks.contrasts(label, pages()), strict=False):
            row.show_check(
                tr("Contrast, {page}", page=page(found.page)), f"{found.ratio:.1f} : 1", holds=found.holds
            )
        if near is None:
            self._rows[4].show_check(tr("To colour-blind eyes"), tr("by its shape"), holds=True)
        elif near.distance >= colour_checks.ALIKE:
            self._rows[4].show_check(tr("To colour-blind eyes"), f"ΔE {near.distance:.0f}", holds=True)
        else:
            self._rows[4].show_check(looks_like(near, scheme), f"ΔE {near.distance:.1f}", holds=False)
        taken = sum(1 for one in scheme.labels if one.code == label.code) > 1
        self._rows[5].show_check(tr("A code of its own"), label.code, holds=not taken)
        layer = scheme.layer(label.layer)
        if layer is not None:
            words = f"{overlap_name(layer.overlap)}: {overlap_sentence(layer.overlap)}"
            self.allowed.setText(directed(words))

    def _show_todo(self) -> None:
        faults = self._board.faults()
        self.todo.clear()
        for fault in faults:
            item = QListWidgetItem(directed(f"{fault.entry}: {fault.reason}"))
            item.setData(Qt.ItemDataRole.UserRole, self._place_of(fault.entry))
            self.todo.addItem(item)
        self.todo.setVisible(bool(faults))
        self._todo_head.setVisible(bool(faults))
        self._spring.setVisible(not faults)

    def _place_of(self, entry: str) -> Place:
        if entry == DOCUMENT_ATTRIBUTES:
            return Place(Kind.DOCUMENTS)
        for kind in (Kind.LABEL, Kind.LAYER, Kind.RELATION):
            place = Place(kind, entry)
            if self._board.has(place):
                return place
        return Place(Kind.SCHEME)

    def _go(self, item: QListWidgetItem) -> None:
        self.place_wanted.emit(item.data(Qt.ItemDataRole.UserRole))


class _Checked(Themed, QWidget):
    """One check: a sign, what it is about, and its figure."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._sign = Sign()
        self._words = Words()
        self._figure = Caption(interface_font(measures().small_px, 600), at_end=True, direction=LTR)
        grid.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._words, 0, 1)
        grid.addWidget(self._figure, 0, 2, Qt.AlignmentFlag.AlignTop)
        self.said = ""

    def show_check(self, words: str, figure: str, *, holds: bool) -> None:
        """Say what was checked and how it came out."""
        self._sign.show_sign(holds=holds)
        self._words.setText(directed(words))
        self._words.set_role("ink2" if holds else "warn")
        self._figure.set_text(figure)
        self._figure.setMinimumWidth(self._figure.sizeHint().width())
        self.said = f"{words}: {figure}"


class Sign(Themed, QWidget):
    """A tick, or a sign of warning."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(16, 18)
        self._holds = True

    def show_sign(self, *, holds: bool) -> None:
        """Show which."""
        self._holds = holds
        self.setAccessibleName(tr("All right") if holds else tr("Warning"))
        self.update()

    def paintEvent(self, _event: object) -> None:
        """Paint it."""
        painter = QPainter(self)
        name, role = ("check", "ok") if self._holds else ("warning", "warn")
        painter.drawPixmap(1, 3, pixmap(name, self.theme.color(role), 13, self.devicePixelRatioF()))
        painter.end()


def _heading(words: str) -> Caption:
    made = Caption(interface_font(measures().body_px, 600), "ink2")
    made.set_text(words)
    return made
