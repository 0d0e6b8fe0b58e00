"""Letters over places of the page: what is pressed chooses the place.

Small letters come first, from the middle row of the keyboard; where they are used up, capitals (with Shift).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.fonts import interface_font
from ui.keys import letter
from ui.panels.painting import LTR, draw_frame, draw_text, faded
from ui.panels.themed import Themed
from ui.theme import measures

if TYPE_CHECKING:
    from ui.text.place_area import PlaceArea

_ROW: Final = "ASDFGHJKLQWERTYUIOPZXCVNM"  # B gives two letters on an Arabic keyboard
LETTERS: Final = (*_ROW.lower(), *_ROW)
_WIDTH, _HEIGHT, _GAP = 15.0, 17.0, 1.0
_VEIL: Final = 0.86
_RISE: Final = 23.0
"""From the baseline up to a letter's lower edge, in px of a text of the usual size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place to choose.

    Attributes:
        start: its first code point; the letter stands over the beginning of the words.
        end: behind its last code point.
        span_id: the span that it is, or "".
    """

    start: int
    end: int
    span_id: str = ""


class Letters(Themed, QWidget):
    """Shows a letter over each of some places, over all of the page. It takes no key and no click itself.

    Attributes:
        places: letter → place; none while it is hidden.
        offered: letters have come or gone.
    """

    offered = Signal()

    def __init__(self, view: PlaceArea) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.places: dict[str, Place] = {}
        self._shows = False
        self._boxes: dict[str, QRectF] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.viewport().installEventFilter(self)
        view.shown_anew.connect(self._move)
        self.hide()

    def offer(self, places: Sequence[Place]) -> None:
        """Give the first of these places a letter each, or hide where there are none."""
        self.places = dict(zip(LETTERS, places, strict=False))
        self._boxes = None
        self.resize(self._view.viewport().size())
        self.setVisible(bool(self.places))
        self.raise_()
        self.update()
        if self._shows != bool(self.places):
            self._shows = not self._shows
            self.offered.emit()

    def put_away(self) -> None:
        """Take the letters off the page."""
        self.offer(())

    def wants(self, event: QKeyEvent) -> bool:
        """Tell whether a key is a letter, which now chooses a place and is no shortcut."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        return bool(self.places) and plain and letter(event.key()) is not None

    def chosen(self, event: QKeyEvent) -> Place | None:
        """Return the place that a key chooses, or None."""
        found = letter(event.key()) or ""
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return self.places.get(found if shifted else found.lower())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the page, however large it is."""
        if event.type() is QEvent.Type.Resize:
            self.resize(self._view.viewport().size())
        return super().eventFilter(watched, event)

    def boxes(self) -> dict[str, QRectF]:
        """Return where the letters stand, in the page's pixels: none over another."""
        if self._boxes is None:
            self._boxes = self._placed()
        return self._boxes

    def _move(self) -> None:
        """Follow the page, which has scrolled or is set anew."""
        if self.places:
            self._boxes = None
            self.update()

    def _placed(self) -> dict[str, QRectF]:
        sheet = self._view.sheet
        found: dict[str, QRectF] = {}
        if sheet is None:
            return found
        scale = sheet.look.canvas.scale
        for key, place in self.places.items():
            start, _ = sheet.caret(place.start)
            end, _ = sheet.caret(place.end)
            middle = (start.x() + end.x()) / 2 if start.y() == end.y() and not place.span_id else start.x()
            box = QRectF(middle - _WIDTH / 2, start.y() - _RISE * scale - _HEIGHT, _WIDTH, _HEIGHT)
            while any(box.intersects(other) for other in found.values()):
                box.translate(-_WIDTH - _GAP, 0)
            found[key] = box
        return found

    def _quieten(self, painter: QPainter, boxes: Iterable[QRectF]) -> None:
        """Let the tags of the lines with letters step back: they stand in the same row."""
        sheet = self._view.sheet
        if sheet is None:
            return
        page = faded(self.theme.color("page"), _VEIL)
        left, width = sheet.page.text_left - _WIDTH, sheet.page.text_width + 2 * _WIDTH
        for top in {box.top() for box in boxes}:
            painter.fillRect(QRectF(left, top, width, _HEIGHT), page)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, font = self.theme, interface_font(measures().small_px, 600)
        boxes = self.boxes()
        self._quieten(painter, boxes.values())
        for key, box in boxes.items():
            draw_frame(
                painter, box, radius=4, fill=theme.color("raised"), edge=theme.color("accent"), width=1
            )
            painter.setFont(font)
            wide = painter.fontMetrics().horizontalAdvance(key)
            room = QRectF(box.center().x() - wide / 2, box.top(), wide + 1, box.height())
            ink = theme.color("accent")
            draw_text(painter, room, key, font=font, color=ink, at_right=False, direction=LTR)
        painter.end()
