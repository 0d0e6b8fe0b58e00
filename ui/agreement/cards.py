"""The four figures that one asks for first: each a card that opens its spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from annotator.language import isolate, tr
from ui import icons
from ui.fonts import interface_font
from ui.panels.painting import (
    LTR,
    RING_ROOM,
    RTL,
    centred,
    draw_focus_ring,
    draw_frame,
    draw_text,
    mirrored,
    set_tip,
)
from ui.panels.themed import Themed
from ui.theme import measures

_HEIGHT: Final = 96
_PAD: Final = 14.0
_RING: Final = round(RING_ROOM)
_ARROW: Final = 14
_NAME: Final = (8.0, 22.0)
"""Where the lines stand: their tops and heights, in pixels."""
_VALUE: Final = (30.0, 40.0)
_INTERVAL: Final = (37.0, 34.0)
_RESTS: Final = (68.0, 22.0)
_ONE_ROW_FROM: Final = 860
_GAP: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFigure:
    """What a card says.

    Attributes:
        name: of the figure.
        value: as a person reads it; "" where there is none.
        interval: "[0.80, 0.95]", or "".
        sentence: what it rests on, or why it is undefined.
        pick: what finds its spans again.
    """

    name: str
    value: str
    interval: str
    sentence: str
    pick: object | None

    @property
    def said(self) -> str:
        """The figure in words, as a screen reader says it."""
        parts = [self.value or tr("undefined"), self.interval, self.sentence]
        return tr("{name}: {value}", name=isolate(self.name), value="; ".join(part for part in parts if part))


class FigureCard(Themed, QAbstractButton):
    """One figure: its value, its interval, and what it rests on.

    Attributes:
        is_current: the figure is told apart below the cards.

    Signals:
        entered: Enter was pressed on it, which then opens it.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = CardFigure(name="", value="", interval="", sentence="", pick=None)
        self.is_current = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_figure(self, figure: CardFigure) -> None:
        """Show another figure."""
        self.figure = figure
        self.setEnabled(figure.pick is not None)
        self.setAccessibleName(figure.said)
        set_tip(self, figure.sentence)
        self.update()

    def set_current(self, *, current: bool) -> None:
        """Mark the figure as the one that is told apart below the cards."""
        self.is_current = current
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the card and its focus ring."""
        return QSize(220, _HEIGHT + 2 * _RING)

    def minimumSizeHint(self) -> QSize:
        """Return how narrow it may get."""
        return QSize(150, _HEIGHT + 2 * _RING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it too, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.entered.emit()
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card and what it says."""
        painter = QPainter(self)
        theme, m = self.theme, measures()
        box = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        rest = "border" if theme.high_contrast else "hair"
        edge = "accent" if self.is_current else "border" if self.underMouse() else rest
        draw_frame(
            painter,
            box,
            radius=m.radius_card,
            fill=theme.color("raised" if self.is_current else "page"),
            edge=theme.color(edge),
            width=m.line_current_card if self.is_current else 1.0,
        )
        if self.hasFocus():
            draw_focus_ring(painter, box, radius=m.radius_card, theme=theme)
        self._paint_words(painter, box.adjusted(_PAD, 0, -_PAD, 0))
        painter.end()

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        m, figure, along = measures(), self.figure, self.layoutDirection()
        self._draw(painter, _line(room, _NAME), figure.name, interface_font(m.body_px, 500), "ink2", along)
        if figure.value:
            value = interface_font(m.figure_px, 600)
            wide = self._draw(painter, _line(room, _VALUE), figure.value, value, "ink", LTR)
            beside = _line(room, _INTERVAL).adjusted(wide + _GAP, 0, 0, 0)
            self._draw(painter, beside, figure.interval, interface_font(m.small_px), "ink3", LTR)
        elif figure.name:  # before anything has been counted, a card is empty
            none = interface_font(m.heading_px, 600)
            self._draw(painter, _line(room, _VALUE), tr("undefined"), none, "ink2", along)
        self._draw(painter, _line(room, _RESTS), figure.sentence, interface_font(m.small_px), "ink3", along)
        if self.isEnabled():
            middle = QPointF(room.right() - _ARROW / 2, room.top() + _NAME[0] + _NAME[1] / 2)
            spot = mirrored(centred(_ARROW, middle), self.width(), along)
            picture = icons.pixmap("next", self.theme.color("ink3"), _ARROW, self.devicePixelRatioF())
            painter.drawPixmap(spot.topLeft(), picture)

    def _draw(  # noqa: PLR0917 - a line of words is these
        self,
        painter: QPainter,
        rect: QRectF,
        words: str,
        font: QFont,
        role: str,
        direction: Qt.LayoutDirection,
    ) -> float:
        """Draw a line of words at the start of `rect`, laid out from the left; return its width."""
        return draw_text(
            painter,
            mirrored(rect, self.width(), self.layoutDirection()),
            words,
            font=font,
            color=self.theme.color(role),
            at_right=self.layoutDirection() == RTL,
            direction=direction,
        )


def _line(room: QRectF, line: tuple[float, float]) -> QRectF:
    return QRectF(room.left(), room.top() + line[0], room.width(), line[1])


class Cards(QWidget):
    """The cards, in one row or, where that is too narrow, in two.

    Signals:
        entered: Enter was pressed on one, which is then opened.
        opened: the number of the one whose spans are wanted.
    """

    entered = Signal()
    opened = Signal(int)

    def __init__(self, count: int = 4) -> None:
        super().__init__()
        self.cards = [FigureCard() for _ in range(count)]
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP - 2 * _RING)
        for number, card in enumerate(self.cards):
            card.entered.connect(self.entered)
            card.clicked.connect(lambda _=False, number=number: self.opened.emit(number))
        self._place(len(self.cards))

    def show_figures(self, figures: tuple[CardFigure, ...]) -> None:
        """Show other figures, as many as there are cards."""
        for card, figure in zip(self.cards, figures, strict=True):
            card.show_figure(figure)

    def choose(self, number: int) -> None:
        """Mark the card whose figure is told apart below."""
        for place, card in enumerate(self.cards):
            card.set_current(current=place == number)

    def as_text(self) -> str:
        """Return the figures with tabs between their parts, as spreadsheets take them."""
        rows = ((one.name, one.value, one.interval, one.sentence) for one in (c.figure for c in self.cards))
        return "\n".join("\t".join(row) for row in rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two rows where one is too narrow."""
        super().resizeEvent(event)
        self._place(len(self.cards) if self.width() >= _ONE_ROW_FROM else (len(self.cards) + 1) // 2)

    def minimumSizeHint(self) -> QSize:
        """Return a size that lets the cards take two rows."""
        return QSize(320, super().minimumSizeHint().height())

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for card in self.cards:
            self._grid.removeWidget(card)
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(len(self.cards)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
