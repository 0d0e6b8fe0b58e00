"""The form of one question: how it is called and answered, and when it is asked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from annotator import language
from annotator.editing.drafts import Draft, put_question, questions, retype
from annotator.language import tr
from annotator.model import Attribute, AttributeType, Condition, Names
from annotator.model.attribute import NO, YES
from ui.panels.choice_field import ChoiceField
from ui.panels.painting import LTR, RTL
from ui.scheme.board import Board
from ui.scheme.fields import Card, Form, Written, beside, check
from ui.scheme.values_table import ValuesTable
from ui.scheme.wording import type_name


class QuestionForm(Card):
    """Shows a question of the draft.

    Signals:
        renamed: its new code, before the draft has it.
    """

    renamed = Signal(str)

    def __init__(self, board: Board) -> None:
        super().__init__("panel")
        self._board = board
        self._owner: str | None = None
        self._name = ""
        self.name_ar = self._names_field(tr("Question in Arabic"), "names", "ar")
        self.name_en = self._names_field(tr("Question in English"), "names", "en")
        self.note_ar = self._names_field(tr("When it applies, in Arabic"), "note", "ar")
        self.note_en = self._names_field(tr("When it applies, in English"), "note", "en")
        self.code = Written(tr("The question's code"), code=True)
        self.code.done.connect(self._rename)
        self.type = ChoiceField(height=30)
        for kind in AttributeType:
            self.type.addItem(type_name(kind), kind)
        self.type.chosen.connect(lambda kind: self._put(lambda one: retype(one, AttributeType(kind))))
        self.required = check(
            tr("Has to be answered"), lambda on: self._put(lambda one: replace(one, required=bool(on)))
        )
        self.default = ChoiceField(height=30)
        self.default.chosen.connect(lambda value: self._put(lambda one: replace(one, default=value)))
        self.default_text = Written(tr("Answer at first"))
        self.default_text.done.connect(self._take_default)
        self.when = ChoiceField(height=30)
        self.when.chosen.connect(lambda when: self._put(lambda one: replace(one, shown_when=when)))
        self.values = ValuesTable(board)
        form = Form()
        form.add_row(tr("Question"), beside(self.name_ar, self.name_en, stretch=False))
        form.add_row(tr("Code"), beside(self.code, self.required, stretch=False))
        form.add_row(tr("Answered by"), self.type)
        form.add_wide(self.values)
        form.add_row(tr("Answer at first"), beside(self.default, self.default_text, stretch=False))
        form.add_row(tr("Asked"), self.when)
        form.add_row(tr("Hint"), beside(self.note_ar, self.note_en, stretch=False))
        self.default.setAccessibleName(tr("Answer at first"))
        self._form = form
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(form)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_question(self, owner: str | None, question: Attribute) -> None:
        """Show a question of an owner."""
        self._owner, self._name = owner, question.name
        note = question.note or Names(ar="", en="")
        for field, names, tongue in (
            (self.name_ar, question.names, "ar"),
            (self.name_en, question.names, "en"),
            (self.note_ar, note, "ar"),
            (self.note_en, note, "en"),
        ):
            field.show_text(names.in_language(tongue))
        self.code.show_text(question.name)
        self.type.set_choice(question.type)
        self.required.setChecked(question.required)
        self._show_default(question)
        self._show_conditions(question)
        self.values.setVisible(question.type.has_values)
        if question.type.has_values:
            self.values.show_question(owner, question)

    def flush(self) -> None:
        """Take over what is being written."""
        for field in (self.code, self.default_text):
            if field.isVisible() and field.is_edited:
                field.flush()

    def take_focus(self) -> None:
        """Bring the keyboard to the name in the interface's language."""
        (self.name_ar if language.current() == "ar" else self.name_en).setFocus()

    def _show_default(self, question: Attribute) -> None:
        listed = question.type.has_values or question.type is AttributeType.YES_NO
        self.default.setVisible(listed and question.type is not AttributeType.CHOICES)
        self.default_text.setVisible(not listed or question.type is AttributeType.CHOICES)
        self.default_text.set_hint(
            tr("Codes, with “|” between them") if question.type is AttributeType.CHOICES else tr("None")
        )
        self.default_text.setAccessibleName(tr("Answer at first"))
        self.default_text.show_text(question.default or "")
        self.default.clear()
        self.default.addItem(tr("None"), None)
        for value, name in _answers(question):
            self.default.addItem(name, value)
        self.default.set_choice(question.default)

    def _show_conditions(self, question: Attribute) -> None:
        self.when.clear()
        self.when.addItem(tr("Always"), None)
        spoken = language.current()
        for other in questions(self._board.draft, self._owner):
            if other.name == question.name:
                continue
            for value, name in _answers(other):
                asked = other.names.in_language(spoken) or other.name
                words = tr("If {question} is “{answer}”", question=asked, answer=name)
                self.when.addItem(words, Condition(other.name, value))
        known = [self.when.itemData(row) for row in range(self.when.count())]
        if question.shown_when not in known and question.shown_when is not None:
            odd = question.shown_when
            self.when.addItem(
                tr("If {question} is “{answer}”", question=odd.attribute, answer=odd.value), odd
            )
        self.when.set_choice(question.shown_when)

    def _names_field(self, name: str, what: str, tongue: str) -> Written:
        field = Written(name, direction=RTL if tongue == "ar" else LTR)
        field.setPlaceholderText(tr("in Arabic") if tongue == "ar" else tr("in English"))

        def write(text: str) -> None:
            def change(one: Attribute) -> Attribute:
                names = replace(getattr(one, what) or Names(ar="", en=""), **{tongue: text})
                kept = names if what == "names" or names.ar or names.en else None
                return replace(one, **{what: kept})  # type: ignore[arg-type]

            self._put(change, typing=f"{what}{tongue}")

        field.typed.connect(write)
        field.done.connect(write)
        return field

    def _put(self, change: object, *, typing: str = "") -> None:
        owner, name = self._owner, self._name

        def made(draft: Draft) -> Draft:
            one = next((one for one in questions(draft, owner) if one.name == name), None)
            return draft if one is None else put_question(draft, owner, change(one), name)  # type: ignore[operator]

        self._board.edit(made, typing=f"{typing}{owner}{name}" if typing else "")

    def _take_default(self, text: str) -> None:
        self._put(lambda one: replace(one, default=text or None))

    def _rename(self, code: str) -> None:
        was = self._name
        if code in {was, ""}:
            self.code.show_text(was)
            return
        self.renamed.emit(code)
        owner = self._owner

        def change(draft: Draft) -> Draft:
            one = next(one for one in questions(draft, owner) if one.name == was)
            return put_question(draft, owner, replace(one, name=code), was)

        if not self._board.edit(change):
            self.renamed.emit(was)
            self.code.show_text(was)


def _answers(question: Attribute) -> list[tuple[str, str]]:
    """Return the answers that can be listed, with their names."""
    if question.type is AttributeType.YES_NO:
        return [(YES, tr("Yes")), (NO, tr("No"))]
    spoken = language.current()
    return [(v.value, v.names.in_language(spoken) or v.value) for v in question.values]
