"""The few numbers that one asks for first, above everything else."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.language import tr, trn
from annotator.statistics import Numbers, Reader
from annotator.statistics.numbers import per_thousand
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.painting import draw_frame
from ui.panels.themed import Themed
from ui.theme import measures

_MINUTE = 60_000
_FIGURE_PX = 24


class KeyFigure(Themed, QWidget):
    """One number on a card, with its name above and what it rests on below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = Caption(interface_font(measures().small_px), "ink2")
        self._name.set_text(name)
        self.value = Caption(interface_font(_FIGURE_PX, 600), direction=Qt.LayoutDirection.LeftToRight)
        self._rests_on = Caption(interface_font(measures().caption_px), "ink3")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(2)
        for part in (self._name, self.value, self._rests_on):
            column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, value: str, rests_on: str) -> None:
        """Show another number."""
        self.value.set_text(value)
        self._rests_on.set_text(rests_on)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        edge = self.theme.color("border" if self.theme.high_contrast else "hair")
        draw_frame(painter, box, radius=measures().radius_card, fill=self.theme.color("page"), edge=edge)
        painter.end()


class KeyFigures(QWidget):
    """Spans, density, words and time, of one reader or of all."""

    def __init__(self) -> None:
        super().__init__()
        self.spans = KeyFigure(tr("Spans"))
        self.density = KeyFigure(tr("Per 1,000 words"))
        self.words = KeyFigure(tr("Words"))
        self.time = KeyFigure(tr("Time spent"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for part in self.parts():
            row.addWidget(part, 1)

    def parts(self) -> Iterable[KeyFigure]:
        """Return the cards from the start side."""
        return (self.spans, self.density, self.words, self.time)

    def show_numbers(self, numbers: Numbers, reader: Reader | None) -> None:
        """Show other numbers."""
        lines = numbers.lines(reader)
        spans, words = sum(line.spans for line in lines), sum(line.words for line in lines)
        density = per_thousand(spans, words)
        spent = sum(map(numbers.spent, lines)) // _MINUTE
        documents = len({line.document_id for line in lines})
        self.spans.show_value(f"{spans:,}", trn("in {count} reading", "in {count} readings", len(lines)))
        self.density.show_value("–" if density is None else f"{density:,.1f}", tr("spans, of all labels"))
        self.words.show_value(
            f"{words:,}", trn("read, in {count} document", "read, in {count} documents", documents)
        )
        hours, minutes = divmod(spent, 60)
        self.time.show_value(f"{hours}:{minutes:02}", tr("hours and minutes"))
