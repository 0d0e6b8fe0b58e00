"""The formats, one a line, each with its nature: what of a reading it can hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.language import tr, trc
from annotator.workspace.catalogue import FormatSummary
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.painting import RTL, draw_frame, draw_text, mirrored
from ui.panels.row_model import ROW, RowModel
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed
from ui.theme import measures

_HEIGHT: Final = 33
_SIDE: Final = 12.0
_TICK: Final = 14


def nature(known: FormatSummary) -> str:
    """Return in a word or two what a format is like."""
    if not known.is_installed:
        return tr("not installed")
    if known.holds_all:
        return trc("format", "lossless")
    if known.unit is None:
        return trc("format", "for reading")
    if known.unit == "tokens":
        return trc("format", "words, nested") if known.nests else trc("format", "words")
    return trc("format", "spans")


def _words(known: FormatSummary) -> str:
    return f"{known.title} · {nature(known)}"


class _Row(Themed, QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row's size."""
        return QSize(120, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground, the title from the start side, and the nature at the end."""
        known: FormatSummary = index.data(ROW)
        box, state = QRectF(option.rect), option.state
        color = self.theme.color
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            focus = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
            draw_frame(
                painter,
                box.adjusted(4, 1, -4, -1),
                radius=measures().radius_control,
                fill=color("accent_soft") if chosen else color("hover"),
                edge=color("accent") if focus else None,
                width=measures().line_focus if focus else 0,
            )
        painter.translate(box.topLeft())
        width, direction = box.width(), option.direction
        at_right = direction == RTL
        said, small = nature(known), interface_font(measures().small_px)
        wide = QFontMetricsF(small).horizontalAdvance(said) + 1
        ink = color("ok") if known.holds_all else color("ink2")
        end = QRectF(width - _SIDE - wide, 0, wide, _HEIGHT)
        place = mirrored(end, width, direction)
        draw_text(painter, place, said, font=small, color=ink, at_right=not at_right, direction=direction)
        if known.holds_all:
            tick = mirrored(
                QRectF(end.left() - _TICK - 6, (_HEIGHT - _TICK) / 2, _TICK, _TICK), width, direction
            )
            painter.drawPixmap(
                tick.topLeft(), pixmap("check", ink, _TICK, painter.device().devicePixelRatioF())
            )
            end.setLeft(end.left() - _TICK - 6)
        title = QRectF(_SIDE, 0, end.left() - 2 * _SIDE, _HEIGHT)
        words = str(known.title)
        draw_text(
            painter,
            mirrored(title, width, direction),
            words,
            font=interface_font(measures().body_px, 600 if chosen else 400),
            color=color("ink"),
            at_right=at_right,
            direction=direction,
        )
        painter.restore()


class FormatList(Themed, QListView):
    """The formats; the current one is chosen.

    Signals:
        chosen: another format is current; its name.
    """

    chosen = Signal(str)

    def __init__(self, formats: Sequence[FormatSummary], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowModel(_words)
        self._model.show(formats)
        self._row = _Row(self)
        self.setModel(self._model)
        self.setItemDelegate(self._row)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Format"))
        ScrollLine(self)
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(now.data(ROW).name))

    @property
    def current(self) -> FormatSummary:
        """The chosen format."""
        found: FormatSummary = self.currentIndex().data(ROW)
        return found

    def choose(self, name: str) -> None:
        """Make the format of this name the current one; an unknown name chooses the first."""
        names = [known.name for known in self._model.rows]
        self.setCurrentIndex(self._model.index(names.index(name) if name in names else 0))

    def theme_changed(self) -> None:
        """Hand the colours on to what paints the rows."""
        self._row.set_theme(self.theme)
        self.viewport().update()
