"""One file: what it is taken for, what is wrong with it, and how its documents begin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from annotator.language import tr
from annotator.text.damage import Damage
from annotator.workspace.catalogue import encodings, format_summaries
from annotator.workspace.surveying import SurveyedFile
from ui.fonts import interface_font
from ui.importing import wording
from ui.importing.preview_list import Beginning, PreviewList
from ui.importing.sheet import Sheet
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.themed import Themed
from ui.theme import measures

_MOST_SHOWN: Final = 1000
_FIELD: Final = 30
_KEEP, _MEND = "keep", "mend"
_UNITS: Final = ("code points", "UTF-16 units")


class FilePane(Themed, QWidget):
    """The choices about one file over the beginnings of its documents.

    Signals:
        chosen: the file is to be read otherwise: a `FileChoice`.
        answered: a `Damage`, and whether it is to be mended.
    """

    chosen = Signal(object)
    answered = Signal(object, bool)

    def __init__(self, is_known: Callable[[str], bool], parent: QWidget | None = None) -> None:
        """Make it; `is_known` tells by a text's SHA-256 whether the project has it."""
        super().__init__(parent)
        self._is_known = is_known
        self._file: SurveyedFile | None = None
        self.format_field, self.encoding_field, self.unit_field = (
            ChoiceField(height=_FIELD) for _ in range(3)
        )
        self._formats = {known.name: known for known in format_summaries() if known.can_read}
        self._format_name, self._encoding_name, self._unit_name = (
            Caption(interface_font(measures().body_px), "ink2") for _ in range(3)
        )
        self.damage_fields: dict[Damage, ChoiceField] = {
            damage: ChoiceField(height=_FIELD) for damage in Damage
        }
        self._damage_names: dict[Damage, Caption] = {}
        self.question = Caption(interface_font(measures().body_px, 600), "rubric")
        self.preview = PreviewList()
        self._lay_out()
        self.retranslate()
        self.format_field.chosen.connect(lambda value: self._choose("format_name", value))
        self.encoding_field.chosen.connect(lambda value: self._choose("encoding", value))
        self.unit_field.chosen.connect(lambda value: self._choose("unit", value))
        self.preview.picked.connect(lambda value: self._choose("encoding", value))

    def show_file(self, file: SurveyedFile, kept: frozenset[Damage]) -> None:
        """Show a file; `kept` are its damages that are to be kept."""
        self._file = file
        known = self._formats.get(file.format_name or "")
        self._offer(file)
        self.format_field.set_needed(file.wants_format)
        self.format_field.set_choice(file.choice.format_name)
        for part in (self._encoding_name, self.encoding_field):
            part.setVisible(bool(file.beginnings))
        self.encoding_field.set_needed(file.wants_encoding)
        for part in (self._unit_name, self.unit_field):
            part.setVisible(known is not None and known.takes_unit)
        self.unit_field.set_choice(file.choice.unit)
        self._ask(file, kept)
        self._preview(file)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        for name, field, words in (
            (self._format_name, self.format_field, tr("Format")),
            (self._encoding_name, self.encoding_field, tr("Encoding")),
            (self._unit_name, self.unit_field, tr("Offsets count")),
        ):
            name.set_text(words)
            field.setAccessibleName(words)
        self.preview.setAccessibleName(tr("Documents"))
        self.unit_field.clear()
        self.unit_field.addItem(tr("As usual for the format"), None)
        for unit, words in zip(_UNITS, (tr("Code points"), tr("UTF-16 units")), strict=True):
            self.unit_field.addItem(words, unit)
        for damage, field in self.damage_fields.items():
            what, keep, mend = (str(words) for words in wording.DAMAGES[damage])
            self._damage_names[damage].set_text(what)
            field.setAccessibleName(what)
            field.clear()
            field.addItem(keep, _KEEP)
            field.addItem(mend, _MEND)

    def _lay_out(self) -> None:
        choices = QGridLayout()
        choices.setHorizontalSpacing(12)
        choices.setVerticalSpacing(8)
        choices.setColumnStretch(1, 1)
        choices.setColumnStretch(3, 1)
        choices.addWidget(self._format_name, 0, 0)
        choices.addWidget(self.format_field, 0, 1)
        choices.addWidget(self._encoding_name, 0, 2)
        choices.addWidget(self.encoding_field, 0, 3)
        choices.addWidget(self._unit_name, 1, 0)
        choices.addWidget(self.unit_field, 1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(choices)
        for damage, field in self.damage_fields.items():
            name = Caption(interface_font(measures().body_px), "rubric")
            self._damage_names[damage] = name
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(name, 3)
            row.addWidget(field, 2)
            whole.addLayout(row)
            field.chosen.connect(lambda answer, damage=damage: self._answer(damage, answer))
        whole.addWidget(self.question)
        whole.addWidget(Sheet(self.preview), 1)

    def _offer(self, file: SurveyedFile) -> None:
        """Offer formats and encodings, with what was recognised first."""
        self.format_field.clear()
        if file.choice.format_name is None:
            known = self._formats.get(file.format_name or "")
            words = tr("{format}, recognised", format=known.title) if known else _no_format(file)
            self.format_field.addItem(words, None)
        for known in self._formats.values():
            self.format_field.addItem(str(known.title), known.name)
        self.encoding_field.clear()
        if file.choice.encoding is None:
            name = wording.encoding_name(file.encoding or "")
            words = tr("{encoding}, recognised", encoding=name) if file.encoding else tr("Choose an encoding")
            self.encoding_field.addItem(words, None)
        for encoding in encodings():
            self.encoding_field.addItem(wording.encoding_name(encoding), encoding)
        self.encoding_field.set_choice(file.choice.encoding)

    def _ask(self, file: SurveyedFile, kept: frozenset[Damage]) -> None:
        for damage, field in self.damage_fields.items():
            asked = damage in file.damages and not (file.wants_encoding and damage is not Damage.BYTES)
            for part in (self._damage_names[damage], field):
                part.setVisible(asked)
            answer = _MEND if damage in file.choice.mend else _KEEP if damage in kept else None
            if answer is None and field.itemData(0) is not None:
                field.insertItem(0, tr("Choose…"), None)
            if answer is not None and field.itemData(0) is None:
                field.removeItem(0)
            field.set_choice(answer)
            field.set_needed(asked and answer is None)

    def _preview(self, file: SurveyedFile) -> None:
        self.question.setVisible(file.wants_encoding)
        if file.wants_encoding:
            damaged = Damage.BYTES in file.damages
            self.question.set_text(
                tr("Or is it in another encoding? Choose the line that can be read.")
                if damaged
                else tr("Which encoding is it in? Choose the line that can be read.")
            )
            self.preview.setAccessibleName(tr("The text in each encoding"))
            rows = [
                Beginning(
                    title=wording.encoding_name(one.encoding),
                    # UTF-8 that is not sure is damaged UTF-8.
                    about=tr("damaged")
                    if one.encoding == "utf-8"
                    else tr("{percent} %", percent=round(one.confidence * 100)),
                    line=one.line,
                    value=one.encoding,
                )
                for one in file.beginnings
            ]
        else:
            self.preview.setAccessibleName(tr("Documents"))
            rows = [
                Beginning(
                    title=found.annotated.document.title,
                    about=wording.about(found, known=self._is_known(found.annotated.document.sha256)),
                    line=found.beginning,
                )
                for found in file.documents[:_MOST_SHOWN]
            ]
        self.preview.show_rows(rows)

    def _choose(self, what: str, value: str | None) -> None:
        if self._file is not None:
            changes: dict[str, Any] = {what: value}
            self.chosen.emit(replace(self._file.choice, **changes))

    def _answer(self, damage: Damage, answer: str | None) -> None:
        if answer is not None:
            self.damage_fields[damage].set_needed(False)
            self.answered.emit(damage, answer == _MEND)


def _no_format(file: SurveyedFile) -> str:
    return tr("Choose a format: nothing tells it") if file.wants_format else tr("Of no format that is read")
