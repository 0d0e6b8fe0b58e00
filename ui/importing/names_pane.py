"""What becomes of the names in the files: a row for each label, relation type and attribute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator import language
from annotator.language import tr, trn
from annotator.model import LabelScheme
from annotator.workspace.naming import ATTRIBUTE, RELATION, Becoming, FoundName, Joining
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.label_swatch import swatch_icon
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed, dress
from ui.theme import measures

_ROW: Final = 30
_SCROLL: Final = 4


class NamesPane(Themed, QWidget):
    """The names with their fields, and the layer that new labels join.

    Signals:
        decided: the key of a name (see `annotator.workspace.naming`) and what becomes of it.
        layer_chosen: the code of a layer.
    """

    decided = Signal(str, object)
    layer_chosen = Signal(object)

    def __init__(self, scheme: LabelScheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self.fields: dict[str, ChoiceField] = {}
        self._title = Caption(interface_font(measures().title_px, 600))
        self._about = Caption(interface_font(measures().small_px), "ink3")
        self._layer_name = Caption(interface_font(measures().small_px), "ink2")
        self.layer_field = ChoiceField(height=_ROW)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ScrollLine(self._area)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._about, 1)
        head.addWidget(self._layer_name)
        head.addWidget(self.layer_field)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(head)
        whole.addWidget(self._area, 1)
        code = language.current()
        for layer in scheme.layers:
            self.layer_field.addItem(layer.names.in_language(code), layer.code)
        self._title.set_text(tr("Labels and what they become"))
        self._layer_name.set_text(tr("New labels join the layer"))
        self.layer_field.setAccessibleName(tr("New labels join the layer"))
        self.layer_field.chosen.connect(self.layer_chosen)

    def show_names(self, names: Sequence[FoundName]) -> None:
        """Lay a row out for each name, those that the scheme does not know first."""
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(2, 3)
        grid.setColumnMinimumWidth(3, _SCROLL)  # not a margin, which does not mirror
        self.fields = {}
        for row, found in enumerate(sorted(names, key=lambda name: name.fits)):
            name = Caption(interface_font(measures().body_px, 500))
            name.set_text(found.name)
            about = Caption(interface_font(measures().small_px), "ink3")
            about.set_text(_kind(found))
            field = self._field(found)
            self.fields[found.key] = field
            grid.addWidget(name, row, 0)
            grid.addWidget(about, row, 1)
            grid.addWidget(field, row, 2)
        grid.setRowStretch(len(names), 1)
        self._area.setWidget(rows)
        dress(self, self.theme)

    def show_decisions(self, names: Sequence[FoundName], decisions: dict[str, Becoming]) -> None:
        """Show what becomes of each name, and which of them do not fit so."""
        adds = False
        for found in names:
            field = self.fields[found.key]
            becoming = decisions.get(found.key, found.name)
            adds = adds or (becoming is Joining.ADD and ":" not in found.key)
            field.set_choice(becoming)
            field.set_needed(not found.fits)
        misfits = sum(not found.fits for found in names)
        self._about.set_text(
            trn("{count} is still open", "{count} are still open", misfits) if misfits else ""
        )
        for part in (self._layer_name, self.layer_field):
            part.setVisible(adds)

    def _field(self, found: FoundName) -> ChoiceField:
        field = ChoiceField(height=_ROW)
        field.setAccessibleName(tr("What {name} becomes", name=found.name))
        code = language.current()
        field.addItem(tr("Joins the scheme"), Joining.ADD)
        field.addItem(tr("Is left out"), None)
        if found.key.startswith(RELATION):
            for kind in self._scheme.relation_types:
                field.addItem(kind.names.in_language(code), kind.code)
        elif found.key.startswith(ATTRIBUTE):
            field.addItem(tr("As it is"), found.name)
        else:
            for label in self._scheme.labels:
                field.addItem(swatch_icon(label, self.theme), label.names.in_language(code), label.code)
        key = found.key
        field.chosen.connect(lambda value: self.decided.emit(key, value))
        return field


def _kind(found: FoundName) -> str:
    if found.key.startswith(RELATION):
        return trn("{count} relation", "{count} relations", found.count)
    if found.key.startswith(ATTRIBUTE):
        return trn("{count} answer", "{count} answers", found.count)
    return trn("{count} span", "{count} spans", found.count)
