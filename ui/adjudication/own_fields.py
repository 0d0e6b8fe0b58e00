"""The label and the answers of the adjudicator's own reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator import language
from annotator.language import tr
from annotator.model import Attribute, LabelScheme
from ui.adjudication.answer_field import HEIGHT, AnswerField, answer_field, show_answer
from ui.adjudication.own import AnswerDraft, Draft, SpansDraft
from ui.panels.choice_field import ChoiceField
from ui.panels.label_swatch import swatch_icon
from ui.panels.themed import Themed, dress

_LABELS: Final = 170
_ANSWERS: Final = 150
_WIDE: Final = 240
_MOST: Final = 2


class OwnFields(Themed, QWidget):
    """Asks for the label, and for the answers in which the readers differ.

    Signals:
        labelled: another label is chosen, by its code.
        answered: the name of an attribute, and the answer; None: none.
        done: an answer was given by a digit, and is all that its field was entered for.
    """

    labelled = Signal(object)
    answered = Signal(str, object)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labels = ChoiceField(height=HEIGHT)
        self.labels.setFixedWidth(_LABELS)
        self.answers: tuple[AnswerField, ...] = ()
        self._scheme: LabelScheme | None = None
        self._asked: tuple[Attribute, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.labels)
        self.labels.chosen.connect(self.labelled)

    def offer(self, scheme: LabelScheme) -> None:
        """Offer the labels of this scheme."""
        self._scheme = scheme
        self._offer_labels()

    def show_own(self, own: Draft | None, differing: Sequence[str]) -> None:
        """Show the label and the answers of what is worked on, or the answer about the document."""
        scheme = self._scheme
        self.setVisible(scheme is not None and isinstance(own, SpansDraft | AnswerDraft))
        if scheme is None:
            return
        if isinstance(own, SpansDraft):
            self.labels.show()
            self.labels.set_choice(own.current.label)
            label = scheme.label(own.current.label)
            found = [] if label is None else [label.attribute(name) for name in differing]
            asked = tuple(one for one in found if one is not None)[:_MOST]
            self._show(asked, own.current.attributes)
        elif isinstance(own, AnswerDraft):
            self.labels.hide()
            question = scheme.document_attribute(own.question)
            answers = {} if own.answer is None else {own.question: own.answer}
            self._show(() if question is None else (question,), answers)

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._offer_labels()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.labels.setAccessibleName(tr("Label of my own reading"))
        self._offer_labels()
        self._make()

    def _show(self, asked: tuple[Attribute, ...], answers: Mapping[str, str]) -> None:
        if asked != self._asked:
            self._asked = asked
            self._make()
        for attribute, field in zip(asked, self.answers, strict=True):
            show_answer(field, attribute, answers.get(attribute.name))

    def _offer_labels(self) -> None:
        chosen = self.labels.currentData()
        self.labels.clear()
        for label in () if self._scheme is None else self._scheme.labels:
            name = label.names.in_language(language.current())
            self.labels.addItem(swatch_icon(label, self.theme), name, label.code)
        self.labels.set_choice(chosen)

    def _make(self) -> None:
        for old in self.answers:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.answers = tuple(answer_field(one, self.answered.emit, self.done.emit) for one in self._asked)
        for field in self.answers:
            field.setFixedWidth(_ANSWERS if self.labels.isVisibleTo(self) else _WIDE)
            field.set_theme(self.theme)
            self._row.addWidget(field)
