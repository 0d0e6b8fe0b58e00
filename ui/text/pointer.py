"""What the mouse does on the page: select, choose, drag the edges of the current span, choose a card."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDeadlineTimer, QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator.model import Span, SpanAnnotation
from ui.text import accessible, arcs, targets
from ui.text.handles import Handle, moved
from ui.text.relations import Drawn

if TYPE_CHECKING:
    from ui.text.view import TextView

_REACH: Final = 7.0
"""How near a handle or a number has to be hit, px."""
_NEAR: Final = 4.0
"""How near a relation's way has to be pointed at, px."""
_DRAG: Final = 4.0
"""A press that moves less is a click, px."""
_SCROLL_EVERY_MS: Final = 30


class Pointer:
    """Follows one mouse over one view.

    Attributes:
        hovered: the span under the pointer.
        hovered_card: the statement whose card is under the pointer.
        hovered_relation: the relation whose way is under the pointer.
        preview: where the current span would go while one of its handles is dragged.
    """

    def __init__(self, view: TextView) -> None:
        self._view = view
        self._pressed: QPointF | None = None
        self._selecting = False
        self._handle: str | None = None
        self._last = QPointF()
        self._third_click_until = QDeadlineTimer()
        self.hovered: str | None = None
        self.hovered_card: str | None = None
        self.hovered_relation: str | None = None
        self.preview: Span | None = None
        self._scrolling = QTimer(view)
        self._scrolling.setInterval(_SCROLL_EVERY_MS)
        self._scrolling.timeout.connect(self._scroll_on)

    def press(self, point: QPointF, *, extend: bool) -> None:
        """The main button goes down."""
        view = self._view
        if view.sheet is None or self._take_sentence(point):
            return
        end = self.end_at(point)
        if end is not None and view.picking is None:
            view.set_current(end)
            return
        self._pressed = self._last = point
        self._selecting = False
        self._handle = None if view.picking is not None else self.handle_at(point)
        if self._handle is not None or self.statement_at(point) is not None or view.picking is not None:
            return
        if extend:
            view.move_caret(view.position_at(point), extend=True)
            self._selecting = True

    def choose(self, point: QPointF) -> None:
        """Choose the innermost span at a point beside the current one, or let go of it again."""
        view = self._view
        place = view.character_at(point)
        spans = [] if place is None or view.sheet is None else view.sheet.reading.at(place)
        if not spans or view.picking is not None:
            return
        if view.current_span is None:
            view.set_current(spans[0].id, scroll=False)
        else:
            view.choose(view.chosen ^ {spans[0].id})

    def move(self, point: QPointF, *, held: bool) -> None:
        """The pointer moves, with the main button down or not."""
        view = self._view
        if view.sheet is None:
            return
        self._last = point
        if not held or self._pressed is None:
            self._hover(point)
            return
        if self._handle is not None:
            self._drag_handle(point)
        elif self._selecting or self._begins_selection(point):
            view.move_caret(view.position_at(point), extend=True, scroll=False)
        height = view.viewport().height()
        if 0 <= point.y() <= height:
            self._scrolling.stop()
        elif self._handle is not None or self._selecting:
            self._scrolling.start()

    def release(self, point: QPointF) -> None:
        """The main button goes up."""
        view = self._view
        self._scrolling.stop()
        pressed, self._pressed = self._pressed, None
        if view.sheet is None or pressed is None:
            return
        dragged, self._handle = self._handle is not None and self.preview is not None, None
        if dragged:
            self._drop_handle()
        elif not self._selecting:
            # Also on a handle: those of a narrow span cover all of it.
            self._click(point)
        self._selecting = False

    def double_click(self, point: QPointF) -> None:
        """Select the word under the pointer; a third click takes the sentence."""
        view = self._view
        if view.sheet is None or view.picking is not None or self.statement_at(point) is not None:
            return
        place = view.character_at(point)
        if place is not None:
            view.edges.take_word(place)
        self._pressed, self._last = None, point
        self._third_click_until.setRemainingTime(QApplication.doubleClickInterval())

    def secondary_click(self, point: QPointF) -> None:
        """Go to the word under the pointer; a selection or a current span that is there stays."""
        view, place = self._view, self._view.character_at(point)
        if view.sheet is None:
            return
        here = [] if place is None else view.sheet.reading.at(place)
        chosen = view.selection
        if any(span.id == view.current_span for span in here):
            return
        if chosen is not None and place is not None and chosen.start <= place < chosen.end:
            return
        view.move_caret(view.position_at(point), extend=False, scroll=False)
        if here:
            view.set_current(here[0].id, scroll=False)

    def leave(self) -> None:
        """The pointer leaves the page."""
        self._set_hovered(None, None, None)

    def words_at(self, point: QPointF) -> str:
        """Return the tooltip for a point: a relation, or each span there with its label, innermost first."""
        view = self._view
        if view.sheet is None:
            return ""
        reading, ways = view.sheet.reading, self._ways_at(point)
        if ways:
            return "\n".join(accessible.relation_words(reading, key) for key in ways[0].relations)
        place = view.character_at(point)
        if place is None:
            return ""
        return "\n".join(accessible.span_words(reading, span) for span in reading.at(place))

    def handle_at(self, point: QPointF) -> str | None:
        """Return "start" or "end" if that handle of the current span is under the point."""
        view = self._view
        if view.sheet is None or view.current_span is None:
            return None
        boxes = targets.handle_boxes(view.sheet, view.current_span, view.viewport().height())
        under = {e: box for e, box in boxes.items() if box.adjusted(-_REACH, 0, _REACH, 0).contains(point)}
        return min(under, key=lambda edge: abs(under[edge].center().x() - point.x()), default=None)

    def statement_at(self, point: QPointF) -> str | None:
        """Return the statement whose card or number is under the point."""
        view = self._view
        for placed in view.painted.cards:
            if placed.holds(point):
                return placed.card.statement
        if view.sheet is None:
            return None
        for centre, statement in targets.sigil_places(view.sheet, view.viewport().height()):
            if (centre - point).manhattanLength() <= _REACH + 2:
                return statement
        return None

    def relation_at(self, point: QPointF) -> str | None:
        """Return the relation whose way is under the point; the nearest of several."""
        ways = self._ways_at(point)
        return ways[0].relations[0] if ways else None

    def _ways_at(self, point: QPointF) -> list[Drawn]:
        """Return the ways under the point, nearest first."""
        near = [(arcs.distance(d.way, point.x(), point.y()), d) for d in self._view.painted.relations]
        return [d for away, d in sorted(near, key=itemgetter(0)) if away <= _NEAR]

    def end_at(self, point: QPointF) -> str | None:
        """Return the span out of sight that is named under the point."""
        return next((chip.span for chip in self._view.painted.chips if chip.rect.contains(point)), None)

    def _take_sentence(self, point: QPointF) -> bool:
        """Select the sentence if this is the third click in a row."""
        is_third = not self._third_click_until.hasExpired()
        self._third_click_until.setRemainingTime(0)
        place = self._view.character_at(point)
        if not is_third or place is None or (point - self._last).manhattanLength() >= _DRAG:
            return False
        self._view.edges.take_sentence(place)
        return True

    def _begins_selection(self, point: QPointF) -> bool:
        view, pressed = self._view, self._pressed
        if pressed is None or (point - pressed).manhattanLength() < _DRAG:
            return False
        if view.picking is not None or self.statement_at(pressed) is not None:
            return False
        view.move_caret(view.position_at(pressed), extend=False, scroll=False)
        self._selecting = True
        return True

    def _click(self, point: QPointF) -> None:
        view = self._view
        statement = self.statement_at(point)
        place = view.character_at(point)
        if view.picking is not None:
            view.pick(statement if statement is not None else self._picked_at(place))
            return
        if statement is not None:
            view.set_current(statement)
            return
        view.move_caret(view.position_at(point), extend=False, scroll=False)
        spans = [] if place is None or view.sheet is None else view.sheet.reading.at(place)
        if spans:
            view.walk(spans, view.last_current, point.toPoint())

    def _picked_at(self, place: int | None) -> str | None:
        view = self._view
        if place is None or view.sheet is None or view.picking is None:
            return None
        return next((s.id for s in view.sheet.reading.at(place) if view.picking.accepts(s)), None)

    def _drag_handle(self, point: QPointF) -> None:
        view = self._view
        current = view.current_annotation()
        if current is None or view.sheet is None:
            return
        text, span = view.sheet.reading.text, current.span
        position = view.position_at(point)
        if position >= span.end if self._handle == "start" else position <= span.start:
            self._select_from(span.start if self._handle == "start" else span.end, position)
            return
        place = moved(text, span, Handle.START if self._handle == "start" else Handle.END, position)
        if place != (self.preview or span):
            self.preview = place
            view.viewport().update()

    def _select_from(self, edge: int, position: int) -> None:
        """Begin a selection at an edge that was dragged over the whole span: that is no way to move it.

        A span that shares an edge with the current one is often marked right after it.
        """
        self._handle, self.preview = None, None
        self._view.move_caret(edge, extend=False, scroll=False)
        self._view.move_caret(position, extend=True, scroll=False)
        self._selecting = True

    def _drop_handle(self) -> None:
        view, place = self._view, self.preview
        self.preview = None
        current = view.current_annotation()
        if current is not None and place is not None and place != current.span:
            view.resize_requested.emit(current.id, place)
        view.viewport().update()

    def _hover(self, point: QPointF) -> None:
        view = self._view
        statement = self.statement_at(point)
        relation = self.relation_at(point) if statement is None else None
        place = view.character_at(point) if statement is None and relation is None else None
        spans = [] if place is None or view.sheet is None else view.sheet.reading.at(place)
        card = statement or self._card_of(spans)
        self._set_hovered(spans[0].id if spans else None, card, relation)
        view.viewport().setCursor(self._shape_at(point, statement))

    def _card_of(self, spans: list[SpanAnnotation]) -> str | None:
        """Return the statement whose card speaks of the innermost span that any card speaks of."""
        if self._view.sheet is None:
            return None
        statement_of = self._view.sheet.reading.statement_of
        return next((found for span in spans if (found := statement_of(span.id)) is not None), None)

    def _shape_at(self, point: QPointF, statement: str | None) -> Qt.CursorShape:
        view = self._view
        picks = view.picking is not None and self.hovered is not None
        if statement is not None or picks or self.end_at(point) is not None:
            return Qt.CursorShape.PointingHandCursor
        if self.handle_at(point) is not None:
            return Qt.CursorShape.SizeHorCursor
        page = None if view.sheet is None else view.sheet.page
        in_text = page is not None and page.text_left <= point.x() <= page.text_right
        return Qt.CursorShape.IBeamCursor if in_text else Qt.CursorShape.ArrowCursor

    def _set_hovered(self, span: str | None, card: str | None, relation: str | None) -> None:
        if (span, card, relation) != (self.hovered, self.hovered_card, self.hovered_relation):
            self.hovered, self.hovered_card, self.hovered_relation = span, card, relation
            self._view.viewport().update()

    def _scroll_on(self) -> None:
        """Go on scrolling while the pointer is held beyond an edge; the farther, the faster."""
        view = self._view
        beyond = self._last.y() if self._last.y() < 0 else self._last.y() - view.viewport().height()
        view.scroll_by(max(min(beyond, 60), -60))
        self.move(self._last, held=True)
