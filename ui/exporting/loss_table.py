"""The losses, one a line: the words, what happens to them, and why. Enter goes to the span."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.language import tr, trc
from annotator.model import LabelScheme
from ui.exporting.losses import LossRow
from ui.fonts import interface_font, text_font
from ui.panels.painting import RTL, direction_of, draw_frame, draw_text, elide, mirrored
from ui.panels.row_model import ROW, RowModel
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed
from ui.theme import measures

_HEIGHT: Final = 37
_SIDE: Final = 12.0
_SWATCH: Final = 12.0
_QUOTED_PX: Final = 17
_WORDS_SHARE: Final = 0.45
_KIND: Final = 92.0
_CHANGED: Final = frozenset({"widened", "trimmed", "split", "renamed"})


def kind_word(kind: str) -> str:
    """Return what happened, in a word."""
    return {
        "widened": trc("loss", "widened"),
        "trimmed": trc("loss", "trimmed"),
        "split": trc("loss", "split"),
        "flattened": trc("loss", "left out"),
        "renamed": trc("loss", "renamed"),
    }.get(kind, trc("loss", "left out"))


def _words(row: LossRow) -> str:
    return " · ".join((row.label, row.words, kind_word(row.kind), row.reason, row.title))


class _Row(Themed, QStyledItemDelegate):
    scheme: LabelScheme | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row's size."""
        return QSize(200, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the label's mark and the words, the kind, and the reason, from the start side."""
        row: LossRow = index.data(ROW)
        box, state, color = QRectF(option.rect), option.state, self.theme.color
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            focus = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
            draw_frame(
                painter,
                box.adjusted(3, 1, -3, -2),
                radius=measures().radius_control,
                fill=color("band") if chosen else color("hover"),
                edge=color("accent") if focus else None,
                width=measures().line_focus if focus else 0,
            )
        painter.setPen(color("hair"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.translate(box.topLeft())
        width, direction = box.width(), option.direction
        left = _SIDE + self._swatch(painter, row, width, direction)
        words = QRectF(left, 0, width * _WORDS_SHARE - left, _HEIGHT - 2)
        self._words(painter, mirrored(words, width, direction), row, at_right=direction == RTL)
        self._kind(painter, row, QRectF(words.right() + 8, 0, _KIND, _HEIGHT), width, direction)
        start = words.right() + 8 + _KIND + 8
        draw_text(
            painter,
            mirrored(QRectF(start, 0, width - start - _SIDE, _HEIGHT), width, direction),
            row.reason,
            font=interface_font(measures().small_px),
            color=color("ink2"),
            at_right=direction == RTL,
            direction=direction_of(row.reason),
        )
        painter.restore()

    def _colors(self, row: LossRow) -> tuple[QColor, QColor]:
        label = (
            self.scheme.label(row.label) if self.scheme is not None and row.element != "relation" else None
        )
        if label is None:
            return self.theme.color("hover"), self.theme.color("border")
        found = self.theme.label(label)
        return found.fill, found.edge

    def _swatch(self, painter: QPainter, row: LossRow, width: float, direction: Qt.LayoutDirection) -> float:
        fill, edge = self._colors(row)
        place = mirrored(QRectF(_SIDE, (_HEIGHT - _SWATCH) / 2, _SWATCH, _SWATCH), width, direction)
        draw_frame(painter, place, radius=3, fill=fill, edge=edge)
        return _SWATCH + 8

    def _words(self, painter: QPainter, place: QRectF, row: LossRow, *, at_right: bool) -> None:
        """Draw the span's words on their tint, and what stands around them in a lighter ink."""
        font = text_font(_QUOTED_PX)
        metrics = QFontMetricsF(font)
        words = elide(row.words.replace("\n", " "), font, place.width() * 0.8)
        before, after = self._around(row, metrics, place.width() - metrics.horizontalAdvance(words))
        line = before + words + after
        direction = direction_of(line)
        whole = metrics.horizontalAdvance(line)
        edge = place.right() - whole if at_right else place.left()
        # Shaped as one line, so that letters join over the span's edges.
        first, behind = metrics.horizontalAdvance(before), metrics.horizontalAdvance(before + words)
        fill, mark = self._colors(row)
        tint = QRectF(
            edge + (whole - behind if direction == RTL else first),
            place.top() + 5,
            behind - first,
            _HEIGHT - 12,
        )
        if row.start is not None and row.element != "relation":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(tint, 3, 3)
            painter.fillRect(QRectF(tint.left(), tint.bottom() - 2, tint.width(), 2), mark)
        box = QRectF(edge, place.top(), whole + 2, place.height())
        draw_text(
            painter,
            box,
            line,
            font=font,
            color=self.theme.color("ink"),
            at_right=direction == RTL,
            direction=direction,
        )

    def _around(self, row: LossRow, metrics: QFontMetricsF, room: float) -> tuple[str, str]:
        """Return as much of what stands around the words as there is room for, whole words only."""
        before, after = row.before, row.after
        while (before or after) and metrics.horizontalAdvance(before + after) > room:
            if len(before) > len(after):
                before = before.partition(" ")[2]
            else:
                after = after.rpartition(" ")[0]
        return before, after

    def _kind(
        self, painter: QPainter, row: LossRow, place: QRectF, width: float, direction: Qt.LayoutDirection
    ) -> None:
        changed = row.kind in _CHANGED
        ink = self.theme.color("warn" if changed else "rubric")
        ground = self.theme.color("warn_soft" if changed else "rubric_soft")
        font = interface_font(measures().caption_px, 500)
        said = kind_word(row.kind)
        wide = min(QFontMetricsF(font).horizontalAdvance(said) + 18, place.width())
        tall = 2.0 * measures().radius_pill
        pill = mirrored(QRectF(place.left(), (_HEIGHT - tall) / 2, wide, tall), width, direction)
        edge = ink if self.theme.high_contrast else None
        draw_frame(painter, pill, radius=tall / 2, fill=ground, edge=edge)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, said)


class LossTable(Themed, QListView):
    """The rows.

    Signals:
        span_wanted: a row whose place is to be shown.
    """

    span_wanted = Signal(object)

    def __init__(self, scheme: LabelScheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowModel(_words, tip=lambda row: f"{row.title}\n{row.reason}")
        self._row = _Row(self)
        self._row.scheme = scheme
        self.setModel(self._model)
        self.setItemDelegate(self._row)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Loss report"))
        ScrollLine(self)
        self.doubleClicked.connect(self._go)

    @property
    def rows(self) -> tuple[LossRow, ...]:
        """What is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[LossRow]) -> None:
        """Show these."""
        self._model.show(rows)

    def theme_changed(self) -> None:
        """Hand the colours on to what paints the rows."""
        self._row.set_theme(self.theme)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go to the span; without one it belongs to the dialog."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._go(self.currentIndex()):
            return
        super().keyPressEvent(event)

    def _go(self, index: QModelIndex) -> bool:
        row = self._model.rows[index.row()] if index.isValid() else None
        if row is not None:
            self.span_wanted.emit(row)
        return row is not None
