"""The places behind a figure: the words, where they stand, and what either reader has there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.language import isolate, tr
from annotator.model import Label
from ui.fonts import interface_font, text_font
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import RTL, centred, direction_of, draw_text, mirrored
from ui.panels.plain_cell import paint_row_ground
from ui.panels.row_model import ROW, RowModel
from ui.panels.themed import Themed
from ui.theme import measures

_ROW_HEIGHT: Final = 34
_ROW_WITH_NOTE: Final = 50
_FEW: Final = 3
_QUOTED_PX: Final = 17
_SIDE: Final = 2.0
_GAP: Final = 8.0
_TITLE_SHARE: Final = 0.4
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place that was compared.

    Attributes:
        document_id: of what document.
        title: of that document, or "" where all places are of the one that is open.
        paragraph: its number from 1.
        words: as they stand there, on one line.
        before: a few words that stand before them, or "".
        label: whose mark stands before them.
        note: how the readers differ, or "" where the heading says it.
        disputed: they do.
        set_id: the reading that is to be shown there.
        span_id: its span; None: only the place is shown.
        start: of the words, in code points.
    """

    document_id: str
    title: str
    paragraph: int
    words: str
    before: str
    label: Label | None
    note: str
    disputed: bool
    set_id: str
    span_id: str | None
    start: int

    @property
    def where(self) -> str:
        """Where it stands, in short."""
        number = tr("¶ {number}", number=self.paragraph)
        return f"{self.title} · {number}" if self.title else number

    @property
    def said(self) -> str:
        """The place in words."""
        parts = (isolate(self.words), self.note, isolate(self.where))
        return " — ".join(part for part in parts if part)


class PlacesList(Themed, QListView):
    """Lists places. Enter or a click goes to one.

    Signals:
        wanted: the `Place` to go to.
        left: the keyboard is to go back to the figure.
    """

    wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._places = RowModel(lambda place: place.said)
        self.setModel(self._places)
        self._cell = _Cell()
        self.setItemDelegate(self._cell)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Spans behind the number"))
        self.clicked.connect(self._want)

    @property
    def places(self) -> tuple[Place, ...]:
        """What is listed."""
        return self._places.rows

    @property
    def current(self) -> Place | None:
        """The chosen place."""
        row = self.currentIndex().row()
        return self.places[row] if 0 <= row < len(self.places) else None

    def show_places(self, places: Sequence[Place]) -> None:
        """List other places, the first of them chosen."""
        self._cell.has_notes = any(place.note for place in places)
        self._places.show(places)
        if places:
            self.setCurrentIndex(self._places.index(0))
        self.setMaximumHeight(len(places) * self._cell.height + 2)
        self.updateGeometry()

    def as_text(self) -> str:
        """Return all places with tabs between their parts, as spreadsheets take them."""
        rows = ((one.words, one.note, one.title, str(one.paragraph)) for one in self.places)
        return "\n".join("\t".join(row) for row in rows)

    def sizeHint(self) -> QSize:
        """Return a size that shows a few of them; where there is more room, the list takes it."""
        return QSize(80, min(len(self.places), _FEW) * self._cell.height + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def theme_changed(self) -> None:
        """Hand the colours on."""
        self._cell.set_theme(self.theme)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the chosen place with Enter, back to the figure with Escape."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._want(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)

    def _want(self, index: QModelIndex) -> None:
        if index.isValid():
            self.wanted.emit(index.data(ROW))


class _Cell(Themed, QStyledItemDelegate):
    """Paints the mark and the words from the start, the place at the end, the difference below."""

    def __init__(self) -> None:
        super().__init__()
        self.has_notes = False

    @property
    def height(self) -> int:
        """How high a row is, in pixels."""
        return _ROW_WITH_NOTE if self.has_notes else _ROW_HEIGHT

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return a row's size."""
        return QSize(160, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        place: Place = index.data(ROW)
        box = QRectF(option.rect)
        direction: Qt.LayoutDirection = option.direction
        painter.save()
        if option.widget is not None and option.widget.hasFocus():
            paint_row_ground(painter, option, self.theme)
        painter.translate(box.topLeft())
        line = float(_ROW_HEIGHT - 2 if self.has_notes else _ROW_HEIGHT)
        if place.label is not None:
            swatch = centred(SWATCH, QPointF(_SIDE + SWATCH / 2, line / 2))
            paint_swatch(painter, mirrored(swatch, box.width(), direction), place.label, self.theme)
        left = _SIDE + SWATCH + _GAP
        small = interface_font(measures().small_px)
        room = box.width() - left - _SIDE
        wide = min(QFontMetricsF(small).horizontalAdvance(place.where) + 2, room * _TITLE_SHARE)

        def draw(rect: QRectF, words: str, font: QFont, role: str, *, at_end: bool = False) -> None:
            draw_text(
                painter,
                mirrored(rect, box.width(), direction),
                words,
                font=font,
                color=self.theme.color(role),
                at_right=(direction == RTL) != at_end,
                direction=direction,
            )

        quoted = mirrored(QRectF(left, 0, room - wide - _GAP, line), box.width(), direction)
        self._paint_quotation(painter, quoted, place, at_right=direction == RTL)
        draw(QRectF(left + room - wide, 0, wide, line), place.where, small, "ink3", at_end=True)
        if place.note:
            caption = interface_font(measures().caption_px)
            role = "rubric" if place.disputed else "ink3"
            draw(QRectF(left, line - 4, room, 18), place.note, caption, role)
        painter.restore()

    def _paint_quotation(self, painter: QPainter, room: QRectF, place: Place, *, at_right: bool) -> None:
        """Paint the words, and quietly as many of those before them as there is room for."""
        font = text_font(_QUOTED_PX)
        advance = QFontMetricsF(font).horizontalAdvance
        direction, wide = direction_of(place.words), advance(place.words)
        before = place.before.split()
        while before and advance(" ".join(before) + " ") + wide > room.width():
            del before[0]
        lead = advance(" ".join(before) + " ") if before else 0.0
        block = QRectF(room)
        if lead:
            block.setWidth(lead + wide)
            block.moveLeft(room.right() - block.width() if at_right else room.left())
        parts = [(place.words, "ink", lead)]
        if before:
            parts.append((" ".join(before), "ink3", 0.0))
        for words, role, offset in parts:
            rest = wide if role == "ink3" else 0.0
            inset = (rest, offset) if direction == RTL else (offset, rest)
            draw_text(
                painter,
                block.adjusted(inset[0], 0, -inset[1] + 1, 0),
                words,
                font=font,
                color=self.theme.color(role),
                at_right=direction == RTL if lead else at_right,
                direction=direction,
            )
