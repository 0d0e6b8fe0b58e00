"""The form of the scheme as a whole: its name, what to start from, and the guidelines."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator import language
from annotator.editing.drafts import adopt
from annotator.language import tr, trn
from annotator.model.presets import PRESETS
from ui.controls import Button
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.choice_field import ChoiceField
from ui.panels.painting import LTR, RTL
from ui.scheme.board import Board, Place
from ui.scheme.colour_checks import alike
from ui.scheme.fields import Form, Lines, Words, Written, beside
from ui.scheme.pages import plain_pages
from ui.scheme.wording import looks_like
from ui.theme import measures

_MOST = 6


class SchemeForm(QWidget):
    """Shows the scheme as a whole."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self.title = Caption(interface_font(measures().heading_px, 600))
        self.title.set_text(tr("The scheme"))
        self.counts = Words(small=False)
        self.name = Written(tr("Name"))
        self.name.typed.connect(self._name)
        self.preset = ChoiceField(height=30)
        for one in PRESETS:
            self.preset.addItem(str(one.title), one.name)
        self.start = Button()
        self.start.setText(tr("Start from it"))
        self.start.clicked.connect(self._start)
        direction = RTL if language.is_right_to_left() else LTR
        self.guidelines = Lines(
            tr("Guidelines (Markdown)"), interface_font(measures().body_px), rows=14, direction=direction
        )
        self.guidelines.typed.connect(self._guide)
        self.pairs = Words()
        form = Form()
        form.add_row(tr("Name"), self.name)
        form.add_row(tr("Start from"), beside(self.preset, self.start, stretch=False))
        self.preset.setAccessibleName(tr("Start from"))
        form.add_heading(tr("Guidelines (Markdown)"))
        form.add_wide(self.guidelines)
        form.add_heading(tr("Labels that look alike"))
        form.add_wide(self.pairs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.title)
        column.addWidget(self.counts)
        column.addWidget(form)
        column.addStretch(1)

    def show_place(self, _place: Place) -> None:
        """Show the draft's scheme."""
        scheme = self._board.scheme
        self.name.show_text(scheme.name)
        self.counts.setText(
            tr(
                "{layers}, {labels}, {relations}",
                layers=trn("{count} layer", "{count} layers", len(scheme.layers)),
                labels=trn("{count} label", "{count} labels", len(scheme.labels)),
                relations=trn("{count} relation type", "{count} relation types", len(scheme.relation_types)),
            )
        )
        self.guidelines.show_text(scheme.guidelines)
        self._show_pairs()

    def flush(self) -> None:
        """There is nothing to take over: each letter is told."""

    def take_focus(self) -> None:
        """Bring the keyboard to the name."""
        self.name.setFocus()

    def _show_pairs(self) -> None:
        scheme, spoken = self._board.scheme, language.current()
        pairs = sorted(alike(scheme, plain_pages()), key=lambda pair: pair.distance)
        lines = []
        for pair in pairs[:_MOST]:
            one = scheme.label(pair.one)
            name = pair.one if one is None else one.names.in_language(spoken)
            lines.append(tr("{label}: {reason}", label=name, reason=looks_like(pair, scheme)))
        if len(pairs) > _MOST:
            lines.append(trn("and {count} more pair", "and {count} more pairs", len(pairs) - _MOST))
        if not lines:
            lines.append(tr("None: every label of a layer and a mark has a colour of its own to every eye."))
        else:
            lines.append(tr("The tag above the words tells them apart."))
        self.pairs.setText("\n".join(lines))

    def _name(self, text: str) -> None:
        self._board.edit(lambda draft: replace(draft, scheme=replace(draft.scheme, name=text)), typing="name")

    def _guide(self, text: str) -> None:
        self._board.edit(
            lambda draft: replace(draft, scheme=replace(draft.scheme, guidelines=text)), typing="guidelines"
        )

    def _start(self) -> None:
        name = self.preset.currentData()
        scheme = next(one for one in PRESETS if one.name == name).scheme()
        # How people work together is not the labels' business.
        mine = self._board.scheme
        scheme = replace(scheme, blind=mine.blind, reasons=mine.reasons)
        self._board.edit(lambda draft: adopt(draft, scheme))
