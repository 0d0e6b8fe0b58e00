"""How a line under the search field looks: a caption, a command with its key, a title, a place in a text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.fonts import interface_font
from ui.icons import pixmap
from ui.palette.lines import LINE, Choice, Group, Line
from ui.panels.excerpt_line import paint_excerpt
from ui.panels.key_cap import key_cap_width, paint_key_cap
from ui.panels.painting import RTL, centred, direction_of, draw_frame, draw_text, mirrored
from ui.panels.themed import Themed
from ui.theme import measures

_SIDE: Final = 12.0  # from the edge to the words, pixels
_GAP: Final = 8.0
_CHECK: Final = 14
_CAPTION: Final = 28
_PLACE: Final = 36  # Amiri reaches far above and below its line
_PLACE_PX: Final = 17


class LinePainter(Themed, QStyledItemDelegate):
    """Paints one line. The chosen one lies on the accent's soft ground."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a line's size."""
        return QSize(160, line_height(index.data(LINE)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the line."""
        line: Line = index.data(LINE)
        row = QRectF(option.rect)
        painter.save()
        if isinstance(line, Choice):
            self._paint_ground(painter, row, option)
        painter.translate(row.topLeft())
        room = QRectF(_SIDE, 0, row.width() - 2 * _SIDE, row.height())
        direction: Qt.LayoutDirection = option.direction
        if isinstance(line, Group):
            self._paint_caption(painter, room, line, direction)
        elif line.group is Group.TEXT:
            self._paint_place(painter, room, line, direction)
        else:
            self._paint_name(painter, room, line, direction)
        painter.restore()

    def _paint_ground(self, painter: QPainter, row: QRectF, option: QStyleOptionViewItem) -> None:
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        fill = "accent_soft" if chosen else "hover" if state & QStyle.StateFlag.State_MouseOver else ""
        if fill:
            edge = self.theme.color("accent") if chosen and self.theme.high_contrast else None
            draw_frame(
                painter,
                row,
                radius=measures().radius_control,
                fill=self.theme.color(fill),
                edge=edge,
                width=2,
            )

    def _paint_caption(
        self, painter: QPainter, room: QRectF, group: Group, direction: Qt.LayoutDirection
    ) -> None:
        draw_text(
            painter,
            room.adjusted(0, 4, 0, 0),
            group.caption,
            font=interface_font(measures().caption_px, 600),
            color=self.theme.color("ink3"),
            at_right=direction == RTL,
            direction=direction,
        )

    def _paint_name(
        self, painter: QPainter, room: QRectF, choice: Choice, direction: Qt.LayoutDirection
    ) -> None:
        """Paint a command or a title from the start side, the key or the tick at the end."""
        whole, middle = room.width() + 2 * _SIDE, room.center().y()
        end = room.right()
        if choice.key:
            wide, high = key_cap_width(choice.key), measures().key_cap
            cap = QRectF(end - wide, round(middle - high / 2), wide, high)
            paint_key_cap(painter, mirrored(cap, whole, direction), choice.key, self.theme)
            end = cap.left() - _GAP
        if choice.is_on:
            box = mirrored(centred(_CHECK, QPointF(end - _CHECK / 2, middle)), whole, direction)
            tick = pixmap("check", self.theme.color("accent"), _CHECK, painter.device().devicePixelRatioF())
            painter.drawPixmap(box.topLeft(), tick)
            end -= _CHECK + _GAP
        words = mirrored(QRectF(room.left(), 0, end - room.left(), room.height()), whole, direction)
        draw_text(
            painter,
            words,
            choice.words,
            font=interface_font(measures().body_px),
            color=self.theme.color("ink"),
            at_right=direction == RTL,
            direction=direction_of(choice.words) if choice.group is Group.DOCUMENTS else direction,
        )

    def _paint_place(
        self, painter: QPainter, room: QRectF, choice: Choice, direction: Qt.LayoutDirection
    ) -> None:
        """Paint a hit in the face of texts, with the colour of a selection behind the words found."""
        paint_excerpt(
            painter,
            room,
            (choice.before, choice.words, choice.after),
            px=_PLACE_PX,
            ink=self.theme.color("ink"),
            ground=self.theme.color("sel"),
            direction=direction,
        )


def line_height(line: Line) -> int:
    """Return how high a line is, in pixels."""
    if isinstance(line, Group):
        return _CAPTION
    return _PLACE if line.group is Group.TEXT else measures().row_document
