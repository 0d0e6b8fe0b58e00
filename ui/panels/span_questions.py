"""What is asked about a span, or about several at once, and how many answers are missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.language import trn
from annotator.model import AttributeType, Label, LabelScheme, SpanAnnotation
from annotator.text.canonical import canonical_form
from ui.fonts import interface_font
from ui.panels.attribute_form import AttributeForm
from ui.panels.caption import Caption
from ui.panels.several_spans import common_answers, common_questions
from ui.panels.themed import Themed, dress
from ui.panels.wording import in_one_line
from ui.theme import measures

_CANONICAL: Final = "canonical"  # asked only of words that lack the alef of their article, or have an answer
_IMPLICIT: Final = "implicit_source"  # asks for a source that has no words, so only where none is attached


class SpanQuestions(Themed, QWidget):
    """The form, with the number of missing answers above it.

    Attributes:
        form: the questions.
        missing: says how many answers are missing; hidden where none is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.missing = Caption(interface_font(measures().small_px, 600), "rubric")
        self.form = AttributeForm()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(3)
        whole.addWidget(self.missing)
        whole.addWidget(self.form)

    def show_span(
        self, span: SpanAnnotation, label: Label, text: str, *, has_source: bool, keep_edits: bool
    ) -> None:
        """Show the questions about one span.

        Args:
            span: what is asked about.
            label: asks.
            text: what the span lies in; without it, no canonical form is offered.
            has_source: a source is attached to it.
            keep_edits: what is being written stays.
        """
        needless = {_IMPLICIT} if has_source and _IMPLICIT not in span.attributes else set[str]()
        offers = _offers(span, label, text)
        texts = {a.name for a in label.attributes if a.type is AttributeType.TEXT}
        needless |= (texts & {_CANONICAL}) - {*offers, *span.attributes}
        self.form.show_answers(
            label, span.attributes, needless=needless, offers=offers, keep_edits=keep_edits
        )
        self._count()

    def show_several(self, spans: Sequence[SpanAnnotation], scheme: LabelScheme, *, keep_edits: bool) -> None:
        """Show the questions that several spans have in common."""
        common = common_questions(spans, scheme)
        answers, mixed = common_answers(spans, common)
        canonical = {a.name for a in common if a.name == _CANONICAL}
        self.form.show_questions(
            common, answers, needless=canonical - {*answers, *mixed}, keep_edits=keep_edits, mixed=mixed
        )
        self._count()

    def retranslate(self) -> None:
        """Ask in the language in use; the answers are to be shown again."""
        self.form.retranslate()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def _count(self) -> None:
        self.setVisible(bool(self.form.stops))
        lacking = len(self.form.lacking)
        self.missing.setVisible(bool(lacking))
        self.missing.set_text(trn("{count} answer missing", "{count} answers missing", lacking))


def _offers(span: SpanAnnotation, label: Label, text: str) -> dict[str, str]:
    """Return the canonical form that the words call for, if the label asks for one and none is given."""
    attribute = label.attribute(_CANONICAL)
    if attribute is None or attribute.type is AttributeType.CHOICE or attribute.name in span.attributes:
        return {}
    form = in_one_line(canonical_form(text, span.span.start, span.span.end) or "")
    return {_CANONICAL: form} if attribute.allows(form) else {}
