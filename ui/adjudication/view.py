"""The text with the readers' lanes; while the adjudicator reads for themselves, a text view like any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from annotator import language
from annotator.language import tr
from annotator.model import AnnotationSet, Document, LabelScheme, Owner, Span
from ui import roles
from ui.adjudication import lanes_painting
from ui.adjudication.lanes_painting import LanesShown
from ui.adjudication.own import OWN_SET, Asked, SpansDraft
from ui.adjudication.readers import Reader
from ui.adjudication.sheet import LaneMark, LanesSheet
from ui.text.reading import Reading
from ui.text.sheet import Sheet
from ui.text.view import TextView

_DROPS = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_LEADS_OUT = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape})
_CLICK = 6
"""A press that moves less is a click, px."""
_SCROLLS = {Qt.Key.Key_PageUp: -0.9, Qt.Key.Key_PageDown: 0.9}


class LanesView(TextView):
    """Shows a document with its lanes, and lets the adjudicator choose words of their own.

    Signals:
        place_wanted: a place of the text, or of the lanes below it, was clicked: its code point.
        resized: the text has got another size, and lines another place.
        own_changed: the adjudicator's own spans are others, or another of them is worked on, see `own_now`.
    """

    place_wanted = Signal(int)
    resized = Signal()
    own_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._readers: tuple[Reader, ...] = ()
        self._lanes = LanesShown()
        self._own: SpansDraft | None = None
        self._pressed = QPointF()
        self._told = ("", "")
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.resize_requested.connect(self._resize_own)
        self.current_changed.connect(self._turn_to)
        self.tell("", "")

    # What is shown

    def show_lanes(self, document: Document, readers: Sequence[Reader], scheme: LabelScheme) -> None:
        """Show a document with a lane for each of its readers."""
        self._readers = tuple(readers)
        self._lanes, self._own = LanesShown(), None
        self.show_document(document, None, scheme)

    def sheet_of(self, reading: Reading) -> Sheet:
        """Return the sheet that shows a text with its lanes."""
        return LanesSheet(reading, self._look, self._readers, width=self.viewport().width())

    @property
    def shown(self) -> LanesShown:
        """What is lit, framed and strong."""
        return self._lanes

    def show_state(self, shown: LanesShown) -> None:
        """Light, frame and strengthen other places."""
        if shown != self._lanes:
            self._lanes = shown
            self.viewport().update()

    def reveal_places(self, places: Iterable[Span]) -> None:
        """Bring the first of these places into sight, with a line around it."""
        first = _first(places)
        if first is not None:
            self.caret = self._anchor = first.start
            self.jump_to(first)

    def keep_in_sight(self, places: Iterable[Span]) -> None:
        """Bring the first of these places, or the span that is worked on, back by the shortest way."""
        first = _first(places) if self._own is None else self._own.current.span
        if first is not None:
            self.reveal_span(first)

    def tell(self, title: str, position: str) -> None:
        """Say to screen readers which document this is and where in it one is."""
        self._told = (title, position)
        self.setAccessibleName(tr("Text with the readers' lanes: {title}", title=title))
        self.setAccessibleDescription(position)

    def words_at(self, point: QPoint) -> str:
        """Return what the tooltip says at a point of the viewport: who has marked what on the lane there."""
        if self.is_reading:
            return super().words_at(point)
        return "\n".join(
            f"{reader.siglum} · {reader.name} · {mark.label.names.in_language(language.current())}"
            for reader, mark in self.marks_at(point)
        )

    def marks_at(self, point: QPoint) -> list[tuple[Reader, LaneMark]]:
        """Return the marks on the lane at a point of the viewport, inner ones first."""
        sheet = self.sheet
        if not isinstance(sheet, LanesSheet):
            return []
        x, reach = point.x() - sheet.page.text_left, sheet.lane_height / 2
        found = [
            (self._readers[mark.lane], mark)
            for row in sheet.rows(self.viewport().height())
            for mark in sheet.lane_marks(row.paragraph)
            if self._lanes.shows(mark)
            for piece in mark.pieces
            if piece.left <= x <= piece.right
            and abs(point.y() - sheet.lane_middle(row, piece.line, mark.lane)) < reach
        ]
        return sorted(found, key=lambda one: len(one[1].span.span))

    # The adjudicator's own spans

    @property
    def is_reading(self) -> bool:
        """Whether the adjudicator is choosing words of their own."""
        return self._own is not None

    def begin_own(self, readings: Iterable[Asked]) -> None:
        """Let the adjudicator move the edges of spans, or select other words for them."""
        self._show_own(SpansDraft.of(readings, self._text))
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocus()

    def relabel_own(self, label: str) -> None:
        """Give the span that is worked on another label."""
        own = self.own_now
        if own is not None:
            self._show_own(own.changed(replace(own.current, label=label)))

    def answer_own(self, name: str, answer: str | None) -> None:
        """Answer a question about the span that is worked on."""
        own = self.own_now
        if own is not None:
            rest = {key: value for key, value in own.current.attributes.items() if key != name}
            answers = rest | ({} if answer is None else {name: answer})
            self._show_own(own.changed(replace(own.current, attributes=answers)))

    def add_own(self, place: Span) -> None:
        """Let one more span belong to the same decision: what is free of a place, else the next word."""
        own = self.own_now
        room = None if own is None else own.room(place, self._text)
        if own is not None and room is not None:
            self._show_own(own.more(room, self._text))

    def end_own(self) -> None:
        """Let go of the adjudicator's own spans."""
        if self._own is None:
            return
        self.words.end()
        self._own = None
        self._put(None)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    @property
    def own_now(self) -> SpansDraft | None:
        """The adjudicator's own spans, the one that is worked on over the words selected instead, if any."""
        if self._own is None or self.selection is None:
            return self._own
        return self._moved(self._own, self.selection)

    def _moved(self, own: SpansDraft, place: Span) -> SpansDraft:
        return own.changed(replace(own.current, span=place, quote=place.of(self._text)))

    def _resize_own(self, span_id: str, span: Span) -> None:
        if self._own is not None:
            self._own = self._own.turned(span_id)
            self._show_own(self._moved(self._own, span))

    def _turn_to(self) -> None:
        """Work on the span that has become current by Tab or by a click."""
        if self._own is not None and self.current_span not in {None, self._own.current.id}:
            self._own = self._own.turned(self.current_span)
            self.own_changed.emit()

    def _drop(self) -> None:
        """Take the span that is worked on away, unless it is the only one."""
        if self._own is not None and len(self._own.spans) > 1:
            self._show_own(self._own.fewer())

    @property
    def _text(self) -> str:
        return "" if self.sheet is None else self.sheet.reading.text

    def _show_own(self, own: SpansDraft) -> None:
        self._own = own
        self._put(own)
        held = self.handles.held
        self.set_current(own.current.id, scroll=False)
        self.handles.held = held
        self.reveal(own.current.span.start)
        self.own_changed.emit()

    def _put(self, own: SpansDraft | None) -> None:
        """Let the sheet's reading hold these spans and no others."""
        if self.sheet is None:
            return
        reading = self.sheet.reading
        spans = {} if own is None else {one.id: one for one in own.spans}
        self.sheet.reading = Reading(
            reading.document,
            AnnotationSet(
                id=OWN_SET, document_id=reading.document.id, owner=Owner.GOLD, annotator=None, spans=spans
            ),
            reading.scheme,
        )
        self.sheet.forget_words()
        if own is None:
            self.set_current(None)
        self._repaint()

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:
        """Keep what screen readers are told: a text view has another name."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.tell(*self._told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that lines stand elsewhere now."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        painter = QPainter(self.viewport())
        if not isinstance(self.sheet, LanesSheet):
            painter.fillRect(event.rect(), self._look.theme.color("page"))
        else:
            lanes_painting.paint(
                painter,
                self.sheet,
                self._now(),
                clip=QRectF(event.rect()),
                width=self.viewport().width(),
                height=self.viewport().height(),
            )
        painter.end()

    def _now(self) -> LanesShown:
        reading = self.is_reading
        return replace(
            self._lanes,
            own=reading,
            selection=self.selection if reading else None,
            caret=self.caret if reading and self._blink.on and self.current_span is None else None,
            current=self.current_span,
            preview=self._pointer.preview or self.handles.preview,
            held=self.handles.held,
            ringed=self._ringed and self.hasFocus(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move edges and caret while reading; else scroll, and leave the rest to the page."""
        key = Qt.Key(event.key())
        if self.is_reading and key in _DROPS and not event.modifiers():
            self._drop()
        elif self.is_reading and (key not in _LEADS_OUT or self._ends_words(key)):
            super().keyPressEvent(event)
            if self.selection is not None:
                self.own_changed.emit()
        elif not self.is_reading and key in _SCROLLS and not event.modifiers():
            self.scroll_by(_SCROLLS[key] * self.viewport().height())
        else:
            event.ignore()

    def _ends_words(self, key: Qt.Key) -> bool:
        """Tell whether a key only takes the letters over the words away; Enter decides at once."""
        on = self.words.is_on
        if on and key != Qt.Key.Key_Escape:
            self.words.end()
        return on and key == Qt.Key.Key_Escape

    def focusNextPrevChild(self, next_child: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Let Tab lead out: there are no spans to walk, unless several are the adjudicator's own."""
        if self._own is not None and len(self._own.spans) > 1:
            return super().focusNextPrevChild(next_child)
        return QAbstractScrollArea.focusNextPrevChild(self, next_child)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select while reading; else remember where."""
        self._pressed = event.position()
        if self.is_reading:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on selecting while reading."""
        if self.is_reading:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End selecting; else go to what was clicked."""
        if self.is_reading:
            super().mouseReleaseEvent(event)
            if self.selection is not None:
                self.own_changed.emit()
            return
        point = event.position()
        if event.button() is Qt.MouseButton.LeftButton and (point - self._pressed).manhattanLength() < _CLICK:
            place = self.character_at(point)
            if place is not None:
                self.place_wanted.emit(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word while reading."""
        if self.is_reading:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """There is nothing to offer here that the page does not show."""
        event.accept()


def _first(places: Iterable[Span]) -> Span | None:
    return min(places, key=lambda one: (one.start, -one.end), default=None)


roles.give(LanesView, QAccessible.Role.Document)
