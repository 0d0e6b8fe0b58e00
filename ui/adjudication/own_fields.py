"""The label and the answers of the adjudicator's own reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator import language
from annotator.language import tr
from annotator.model import Attribute, LabelScheme, SpanAnnotation
from ui.panels.choice_field import ChoiceField
from ui.panels.field import Field
from ui.panels.label_swatch import swatch_icon
from ui.panels.themed import Themed, dress

_LABELS: Final = 170
_ANSWERS: Final = 150
_MOST: Final = 2
_HEIGHT: Final = 32


class OwnFields(Themed, QWidget):
    """Asks for the label, and for the answers in which the readers differ.

    Signals:
        labelled: another label is chosen, by its code.
        answered: the name of an attribute, and the answer; None: none.
    """

    labelled = Signal(object)
    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labels = ChoiceField(height=_HEIGHT)
        self.labels.setFixedWidth(_LABELS)
        self.answers: tuple[ChoiceField | Field, ...] = ()
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

    def show_own(self, own: SpanAnnotation | None, differing: Sequence[str]) -> None:
        """Show the label and the answers of this reading, or nothing."""
        self.setVisible(own is not None)
        if own is None or self._scheme is None:
            return
        self.labels.set_choice(own.label)
        label = self._scheme.label(own.label)
        asked = (
            [] if label is None else [one for name in differing if (one := label.attribute(name)) is not None]
        )
        if tuple(asked[:_MOST]) != self._asked:
            self._asked = tuple(asked[:_MOST])
            self._make()
        for attribute, field in zip(self._asked, self.answers, strict=True):
            answer = own.attributes.get(attribute.name)
            if isinstance(field, ChoiceField):
                field.set_choice(answer)
            elif not field.hasFocus():
                field.set_saved(answer or "")

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._offer_labels()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.labels.setAccessibleName(tr("Label of my own reading"))
        self._offer_labels()
        self._make()

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
        self.answers = tuple(self._field(attribute) for attribute in self._asked)
        for field in self.answers:
            field.setFixedWidth(_ANSWERS)
            field.set_theme(self.theme)
            self._row.addWidget(field)

    def _field(self, attribute: Attribute) -> ChoiceField | Field:
        name = attribute.names.in_language(language.current())
        if not attribute.values:
            written = Field(None, height=_HEIGHT)
            written.set_hint(name)
            written.editingFinished.connect(
                lambda: self.answered.emit(attribute.name, written.text().strip() or None)
            )
            return written
        field = ChoiceField(height=_HEIGHT)
        field.setAccessibleName(name)
        field.addItem(tr("{question}: not answered", question=name), None)
        for value in attribute.values:
            field.addItem(value.names.in_language(language.current()), value.value)
        field.chosen.connect(lambda value: self.answered.emit(attribute.name, value))
        return field
