"""A sheet on which a person has a place: the caret and what is selected, or the current span."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtWidgets import QWidget

from annotator.model import Span, SpanAnnotation
from annotator.model.annotation import text_order
from ui.text import accessible, ends
from ui.text.blink import Blink
from ui.text.edges import Edges
from ui.text.handles import Handles
from ui.text.letters import Letters, Place
from ui.text.matches import Matches
from ui.text.motion import Motion
from ui.text.picking import Picking, neighbour
from ui.text.pile import Pile
from ui.text.sheet_area import SheetArea
from ui.text.showing import Showing
from ui.text.word_keys import WordKeys


class PlaceArea(SheetArea):
    """Keeps the place of a person in the text, and goes from span to span.

    All positions are code points of the document. What is selected and what is current exclude each other:
    a label key makes a span of the one and relabels the other.

    Attributes:
        caret: where the caret stands.
        current_span: the current span's id, or None.
        chosen: spans that are chosen beside the current one; what is asked for is done to all.
        last_current: the span that was current last, whose place a key can go on from.
        picking: a choice of a span that is going on.
        edges: selects by units.
        handles: moves the edges of the current span by key.
        letters: stand over places that a key chooses.
        matches: goes to the other places of the same words.
        motion: what moves on the page, and whether anything does.
        pile: the list of the spans that lie at one place.
        words: selects words by their letters.
        selection_changed: the selection or the caret moved.
        current_changed: another span is current, or none.
        resize_requested: a handle was dropped: span id and the new `Span`.
        picked: a span was picked (see `begin_pick`): its id.
        pick_ended: picking is over, with or without a pick.
    """

    selection_changed = Signal()
    current_changed = Signal()
    resize_requested = Signal(str, object)
    picked = Signal(str)
    pick_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caret = 0
        self.current_span: str | None = None
        self.chosen: frozenset[str] = frozenset()
        self.last_current: str | None = None
        self.picking: Picking | None = None
        self._anchor = 0
        self._showing = Showing.CURRENT
        self._ring: tuple[str, ...] = ()
        self.edges = Edges(self)
        self.handles = Handles(self)
        self.matches = Matches(self)
        self.motion = Motion(self)
        self.pile = Pile(self.viewport())
        self.letters = Letters(self)
        self.words = WordKeys(self)
        self.shown_anew.connect(self.letter_candidates)
        self.pile.chosen.connect(self._choose_from_pile)
        self.verticalScrollBar().valueChanged.connect(self.pile.hide)
        self._blink = Blink(self, self._caret_flashed)

    def _caret_flashed(self) -> None:
        if self.sheet is not None:
            at, pitch = self.sheet.caret(self.caret)
            self.viewport().update(QRectF(at.x() - 4, at.y() - pitch, 8, 2 * pitch).toAlignedRect())

    def _begin_anew(self) -> None:
        """Let go of everything: another document is shown."""
        self.cancel_pick()
        self.motion.stop()
        self.motion.end_flash()
        self.pile.hide()
        self._ring = ()
        self.caret = self._anchor = 0
        self.current_span = self.last_current = None
        self.chosen = frozenset()
        self.letters.put_away()

    @property
    def selection(self) -> Span | None:
        """The selected text, or None."""
        if self._anchor == self.caret:
            return None
        return Span(min(self._anchor, self.caret), max(self._anchor, self.caret))

    def select(self, span: Span | None) -> None:
        """Select a stretch of text (the caret goes to its end), or nothing."""
        if span is None:
            self._anchor = self.caret
        else:
            self._anchor, self.caret = span.start, span.end
            self._drop_current()
        self._selection_moved()

    def move_caret(self, position: int, *, extend: bool, scroll: bool = True) -> None:
        """Put the caret before a position; `extend` selects from where it was."""
        self.caret = position
        if not extend:
            self._anchor = position
        self._drop_current()
        if scroll:
            self.motion.stop()
            self.reveal(position)
        self._selection_moved()

    def _selection_moved(self) -> None:
        self.pile.hide()
        self._blink.restart(focused=self.hasFocus())
        self.viewport().update()
        self.selection_changed.emit()
        if self.sheet is not None and self.selection is not None:
            accessible.announce(self, accessible.selection_words(self.sheet.reading, self.selection))

    def _drop_current(self) -> None:
        if self.current_span is not None:
            self.last_current, self.current_span = self.current_span, None
            self.chosen = frozenset()
            self.current_changed.emit()

    def current_annotation(self) -> SpanAnnotation | None:
        """Return the current span as it is now, or None."""
        if self.sheet is None or self.current_span is None:
            return None
        return self.sheet.reading.spans.get(self.current_span)

    def set_current(self, span_id: str | None, *, scroll: bool = True) -> None:
        """Make a span current, with the caret before it and in sight; None (or an unknown id) lets go.

        Without `scroll` the caret and the page stay where they are.
        """
        span = None if self.sheet is None or span_id is None else self.sheet.reading.spans.get(span_id)
        before = self._card_places()
        self.pile.hide()
        self.last_current = self.current_span = None if span is None else span.id
        self.chosen = frozenset()
        self.handles.let_go()
        if span is not None and self.sheet is not None:
            self._anchor = self.caret
            if scroll:
                self.caret = self._anchor = span.span.start
                self.jump_to(span.span)
            accessible.announce(self, accessible.span_words(self.sheet.reading, span))
        self.motion.settle_cards(before, self._card_places())
        self._blink.restart(focused=self.hasFocus())
        self.viewport().update()
        self.current_changed.emit()
        self.selection_changed.emit()

    def choose(self, span_ids: Iterable[str]) -> None:
        """Choose these spans beside the current one; without one, the first of them becomes current."""
        ids = [] if self.sheet is None else [key for key in span_ids if key in self.sheet.reading.spans]
        if self.current_span is None and ids:
            self.set_current(ids[0], scroll=False)
        chosen = frozenset(ids) - {self.current_span or ""}
        if chosen == self.chosen:
            return
        self.chosen = chosen
        self.viewport().update()
        self.current_changed.emit()

    def walk(self, spans: Sequence[SpanAnnotation], last: str | None, at: QPoint) -> None:
        """Make the first of the spans at one place current, or the one after `last`; then list them too.

        Args:
            spans: innermost first.
            last: the one that was current before, or None.
            at: the place, in the viewport.
        """
        ids = [span.id for span in spans]
        if last not in ids:
            self.set_current(ids[0], scroll=False)
            return
        self.set_current(ids[(ids.index(last) + 1) % len(ids)], scroll=False)
        if self.sheet is not None and len(ids) > 1:
            self.pile.show_at(self.sheet.reading, spans, self.current_span, at)

    def jump_to(self, span: Span) -> None:
        """Bring all of a stretch of text in sight, and let the eye follow."""
        self.motion.stop()
        self.motion.arrive(self.reveal_span(span))

    def scroll_to(self, position: int, *, centre: bool = False) -> None:
        """Make a position's line the first in sight (see `first_visible`), or bring it near the middle."""
        self.motion.interrupt()
        super().scroll_to(position, centre=centre)

    def _scrolled(self, value: int) -> None:
        if not self._settling:
            self.motion.interrupt()
        super()._scrolled(value)

    def _choose_from_pile(self, span_id: str) -> None:
        self.set_current(span_id, scroll=False)
        self.setFocus()

    def _card_places(self) -> dict[str, float]:
        """Return how far below their lines the cards in sight stand: nothing if none would move."""
        if self.sheet is None or self.motion.reduced:
            return {}
        current = None if self.current_span is None else self.sheet.reading.statement_of(self.current_span)
        cards = self.sheet.cards(self.sheet.rows(self.viewport().height()), current)
        return {placed.card.statement: placed.below_line for placed in cards}

    def next_span(self) -> bool:
        """Make the next span in reading order current. Return False if there is none."""
        return self._step_span(forward=True)

    def previous_span(self) -> bool:
        """Make the previous span in reading order current. Return False if there is none."""
        return self._step_span(forward=False)

    def _step_span(self, *, forward: bool) -> bool:
        if self.sheet is None:
            return False
        found = self._neighbour(forward=forward)
        if found is None:
            return False
        if self.picking is None:
            self.set_current(found.id)
            return True
        self.picking.focus = found.id
        self.caret = self._anchor = found.span.start
        self.jump_to(found.span)
        self.letter_candidates()
        accessible.announce(self, accessible.span_words(self.sheet.reading, found))
        return True

    def _neighbour(self, *, forward: bool) -> SpanAnnotation | None:
        """Return the span that Tab goes to: while picking, the next one that may be picked."""
        if self.sheet is None:
            return None
        reading, picking = self.sheet.reading, self.picking
        if picking is not None:
            return picking.neighbour(reading, self.caret, forward=forward)
        return neighbour(reading, self.current_annotation(), self.caret, forward=forward)

    # Relations

    @property
    def showing(self) -> Showing:
        """Which relations are drawn."""
        return self._showing

    def show_relations(self, showing: Showing) -> None:
        """Draw the relations of all spans in sight, of the current span, or none."""
        self._showing = showing
        self.viewport().update()

    @property
    def is_related(self) -> bool:
        """Whether the current span is related to others."""
        current = self.current_annotation()
        return (
            self.sheet is not None
            and current is not None
            and bool(self.sheet.reading.relations_of(current.id))
        )

    def go_to_other_end(self) -> bool:
        """Go to the next of the spans that the current one is related to, and at last back to it.

        Return False if it is related to none.
        """
        if self.sheet is None:
            return False
        self._ring = ends.onwards(self.sheet.reading, self._ring, self.current_span)
        if not self._ring or self.current_span is None:
            return False
        here = self._ring.index(self.current_span)
        self.set_current(self._ring[(here + 1) % len(self._ring)])
        return True

    # Picking the other end of a relation

    def begin_pick(self, accepts: Callable[[SpanAnnotation], bool]) -> None:
        """Let a person pick a span: by its letter, by click, or Tab and Enter; Esc gives up.

        `picked` says which.
        """
        self.words.end()
        self.picking = Picking(accepts)
        self.setFocus()
        self.letter_candidates()
        self.viewport().update()

    def letter_candidates(self) -> None:
        """Give the spans in sight that may be picked a letter each."""
        if self.sheet is None or self.picking is None:
            return
        rows = self.sheet.rows(self.viewport().height())
        inside = self.viewport().rect()
        spans = self.sheet.reading.touching(rows[0].paragraph.start, rows[-1].paragraph.end) if rows else []
        self.letters.offer(
            [
                Place(start=span.span.start, end=span.span.end, span_id=span.id)
                for span in sorted(spans, key=text_order)
                if self.picking.accepts(span) and inside.contains(self.point_of(span.span.start))
            ]
        )

    def cancel_pick(self) -> None:
        """Stop picking, if it was going on."""
        if self.picking is not None:
            self.picking = None
            self.letters.put_away()
            self.viewport().update()
            self.pick_ended.emit()

    def pick(self, span_id: str | None) -> None:
        """Pick a span if it may be; anything else leaves the choice open."""
        span = None if self.sheet is None or span_id is None else self.sheet.reading.spans.get(span_id)
        if span is not None and self.picking is not None and self.picking.accepts(span):
            self.cancel_pick()
            self.picked.emit(span.id)
