"""The answers of a question to choose from: code and names, written in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.editing.drafts import delete_value, move_value, put_value
from annotator.language import tr
from annotator.model import Attribute, AttributeValue, Names
from ui.controls import Button
from ui.scheme.board import Board
from ui.scheme.fields import beside

_ROW: Final = 28
_MOST: Final = 7
_CODE, _ARABIC, _ENGLISH = range(3)


class ValuesTable(QWidget):
    """A table of answers. F2 or a letter writes, Alt+arrows order, Del removes, Insert adds."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._owner: str | None = None
        self._question: Attribute | None = None
        self._filling = False
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(tr("Answers to choose from"))
        self.table.setHorizontalHeaderLabels([tr("Code"), tr("Arabic"), tr("English")])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.table.itemChanged.connect(self._write)
        self.table.installEventFilter(self)
        self.add = Button(kind="quiet", icon="plus", key="Ins")
        self.add.setText(tr("Answer"))
        self.add.clicked.connect(self.add_value)
        self.remove = Button(kind="quiet", key="Del")
        self.remove.setText(tr("Remove"))
        self.remove.clicked.connect(self.remove_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.table)
        column.addWidget(beside(self.add, self.remove))

    def show_question(self, owner: str | None, question: Attribute) -> None:
        """Show the answers of a question."""
        row, column = self.table.currentRow(), self.table.currentColumn()
        self._owner, self._question = owner, question
        self._filling = True
        self.table.setRowCount(len(question.values))
        for at, value in enumerate(question.values):
            for place, words in ((_CODE, value.value), (_ARABIC, value.names.ar), (_ENGLISH, value.names.en)):
                item = self.table.item(at, place)
                if item is None:
                    item = QTableWidgetItem()
                    self.table.setItem(at, place, item)
                item.setText(words)
        self.table.setFixedHeight(min(len(question.values), _MOST) * _ROW + 38)
        if 0 <= row < len(question.values):
            self.table.setCurrentCell(row, max(column, 0))
        self._filling = False

    def add_value(self) -> None:
        """Add an answer and let it be written."""
        if self._question is None:
            return
        owner, question = self._owner, self._question
        taken = {value.value for value in question.values}
        number = len(taken) + 1
        while f"value_{number}" in taken:
            number += 1
        value = AttributeValue(value=f"value_{number}", names=Names(ar="", en=""))
        if self._board.edit(lambda draft: put_value(draft, owner, question.name, value)):
            self.table.setFocus()
            self.table.setCurrentCell(self.table.rowCount() - 1, _CODE)

    def remove_current(self) -> None:
        """Take the chosen answer out, with what was answered so."""
        value = self._value(self.table.currentRow())
        if value is not None and self._question is not None:
            owner, name = self._owner, self._question.name
            self._board.edit(lambda draft: delete_value(draft, owner, name, value.value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Order, add and remove with the keyboard."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            key = Qt.Key(event.key())
            if key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(steps[key])
                return True
            if key == Qt.Key.Key_Delete:
                self.remove_current()
                return True
            if key == Qt.Key.Key_Insert:
                self.add_value()
                return True
        return super().eventFilter(watched, event)

    def _move(self, by: int) -> None:
        row = self.table.currentRow()
        value = self._value(row)
        if value is None or self._question is None:
            return
        owner, name = self._owner, self._question.name
        self.table.setCurrentCell(
            min(max(row + by, 0), self.table.rowCount() - 1), self.table.currentColumn()
        )
        self._board.edit(lambda draft: move_value(draft, owner, name, value.value, by))

    def _value(self, row: int) -> AttributeValue | None:
        values = () if self._question is None else self._question.values
        return values[row] if 0 <= row < len(values) else None

    def _write(self, item: QTableWidgetItem) -> None:
        value = self._value(item.row())
        if self._filling or value is None or self._question is None:
            return
        words, owner, name = item.text().strip(), self._owner, self._question.name
        made = value
        if item.column() == _CODE:
            made = replace(value, value=words)
        elif item.column() == _ARABIC:
            made = replace(value, names=replace(value.names, ar=words))
        else:
            made = replace(value, names=replace(value.names, en=words))
        if not self._board.edit(lambda draft: put_value(draft, owner, name, made, value.value)):
            self.show_question(self._owner, self._question)
