"""One reading in the apparatus: its digit, who has it, the words, and how it differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.language import is_right_to_left
from annotator.model import Label, Span
from ui import roles
from ui.adjudication.quotation import excerpt, paint_quotation
from ui.fonts import interface_font, text_font
from ui.icons import pixmap
from ui.panels.key_cap import key_cap_width, paint_key_cap
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import (
    LTR,
    RING_ROOM,
    RTL,
    centred,
    direction_of,
    draw_focus_ring,
    draw_frame,
    draw_text,
    mirrored,
    plain_tip,
)
from ui.panels.themed import Themed
from ui.theme import measures

HEIGHT: Final = 48
_RING: Final = round(RING_ROOM)
_KEY_AT: Final = 12.0
_SIGLA_AT: Final = 42.0
_NAMES: Final = 108.0
_NAMES_FROM: Final = 760.0
_NOTE: Final = 250.0
_TICK_ROOM: Final = 40.0
_TICK: Final = 16
_QUOTED_PX: Final = 20
_GAP: Final = 14.0
_AFTER_SWATCH: Final = 7.0
_MOST_SIGLA: Final = 120.0
_MOST_TOLD: Final = 260.0
_MOST_SHARE: Final = 0.55
_MOST_NOTE: Final = 0.34
_OF_PAGE: Final = frozenset(
    {
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter),
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantWords:
    """What a row shows.

    Attributes:
        key: the digit, or another key.
        sigla: who has it.
        names: the same by name.
        text: the document's.
        whole: all that is quoted, in code points.
        edges: places around which words are kept if the quotation is too long.
        marked: what this reading marks, each with its label.
        lacking: what others mark and this one does not.
        told: what is said before the quotation: a label's name, or answers.
        label: whose mark stands before `told`, or None.
        links: words of sources and targets, in place of a quotation.
        note: how many have it, how long it is.
        spoken: all of it for screen readers.
    """

    key: str
    sigla: str
    names: str
    text: str = ""
    whole: Span = field(default_factory=lambda: Span(0, 0))
    edges: tuple[int, ...] = ()
    marked: tuple[tuple[Span, Label], ...] = ()
    lacking: tuple[Span, ...] = ()
    told: str = ""
    label: Label | None = None
    links: tuple[str, ...] = ()
    note: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How wide the columns of the rows of one position are, in pixels, so that the quotations stand level.

    Attributes:
        sigla: the letters.
        told: what is said before the quotation.
        note: what is said behind it.
    """

    sigla: float = 32.0
    told: float = 0.0
    note: float = 0.0


def columns_of(rows: Iterable[VariantWords]) -> Columns:
    """Return columns that are wide enough for all of these rows, up to a limit."""
    sigla, told, note = 32.0, 0.0, 0.0
    for row in rows:
        sigla = max(sigla, QFontMetricsF(_letters()).horizontalAdvance(row.sigla) + 2)
        wide = QFontMetricsF(_telling()).horizontalAdvance(row.told) + 2 if row.told else 0.0
        if len(row.whole) or row.links:
            told = max(told, wide + (SWATCH + _AFTER_SWATCH if row.label is not None else 0.0))
        note = max(note, QFontMetricsF(_noting()).horizontalAdvance(row.note) + 2 if row.note else 0.0)
    return Columns(sigla=min(sigla, _MOST_SIGLA), told=min(told, _MOST_TOLD), note=min(note, _NOTE))


