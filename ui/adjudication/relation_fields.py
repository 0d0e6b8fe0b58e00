"""The type and the two ends of a relation of the adjudicator's own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator import language
from annotator.language import tr
from annotator.model import AnnotationSet, LabelScheme, SpanAnnotation
from annotator.text.direction import base_direction
from ui.adjudication.answer_field import HEIGHT
from ui.adjudication.own import Draft, RelationDraft
from ui.adjudication.own_relations import SOURCE, TARGET, ends, fitted
from ui.fonts import text_font
from ui.panels.choice_field import ChoiceField
from ui.panels.label_swatch import swatch_icon
from ui.panels.themed import Themed, dress
from ui.panels.wording import in_one_line

_TYPES: Final = 170
_QUOTED_PX: Final = 17
_LONGEST: Final = 80
_FROM_THE_RIGHT: Final = "\u2067"


class RelationFields(Themed, QWidget):
    """Asks for the type, for the span that it leads from, and for the one that it leads to.

    Signals:
        changed: the relation is another one: a `RelationDraft`.
    """

    changed = Signal(object)

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: RelationDraft | None = None
        self._gold: AnnotationSet | None = None
        self._scheme: LabelScheme | None = None
        self._offered: tuple[object, ...] = ()
        self.types, self.source, self.target = (ChoiceField(height=HEIGHT) for _ in range(3))
        self.types.setFixedWidth(_TYPES)
        row = QHBoxLayout(self)
        row.setContentsMargins(side, 4, side, 4)
        row.setSpacing(8)
        for field in (self.types, self.source, self.target):
            row.addWidget(field, 0 if field is self.types else 1)
        for field in (self.source, self.target):
            field.setFont(text_font(_QUOTED_PX))
        self.types.chosen.connect(self._take_type)
        self.source.chosen.connect(lambda key: self._take_end(SOURCE, key))
        self.target.chosen.connect(lambda key: self._take_end(TARGET, key))
        self.hide()

    def show_own(self, own: Draft | None, scheme: LabelScheme | None, gold: AnnotationSet | None) -> None:
        """Show a relation among the spans of gold, or nothing."""
        self._draft = own if isinstance(own, RelationDraft) and scheme is not None else None
        self._scheme, self._gold = scheme, gold
        self.setVisible(self._draft is not None)
        if self._draft is not None:
            self._offer()

    def take_focus(self) -> None:
        """Bring the keyboard to the type."""
        self.types.setFocus()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
        self._offer()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        for field, words in (
            (self.types, tr("Type of my own relation")),
            (self.source, tr("Leads from")),
            (self.target, tr("Leads to")),
        ):
            field.setAccessibleName(words)
        self._offer()

    def _offer(self) -> None:
        """Offer what is not offered yet, and show what is chosen: arrows go through a list that stays."""
        draft, scheme, gold = self._draft, self._scheme, self._gold
        if draft is None or scheme is None or gold is None:
            return
        about = draft.type, id(gold), id(scheme), self.theme.name, language.current()
        if about != self._offered:
            self._offered = about
            self._fill(draft, scheme, gold)
        for field, chosen in (
            (self.types, draft.type),
            (self.source, draft.source.id),
            (self.target, draft.target.id),
        ):
            field.set_choice(chosen)

    def _fill(self, draft: RelationDraft, scheme: LabelScheme, gold: AnnotationSet) -> None:
        self.types.clear()
        for kind in scheme.relation_types:
            self.types.addItem(kind.names.in_language(language.current()), kind.code)
        for field, which in ((self.source, SOURCE), (self.target, TARGET)):
            field.clear()
            for span in ends(gold, scheme, draft.type, which):
                label = scheme.label(span.label)
                words = _shown(span)
                if label is None:
                    field.addItem(words, span.id)
                else:
                    field.addItem(swatch_icon(label, self.theme), words, span.id)

    def _take_type(self, kind: str) -> None:
        if self._draft is not None and self._gold is not None and self._scheme is not None:
            self.changed.emit(fitted(self._draft, kind, self._gold, self._scheme))

    def _take_end(self, which: str, key: str) -> None:
        draft, gold = self._draft, self._gold
        span: SpanAnnotation | None = None if gold is None else gold.spans.get(key)
        if draft is not None and span is not None:
            source = span if which == SOURCE else draft.source
            target = span if which == TARGET else draft.target
            self.changed.emit(RelationDraft(type=draft.type, source=source, target=target))


def _shown(span: SpanAnnotation) -> str:
    """Return the words of a span, run from their own side wherever they are cut off."""
    words = in_one_line(span.quote)[:_LONGEST]
    return f"{_FROM_THE_RIGHT}{words}" if base_direction(words) == "rtl" else words
