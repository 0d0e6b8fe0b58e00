"""The form of a label: names, code, key, mark, colour, what it is for, and its questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator import language
from annotator.editing.drafts import Draft, put_label
from annotator.errors import RuleError
from annotator.language import msg, tr, trn
from annotator.model import Label, Names
from annotator.model.scheme_rules import HOTKEYS, is_color, is_label_code
from ui.controls import Button, Pill
from ui.fonts import interface_font, text_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.label_swatch import LabelSwatch
from ui.panels.painting import LTR, RTL
from ui.scheme import colour_checks
from ui.scheme.board import Board, Kind, Place
from ui.scheme.fields import Form, Lines, Words, Written, beside
from ui.scheme.marks import ColorPick, MarkPick, color_row, mark_row
from ui.scheme.pages import offered, plain_pages
from ui.scheme.questions_form import QuestionsForm
from ui.scheme.wording import looks_like
from ui.theme import measures

_CODE_WIDTH = 150
_COLOR_WIDTH = 96


class LabelForm(QWidget):
    """Shows a label of the draft, and puts another in its place with each change.

    Signals:
        delete_wanted, merge_wanted, split_wanted: a label's code.
    """

    delete_wanted = Signal(str)
    merge_wanted = Signal(str)
    split_wanted = Signal(str)

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._code = ""
        self.swatch = LabelSwatch()
        self.title = Caption(interface_font(measures().heading_px, 600))
        self.used = Pill()
        self.used.set_roles("ink2", "band")
        self.delete = self._button(tr("Delete…"), self.delete_wanted, danger=True)
        self.merge = self._button(tr("Merge…"), self.merge_wanted)
        self.split = self._button(tr("Split…"), self.split_wanted)
        self.name_ar = self._names_field(tr("Arabic name"), "names", "ar")
        self.name_en = self._names_field(tr("English name"), "names", "en")
        self.short_ar = self._names_field(tr("Arabic tag"), "short", "ar")
        self.short_en = self._names_field(tr("English tag"), "short", "en")
        self.desc_ar = self._names_field(tr("Arabic description"), "description", "ar")
        self.desc_en = self._names_field(tr("English description"), "description", "en")
        self.code = Written(tr("Code in exports"), code=True)
        self.code.setFixedWidth(_CODE_WIDTH)
        self.code.done.connect(self._rename)
        self.code_words = Words()
        self.key = ChoiceField(height=30)
        self.key.setFixedWidth(_CODE_WIDTH)
        self.key.chosen.connect(self._take_key)
        self.layer = ChoiceField(height=30)
        self.layer.setFixedWidth(240)
        self.layer.chosen.connect(lambda code: self._set(layer=code))
        self.marks = mark_row()
        self.marks.chosen.connect(lambda mark: self._set(mark=mark))
        self.colors = color_row(offered())
        self.colors.chosen.connect(lambda color: self._set(color=color))
        self.colors.setAccessibleName(tr("Colour"))
        self.color = Written(tr("Another colour"), code=True)
        self.color.setFixedWidth(_COLOR_WIDTH)
        self.color.done.connect(self._take_color)
        self.guideline = self._lines(
            tr("Guideline (Markdown)"), "guideline", interface_font(measures().body_px), 4
        )
        self.examples = self._lines(tr("Examples, one a line"), "examples", text_font(18), 2)
        self.counterexamples = self._lines(
            tr("Counterexamples, one a line"), "counterexamples", text_font(18), 2
        )
        self.questions = QuestionsForm(board)
        self._lay_out()

    def show_place(self, place: Place) -> None:
        """Show a label of the draft."""
        label = self._board.scheme.label(place.code)
        if label is None:
            return
        self._code = place.code
        spoken = language.current()
        self.swatch.set_label(label)
        self.title.set_text(label.names.in_language(spoken) or label.code)
        spans = self._board.use(label.code).spans
        self.used.setText(trn("{count} span uses it", "{count} spans use it", spans))
        for field, names, tongue in (
            (self.name_ar, label.names, "ar"),
            (self.name_en, label.names, "en"),
            (self.short_ar, label.short, "ar"),
            (self.short_en, label.short, "en"),
            (self.desc_ar, label.description, "ar"),
            (self.desc_en, label.description, "en"),
        ):
            field.show_text(names.in_language(tongue))
        self.code.show_text(label.code)
        self.code_words.setText(
            trn(
                "A new code goes to {count} span too, in the same step",
                "A new code goes to {count} spans too, in the same step",
                spans,
            )
            if spans
            else ""
        )
        self._show_keys(label)
        self.layer.clear()
        for layer in self._board.scheme.layers:
            self.layer.addItem(layer.names.in_language(spoken) or layer.code, layer.code)
        self.layer.set_choice(label.layer)
        self._show_colors(label)
        self.guideline.show_text(label.guideline)
        self.examples.show_text("\n".join(label.examples))
        self.counterexamples.show_text("\n".join(label.counterexamples))
        self.questions.show_owner(label.code)
        self.delete.setEnabled(len(self._board.scheme.labels) > 1)
        self.merge.setEnabled(len(self._board.scheme.labels) > 1)

    def flush(self) -> None:
        """Take over what is being written."""
        for field in (self.code, self.color):
            if field.is_edited:
                field.flush()
        self.questions.flush()

    def take_focus(self) -> None:
        """Bring the keyboard to the name in the interface's language."""
        field = self.name_ar if language.current() == "ar" else self.name_en
        field.setFocus()
        field.selectAll()

    def _lay_out(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for part in (self.swatch, self.title, self.used):
            row.addWidget(part)
        row.addStretch(1)
        for button in (self.split, self.merge, self.delete):
            row.addWidget(button)
        form = Form()
        form.add_row(tr("Arabic name"), beside(self.name_ar, self.short_ar, stretch=False))
        form.add_row(tr("English name"), beside(self.name_en, self.short_en, stretch=False))
        for short in (self.short_ar, self.short_en):
            short.setFixedWidth(110)
        form.add_row(tr("Code in exports"), beside(self.code, self.code_words, stretch=False))
        form.add_row(tr("Key"), beside(self.key))
        form.add_row(tr("Layer"), beside(self.layer))
        form.add_row(tr("Mark"), self.marks)
        form.add_row(tr("Colour"), beside(self.colors, self.color))
        form.add_row(tr("Arabic description"), self.desc_ar)
        form.add_row(tr("English description"), self.desc_en)
        self.examples.set_hint(tr("Words that carry it, a line each"))
        self.counterexamples.set_hint(tr("Words that look like it and don't"))
        form.add_row(tr("Examples, and not"), beside(self.examples, self.counterexamples, stretch=False))
        form.add_row(tr("Guideline"), self.guideline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(head)
        column.addWidget(form)
        column.addWidget(self.questions)
        column.addStretch(1)

    def _button(self, words: str, signal: object, *, danger: bool = False) -> Button:
        made = Button(kind="danger" if danger else "plain")
        made.setText(words)
        made.clicked.connect(lambda: signal.emit(self._code))  # type: ignore[attr-defined]
        return made

    def _names_field(self, name: str, what: str, tongue: str) -> Written:
        field = Written(name, direction=RTL if tongue == "ar" else LTR)

        def write(text: str) -> None:
            label = self._board.scheme.label(self._code)
            if label is None:
                return
            names: Names = getattr(label, what)
            before, short = names.in_language(tongue), label.short.in_language(tongue)
            made = replace(label, **{what: replace(names, **{tongue: text})})  # type: ignore[arg-type]
            if what == "names" and short in {"", before}:
                # A tag that nobody has written apart is the name.
                made = replace(made, short=replace(label.short, **{tongue: text}))
            self._put(made, typing=f"{what}{tongue}")

        field.typed.connect(write)
        field.done.connect(write)
        return field

    def _lines(self, name: str, what: str, font: object, rows: int) -> Lines:
        direction = RTL if language.is_right_to_left() or what != "guideline" else LTR
        made = Lines(name, font, rows=rows, direction=direction)  # type: ignore[arg-type]

        def write(text: str) -> None:
            lines = tuple(line.strip() for line in text.split("\n") if line.strip())
            self._set(typing=what, **{what: text if what == "guideline" else lines})

        made.typed.connect(write)
        return made

    def _show_keys(self, label: Label) -> None:
        owners = {one.hotkey: one for one in self._board.scheme.labels if one.hotkey is not None}
        self.key.clear()
        self.key.addItem(tr("No key"), None)
        for key in HOTKEYS:
            owner = owners.get(key)
            if owner is None or owner.code == label.code:
                self.key.addItem(key, key)
            else:
                name = owner.names.in_language(language.current())
                self.key.addItem(tr("{key} (now {label})", key=key, label=name), key)
        self.key.set_choice(label.hotkey)

    def _show_colors(self, label: Label) -> None:
        for mark_pick in self.marks.picks.values():
            if isinstance(mark_pick, MarkPick):
                mark_pick.set_label(label)
        self.marks.set_value(label.mark)
        for color, pick in self.colors.picks.items():
            if isinstance(pick, ColorPick):
                pick.say(self._warning(replace(label, color=color)))
        self.colors.set_value(label.color.upper() if label.color.upper() in self.colors.picks else None)
        self.color.show_text(label.color)

    def _warning(self, label: Label) -> str:
        near = colour_checks.nearest(label, self._board.scheme, plain_pages())
        if near is None or near.distance >= colour_checks.ALIKE:
            return ""
        return looks_like(near, self._board.scheme)

    # What a person changes

    def _put(self, label: Label, *, typing: str = "") -> bool:
        code = self._code
        return self._board.edit(
            lambda draft: put_label(draft, label, code), typing=f"{typing}{code}" if typing else ""
        )

    def _set(self, *, typing: str = "", **values: object) -> None:
        label = self._board.scheme.label(self._code)
        if label is not None:
            self._put(replace(label, **values), typing=typing)  # type: ignore[arg-type]

    def _rename(self, code: str) -> None:
        label = self._board.scheme.label(self._code)
        if label is None or code == label.code:
            self.code.show_text(self._code)
            return

        def change(draft: Draft) -> Draft:
            if not is_label_code(code):
                raise RuleError(
                    msg(
                        "A label's code is made of capital Latin letters, digits and _: {code} is not.",
                        code=code,
                    ),
                    code="E_CODE",
                )
            return put_label(draft, replace(label, code=code), label.code)

        self._follow(change, code)

    def _follow(self, change: Callable[[Draft], Draft], code: str) -> None:
        was, self._code = self._code, code
        self._board.about(Place(Kind.LABEL, code))
        if not self._board.edit(change):
            self._code = was
            self._board.about(Place(Kind.LABEL, was))
            self.code.show_text(was)

    def _take_key(self, key: str | None) -> None:
        """Give the label a key; who had it has none."""

        def change(draft: Draft) -> Draft:
            for one in draft.scheme.labels:
                if key is not None and one.hotkey == key and one.code != self._code:
                    draft = put_label(draft, replace(one, hotkey=None), one.code)
            label = draft.scheme.label(self._code)
            return draft if label is None else put_label(draft, replace(label, hotkey=key), label.code)

        self._board.edit(change)

    def _take_color(self, color: str) -> None:
        if is_color(color):
            self._set(color=color.upper())
        else:
            label = self._board.scheme.label(self._code)
            self.color.show_text("" if label is None else label.color)
