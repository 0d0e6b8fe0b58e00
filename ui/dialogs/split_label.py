"""A label becomes two: the spans with one answer get the new label. The count is said first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator import language
from annotator.editing.drafts import Draft, can_split
from annotator.errors import InputError
from annotator.language import msg, msgn, tr
from annotator.model import Condition, Label, Names
from annotator.model.scheme_rules import is_label_code
from ui.dialogs.base import Dialog, plain
from ui.language import directed
from ui.panels.choice_field import ChoiceField
from ui.panels.painting import LTR, RTL
from ui.scheme.fields import Written, beside
from ui.theme import Theme


class SplitLabelDialog(Dialog):
    """Asks by which answer a label is parted, and what the new one is called.

    Args:
        parent: the editor.
        theme: its colours.
        draft: the scheme as it is to be.
        code: the label to split.
        count: how many spans of the label have given this answer: label, question, code.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        draft: Draft,
        code: str,
        *,
        count: Callable[[str, str, str], int],
    ) -> None:
        super().__init__(parent, theme, title=tr("Split a label"), action=tr("Split"))
        self._draft, self._code, self._count = draft, code, count
        self.answer_field = ChoiceField(height=30)
        spoken = language.current()
        for question in can_split(draft, code):
            for value in question.values:
                words = tr(
                    "{question}: {answer}",
                    question=question.names.in_language(spoken) or question.name,
                    answer=value.names.in_language(spoken) or value.value,
                )
                self.answer_field.addItem(words, Condition(question.name, value.value))
        self.answer_field.chosen.connect(lambda _: self._look())
        self.code_field = Written(tr("Code of the new label"), code=True)
        self.name_ar = Written(tr("Arabic name"), direction=RTL)
        self.name_en = Written(tr("English name"), direction=LTR)
        self.words = plain("", theme)
        self.words.setWordWrap(True)
        self.add_row(tr("Spans with the answer"), self.answer_field)
        self.add_row(tr("Code of the new label"), self.code_field)
        self.add_row(tr("Name"), beside(self.name_ar, self.name_en, stretch=False))
        self.add_wide(self.words)
        self.answer_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    @property
    def answer(self) -> Condition:
        """The answer by which the spans are parted."""
        found: Condition = self.answer_field.currentData()
        return found

    @property
    def label(self) -> Label:
        """The new label: like the old one, without its key."""
        label = self._draft.scheme.label(self._code)
        assert label is not None, self._code  # noqa: S101 - the editor shows it
        names = Names(ar=self.name_ar.text().strip(), en=self.name_en.text().strip())
        return replace(label, code=self.code_field.text().strip(), names=names, short=names, hotkey=None)

    def confirm(self) -> None:
        """Accept what can work, and say what can't."""
        code = self.code_field.text().strip()
        if not is_label_code(code) or self._draft.scheme.label(code) is not None:
            words = msg("{code} is no free code: capital Latin letters, digits and _.", code=code or "–")
            self.say_error(InputError(words, code="E_CODE"))
            self.code_field.setFocus()
        elif not self.name_ar.text().strip() or not self.name_en.text().strip():
            self.say_error(InputError(msg("The new label needs a name in both languages."), code="E_NAME"))
            (self.name_en if self.name_ar.text().strip() else self.name_ar).setFocus()
        else:
            self.accept()

    def _look(self) -> None:
        """Count what the answer parts, and offer names."""
        answer = self.answer_field.currentData()
        self.primary.setEnabled(answer is not None)
        if answer is None:
            words = msg("None of its questions has a list of answers, so nothing parts its spans.")
        else:
            number = self._count(self._code, answer.attribute, answer.value)
            words = msg(
                "{spans} would get the new label, with the same questions. The others stay.",
                spans=msgn("{count} span", "{count} spans", number),
            )
            self._offer(answer)
        self.words.setText(directed(str(words)))
        self.fit()

    def _offer(self, answer: Condition) -> None:
        code = "".join(c if c.isascii() and c.isalnum() else "_" for c in answer.value.upper())
        label = self._draft.scheme.label(self._code)
        question = None if label is None else label.attribute(answer.attribute)
        value = (
            None if question is None else next((v for v in question.values if v.value == answer.value), None)
        )
        if label is None or value is None:
            return
        self.code_field.show_text(f"{self._code}_{code}")
        self.name_ar.show_text(f"{label.names.ar} {value.names.ar}")
        self.name_en.show_text(f"{label.names.en}, {value.names.en.lower()}")
