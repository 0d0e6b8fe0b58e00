"""The form of a relation type: its names, which labels it may join, and how many there may be."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator import language
from annotator.editing.drafts import put_relation
from annotator.language import tr
from annotator.model import Names, RelationType
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.label_swatch import swatch_icon
from ui.panels.painting import LTR, RTL
from ui.panels.themed import Themed
from ui.scheme.board import Board, Kind, Place
from ui.scheme.fields import Form, Words, Written, beside, check
from ui.theme import measures

_FEW: Final = (1, 2, 3, 5, 10)
_ENDS: Final = 236


class RelationForm(QWidget):
    """Shows a relation type of the draft.

    Signals:
        delete_wanted: its code.
    """

    delete_wanted = Signal(str)

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._code = ""
        self.title = Caption(interface_font(measures().heading_px, 600))
        self.delete = Button(kind="danger")
        self.delete.setText(tr("Delete"))
        self.delete.clicked.connect(lambda: self.delete_wanted.emit(self._code))
        self.name_ar = self._names_field(tr("Arabic name"), "names", "ar")
        self.name_en = self._names_field(tr("English name"), "names", "en")
        self.note_ar = self._names_field(tr("Guidance in Arabic"), "note", "ar")
        self.note_en = self._names_field(tr("Guidance in English"), "note", "en")
        self.code = Written(tr("Code in exports"), code=True)
        self.code.done.connect(self._rename)
        self.domain = _Ends(tr("May begin at"))
        self.range = _Ends(tr("May end at"))
        self.domain.itemChanged.connect(lambda _: self._set(domain=self.domain.codes))
        self.range.itemChanged.connect(lambda _: self._set(range=self.range.codes))
        self.symmetric = check(tr("Both ends mean the same"), lambda on: self._set(symmetric=bool(on)))
        self.transitive = check(tr("A chain of them is one thing"), lambda on: self._set(transitive=bool(on)))
        self.same_layer = check(tr("Only within a layer"), lambda on: self._set(same_layer=bool(on)))
        self.same_label = check(
            tr("Only between spans of one label"), lambda on: self._set(same_label=bool(on))
        )
        self.max_out = ChoiceField(height=30)
        self.max_out.chosen.connect(lambda most: self._set(max_out=most))
        self.max_per_pair = ChoiceField(height=30)
        self.max_per_pair.chosen.connect(lambda most: self._set(max_per_pair=most))
        self._lay_out()

    def show_place(self, place: Place) -> None:
        """Show a relation type of the draft."""
        kind = self._board.scheme.relation_type(place.code)
        if kind is None:
            return
        is_other = self._code != place.code
        self._code = place.code
        self.title.set_text(kind.names.in_language(language.current()) or kind.code)
        note = kind.note or Names(ar="", en="")
        for field, words in (
            (self.name_ar, kind.names.ar),
            (self.name_en, kind.names.en),
            (self.note_ar, note.ar),
            (self.note_en, note.en),
            (self.code, kind.code),
        ):
            field.show_text(words)
        self.domain.show_codes(self._board, kind.domain)
        self.range.show_codes(self._board, kind.range)
        if is_other:
            self.domain.show_first()
            self.range.show_first()
        self.symmetric.setChecked(kind.symmetric)
        self.transitive.setChecked(kind.transitive)
        self.same_layer.setChecked(kind.same_layer)
        self.same_label.setChecked(kind.same_label)
        _show_most(self.max_out, kind.max_out, nothing=tr("Any number"))
        _show_most(self.max_per_pair, kind.max_per_pair or 1, nothing=None)

    def flush(self) -> None:
        """Take over what is being written."""
        if self.code.is_edited:
            self.code.flush()

    def take_focus(self) -> None:
        """Bring the keyboard to the name in the interface's language."""
        (self.name_ar if language.current() == "ar" else self.name_en).setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.delete)
        ends = QWidget()
        grid = QGridLayout(ends)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        for at, (name, box) in enumerate(((tr("May begin at"), self.domain), (tr("May end at"), self.range))):
            words = Caption(interface_font(measures().body_px), "ink2")
            words.set_text(name)
            grid.addWidget(words, 0, at)
            grid.addWidget(box, 1, at)
        form = Form()
        form.add_row(tr("Name"), beside(self.name_ar, self.name_en, stretch=False))
        form.add_row(tr("Code in exports"), beside(self.code))
        form.add_wide(ends)
        form.add_row(tr("From one span"), beside(self.max_out))
        form.add_row(tr("Between the same two"), beside(self.max_per_pair))
        self.max_out.setAccessibleName(tr("From one span"))
        self.max_per_pair.setAccessibleName(tr("Between the same two"))
        form.add_wide(beside(self.symmetric, self.transitive))
        form.add_wide(beside(self.same_layer, self.same_label))
        form.add_row(tr("Guidance"), beside(self.note_ar, self.note_en, stretch=False))
        for field in (self.max_out, self.max_per_pair):
            field.setFixedWidth(240)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(form)
        column.addWidget(Words())
        column.addStretch(1)

    def _names_field(self, name: str, what: str, tongue: str) -> Written:
        field = Written(name, direction=RTL if tongue == "ar" else LTR)
        field.setPlaceholderText(tr("in Arabic") if tongue == "ar" else tr("in English"))

        def write(text: str) -> None:
            kind = self._board.scheme.relation_type(self._code)
            if kind is None:
                return
            names = replace(getattr(kind, what) or Names(ar="", en=""), **{tongue: text})
            kept = names if what == "names" or names.ar or names.en else None
            self._set(typing=f"{what}{tongue}", **{what: kept})

        field.typed.connect(write)
        field.done.connect(write)
        return field

    def _set(self, *, typing: str = "", **values: object) -> None:
        kind = self._board.scheme.relation_type(self._code)
        if kind is None:
            return
        made: RelationType = replace(kind, **values)  # type: ignore[arg-type]
        self._board.edit(
            lambda draft: put_relation(draft, made, kind.code),
            typing=f"{typing}{kind.code}" if typing else "",
        )

    def _rename(self, code: str) -> None:
        kind = self._board.scheme.relation_type(self._code)
        if kind is None or code in {kind.code, ""}:
            self.code.show_text(self._code)
            return
        self._code = code
        self._board.about(Place(Kind.RELATION, code))
        if not self._board.edit(lambda draft: put_relation(draft, replace(kind, code=code), kind.code)):
            self._code = kind.code
            self._board.about(Place(Kind.RELATION, kind.code))
            self.code.show_text(kind.code)


