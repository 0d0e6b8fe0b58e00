"""What a question is answered with in one line of the apparatus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from annotator import language
from annotator.language import tr
from annotator.model import NO, YES, Attribute, AttributeType
from ui.panels.answer_line import AnswerLine
from ui.panels.choice_field import ChoiceField
from ui.panels.choices_field import ChoicesField

HEIGHT: Final = 32
AnswerField = ChoiceField | AnswerLine


def answer_field(
    attribute: Attribute, answered: Callable[[str, str | None], None], done: Callable[[], None]
) -> AnswerField:
    """Return the field for a question.

    Args:
        attribute: the question.
        answered: told the question's name and an answer; None: none.
        done: called when the field has given the answer for which it was entered.
    """
    made = _line(attribute, answered) if _is_written(attribute) else _list(attribute, answered, done)
    made.setFixedHeight(HEIGHT)
    made.setAccessibleName(attribute.names.in_language(language.current()))
    return made


def show_answer(field: AnswerField, attribute: Attribute, answer: str | None) -> None:
    """Show an answer in its field, silently. What is just being written stays."""
    if isinstance(field, ChoicesField):
        field.set_given(attribute.chosen(answer or ""))
    elif isinstance(field, ChoiceField):
        field.set_choice(answer)
    elif not field.hasFocus():
        field.set_saved(answer or "")


def _is_written(attribute: Attribute) -> bool:
    return not attribute.type.has_values and attribute.type is not AttributeType.YES_NO


def _line(attribute: Attribute, answered: Callable[[str, str | None], None]) -> AnswerLine:
    line = AnswerLine(attribute)
    line.set_hint(attribute.names.in_language(language.current()))
    # With each letter: Enter decides from here, and what is not of its kind is refused by then.
    line.textEdited.connect(lambda _text: answered(attribute.name, line.answer))
    return line


def _list(
    attribute: Attribute, answered: Callable[[str, str | None], None], done: Callable[[], None]
) -> ChoiceField:
    name, code = attribute.names.in_language(language.current()), language.current()
    nothing = tr("{question}: not answered", question=name)
    values = [(value.names.in_language(code), value.value) for value in attribute.values]
    if attribute.type is AttributeType.CHOICES:
        several = ChoicesField()
        several.set_answers(values, nothing=nothing)
        several.toggled.connect(lambda codes: answered(attribute.name, attribute.joined(codes) or None))
        several.answered.connect(done)
        return several
    field = ChoiceField()
    field.addItem(nothing, None)
    for words, value in values or [(tr("Yes"), YES), (tr("No"), NO)]:
        field.addItem(words, value)
    field.chosen.connect(lambda value: answered(attribute.name, value))
    field.answered.connect(done)
    return field
