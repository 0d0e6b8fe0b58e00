"""Readers against readers: how well each two agree. The arrows and the mouse choose a pair."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from annotator.language import tr
from ui.agreement.figures import Estimate, ReaderHead
from ui.fonts import interface_font, text_font
from ui.panels.painting import (
    LTR,
    RING_ROOM,
    RTL,
    direction_of,
    draw_focus_ring,
    draw_frame,
    draw_text,
    mirrored,
)
from ui.plots.drawing import Direction, Drawing, Look, forth
from ui.plots.figures import Figure, Head
from ui.plots.plot import Plot
from ui.plots.shades import shade
from ui.theme import measures

_HEAD: Final = 34.0
_ROW: Final = 32.0
_CELLS: Final = (40.0, 53.0)
"""A cell is as wide as there is room, in pixels."""
_GAP: Final = 4.0
_SIGLUM: Final = 22.0
_NAME: Final = 72.0
_SIGLUM_PX: Final = 18
_LETTERS: Final = 2
_LIGHTEST: Final = 0.05
_STEEPNESS: Final = 0.4


class Pairs(Drawing):
    """A square of readers by readers; who stands in the row is the first of the two."""

    def __init__(self, figure: Figure, width: float) -> None:
        super().__init__(figure, width)
        count = max(len(figure.heads), 1)
        names = QFontMetricsF(interface_font(measures().small_px))
        called = [(_siglum(head), head.name) for head in figure.heads]
        lettered = [(siglum, name) for siglum, name in called if not _is_word(siglum)]
        widest = max((names.horizontalAdvance(name) for _, name in lettered), default=0.0) + 4
        self._sigla = max((_wide(siglum) for siglum, _ in lettered), default=_SIGLUM)
        room = (width - self._sigla - min(widest, _NAME)) / count
        self._cell_width = min(max(room, _CELLS[0]), _CELLS[1])
        self._start = max(width - count * self._cell_width, self._sigla)
        self.width = self._start + count * self._cell_width
        self.height = _HEAD + count * _ROW
        self._at = {item.place: index for index, item in enumerate(figure.items)}

    def rects(self) -> list[QRectF]:
        """Return the cells."""
        return [self._cell(*item.place) for item in self.figure.items]

    def step(self, index: int, key: Qt.Key, direction: Direction) -> int:
        """Go to the next pair in the arrow's way, over the diagonal."""
        row, column = self.figure.items[index].place
        down = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key, 0)
        along = forth(key, direction)
        for far in (1, 2):
            found = self._at.get((row + far * down, column + far * along))
            if found is not None:
                return found
        return index

    def paint(self, painter: QPainter, look: Look, clip: QRectF | None = None) -> None:
        """Paint the sigla, the names, and the cells."""
        del clip  # it is small
        for number, head in enumerate(self.figure.heads):
            self._paint_heads(painter, look, number, head)
            middle = mirrored(self._cell(number, number), self.width, look.direction).center()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.theme.color("ink3"))
            painter.drawEllipse(middle, 1.1, 1.1)
        for index, item in enumerate(self.figure.items):
            self._paint_cell(painter, look, index, item.place)

    def _cell(self, row: int, column: int) -> QRectF:
        x = self._start + column * self._cell_width
        return QRectF(x, _HEAD + row * _ROW, self._cell_width, _ROW)

    def _paint_heads(self, painter: QPainter, look: Look, number: int, head: Head) -> None:
        siglum, name, wide = _siglum(head), head.name, self._sigla
        row, column = self._cell(number, 0), self._cell(0, number)
        above = QRectF(column.left(), 0, column.width(), _HEAD)
        painter.setFont(_face(siglum))
        painter.setPen(look.theme.color("ink2"))
        painter.setLayoutDirection(direction_of(siglum))
        painter.drawText(
            mirrored(above, self.width, look.direction), int(Qt.AlignmentFlag.AlignCenter), siglum
        )
        if _is_word(siglum):  # which says as much as the name
            wide, name = self._start - _GAP, ""
        parts = (
            (QRectF(0, row.top(), wide, _ROW), siglum, _face(siglum, bold=True), "ink"),
            (
                QRectF(wide, row.top(), max(self._start - wide - _GAP, 0), _ROW),
                name,
                interface_font(measures().small_px),
                "ink2",
            ),
        )
        for rect, words, face, role in parts:
            if rect.width() >= QFontMetricsF(face).averageCharWidth():
                draw_text(
                    painter,
                    mirrored(rect, self.width, look.direction),
                    words,
                    font=face,
                    color=look.theme.color(role),
                    at_right=look.direction == RTL,
                    direction=direction_of(words),
                )

    def _paint_cell(self, painter: QPainter, look: Look, index: int, place: tuple[int, int]) -> None:
        item, theme = self.figure.items[index], look.theme
        gap = _GAP / 2
        rect = mirrored(self._cell(*place), self.width, look.direction).adjusted(gap, 1.5, -gap, -1.5)
        defined = not isinstance(item, Estimate) or item.is_defined
        edge = theme.color("ink") if theme.high_contrast else None
        if index == look.chosen:
            ground, ink = theme.color("accent"), theme.color("on_accent")
        elif not defined:
            ground, ink = theme.color("panel"), theme.color("ink2")
            edge = theme.color("hair")
        else:
            # From one half up: below it all agree too little for shades to tell them apart.
            share = max(item.value - 0.5, 0.0) * 2
            tone = shade(theme, _LIGHTEST + _STEEPNESS * share * share)
            ground, ink = tone.ground, theme.color(tone.ink)
        if index == look.hovered and index != look.chosen:
            edge = theme.color("accent")
        draw_frame(painter, rect, radius=measures().radius_box + 1, fill=ground, edge=edge, width=1.2)
        painter.setFont(interface_font(measures().body_px, 600 if index == look.chosen else 400))
        painter.setPen(ink)
        painter.setLayoutDirection(LTR)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), item.shown)
        if look.focused and index == look.current:
            inner = rect.adjusted(*((RING_ROOM / 2,) * 2), *((-RING_ROOM / 2,) * 2))
            draw_focus_ring(painter, inner, radius=measures().radius_box, theme=theme)


def _siglum(head: Head) -> str:
    return head.siglum if isinstance(head, ReaderHead) else ""


def _is_word(siglum: str) -> bool:
    return len(siglum) > _LETTERS


def _face(siglum: str, *, bold: bool = False) -> QFont:
    """Return the face of a siglum; a word in its place is set as words are."""
    if _is_word(siglum):
        return interface_font(measures().small_px, 600 if bold else 400)
    return text_font(_SIGLUM_PX, bold=bold)


def _wide(siglum: str) -> float:
    return max(QFontMetricsF(_face(siglum, bold=True)).horizontalAdvance(siglum) + 8, _SIGLUM)


class PairPicker(Plot):
    """Chooses a pair of readers; going to one chooses it, as in a row of radio buttons."""

    def __init__(self) -> None:
        super().__init__(make=Pairs, ground="panel", narrowest=200)
        self.setAccessibleName(tr("Which two readers?"))

    def show_pairs(self, figure: Figure, chosen: int | None) -> None:
        """Show the readers, and which pair is chosen."""
        self.show_figure(figure)
        self.current = chosen or 0
        self.choose(chosen)

    def go_to(self, index: int) -> None:
        """Choose a pair."""
        other = index != self.chosen
        super().go_to(index)
        if other:
            self.open()

    def open(self) -> None:
        """Choose the current pair, once."""
        if self.items and self.chosen != self.current:
            super().open()
