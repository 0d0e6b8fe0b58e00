"""The documents that are no longer in the project, and the way back for each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from annotator.errors import AnnotatorError
from annotator.language import msg, msgn, tr
from annotator.model import AnnotatedDocument
from annotator.workspace import TrashedDocument
from ui.dialogs.base import Dialog, plain
from ui.language import directed
from ui.panels.history_model import moment, what
from ui.panels.plain_cell import PlainCell
from ui.theme import Theme

_SIZE: Final = (680, 300)
_ROW: Final = 30
_WIDTHS: Final = (None, 140, 110, 170)


class TrashDialog(Dialog):
    """Lists what is gone, the latest first. Several can be chosen and come back as one step.

    Args:
        parent: the window.
        theme: its colours.
        documents: what is in the trash, the latest first.
        contents: returns a document as it was when it went.
        shown: returns what of a document the person is shown; None: all.
        restore: brings documents back or raises an AnnotatorError; None: the project can't be edited.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        documents: Sequence[TrashedDocument],
        *,
        contents: Callable[[str], AnnotatedDocument],
        shown: Callable[[AnnotatedDocument], AnnotatedDocument] | None = None,
        restore: Callable[[Sequence[AnnotatedDocument]], None] | None,
    ) -> None:
        super().__init__(parent, theme, title=tr("Trash"), action=tr("Restore"))
        self._documents = tuple(documents)
        self._contents = contents
        self._shown = shown
        self._bring_back = restore
        self.cancel.setText(tr("Close"))
        words = plain(directed(_explained(len(self._documents))), theme, role="ink2")
        words.setWordWrap(True)
        self.add_wide(words)
        self.table = QTableWidget(len(self._documents), len(_WIDTHS))
        self.table.setVisible(bool(self._documents))
        self._fill()
        self.add_wide(self.table)
        self.held = plain("", theme)
        self.held.setWordWrap(True)
        self.add_wide(self.held)
        self.table.itemSelectionChanged.connect(self._tell)
        self._tell()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> tuple[TrashedDocument, ...]:
        """The documents that are chosen, from above."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return tuple(self._documents[row] for row in rows)

    def confirm(self) -> None:
        """Bring back what is chosen; what prevents it is said here."""
        if self._bring_back is None or not self.chosen:
            return
        try:
            self._bring_back([self._contents(one.id) for one in self.chosen])
        except AnnotatorError as error:
            self.say_error(error)
            return
        self.accept()

    def _tell(self) -> None:
        """Say what the chosen documents hold."""
        chosen = self.chosen
        self.primary.setEnabled(bool(chosen) and self._bring_back is not None)
        try:
            held = [self._contents(one.id) for one in chosen]
        except AnnotatorError as error:
            self.say_error(error)
            return
        sets = [reading for one in held for reading in (self._shown(one) if self._shown else one).sets]
        words = msg(
            "{documents}: {characters}, {readings}, {spans}, {relations}.",
            documents=msgn("{count} document", "{count} documents", len(held)),
            characters=msgn(
                "{count} character", "{count} characters", sum(len(one.document.text) for one in held)
            ),
            readings=msgn("{count} reading", "{count} readings", len(sets)),
            spans=msgn("{count} span", "{count} spans", sum(len(reading.spans) for reading in sets)),
            relations=msgn(
                "{count} relation", "{count} relations", sum(len(reading.relations) for reading in sets)
            ),
        )
        self.held.setText(directed(str(words)) if held else "")
        self.held.setVisible(bool(self._documents))

    def _fill(self) -> None:
        table = self.table
        table.setAccessibleName(tr("Documents in the trash"))
        table.setMinimumSize(*_SIZE)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setHorizontalHeaderLabels([tr("Document"), tr("When"), tr("Who"), tr("What")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            if width is None:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                table.setColumnWidth(column, width)
        for row, one in enumerate(self._documents):
            who = "–" if one.removed.author is None else one.removed.author.name
            for column, words in enumerate((one.title, moment(one.removed), who, what(one.removed))):
                table.setItem(row, column, QTableWidgetItem(words))
        self._cell = PlainCell(quiet=(1, 2, 3), moments=(1,), foreign=(0, 2))
        self._cell.set_theme(self.theme)
        table.setItemDelegate(self._cell)
        if self._documents:
            table.setCurrentCell(0, 0)  # not selectRow: right to left, it selects nothing
        table.doubleClicked.connect(lambda _: self.primary.click())


def _explained(count: int) -> str:
    if not count:
        return tr(
            "The trash is empty. A document that is deleted goes here with all its readings, and stays."
        )
    return tr(
        "These documents are no longer in the project. Nothing of them is lost: each comes back with all "
        "its readings."
    )
