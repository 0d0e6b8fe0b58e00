"""The files that shall come home, each with whose work it is and what it brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.language import isolate, tr
from annotator.workspace.packets.homecoming import PacketPreview
from ui.fonts import interface_font
from ui.icons import pixmap
from ui.panels.painting import LTR, RTL, direction_of, draw_frame, draw_text, mirrored
from ui.panels.row_model import ROW, RowModel
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed
from ui.team import wording
from ui.theme import measures

_HEIGHT: Final = 48
_SIDE: Final = 14.0
_SIGN: Final = 14
_SHARE: Final = 0.55
"""Of the upper line, for the name; the file's name has the rest."""


def _words(preview: PacketPreview) -> str:
    return f"{wording.title(preview)}: {wording.contents(preview)} ({isolate(preview.path.name)})"


class _Row(Themed, QStyledItemDelegate):
    """Paints a name over what comes; a sign stands where something is refused or to be chosen."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row's size."""
        return QSize(160, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row."""
        preview: PacketPreview = index.data(ROW)
        refused = preview.refusal is not None
        sign, role = (
            ("warning", "rubric")
            if refused or preview.conflicting
            else ("check", "ok")
            if preview.is_news
            else ("", "ink3")
        )
        box, direction = QRectF(option.rect), option.direction
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            draw_frame(
                painter,
                box.adjusted(6, 1, -6, -1),
                radius=measures().radius_control,
                fill=self.theme.color("accent_soft"),
                edge=self.theme.color("accent") if focus else None,
                width=measures().line_focus if focus else 0,
            )
        painter.translate(box.topLeft())
        room = box.width() - 2 * _SIDE - (_SIGN + 6 if sign else 0)
        name = wording.title(preview)
        if name != preview.path.name:
            self._paint_file(painter, preview.path.name, room, box.width(), direction)
        for top, share, words, font, ink, run in (
            (5, _SHARE, name, interface_font(measures().body_px, 500), "ink", direction_of(name)),
            (
                24,
                1.0,
                wording.contents(preview),
                interface_font(measures().caption_px),
                "rubric" if refused else "ink2",
                direction,
            ),
        ):
            draw_text(
                painter,
                mirrored(QRectF(_SIDE, top, room * share, 20), box.width(), direction),
                words,
                font=font,
                color=self.theme.color(ink),
                at_right=direction == RTL,
                direction=run,
            )
        if sign:
            at = QRectF(box.width() - _SIDE - _SIGN, (_HEIGHT - _SIGN) / 2, _SIGN, _SIGN)
            picture = pixmap(sign, self.theme.color(role), _SIGN, painter.device().devicePixelRatioF())
            painter.drawPixmap(mirrored(at, box.width(), direction).topLeft(), picture)
        painter.restore()

    def _paint_file(
        self, painter: QPainter, name: str, room: float, width: float, direction: Qt.LayoutDirection
    ) -> None:
        """Paint a file's name at the end of the line: somebody may have sent several."""
        place = QRectF(_SIDE + room * _SHARE, 5, room * (1 - _SHARE), 20)
        draw_text(
            painter,
            mirrored(place, width, direction),
            name,
            font=interface_font(measures().caption_px),
            color=self.theme.color("ink3"),
            at_right=direction == LTR,
            direction=direction_of(name),
        )


class PacketsList(Themed, QListView):
    """The files.

    Signals:
        chosen: the preview that is to be shown.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowModel(_words, tip=lambda preview: str(preview.path))
        self._row = _Row(self)
        self.setModel(self._model)
        self.setItemDelegate(self._row)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Packets"))
        ScrollLine(self)
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())

    @property
    def rows(self) -> tuple[PacketPreview, ...]:
        """What is shown."""
        return self._model.rows

    @property
    def current(self) -> PacketPreview | None:
        """The one that is shown beside the list."""
        row = self.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def show_previews(self, previews: Sequence[PacketPreview]) -> None:
        """Show these; the one that was shown stays."""
        before = None if self.current is None else self.current.path
        self._model.show(previews)
        paths = [one.path for one in previews]
        if paths:
            self.setCurrentIndex(self._model.index(paths.index(before) if before in paths else 0))
        self._tell()

    def theme_changed(self) -> None:
        """Hand the colours on to what paints the rows."""
        self._row.set_theme(self.theme)
        self.viewport().update()

    def _tell(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)
