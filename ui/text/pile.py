"""The small list of the spans that lie at one place, innermost first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.language import tr
from annotator.model import SpanAnnotation
from ui.fonts import interface_font, text_font
from ui.panels.label_swatch import SWATCH, paint_swatch
from ui.panels.painting import draw_frame
from ui.panels.themed import Themed
from ui.text import accessible, gloss
from ui.text.lettering import Lettering
from ui.text.reading import Reading, first_and_last
from ui.theme import measures

_ROW, _EDGE, _PAD, _GAP = 30.0, 4.0, 10.0, 9.0
_MOST_WORDS: Final = 260.0
_MOST_ROWS: Final = 12
_BESIDE: Final = 10
"""From the place to the list, px."""


class Pile(Themed, QWidget):
    """A list of spans on the page. The keyboard stays with the text; the mouse chooses here.

    Attributes:
        rows: the spans, innermost first.
        at: the place, in the page's pixels.
        chosen: a row was clicked: the span's id.
    """

    chosen = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.rows: list[SpanAnnotation] = []
        self._words: list[str] = []
        self._names: list[str] = []
        self._reading: Reading | None = None
        self._current: str | None = None
        self._hovered: int | None = None
        self.at = QPoint()
        self._label_face = Lettering(interface_font(measures().small_px, 500))
        self._word_face = Lettering(text_font(16))
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def ids(self) -> list[str]:
        """The ids of the spans listed, innermost first; none while it is hidden."""
        return [] if self.isHidden() else [span.id for span in self.rows]

    def show_at(
        self, reading: Reading, spans: Sequence[SpanAnnotation], current: str | None, at: QPoint
    ) -> None:
        """List spans beside a point of the page, with one of them as the current one."""
        self._reading, self.rows, self._current = reading, list(spans[:_MOST_ROWS]), current
        self._hovered, self.at = None, at
        self._names = [accessible.label_name(reading, span) for span in self.rows]
        self._words = [
            "".join(gloss.fit(first_and_last(s.quote), _MOST_WORDS, 1, self._word_face.advance))
            for s in self.rows
        ]
        self.setAccessibleName(tr("Spans at this place"))
        self.resize(self.sizeHint())
        page = self._page
        below = at.y() + _BESIDE + self.height() <= page.height()
        top = at.y() + _BESIDE if below else max(at.y() - _BESIDE - self.height(), 0)
        left = at.x() - self.width() if self.isRightToLeft() else at.x()
        self.move(min(max(left, 0), max(page.width() - self.width(), 0)), top)
        self.show()
        self.raise_()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that the rows need."""
        wide = max((self._wide(n) for n in range(len(self.rows))), default=0.0)
        return QSize(round(wide + 2 * _EDGE), round(_ROW * len(self.rows) + 2 * _EDGE))

    def _wide(self, row: int) -> float:
        names, words = self._label_face.width(self._names[row]), self._word_face.width(self._words[row])
        return 2 * _PAD + SWATCH + _GAP + names + _GAP + words

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows: mark, label, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        m, theme = measures(), self.theme
        fill, edge = theme.color("raised"), theme.color("border")
        painter.fillRect(self.rect(), theme.color("page"))
        draw_frame(painter, QRectF(self.rect()), radius=m.radius_control, fill=fill, edge=edge)
        for row in range(len(self.rows)):
            self._paint_row(painter, row)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int) -> None:
        span, theme = self.rows[row], self.theme
        box = QRectF(_EDGE, _EDGE + row * _ROW, self.width() - 2 * _EDGE, _ROW)
        is_current = span.id == self._current
        if is_current or row == self._hovered:
            ground = theme.color("accent_soft" if is_current else "hover")
            edge = theme.color("accent") if is_current and theme.high_contrast else None
            draw_frame(painter, box, radius=measures().radius_control, fill=ground, edge=edge)
        middle, rtl = box.center().y(), self.isRightToLeft()
        x = box.right() - _PAD if rtl else box.left() + _PAD
        towards = -1 if rtl else 1
        label = None if self._reading is None else self._reading.label(span)
        if label is not None:
            swatch = QRectF(min(x, x + towards * SWATCH), middle - SWATCH / 2, SWATCH, SWATCH)
            paint_swatch(painter, swatch, label, theme)
        x += towards * (SWATCH + _GAP)
        for face, words, role in (
            (self._label_face, self._names[row], "ink2"),
            (self._word_face, self._words[row], "ink"),
        ):
            painter.setPen(theme.color(role))
            wide = face.width(words)
            face.draw_up_to(painter, x if rtl else x + wide, middle, words)
            x += towards * (wide + _GAP)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the pointer."""
        row = self._row_at(event.position().y())
        if row != self._hovered:
            self._hovered = row
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        row = self._row_at(event.position().y())
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self.rows[row].id)

    def _row_at(self, y: float) -> int | None:
        row = int((y - _EDGE) // _ROW)
        return row if 0 <= row < len(self.rows) else None
