"""A card with a title, a note, and a plot or a table as high as the card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.agreement.table import FiguresShown, FiguresTable
from ui.fonts import interface_font
from ui.panels.caption import Caption
from ui.panels.painting import draw_frame
from ui.panels.themed import Themed
from ui.plots.drawing import Drawing
from ui.plots.figures import Figure
from ui.plots.plot import Plot
from ui.theme import measures

_SIDE: Final = 16
_NARROWEST: Final = 200


class Panel(Themed, QFrame):
    """The card: its title and note above, `content` below."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.title = Caption(interface_font(measures().title_px, 600))
        self.beside = Caption(interface_font(measures().small_px), "ink3", at_end=True)
        self.note = Caption(interface_font(measures().small_px), "ink3")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.note)
        head = self._head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self.beside, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 12, _SIDE, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addSpacing(8)
        column.addWidget(content, 1)

    def add_beside(self, part: QWidget) -> None:
        """Put something at the end of the title's line."""
        self._head.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, title: str, note: str, beside: str = "") -> None:
        """Say what the card is about."""
        self.title.set_text(title)
        self.note.set_text(note)
        self.beside.set_text(beside)
        self.beside.setVisible(bool(beside))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        edge = self.theme.color("border" if self.theme.high_contrast else "hair")
        page = self.theme.color("page")
        draw_frame(painter, QRectF(self.rect()), radius=measures().radius_card, fill=page, edge=edge)
        painter.end()


class PlotPanel(Panel):
    """A card with a plot that takes the card's height if it can, and scrolls if it can't.

    Args:
        make: lays a figure out for a width and a height in pixels.
    """

    def __init__(self, make: Callable[[Figure, float, float], Drawing]) -> None:
        self._make = make
        self.plot = Plot(make=self._lay_out, narrowest=_NARROWEST)
        self.scroller = QScrollArea()
        super().__init__(self.scroller)
        self.scroller.setWidget(self.plot)
        self.scroller.setWidgetResizable(True)
        self.scroller.setCornerWidget(QWidget())  # else the style draws a box between the two bars
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.moved.connect(self._bring_into_sight)

    def show_figure(self, figure: Figure, beside: str = "") -> None:
        """Show another figure."""
        self.say(figure.title, figure.note, beside)
        self.plot.show_figure(figure)
        self.scroller.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the plot out for another height."""
        super().resizeEvent(event)
        self.plot.lay_out_again()

    def _lay_out(self, figure: Figure, width: float) -> Drawing:
        return self._make(figure, width, float(self.scroller.viewport().height()))

    def _bring_into_sight(self, rect: QRect) -> None:
        middle = rect.center()
        self.scroller.ensureVisible(middle.x(), middle.y(), min(rect.width() // 2, 60), rect.height())


class TablePanel(Panel):
    """A card with a table of figures."""

    def __init__(self) -> None:
        self.table = FiguresTable()
        super().__init__(self.table)

    def show_table(self, table: FiguresShown) -> None:
        """Show another table."""
        self.say(table.title, table.note)
        self.table.show_table(table)