class VariantRow(Themed, QAbstractButton):
    """A row that is chosen by a click, Space, or its digit."""

    def __init__(
        self, words: VariantWords, columns: Columns | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._columns = columns or columns_of([words])
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.spoken)
        self.setToolTip(plain_tip(words.names))

    @property
    def words(self) -> VariantWords:
        """What the row shows."""
        return self._words

    def show_words(self, words: VariantWords) -> None:
        """Show something else."""
        self._words = words
        self.setAccessibleName(words.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the row and its ring."""
        return QSize(400, HEIGHT + 2 * _RING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter and the arrows to the page: it decides, and goes to the next reading or position."""
        if event.key() in _OF_PAGE:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """Do nothing: whoever is told of the click says what is chosen."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, key, sigla, names, words, note and tick."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        color, chosen = self.theme.color, self.isChecked()
        hovered = self.underMouse() and not chosen
        edge = "accent" if chosen else "border" if hovered or self.theme.high_contrast else "hair"
        ground = "accent_soft" if chosen else "raised"
        radius = measures().radius_card
        draw_frame(
            painter,
            box,
            radius=radius,
            fill=color(ground),
            edge=color(edge),
            width=measures().line_current_card if chosen else 1.0,
        )
        painter.translate(box.topLeft())
        self._paint_who(painter, box)
        self._paint_words(painter, box)
        self._paint_note(painter, box)
        painter.resetTransform()
        if self.hasFocus():
            draw_focus_ring(painter, box, radius=radius, theme=self.theme)
        painter.end()

    def _paint_who(self, painter: QPainter, box: QRectF) -> None:
        width, direction = box.width(), self.layoutDirection()
        cap, wide = measures().key_cap, key_cap_width(self._words.key)
        place = QRectF(_KEY_AT, (box.height() - cap) / 2, wide, cap)
        own = self.theme.color("accent") if self.isChecked() else None
        paint_key_cap(painter, mirrored(place, width, direction), self._words.key, self.theme, color=own)
        room = QRectF(_SIGLA_AT, -3 if is_right_to_left() else 0, self._columns.sigla, box.height())
        draw_text(
            painter,
            mirrored(room, width, direction),
            self._words.sigla,
            font=_letters(),
            color=self.theme.color("ink"),
            at_right=direction == RTL,
            direction=direction,
        )
        wide = self._names_width(width)
        if not wide:
            return
        names = QRectF(_SIGLA_AT + self._columns.sigla + _GAP, 0, wide - _GAP, box.height())
        draw_text(
            painter,
            mirrored(names, width, direction),
            self._words.names,
            font=interface_font(measures().small_px),
            color=self.theme.color("ink3"),
            at_right=direction == RTL,
            direction=direction,
        )

    @staticmethod
    def _names_width(width: float) -> float:
        """Return the room for the names and the gap behind them; a narrow row has the sigla alone."""
        return _NAMES + _GAP if width >= _NAMES_FROM else 0.0

    def _words_room(self, box: QRectF) -> QRectF:
        """Return where the words stand, in a row laid out from the left."""
        start = _SIGLA_AT + self._columns.sigla + _GAP + self._names_width(box.width())
        note = min(self._columns.note, box.width() * _MOST_NOTE) + _GAP
        return QRectF(start, 0, max(box.width() - start - note - _TICK_ROOM, 40.0), box.height())

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        words, direction = self._words, self.layoutDirection()
        room = self._words_room(box)
        told = min(self._columns.told, room.width() * _MOST_SHARE)
        if words.told:
            self._paint_told(painter, QRectF(room), box.width())
        if told:
            room.setLeft(room.left() + told + _GAP)
        place = mirrored(room, box.width(), direction)
        if words.links:
            shown = "، ".join(words.links) if direction_of(words.links[0]) == RTL else ", ".join(words.links)
            draw_text(
                painter,
                place.translated(0, -2),
                shown,
                font=text_font(_QUOTED_PX - 1),
                color=self.theme.color("ink"),
                at_right=direction_of(shown) == RTL,
                direction=direction_of(shown),
            )
        elif len(words.whole):
            line = excerpt(words.text, words.whole, words.edges, place.width() - 8)
            paint_quotation(
                painter,
                place.adjusted(4, 1, -4, -1),
                line,
                theme=self.theme,
                marked=words.marked,
                lacking=words.lacking,
            )

    def _paint_told(self, painter: QPainter, room: QRectF, width: float) -> None:
        """Paint a label's name or answers at the start of the words."""
        words, direction = self._words, self.layoutDirection()
        if len(words.whole) or words.links:
            room.setWidth(min(self._columns.told, room.width() * _MOST_SHARE))
        if words.label is not None:
            swatch = centred(SWATCH, QPointF(room.left() + SWATCH / 2, room.center().y()))
            paint_swatch(painter, mirrored(swatch, width, direction), words.label, self.theme)
            room.setLeft(room.left() + SWATCH + _AFTER_SWATCH)
        draw_text(
            painter,
            mirrored(room, width, direction),
            words.told,
            font=_telling(),
            color=self.theme.color("ink"),
            at_right=direction == RTL,
            direction=direction_of(words.told),
        )

    def _paint_note(self, painter: QPainter, box: QRectF) -> None:
        direction, width = self.layoutDirection(), box.width()
        wide = min(self._columns.note, width * _MOST_NOTE)
        room = QRectF(width - _TICK_ROOM - wide, 0, wide, box.height())
        draw_text(
            painter,
            mirrored(room, width, direction),
            self._words.note,
            font=_noting(),
            color=self.theme.color("ink3"),
            at_right=direction == LTR,
            direction=direction,
        )
        if self.isChecked():
            tick = centred(_TICK, QPointF(width - _TICK_ROOM / 2, box.height() / 2))
            picture = pixmap("check", self.theme.color("accent"), _TICK, self.devicePixelRatioF())
            painter.drawPixmap(mirrored(tick, width, direction).topLeft(), picture)


def _letters() -> QFont:
    return text_font(20, bold=True) if is_right_to_left() else interface_font(15, 600)


def _telling() -> QFont:
    return interface_font(measures().body_px, 500)


def _noting() -> QFont:
    return interface_font(measures().small_px)


roles.give(VariantRow, QAccessible.Role.RadioButton)
