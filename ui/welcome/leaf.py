"""A leaf with its gloss: the start page's picture, and the only ornament in the program.

The text is that of a sample article, with its marks drawn by the canvas's own painter. Who says what stands
aslant in the outer margin, as readers wrote it; below the frame is the catchword, the word that the next
leaf begins with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator import resources
from annotator.errors import AnnotatorError
from annotator.model.scheme_json import default_scheme
from annotator.workspace import read_files
from ui.fonts import text_font
from ui.panels.painting import LTR, RTL, draw_text, faded
from ui.panels.themed import Themed
from ui.text import gloss, painting
from ui.text.appearance import usual
from ui.text.painting import Look
from ui.text.reading import Reading
from ui.text.sheet import Row, Sheet
from ui.theme import Theme, measures

_SAMPLE: Final = "04-council.jsonl"
_BEGIN: Final = "قال مسؤولون"
"""The leaf's first words: a heading would waste its room."""
_SIZE: Final = (450, 620)
_FRAME: Final = QRectF(137, 51, 283, 510)
_HEAD: Final = 100.0
_INSET: Final = 20.0
"""From the frame's outer edge to the text."""
_TEXT_PX: Final = 17
_PITCH: Final = 29.0
_TEXT_TOP: Final = 12.0
"""From the head's lower edge to the first line's box."""
_MARGIN_WORDS: Final = 118.0
_SLANT: Final = -30.0
_BETWEEN_GLOSSES: Final = 106.0
_NAME: Final = "حاشية"


class _Note(NamedTuple):
    """What a reader has written beside a line: its y on the leaf, who says it, what is said."""

    y: float
    source: str
    words: str


