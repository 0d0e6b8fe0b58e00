"""How a position looks in the queue: its shape, its words, what is in dispute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.model import Dispute
from ui.adjudication.kinds import SHAPE, paint_kind
from ui.adjudication.wording import head_of
from ui.fonts import interface_font, text_font
from ui.icons import pixmap
from ui.panels.painting import RTL, centred, direction_of, draw_frame, draw_text, mirrored
from ui.panels.row_model import ROW
from ui.panels.themed import Themed
from ui.theme import measures

HEIGHT: Final = 53
_SIDE: Final = 6.0
_SHAPE_AT: Final = 27.0
_WORDS_AT: Final = 45.0
_END: Final = 14.0
_TICK: Final = 16
_PX: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One row.

    Attributes:
        key: of the position.
        dispute: its kind.
        words: what it is about.
        caption: what is in dispute.
        sign: what stands behind the caption: "new work", "later", or "".
        settled: nothing is to be decided any more.
        spoken: all of it for screen readers.
    """

    key: str
    dispute: Dispute
    words: str
    caption: str
    sign: str
    settled: bool
    spoken: str


class QueueCell(Themed, QStyledItemDelegate):
    """Paints a row. The current one lies on raised ground in the colour of what you do."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row's size."""
        return QSize(200, HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row: QueueRow = index.data(ROW)
        painter.save()
        self._paint_ground(painter, option)
        box = QRectF(option.rect)
        painter.translate(box.topLeft())
        width, direction = box.width(), option.direction
        self._paint_shape(painter, row, box, direction)
        room = width - _WORDS_AT - _END
        quiet, words = row.settled, head_of(row.words)
        draw_text(
            painter,
            mirrored(QRectF(_WORDS_AT, 2, room, 29), width, direction),
            words,
            font=text_font(_PX),
            color=self.theme.color("ink3" if quiet else "ink"),
            at_right=direction == RTL,
            direction=direction_of(words),
        )
        below = QRectF(_WORDS_AT, 30, room, 18)
        taken = draw_text(
            painter,
            mirrored(below, width, direction),
            row.caption,
            font=interface_font(measures().caption_px),
            color=self.theme.color("ink3"),
            at_right=direction == RTL,
            direction=direction_of(row.caption) if row.caption.isascii() is False else direction,
        )
        if row.sign and taken + 20 < room:
            below.setLeft(below.left() + taken + 8)
            draw_text(
                painter,
                mirrored(below, width, direction),
                f"· {row.sign}",
                font=interface_font(measures().caption_px, 600),
                color=self.theme.color("warn"),
                at_right=direction == RTL,
                direction=direction,
            )
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state, color = option.state, self.theme.color
        ground = QRectF(option.rect).adjusted(_SIDE, 1, -_SIDE, -1)
        if state & QStyle.StateFlag.State_Selected:
            focused = option.widget is not None and option.widget.hasFocus()
            width = measures().line_focus if focused else 1.2
            draw_frame(
                painter,
                ground,
                radius=measures().radius_card,
                fill=color("raised"),
                edge=color("accent"),
                width=width,
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_frame(painter, ground, radius=measures().radius_card, fill=color("hover"), edge=None)

    def _paint_shape(
        self, painter: QPainter, row: QueueRow, box: QRectF, direction: Qt.LayoutDirection
    ) -> None:
        middle = QPointF(_SHAPE_AT, box.height() / 2)
        if row.settled:
            place = mirrored(centred(_TICK, middle), box.width(), direction)
            dpr = painter.device().devicePixelRatioF()
            painter.drawPixmap(place.topLeft(), pixmap("check", self.theme.color("ok"), _TICK, dpr))
            return
        place = mirrored(centred(SHAPE, middle), box.width(), direction)
        paint_kind(painter, place, row.dispute, self.theme.color("rubric"))
