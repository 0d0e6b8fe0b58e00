"""What a packet has to say about each document, in a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from annotator.language import tr
from annotator.workspace.packets.homecoming import DocumentNews
from ui.panels.painting import plain_tip
from ui.panels.plain_cell import OVER_NUMBERS, PlainCell
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed
from ui.team import wording
from ui.theme import measures

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_TITLE, _SPANS, _RELATIONS, _OTHERS, _CONFLICTS, _TEXT = range(6)
_NUMBERS: Final = frozenset({_SPANS, _RELATIONS, _CONFLICTS})
_WIDTHS: Final = (0, 88, 88, 132, 76, 104)


class NewsModel(QAbstractTableModel):
    """A row for each document about which there is anything new, in the project's order."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[DocumentNews, ...] = ()

    def show(self, rows: Sequence[DocumentNews]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many documents there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(_WIDTHS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says; a screen reader hears words in the place of signs."""
        one, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.AccessibleTextRole and column in {_SPANS, _RELATIONS}:
            return wording.spoken(one.spans if column == _SPANS else one.relations) or tr("none")
        if role == Qt.ItemDataRole.ToolTipRole and column == _OTHERS:
            return plain_tip(tr(", ").join(one.others.words()))
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        return (
            one.title,
            wording.counted(one.spans),
            wording.counted(one.relations),
            tr(", ").join(one.others.words()),
            str(one.conflicting or ""),
            tr("corrected here") if one.moved else "",
        )[column]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return OVER_NUMBERS if section in _NUMBERS else None
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            tr("Document"),
            tr("Spans"),
            tr("Relations"),
            tr("Other things"),
            tr("Conflicts"),
            tr("Text"),
        )
        return names[section]


class NewsTable(Themed, QTableView):
    """The table."""

    def __init__(self) -> None:
        super().__init__()
        self.news = NewsModel()
        self.setModel(self.news)
        self.cell = PlainCell(quiet=range(1, len(_WIDTHS)), numbers=_NUMBERS, foreign=(_TITLE,))
        self.setItemDelegate(self.cell)
        self.setAccessibleName(tr("What comes"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        ScrollLine(self)
        side, top = self.verticalHeader(), self.horizontalHeader()
        side.hide()
        side.setDefaultSectionSize(measures().row_dense)
        top.setHighlightSections(False)
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            if width:
                self.setColumnWidth(column, width)
            else:
                top.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def theme_changed(self) -> None:
        """Hand the colours on."""
        self.cell.set_theme(self.theme)
        self.viewport().update()