class Leaf(Themed, QWidget):
    """The picture. Its text comes a moment after the page, which need not wait for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self._sheet: Sheet | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the leaf's size."""
        return QSize(*_SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to read the sample, the first time, if the page stays."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._read_if_seen)

    def read(self) -> None:
        """Read the sample. A leaf without text is still a leaf."""
        try:
            self._reading = _sample()
        except AnnotatorError:
            return
        self.theme_changed()
        self.update()

    def _read_if_seen(self) -> None:
        if self._reading is None and self.isVisible():
            self.read()

    def theme_changed(self) -> None:
        """Lay the text out in the theme's look."""
        if self._reading is not None:
            self._sheet = _laid_out(self._reading, self.theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the leaf, its frame, and what is written on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self.theme.color
        painter.fillRect(self.rect(), color("hair"))
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), color("page"))
        frame = self._frame()
        self._paint_frame(painter, frame)
        if self._sheet is not None:
            self._paint_text(painter, self._sheet, frame)
        painter.end()

    def _frame(self) -> QRectF:
        """Return the frame's outer edge: the wide margin is the outer one, as the canvas has it."""
        if self.layoutDirection() == RTL:
            return _FRAME
        return QRectF(_SIZE[0] - _FRAME.right(), _FRAME.top(), _FRAME.width(), _FRAME.height())

    def _paint_frame(self, painter: QPainter, frame: QRectF) -> None:
        gold = self.theme.color("gold")
        head = QRectF(frame.left() + 8, frame.top() + 8, frame.width() - 16, _HEAD - 8)
        ground = QColor(Qt.GlobalColor.transparent) if self.theme.high_contrast else faded(gold, 0.10)
        painter.fillRect(head, ground)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for inset, width in ((0.5, 0.8), (5.0, 1.8), (8.5, 0.7)):
            painter.setPen(QPen(gold, width))
            painter.drawRect(frame.adjusted(inset, inset, -inset, -inset))
        for y, width in ((head.bottom(), 0.7), (head.bottom() + 4, 1.2)):
            painter.fillRect(QRectF(head.left(), y, head.width(), width), gold)
        font = text_font(52, bold=True)
        box = head.translated(0, -2)
        painter.setFont(font)
        painter.setPen(self.theme.color("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _NAME)

    def _paint_text(self, painter: QPainter, sheet: Sheet, frame: QRectF) -> None:
        top = frame.top() + _HEAD + _TEXT_TOP
        room = frame.bottom() - 8 - top
        origin = QPointF(frame.left() + _INSET - sheet.page.text_left, top)
        painter.save()
        painter.translate(origin)
        notes, catchword = _paint_lines(painter, sheet, room)
        painter.restore()
        font = text_font(15)
        box = QRectF(frame.left() + 4, frame.bottom() + 3, frame.width() - 8, 28)
        color = self.theme.color
        draw_text(painter, box, catchword, font=font, color=color("ink2"), at_right=False, direction=RTL)
        outer = self.layoutDirection() == LTR
        for note in notes:
            right = frame.right() + 112 if outer else frame.left() - 16
            self._paint_note(painter, QPointF(right, top + note.y), note)

    def _paint_note(self, painter: QPainter, at: QPointF, note: _Note) -> None:
        """Write a note from `at`, its right end, down to the left."""
        painter.save()
        painter.translate(at)
        painter.rotate(_SLANT)
        for row, (words, font, role) in enumerate(
            ((note.source, text_font(16), "rubric"), (note.words, text_font(14), "ink2"))
        ):
            box = QRectF(-_MARGIN_WORDS, row * 20.0 - 14, _MARGIN_WORDS, 28)
            draw_text(
                painter,
                box,
                _short(words, font, _MARGIN_WORDS),
                font=font,
                color=self.theme.color(role),
                at_right=True,
                direction=RTL,
            )
        painter.restore()


class _RuledSheet(Sheet):
    """Keeps to its ruling: nothing stands above these lines for which they would have to move apart."""

    def _make_room(self, row: Row) -> bool:
        del row
        return False


def _sample() -> Reading:
    scheme = default_scheme()
    path = resources.path("samples") / _SAMPLE
    annotated = read_files([path], scheme=scheme).documents[0]
    return Reading(annotated.document, annotated.sets[0] if annotated.sets else None, scheme)


def _laid_out(reading: Reading, theme: Theme) -> Sheet:
    column = _FRAME.width() - 2 * _INSET
    look: Look = painting.look(theme, replace(usual(), px=_TEXT_PX))
    look = replace(
        look,
        canvas=replace(look.canvas, pitch=_PITCH, plain_pitch=_PITCH),
        window=replace(look.window, text_max=round(column), gloss=0),
    )
    sheet = _RuledSheet(reading, look, width=column + 2 * measures().page_padding, gloss_on_right=False)
    index = sheet.paragraphs.index_of(max(reading.text.find(_BEGIN), 0))
    sheet.scroller.gap = 0
    sheet.scroller.show_at(index, 0, 0)
    return sheet


def _paint_lines(painter: QPainter, sheet: Sheet, room: float) -> tuple[list[_Note], str]:
    """Paint the lines that are whole within the room; return the notes beside them and the next word."""
    notes: list[_Note] = []
    text, following = sheet.reading.text, 0
    for row in sheet.rows(room):
        places = sheet.places(row, 0, room)
        whole = [line for line in row.paragraph.lines if row.y + line.top + _PITCH <= room]
        if not whole:
            break
        shown = painting.LinePlaces(
            places.x, places.baselines, -1, places.baselines[whole[-1].number] + _PITCH / 2
        )
        painting.paint_under_text(painter, sheet.look, row.marks, shown, current=None)
        painting.paint_around_text(painter, sheet.look, row.marks, shown, current=None)
        painter.setPen(sheet.look.theme.color("ink"))
        for line in whole:
            line.text_line.draw(painter, QPointF(sheet.page.text_left, round(row.y)))
        following = whole[-1].end
        notes.extend(_notes(sheet, row, whole[0].start, following, notes))
    return notes, next(iter(text[following:].split()), "")


def _notes(sheet: Sheet, row: Row, start: int, end: int, before: list[_Note]) -> Iterator[_Note]:
    """Yield what stands beside a paragraph: its attributed statements, as far apart as the slant needs."""
    reading = sheet.reading
    free = before[-1].y + _BETWEEN_GLOSSES if before else float("-inf")
    for key in reading.statements.starting_in(start, end):
        card = gloss.card(reading, reading.spans[key], current=False)
        y = row.y + row.paragraph.line_of(reading.spans[key].span.start).baseline
        if card.source is not None and y >= free:
            free = y + _BETWEEN_GLOSSES
            words = f"{card.cue}: {card.words}" if card.cue is not None else card.words
            yield _Note(y, card.source.split(" · ")[0], words)


def _short(words: str, font: QFont, width: float) -> str:
    """Return as many words as there is room for; a note in a margin breaks off without a sign."""
    metrics = QFontMetricsF(font)
    kept = words.split()
    while len(kept) > 1 and metrics.horizontalAdvance(" ".join(kept)) > width:
        kept.pop()
    return " ".join(kept)
