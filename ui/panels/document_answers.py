"""The questions about the document as a whole, under their heading."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.language import tr, trn
from annotator.model import Attribute
from ui.fonts import interface_font
from ui.panels.attribute_form import AttributeForm
from ui.panels.caption import Caption
from ui.panels.themed import Themed, dress
from ui.theme import measures

_SIDE = 14


class DocumentAnswers(Themed, QWidget):
    """Stands in the place of the current span while none is current, or while it is asked for.

    Attributes:
        form: the questions.
        asked: a key has asked for it although a span is current.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        m = measures()
        self.asked = False
        self.heading = Caption(interface_font(m.small_px, 600), "ink2")
        self.missing = Caption(interface_font(m.small_px, 600), "rubric")
        self.form = AttributeForm()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_SIDE, 6, _SIDE, 8)
        whole.setSpacing(5)
        for part in (self.heading, self.missing, self.form):
            whole.addWidget(part)
        whole.addStretch(1)
        self.retranslate()

    def show_questions(self, questions: tuple[Attribute, ...], answers: Mapping[str, str]) -> None:
        """Show what is asked about the document, and what this reading answers."""
        self.form.show_questions(questions, answers, keep_edits=True)
        lacking = len(self.form.lacking)
        self.missing.setVisible(bool(lacking))
        self.missing.set_text(trn("{count} answer missing", "{count} answers missing", lacking))

    def retranslate(self) -> None:
        """Say everything in the language in use; the answers are to be shown again."""
        self.heading.set_text(tr("About the document"))
        self.setAccessibleName(tr("About the document"))
        self.form.retranslate()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)