class _Ends(Themed, QListWidget):
    """Labels to tick. Space ticks the one with the keyboard."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedHeight(_ENDS)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the ticked labels."""
        items = (self.item(row) for row in range(self.count()))
        return frozenset(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def show_first(self) -> None:
        """Bring the first ticked label into sight."""
        rows = range(self.count())
        ticked = (row for row in rows if self.item(row).checkState() is Qt.CheckState.Checked)
        self.setCurrentRow(next(ticked, 0))
        self.scrollToItem(self.currentItem(), QListWidget.ScrollHint.PositionAtTop)

    def show_codes(self, board: Board, codes: frozenset[str]) -> None:
        """List the draft's labels, these ticked."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        row = self.currentRow()
        self.clear()
        for label in board.scheme.labels:
            item = QListWidgetItem(label.names.in_language(language.current()) or label.code)
            item.setIcon(swatch_icon(label, self.theme))
            item.setData(Qt.ItemDataRole.UserRole, label.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if label.code in codes else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(120, 26))
            self.addItem(item)
        self.setCurrentRow(max(row, 0))
        self.blockSignals(False)  # noqa: FBT003 - Qt's own


def _show_most(field: ChoiceField, most: int | None, *, nothing: str | None) -> None:
    field.clear()
    if nothing is not None:
        field.addItem(nothing, None)
    for number in sorted({*_FEW, most or 1}):
        field.addItem(tr("One only") if number == 1 else tr("At most {count}", count=number), number)
    field.set_choice(most)
