"""The questions of a label, or about documents: a list, and the form of the one that is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator import language
from annotator.editing.drafts import delete_question, move_question, put_question, questions
from annotator.language import tr
from annotator.model import Attribute, AttributeValue, Names
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.menus import add_plain, below, dress_menu
from ui.panels.painting import RTL, direction_of, draw_frame, draw_text, mirrored
from ui.panels.themed import Themed
from ui.scheme.board import Board
from ui.scheme.question_form import QuestionForm
from ui.scheme.wording import type_name
from ui.theme import measures

_ROW: Final = 34
_QUESTION: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class QuestionsForm(QWidget):
    """Shows the questions of one owner. With the keyboard: arrows, Alt+arrows to order, Del, F2."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._owner: str | None = None
        self._name = ""
        self._filling = False
        self.heading = Caption(interface_font(measures().body_px, 600))
        self.add = Button(kind="quiet", icon="plus")
        self.add.setText(tr("Question"))
        self.add.clicked.connect(self._open_menu)
        self.delete = Button(kind="quiet")
        self.delete.setText(tr("Delete the question"))
        self.delete.clicked.connect(self.delete_current)
        self.list = _List()
        self.list.setAccessibleName(tr("Questions"))
        self.list.currentRowChanged.connect(self._choose)
        self.list.installEventFilter(self)
        self.form = QuestionForm(board)
        self.form.renamed.connect(self._follow)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.delete)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(self.form)
        column.addStretch(1)

    def show_owner(self, owner: str | None) -> None:
        """Show the questions of a label, or those about documents."""
        if owner != self._owner:
            self._owner, self._name = owner, ""
        asked = questions(self._board.draft, owner)
        self.heading.set_text(tr("Attributes") if owner is not None else tr("Questions"))
        self._filling = True
        self.list.clear()
        for question in asked:
            item = QListWidgetItem(_title(question))
            item.setData(_QUESTION, question)
            self.list.addItem(item)
        self.list.setFixedHeight(len(asked) * _ROW + 2)
        self.list.setVisible(bool(asked))
        names = [question.name for question in asked]
        row = names.index(self._name) if self._name in names else (0 if names else -1)
        self.list.setCurrentRow(row)
        self._filling = False
        self._show(asked[row] if row >= 0 else None)

    def flush(self) -> None:
        """Take over what is being written."""
        self.form.flush()

    def delete_current(self) -> None:
        """Take the chosen question out of the draft, with its answers."""
        name, owner = self._name, self._owner
        if name:
            self._board.edit(lambda draft: delete_question(draft, owner, name))

    def add_question(self, like: Attribute | None = None) -> None:
        """Add a question: an empty one, or one as another label has it."""
        owner, taken = self._owner, {one.name for one in questions(self._board.draft, self._owner)}
        made = like or Attribute(
            name="question",
            names=Names(ar="", en=""),
            values=(AttributeValue(value="value_1", names=Names(ar="", en="")),),
        )
        number = 2
        name = made.name
        while name in taken:
            name, number = f"{made.name}_{number}", number + 1
        made = replace(made, name=name)
        self._name = name
        if self._board.edit(lambda draft: put_question(draft, owner, made)) and like is None:
            self.form.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Order with Alt and the arrows, delete with Del, go on to the form with F2 or Enter."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            key = Qt.Key(event.key())
            if key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                name, owner = self._name, self._owner
                self._board.edit(lambda draft: move_question(draft, owner, name, steps[key]))
                return True
            if key == Qt.Key.Key_Delete:
                self.delete_current()
                return True
            if key in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                self.form.take_focus()
                return True
        return super().eventFilter(watched, event)

    def _choose(self, row: int) -> None:
        if self._filling:
            return
        item = self.list.item(row)
        self._show(None if item is None else item.data(_QUESTION))

    def _show(self, question: Attribute | None) -> None:
        self._name = "" if question is None else question.name
        self.form.setVisible(question is not None)
        self.delete.setVisible(question is not None)
        if question is not None:
            self.form.show_question(self._owner, question)

    def _follow(self, name: str) -> None:
        self._name = name

    def menu(self) -> QMenu:
        """Return what can be added: a new question, or one that another label asks."""
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.add.theme)
        add_plain(menu, tr("New question")).triggered.connect(lambda _=False: self.add_question())
        here = {one.name for one in questions(self._board.draft, self._owner)}
        seen: set[str] = set()
        for label in self._board.scheme.labels:
            for question in label.attributes:
                if question.name in here | seen or label.code == self._owner:
                    continue
                seen.add(question.name)
                if len(seen) == 1:
                    menu.addSeparator()
                words = tr(
                    "{question}, as “{label}” has it",
                    question=_title(question),
                    label=label.names.in_language(language.current()),
                )
                entry = add_plain(menu, words)
                entry.triggered.connect(lambda _=False, question=question: self.add_question(question))
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below(self.add, menu))
        menu.setActiveAction(menu.actions()[0])


class _List(Themed, QListWidget):
    """The list; it is as high as its rows."""

    def __init__(self) -> None:
        super().__init__()
        self._cell = _Cell(self)
        self.setItemDelegate(self._cell)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def theme_changed(self) -> None:
        """Hand the colours on."""
        self._cell.set_theme(self.theme)


class _Cell(Themed, QStyledItemDelegate):
    """A question: its name, its answers, and whether it must be answered."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        question: Attribute = index.data(_QUESTION)
        rect, direction, color = QRectF(option.rect), option.direction, self.theme.color
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = chosen and option.widget is not None and option.widget.hasFocus()

        def at(x: float, wide: float) -> QRectF:
            return mirrored(QRectF(x, rect.top(), wide, rect.height()), rect.width(), direction)

        painter.save()
        draw_frame(
            painter,
            rect.adjusted(0, 1, 0, -1),
            radius=4,
            fill=color("accent_soft") if chosen else color("page"),
            edge=color("accent" if focus else "hair"),
            width=2 if focus else 1,
        )
        right = direction == RTL
        font = interface_font(measures().body_px, 600)
        words = _title(question)
        draw_text(
            painter,
            at(12, 170),
            words,
            font=font,
            color=color("ink"),
            at_right=right,
            direction=direction_of(words),
        )
        end = rect.width() - 12
        if question.required:
            said = tr("required")
            box = at(end - 70, 70)
            small = interface_font(measures().caption_px, 500)
            draw_text(
                painter, box, said, font=small, color=color("accent"), at_right=not right, direction=direction
            )
            end -= 78
        line = _summary(question)
        small = interface_font(measures().small_px)
        draw_text(
            painter,
            at(192, max(end - 192, 20)),
            line,
            font=small,
            color=color("ink2"),
            at_right=right,
            direction=direction_of(line),
        )
        painter.restore()


def _title(question: Attribute) -> str:
    return question.names.in_language(language.current()) or question.name


def _summary(question: Attribute) -> str:
    if not question.type.has_values:
        return type_name(question.type)
    return " · ".join(v.names.in_language(language.current()) or v.value for v in question.values)
