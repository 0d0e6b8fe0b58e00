"""An answer to a question that is no longer asked, to be taken back by one press."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from annotator.language import tr
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.canonical_offer import CanonicalOffer
from ui.panels.painting import RTL, centred, direction_of, draw_frame, draw_text, mirrored, set_tip
from ui.theme import measures

_HEIGHT: Final = 40
_EDGE, _CROSS = 9.0, 14.0


class StaleAnswer(CanonicalOffer):
    """The answer with a cross behind it, and below that it is no longer asked for.

    It stays in the data until somebody takes it back.
    """

    def show_answer(self, question: str, answer: str) -> None:
        """Show the answer, and say why it stands here."""
        self.set_words(answer)
        sentence = tr(
            "{question}: {answer}. No longer asked. Take the answer back", question=question, answer=answer
        )
        self.setAccessibleName(sentence)
        set_tip(self, sentence)

    def sizeHint(self) -> QSize:
        """Return the size of two lines."""
        return QSize(158, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the answer struck through, the cross, and the words below."""
        painter = QPainter(self)
        theme, box, direction = self.theme, QRectF(self.rect()), self.layoutDirection()
        radius = measures().radius_control
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            draw_frame(painter, box, radius=radius, fill=theme.color("hover"), edge=None)
        if self.hasFocus():
            edge, line = theme.color("accent"), measures().line_focus
            draw_frame(painter, box, radius=radius, fill=None, edge=edge, width=line)
        cross = centred(_CROSS, QPointF(box.right() - _EDGE - _CROSS / 2, box.center().y()))
        picture = pixmap("close", theme.color("ink2"), round(_CROSS), self.devicePixelRatioF())
        painter.drawPixmap(mirrored(cross, box.width(), direction).topLeft(), picture)
        struck = interface_font(measures().body_px)
        struck.setStrikeOut(True)
        room = QRectF(_EDGE, 3, cross.left() - _EDGE - 4, 20)
        for words, font, color, top in (
            (self.words, struck, "ink2", 0),
            (tr("No longer asked"), interface_font(measures().caption_px), "ink3", 17),
        ):
            draw_text(
                painter,
                mirrored(room.translated(0, top), box.width(), direction),
                words,
                font=font,
                color=theme.color(color),
                at_right=direction == RTL,
                direction=direction_of(words),
            )
        painter.end()
