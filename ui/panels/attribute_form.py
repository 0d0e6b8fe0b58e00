"""The questions about a span with their answers, one short row each."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator import language
from annotator.language import tr
from annotator.model import Attribute, Label
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.painting import set_tip
from ui.panels.themed import Themed, dress
from ui.theme import measures

_NAMES = 96  # pixels at least for the questions
_ROW_GAP = 5


class AttributeForm(Themed, QWidget):
    """One row for each attribute of a label.

    Signals:
        chosen: the attribute's name, and the answer's value or None (not set).
    """

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attributes: tuple[Attribute, ...] = ()
        self._names: dict[str, Caption] = {}
        self.fields: dict[str, ChoiceField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(_ROW_GAP)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setColumnStretch(1, 1)

    def show_answers(
        self, label: Label, answers: Mapping[str, str], *, needless: Collection[str] = ()
    ) -> None:
        """Show a span's answers. The rows stay, and so does the focus, while the questions are the same.

        Args:
            label: asks the questions.
            answers: name → value.
            needless: names of questions that have no point here and are left out.
        """
        attributes = tuple(a for a in label.attributes if a.name not in needless)
        if attributes != self._attributes:
            self._ask(attributes)
        for attribute in attributes:
            self._answer(attribute, answers.get(attribute.name))

    def retranslate(self) -> None:
        """Ask again in the language in use; the answers are to be shown again."""
        asked = self._attributes
        self._attributes = ()
        self._ask(asked)

    def _ask(self, attributes: tuple[Attribute, ...]) -> None:
        for widget in [*self._names.values(), *self.fields.values()]:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._attributes, self._names, self.fields = attributes, {}, {}
        code = language.current()
        for row, attribute in enumerate(attributes):
            name = Caption(interface_font(measures().small_px), "ink3", parent=self)
            name.set_text(attribute.names.in_language(code))
            field = ChoiceField(self)
            field.addItem(tr("Required") if attribute.required else tr("Not set"), None)
            for value in attribute.values:
                field.addItem(value.names.in_language(code), value.value)
            if attribute.note is not None:
                set_tip(field, attribute.note.in_language(code))
            field.chosen.connect(lambda value, key=attribute.name: self.chosen.emit(key, value))
            name.setBuddy(field)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(field, row, 1)
            field.show()  # the layout would do it in Qt's next round, too late for a focus that is on its way
            self._names[attribute.name], self.fields[attribute.name] = name, field
        dress(self, self.theme)

    def _answer(self, attribute: Attribute, value: str | None) -> None:
        field, name = self.fields[attribute.name], attribute.names.in_language(language.current())
        field.set_choice(value)
        missing = attribute.required and value is None
        field.set_needed(missing)
        field.setAccessibleName(tr("{attribute}: required, not set", attribute=name) if missing else name)
