"""The form of a layer: its names, and how its spans may lie, in pictures."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator import language
from annotator.editing.drafts import put_layer
from annotator.language import tr
from annotator.model import Layer
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.painting import LTR, RTL, set_tip
from ui.scheme.board import Board, Kind, Place
from ui.scheme.fields import Form, Words, Written, beside, check
from ui.scheme.overlaps import overlap_row, overlap_sentence
from ui.theme import measures


class LayerForm(QWidget):
    """Shows a layer of the draft.

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
        self.name_ar = self._name_field(tr("Arabic name"), "ar")
        self.name_en = self._name_field(tr("English name"), "en")
        self.code = Written(tr("Code in exports"), code=True)
        self.code.done.connect(self._rename)
        self.overlaps = overlap_row()
        self.overlaps.chosen.connect(lambda rule: self._put(lambda layer: layer.with_overlap(rule)))
        self.words = Words(small=False)
        self.same_label = check(
            tr("Spans of one label may overlap too"),
            lambda on: self._put(lambda layer: replace(layer, same_label_overlap=bool(on))),
        )
        self.zero_width = check(
            tr("A span may be empty: a place between two letters"),
            lambda on: self._put(lambda layer: replace(layer, zero_width=bool(on))),
        )
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.delete)
        form = Form()
        form.add_row(tr("Arabic name"), self.name_ar)
        form.add_row(tr("English name"), self.name_en)
        form.add_row(tr("Code in exports"), beside(self.code))
        form.add_heading(tr("How its spans may lie"))
        form.add_wide(self.overlaps)
        self.overlaps.setAccessibleName(tr("How its spans may lie"))
        form.add_wide(self.words)
        form.add_wide(self.same_label)
        form.add_wide(self.zero_width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(form)
        column.addStretch(1)

    def show_place(self, place: Place) -> None:
        """Show a layer of the draft."""
        layer = self._board.scheme.layer(place.code)
        if layer is None:
            return
        self._code = place.code
        self.title.set_text(layer.names.in_language(language.current()) or layer.code)
        self.name_ar.show_text(layer.names.ar)
        self.name_en.show_text(layer.names.en)
        self.code.show_text(layer.code)
        self.overlaps.set_value(layer.overlap)
        self.words.setText(overlap_sentence(layer.overlap))
        self.same_label.setChecked(layer.same_label_overlap)
        self.zero_width.setChecked(layer.zero_width)
        is_empty = not any(label.layer == layer.code for label in self._board.scheme.labels)
        self.delete.setEnabled(is_empty)
        set_tip(self.delete, "" if is_empty else tr("Move its labels to another layer first."))

    def flush(self) -> None:
        """Take over what is being written."""
        if self.code.is_edited:
            self.code.flush()

    def take_focus(self) -> None:
        """Bring the keyboard to the name in the interface's language."""
        (self.name_ar if language.current() == "ar" else self.name_en).setFocus()

    def _name_field(self, name: str, tongue: str) -> Written:
        field = Written(name, direction=RTL if tongue == "ar" else LTR)

        def write(text: str) -> None:
            def change(layer: Layer) -> Layer:
                return replace(layer, names=replace(layer.names, **{tongue: text}))

            self._put(change, typing=tongue)

        field.typed.connect(write)
        field.done.connect(write)
        return field

    def _put(self, change: object, *, typing: str = "") -> None:
        layer = self._board.scheme.layer(self._code)
        if layer is not None:
            made: Layer = change(layer)  # type: ignore[operator]
            self._board.edit(
                lambda draft: put_layer(draft, made, layer.code),
                typing=f"layer{typing}{layer.code}" if typing else "",
            )

    def _rename(self, code: str) -> None:
        layer = self._board.scheme.layer(self._code)
        if layer is None or code in {layer.code, ""}:
            self.code.show_text(self._code)
            return
        self._code = code
        self._board.about(Place(Kind.LAYER, code))
        if not self._board.edit(lambda draft: put_layer(draft, replace(layer, code=code), layer.code)):
            self._code = layer.code
            self._board.about(Place(Kind.LAYER, layer.code))
            self.code.show_text(layer.code)
