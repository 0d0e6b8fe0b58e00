"""The people of a project in a table: who they are, what part they have, and what they have done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from annotator.language import tr, trc
from annotator.model import Annotator, Role
from annotator.model.calling import told_apart
from annotator.workspace.people import PersonWork
from ui.fonts import interface_font
from ui.panels.painting import RTL, direction_of, draw_frame, draw_text, mirrored
from ui.panels.plain_cell import OVER_NUMBERS, PlainCell, paint_row_ground
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed
from ui.people.siglum import BADGE, Sigla
from ui.theme import measures

PERSON: Final = 0
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_SIZE: Final = (720, 230)
_ROW: Final = 34
_WIDTHS: Final = (0, 116, 92, 104, 92, 80)
_NUMBERS: Final = range(2, len(_WIDTHS))
_SIDE: Final = 8.0
_GAP: Final = 10.0
_PILL: Final = 18.0
_PILL_PAD: Final = 8.0


def role_name(role: Role) -> str:
    """Return what a part in the project is called."""
    return trc("role", "Reviewer") if role is Role.REVIEWER else trc("role", "Annotator")


class PeopleModel(QAbstractTableModel):
    """A row for each person, in the order of their sigla."""

    def __init__(self) -> None:
        super().__init__()
        self.sigla = Sigla()
        self.reader_id = ""
        self._work: Mapping[str, PersonWork] = {}
        self._shown: frozenset[str] = frozenset()

    def show(
        self, known: Sigla, reader_id: str, work: Mapping[str, PersonWork], shown: frozenset[str]
    ) -> None:
        """Show these people.

        Args:
            known: everybody.
            reader_id: who sits here.
            work: what each has done; who has nothing may be left out.
            shown: those whose numbers the person here is shown.
        """
        self.beginResetModel()
        self.sigla, self.reader_id, self._work, self._shown = known, reader_id, work, shown
        self.endResetModel()

    def person(self, row: int) -> Annotator:
        """Return who stands in a row."""
        return self.sigla.people[row]

    def shown(self, person: Annotator) -> str:
        """Return somebody's name; the id tells who shares it with another apart from them."""
        return told_apart(person, self.sigla.people)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self.sigla.people)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(_WIDTHS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, and what a screen reader says of a person."""
        person = self.person(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(person)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._cells(person)[index.column()]
            if index.column() != PERSON:
                return words or tr("not shown")
            named = self.sigla.named(person.id, self.shown(person))
            return tr("{name}, you", name=named) if person.id == self.reader_id else named
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return OVER_NUMBERS if section in _NUMBERS else None
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (tr("Name"), tr("Role"), tr("Given"), tr("In progress"), tr("Finished"), tr("Spans"))
        return names[section]

    def _cells(self, person: Annotator) -> tuple[str, ...]:
        work = self._work.get(person.id, PersonWork())
        numbers = (work.begun, work.finished, work.spans)
        is_shown = person.id in self._shown
        return (
            self.shown(person),
            role_name(person.role),
            str(work.given),
            *(str(number) if is_shown else "" for number in numbers),
        )


class PeopleCell(PlainCell):
    """Paints a person with badge, name, and whether it is the one who sits here."""

    def __init__(self) -> None:
        super().__init__(quiet=range(1, len(_WIDTHS)), numbers=_NUMBERS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the cell."""
        model = index.model()
        if index.column() != PERSON or not isinstance(model, PeopleModel):
            super().paint(painter, option, index)
            return
        person, direction, width = model.person(index.row()), option.direction, float(option.rect.width())
        painter.save()
        paint_row_ground(painter, option, self.theme)
        painter.translate(option.rect.topLeft())
        height = float(option.rect.height())
        badge = QRectF(_SIDE, (height - BADGE) / 2, BADGE, BADGE)
        model.sigla.paint(painter, mirrored(badge, width, direction), person.id, self.theme)
        start = badge.right() + _GAP
        pill = tr("you") if person.id == model.reader_id else ""
        small = interface_font(measures().caption_px, 500)
        extra = QFontMetricsF(small).horizontalAdvance(pill) + 2 * _PILL_PAD if pill else 0.0
        room = QRectF(start, 0, max(width - start - _SIDE - extra - (_GAP if pill else 0), 24), height)
        drawn = draw_text(
            painter,
            mirrored(room, width, direction),
            model.shown(person),
            font=interface_font(measures().body_px, 500),
            color=self.theme.color("ink"),
            at_right=direction == RTL,
            direction=direction_of(person.name),
        )
        if pill:
            box = mirrored(QRectF(start + drawn + _GAP, (height - _PILL) / 2, extra, _PILL), width, direction)
            edge = self.theme.color("accent")  # the ground of a chosen row is the pill's own
            draw_frame(
                painter, box, radius=_PILL / 2, fill=self.theme.color("accent_soft"), edge=edge, width=1
            )
            painter.setFont(small)
            painter.setPen(self.theme.color("accent"))
            painter.setLayoutDirection(direction)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, pill)
        painter.restore()


class PeopleTable(Themed, QTableView):
    """The table; one person is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.people = PeopleModel()
        self.setModel(self.people)
        self.cell = PeopleCell()
        self.setItemDelegate(self.cell)
        self.setAccessibleName(tr("People"))
        self.setMinimumSize(*_SIZE)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        ScrollLine(self)
        side, head = self.verticalHeader(), self.horizontalHeader()
        side.hide()
        side.setDefaultSectionSize(_ROW)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            if width:
                self.setColumnWidth(column, width)
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    @property
    def chosen(self) -> Annotator | None:
        """Who is chosen."""
        row = self.currentIndex().row()
        return self.people.person(row) if 0 <= row < self.people.rowCount() else None

    def choose(self, person_id: str) -> None:
        """Choose somebody, or the first if that one is gone."""
        rows = [row for row, one in enumerate(self.people.sigla.people) if one.id == person_id]
        if self.people.rowCount():
            self.setCurrentIndex(self.people.index(next(iter(rows), 0), 0))

    def theme_changed(self) -> None:
        """Hand the colours on."""
        self.cell.set_theme(self.theme)
        self.viewport().update()
