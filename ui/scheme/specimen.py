"""How a label looks in the text: a sentence with its mark, painted by the canvas's own painter."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.model import (
    AnnotationSet,
    Document,
    Label,
    LabelScheme,
    Mark,
    Owner,
    Span,
    SpanAnnotation,
    digest,
)
from ui.panels.painting import draw_frame
from ui.text import painting
from ui.text.appearance import usual
from ui.text.reading import Reading
from ui.text.sheet import Sheet
from ui.theme import Theme, measures

_TEXT: Final = "وقال بيسكوف إن الاجتماع سيعزز الصداقة بين البلدين."
_PLACES: Final = {
    Mark.FILL: "بيسكوف",
    Mark.BOX: "بيسكوف",
    Mark.BOX_DOTTED: "قال",
    Mark.UNDERLINE: "الاجتماع سيعزز الصداقة بين البلدين",
    Mark.UNDERLINE_DOUBLE: "الاجتماع سيعزز الصداقة بين البلدين",
}
_BESIDE: Final = "البلدين"
_PX: Final = 22
_HEIGHT: Final = 132


class Specimen(QWidget):
    """The sentence on the page of one theme, whatever the editor's own is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._look = theme
        self._sheet: Sheet | None = None
        self._shown: tuple[Label, Label | None, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_label(self, label: Label, beside: Label | None, scheme: LabelScheme) -> None:
        """Show a label, and beside it the one that it is nearest to, if there is one."""
        key = (label, beside, self.width())
        if key == self._shown:
            return
        self._shown = key
        self._reading = _reading(label, beside, scheme)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Return the leaf's size."""
        return QSize(288, _HEIGHT)

    def resizeEvent(self, _event: object) -> None:
        """Lay the sentence out in the new width."""
        if self._shown is not None:
            self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page, the marks and the words."""
        painter = QPainter(self)
        color = self._look.color
        draw_frame(
            painter,
            QRectF(self.rect()),
            radius=measures().radius_card,
            fill=color("page"),
            edge=color("hair"),
        )
        if self._sheet is not None:
            self._paint_words(painter, self._sheet)
        painter.end()

    def _lay_out(self) -> None:
        look = painting.look(self._look, replace(usual(), px=_PX))
        self._sheet = Sheet(self._reading, look, width=self.width(), gloss_on_right=False, gloss_beside=False)
        self.update()

    def _paint_words(self, painter: QPainter, sheet: Sheet) -> None:
        painter.translate(0, -6)
        for row in sheet.rows(_HEIGHT):
            places = sheet.places(row, 0, _HEIGHT)
            painting.paint_under_text(painter, sheet.look, row.marks, places, current=None)
            painting.paint_around_text(painter, sheet.look, row.marks, places, current=None)
            painter.setPen(sheet.look.theme.color("ink"))
            for line in row.paragraph.lines:
                line.text_line.draw(painter, QPointF(sheet.page.text_left, round(row.y)))
            painting.paint_over_text(
                painter, sheet.look, row.marks, places, numbers={"s0": 1}, current=None, invisibles=False
            )


def _reading(label: Label, beside: Label | None, scheme: LabelScheme) -> Reading:
    wanted = [(label, _PLACES[label.mark])]
    taken = {label.mark, *({Mark.FILL, Mark.BOX} if label.mark in {Mark.FILL, Mark.BOX} else ())}
    if beside is not None and label.mark is Mark.FILL:
        wanted.append((beside, _BESIDE))
    for mark in (Mark.BOX, Mark.BOX_DOTTED, Mark.UNDERLINE):
        other = next((one for one in scheme.labels if one.mark is mark), None)
        if other is not None and mark not in taken and label.mark is not Mark.FILL:
            wanted.append((other, _PLACES[mark]))
            taken |= {mark}
    spans = {}
    for number, (one, words) in enumerate(wanted):
        start = _TEXT.index(words)
        key = f"s{number}"
        spans[key] = SpanAnnotation(
            id=key, label=one.code, span=Span(start, start + len(words)), quote=words, attributes={}
        )
    document = Document(id="specimen", title="", text=_TEXT, sha256=digest(_TEXT))
    reading = AnnotationSet(
        id="specimen", document_id="specimen", owner=Owner.ANNOTATOR, annotator=None, spans=spans
    )
    return Reading(document, reading, scheme)
