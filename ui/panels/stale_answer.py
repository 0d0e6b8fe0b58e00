"""An answer to a question that is no longer asked, to be taken back by one press."""

from __future__ import annotations

from PySide6.QtGui import QFont

from annotator.language import tr
from ui.fonts import interface_font
from ui.panels.canonical_offer import CanonicalOffer
from ui.panels.painting import set_tip
from ui.theme import measures


class StaleAnswer(CanonicalOffer):
    """The answer with a cross behind it. It stays in the data until somebody takes it back."""

    _icon = "close"

    @staticmethod
    def _face() -> QFont:
        return interface_font(measures().body_px)

    def show_answer(self, question: str, answer: str) -> None:
        """Show the answer, and say why it stands here."""
        self.set_words(tr("{answer} · no longer asked", answer=answer))
        sentence = tr(
            "{question}: {answer}. No longer asked. Take the answer back", question=question, answer=answer
        )
        self.setAccessibleName(sentence)
        set_tip(self, sentence)
