"""The questions about a span with their answers, one short row each."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator import language
from annotator.language import tr
from annotator.model import Attribute, AttributeType, Label
from ui.fonts import interface_font
from ui.panels.canonical_offer import CanonicalOffer
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.field import Field
from ui.panels.painting import set_tip
from ui.panels.themed import Themed, dress
from ui.theme import measures

_NAMES = 96  # pixels at least for the questions
_ROW_GAP = 5
_FIELD = 26  # pixels: as high as a list of answers


class AttributeForm(Themed, QWidget):
    """One row for each attribute of a label.

    Signals:
        chosen: the attribute's name, and the answer's value or None (not set).
        written: likewise of an answer that was written. It is asked for by `flush` too.
        left: an offer was taken, or a text written; the keyboard is done here.

    Attributes:
        fields: the questions with a list of answers.
        texts: those answered in one's own words.
        offers: those whose answer is offered, and not given yet.
    """

    chosen = Signal(str, object)
    written = Signal(str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attributes: tuple[Attribute, ...] = ()
        self._offered: frozenset[str] = frozenset()
        self._names: dict[str, Caption] = {}
        self.fields: dict[str, ChoiceField] = {}
        self.texts: dict[str, Field] = {}
        self.offers: dict[str, CanonicalOffer] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(_ROW_GAP)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setColumnStretch(1, 1)

    @property
    def stops(self) -> list[QWidget]:
        """What the keyboard stops at, in the order of the rows."""
        parts: dict[str, QWidget] = {**self.fields, **self.texts, **self.offers}
        return [parts[attribute.name] for attribute in self._attributes]

    @property
    def wanted(self) -> QWidget | None:
        """The first question that still needs its answer, else the first of all."""
        needed = (a.name for a in self._attributes if a.required)
        fields = (self.fields.get(name) or self.texts[name] for name in needed if name not in self.offers)
        missing = (f for f in fields if (f.is_needed if isinstance(f, ChoiceField) else not f.text()))
        return next(missing, next(iter(self.stops), None))

    def show_answers(
        self,
        label: Label,
        answers: Mapping[str, str],
        *,
        needless: Collection[str] = (),
        offers: Mapping[str, str] | None = None,
        keep_edits: bool = False,
    ) -> None:
        """Show a span's answers. The rows stay, and so does the focus, while the questions are the same.

        Args:
            label: asks the questions.
            answers: name → value.
            needless: names of questions that have no point here and are left out.
            offers: name → an answer that one press gives, for questions of text without an answer.
            keep_edits: what is being written stays, unless the answer has changed under it.
        """
        offers = offers or {}
        offered = frozenset(offers)
        attributes = tuple(a for a in label.attributes if a.name not in needless)
        if (attributes, offered) != (self._attributes, self._offered):
            self._ask(attributes, offered)
        for attribute in attributes:
            name, value = attribute.name, answers.get(attribute.name)
            if name in self.offers:
                self.offers[name].set_words(offers[name])
            elif name in self.texts:
                self._show_text(attribute, value or "", keep_edit=keep_edits)
            else:
                self._answer(attribute, value)

    def flush(self) -> None:
        """Tell what has been written and not been told yet."""
        edited = [(name, field) for name, field in self.texts.items() if field.is_edited]
        for name, field in edited:
            field.set_saved(field.text())  # told once, even if it is refused: the span is being left
            self.written.emit(name, field.text().strip() or None)

    def retranslate(self) -> None:
        """Ask again in the language in use; the answers are to be shown again."""
        self._ask(self._attributes, self._offered)

    def _ask(self, attributes: tuple[Attribute, ...], offered: frozenset[str]) -> None:
        focused = self._focused()
        for widget in [*self._names.values(), *self.stops]:
            widget.blockSignals(True)  # noqa: FBT003 - Qt's own; hiding a line takes its focus, which would tell
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._attributes, self._offered = attributes, offered
        self._names, self.fields, self.texts, self.offers = {}, {}, {}, {}
        code = language.current()
        for row, attribute in enumerate(attributes):
            name = Caption(interface_font(measures().small_px), "ink3", parent=self)
            name.set_text(attribute.names.in_language(code))
            field = self._part(attribute)
            if attribute.note is not None:
                set_tip(field, attribute.note.in_language(code))
            name.setBuddy(field)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(field, row, 1)
            field.show()  # the layout would do it in Qt's next round, too late for a focus that is on its way
            self._names[attribute.name] = name
        dress(self, self.theme)
        again = {**self.fields, **self.texts}.get(focused or "")
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> str | None:
        """Return the name of the question with the focus, which a row that comes or goes must not take."""
        return next((name for name, field in {**self.fields, **self.texts}.items() if field.hasFocus()), None)

    def _part(self, attribute: Attribute) -> QWidget:
        """Return what the question is answered with."""
        key = attribute.name
        if key in self._offered:
            offer = self.offers[key] = CanonicalOffer(self)
            offer.clicked.connect(lambda: self._take(key))
            return offer
        if attribute.type is AttributeType.TEXT:
            line = self.texts[key] = Field(None, height=_FIELD, parent=self)
            line.editingFinished.connect(lambda: self._write(key))
            line.returnPressed.connect(self.left)
            return line
        field = self.fields[key] = ChoiceField(self)
        field.addItem(tr("Required") if attribute.required else tr("Not set"), None)
        for value in attribute.values:
            field.addItem(value.names.in_language(language.current()), value.value)
        field.chosen.connect(lambda value: self.chosen.emit(key, value))
        return field

    def _take(self, name: str) -> None:
        self.chosen.emit(name, self.offers[name].words)
        self.left.emit()

    def _write(self, name: str) -> None:
        field = self.texts.get(name)
        if field is not None and field.text().strip() == field.saved:
            field.set_saved(field.saved)
        elif field is not None:
            self.written.emit(name, field.text().strip() or None)

    def _show_text(self, attribute: Attribute, value: str, *, keep_edit: bool) -> None:
        field, name = self.texts[attribute.name], attribute.names.in_language(language.current())
        if not (keep_edit and field.is_edited and field.saved == value):
            field.set_saved(value)
        missing = attribute.required and not value
        field.setPlaceholderText(tr("Required") if attribute.required else tr("Not set"))
        field.setAccessibleName(tr("{attribute}: required, not set", attribute=name) if missing else name)

    def _answer(self, attribute: Attribute, value: str | None) -> None:
        field, name = self.fields[attribute.name], attribute.names.in_language(language.current())
        field.set_choice(value)
        missing = attribute.required and value is None
        field.set_needed(missing)
        field.setAccessibleName(tr("{attribute}: required, not set", attribute=name) if missing else name)
