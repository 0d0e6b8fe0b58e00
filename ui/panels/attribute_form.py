"""The questions about a span, or a document, with their answers, one short row each."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator import language
from annotator.language import tr
from annotator.model import NO, YES, Attribute, AttributeType, Label, missing
from ui.fonts import interface_font
from ui.panels.answer_line import AnswerLine
from ui.panels.canonical_offer import CanonicalOffer
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.choices_field import ChoicesField
from ui.panels.painting import set_tip
from ui.panels.stale_answer import StaleAnswer
from ui.panels.themed import Themed
from ui.theme import measures

_NAMES = 96  # pixels at least for the questions
_ROW_GAP = 5


_MOST_KEPT = 48

_Key = tuple[Attribute, bool, bool]
_Row = tuple[Caption, QWidget]


class AttributeForm(Themed, QWidget):
    """One row for each question that is asked, and for each answer to one that is asked no longer.

    Signals:
        chosen: the attribute's name, and the answer's value or None (not set).
        written: likewise of an answer that was written. It is asked for by `flush` too.
        left: an offer was taken, a text written, or the last question answered: the keyboard is done here.

    Attributes:
        fields: the questions with a list of answers.
        texts: those answered by writing.
        offers: those whose answer is offered, and not given yet.
        stale: answers to questions that are no longer asked.
        lacking: the questions whose answers are required and missing.
    """

    chosen = Signal(str, object)
    written = Signal(str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attributes: tuple[Attribute, ...] = ()
        self._offered: frozenset[str] = frozenset()
        self._unasked: frozenset[str] = frozenset()
        self._made: dict[_Key, _Row] = {}
        self._shown: list[_Row] = []
        self.lacking: tuple[Attribute, ...] = ()
        self.fields: dict[str, ChoiceField] = {}
        self.texts: dict[str, AnswerLine] = {}
        self.offers: dict[str, CanonicalOffer] = {}
        self.stale: dict[str, StaleAnswer] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(_ROW_GAP)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setColumnStretch(1, 1)

    @property
    def stops(self) -> list[QWidget]:
        """What the keyboard stops at, in the order of the rows."""
        parts = self._parts()
        return [parts[attribute.name] for attribute in self._attributes]

    @property
    def wanted(self) -> QWidget | None:
        """The first question that still needs its answer, else the first of all."""
        parts = self._parts()
        missing = (parts[a.name] for a in self.lacking if a.name in parts and a.name not in self.offers)
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
        """Show the answers about a span: `show_questions` for what its label asks."""
        self.show_questions(
            label.attributes, answers, needless=needless, offers=offers, keep_edits=keep_edits
        )

    def show_questions(
        self,
        questions: tuple[Attribute, ...],
        answers: Mapping[str, str],
        *,
        needless: Collection[str] = (),
        offers: Mapping[str, str] | None = None,
        keep_edits: bool = False,
        mixed: Collection[str] = (),
    ) -> None:
        """Show answers. The rows stay, and so does the focus, while the questions are the same.

        Args:
            questions: in order.
            answers: name → value.
            needless: names of questions that have no point here and are left out.
            offers: name → an answer that one press gives, for questions of text without an answer.
            keep_edits: what is being written stays, unless the answer has changed under it.
            mixed: names of questions that several spans answer differently.
        """
        offers = offers or {}
        known = {**answers, **dict.fromkeys(mixed, "")}
        asked = {a.name for a in questions if a.is_asked(answers) or _is_open(a, mixed)}
        rows = tuple(a for a in questions if a.name not in needless and (a.name in asked or a.name in known))
        unasked = frozenset(a.name for a in rows if a.name not in asked)
        self.lacking = missing(rows, known)
        if (rows, frozenset(offers), unasked) != (self._attributes, self._offered, self._unasked):
            self._ask(rows, frozenset(offers), unasked)
        for attribute in rows:
            name, value = attribute.name, answers.get(attribute.name)
            if name in self.stale:
                words = tr("Several answers") if value is None else _words(attribute, value)
                self.stale[name].show_answer(attribute.names.in_language(language.current()), words)
            elif name in self.offers:
                self.offers[name].set_words(offers[name])
            elif name in self.texts:
                self._show_text(attribute, value or "", keep_edit=keep_edits, mixed=name in mixed)
            else:
                self._show_choice(attribute, value, mixed=name in mixed)

    def flush(self) -> None:
        """Tell what has been written and not been told yet."""
        edited = [(name, field) for name, field in self.texts.items() if field.is_edited]
        for name, field in edited:
            field.set_saved(field.text())  # told once, even if it is refused: the span is being left
            self.written.emit(name, field.answer)

    def retranslate(self) -> None:
        """Ask again in the language in use; the answers are to be shown again."""
        focused = self._focused()
        for row in self._made.values():
            for widget in row:
                widget.blockSignals(True)  # noqa: FBT003 - Qt's own
                widget.hide()
                widget.deleteLater()
        self._made.clear()
        self._shown = []
        self._ask(self._attributes, self._offered, self._unasked)
        again = {**self.fields, **self.texts}.get(focused or "")
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _parts(self) -> dict[str, QWidget]:
        return {**self.fields, **self.texts, **self.offers, **self.stale}

    def _ask(
        self, attributes: tuple[Attribute, ...], offered: frozenset[str], unasked: frozenset[str]
    ) -> None:
        """Show the rows for these questions. A row stays the same one as long as its question is asked."""
        focused, before = self._focused(), self._shown
        self._attributes, self._offered, self._unasked = attributes, offered, unasked
        self._shown = [self._row(attribute) for attribute in attributes]
        kept = {id(widget) for row in self._shown for widget in row}
        for widget in (widget for row in before for widget in row):
            self._grid.removeWidget(widget)
            if id(widget) not in kept:
                widget.blockSignals(True)  # noqa: FBT003 - Qt's own; to hide a line takes its focus, which tells
                widget.hide()
        for place, row in enumerate(self._shown):
            for column, widget in enumerate(row):
                widget.blockSignals(False)  # noqa: FBT003 - Qt's own
                self._grid.addWidget(widget, place, column)
                widget.show()  # the layout would do it in Qt's next round, too late for a focus on its way
        by_name = {attribute.name: row[1] for attribute, row in zip(attributes, self._shown, strict=True)}
        self.fields = {name: one for name, one in by_name.items() if isinstance(one, ChoiceField)}
        self.texts = {name: one for name, one in by_name.items() if isinstance(one, AnswerLine)}
        self.stale = {name: one for name, one in by_name.items() if isinstance(one, StaleAnswer)}
        self.offers = {
            name: one
            for name, one in by_name.items()
            if isinstance(one, CanonicalOffer) and name not in self.stale
        }
        if focused is not None and focused not in {**self.fields, **self.texts}:
            self.left.emit()  # else Qt would take the keyboard to whatever comes next
        self._forget_the_oldest()

    def _row(self, attribute: Attribute) -> _Row:
        """Return the row of a question: the one made before, for a label key would wait for a new one."""
        key = attribute, attribute.name in self._offered, attribute.name in self._unasked
        row = self._made.pop(key, None)
        if row is None:
            name = Caption(interface_font(measures().small_px), "ink3", parent=self)
            name.set_text(attribute.names.in_language(language.current()))
            field = self._part(attribute)
            if attribute.note is not None and attribute.name not in self._unasked:
                set_tip(field, attribute.note.in_language(language.current()))
            name.setBuddy(field)
            row = name, field
            for widget in row:
                if isinstance(widget, Themed):
                    widget.set_theme(self.theme)
        self._made[key] = row
        return row

    def _forget_the_oldest(self) -> None:
        for key in list(self._made)[: max(len(self._made) - _MOST_KEPT, 0)]:
            if self._made[key] not in self._shown:
                for widget in self._made.pop(key):
                    widget.deleteLater()

    def _focused(self) -> str | None:
        """Return the name of the question with the focus, which a row that comes or goes must not take."""
        return next((name for name, field in {**self.fields, **self.texts}.items() if field.hasFocus()), None)

    def _part(self, attribute: Attribute) -> QWidget:
        """Return what the question is answered with."""
        key = attribute.name
        if key in self._unasked:
            stale = StaleAnswer(self)
            stale.clicked.connect(lambda: self.chosen.emit(key, None))
            return stale
        if key in self._offered:
            offer = CanonicalOffer(self)
            offer.clicked.connect(lambda: self._take(key))
            return offer
        if not attribute.type.has_values and attribute.type is not AttributeType.YES_NO:
            line = AnswerLine(attribute, self)
            line.editingFinished.connect(lambda: self._write(key))
            line.returnPressed.connect(lambda: self._leave(key))
            return line
        field = self._list(attribute)
        field.answered.connect(lambda: self._go_on(key))
        return field

    def _list(self, attribute: Attribute) -> ChoiceField:
        key, code = attribute.name, language.current()
        nothing = tr("Required") if attribute.required else tr("Not set")
        values = [(value.names.in_language(code), value.value) for value in attribute.values]
        if attribute.type is AttributeType.CHOICES:
            several = ChoicesField(self)
            several.set_answers(values, nothing=nothing)
            several.toggled.connect(lambda codes: self.chosen.emit(key, attribute.joined(codes) or None))
            return several
        if attribute.type is AttributeType.YES_NO:
            values = [(tr("Yes"), YES), (tr("No"), NO)]
        field = ChoiceField(self)
        field.addItem(nothing, None)
        for words, value in values:
            field.addItem(words, value)
        field.chosen.connect(lambda value: self.chosen.emit(key, value))
        return field

    def _take(self, name: str) -> None:
        self.chosen.emit(name, self.offers[name].words)
        self.left.emit()

    def _go_on(self, name: str) -> None:
        """Go to the question after this one; behind the last, the keyboard is done here."""
        names = [attribute.name for attribute in self._attributes if attribute.name not in self.stale]
        behind = names[names.index(name) + 1 :] if name in names else []
        if behind:
            self._parts()[behind[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.left.emit()

    def _leave(self, name: str) -> None:
        if name in self.texts and self.texts[name].is_allowed:
            self.left.emit()

    def _write(self, name: str) -> None:
        field = self.texts.get(name)
        if field is not None and field.text().strip() == field.saved:
            field.set_saved(field.saved)
        elif field is not None and field.is_allowed:
            self.written.emit(name, field.answer)

    def _show_text(self, attribute: Attribute, value: str, *, keep_edit: bool, mixed: bool) -> None:
        field = self.texts[attribute.name]
        if not (keep_edit and field.is_edited and field.saved == value):
            field.set_saved(value)
        empty = tr("Required") if attribute.required else field.example() or tr("Not set")
        field.setPlaceholderText(tr("Several answers") if mixed else empty)
        lacking = attribute in self.lacking
        field.set_needed(lacking)
        field.setAccessibleName(self._spoken(attribute, lacking=lacking))

    def _show_choice(self, attribute: Attribute, value: str | None, *, mixed: bool) -> None:
        field = self.fields[attribute.name]
        if isinstance(field, ChoicesField):
            field.set_given(attribute.chosen(value or ""))
        else:
            field.set_choice(value)
        if mixed:
            field.set_mixed(tr("Several answers"))
        lacking = attribute in self.lacking
        field.set_needed(lacking)
        field.setAccessibleName(self._spoken(attribute, lacking=lacking))

    @staticmethod
    def _spoken(attribute: Attribute, *, lacking: bool) -> str:
        name = attribute.names.in_language(language.current())
        return tr("{attribute}: required, not set", attribute=name) if lacking else name


def _is_open(attribute: Attribute, mixed: Collection[str]) -> bool:
    """Tell whether some of several spans may be asked: they answer differently what the question hangs on."""
    return attribute.shown_when is not None and attribute.shown_when.attribute in mixed


def _words(attribute: Attribute, answer: str) -> str:
    """Return an answer in the language in use."""
    code = language.current()
    if attribute.type is AttributeType.YES_NO:
        return {YES: tr("Yes"), NO: tr("No")}.get(answer, answer)
    names = {value.value: value.names.in_language(code) for value in attribute.values}
    codes = attribute.chosen(answer) if attribute.type is AttributeType.CHOICES else (answer,)
    return " · ".join(names.get(one, one) for one in codes)
