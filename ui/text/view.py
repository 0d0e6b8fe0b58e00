"""The text view: reads a document with its marks, and tells what a person selects and chooses.

The view changes nothing by itself. It shows what it is given (`show_document`, `apply`) and emits what is
asked for; the workspace does it and sends the change back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.editing.change import Change, TextChange
from annotator.model import AnnotationSet, Direction, Document, LabelScheme, Span, SpanAnnotation
from annotator.text.replacements import Movement
from ui import roles
from ui.text import accessible, ends, frame
from ui.text.blink import Blink
from ui.text.edges import Edges
from ui.text.frame import Painted, Shown
from ui.text.handles import Handles
from ui.text.hint import Hint
from ui.text.keyboard import Keyboard
from ui.text.matches import Matches
from ui.text.motion import Motion
from ui.text.picking import Picking, neighbour
from ui.text.pile import Pile
from ui.text.pointer import Pointer
from ui.text.reading import Reading
from ui.text.sheet import Sheet
from ui.text.sheet_area import SheetArea
from ui.text.showing import Showing
from ui.theme import Theme

_BY_KEY = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
_FOR_A_MOMENT = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})


class TextView(SheetArea):
    """The page with text, marks and gloss.

    All positions are code points of the document. What is selected and what is current exclude each other:
    a label key makes a span of the one and relabels the other.

    Attributes:
        edges: selects by units.
        handles: moves the edges of the current span by key.
        matches: goes to the other places of the same words.
        motion: what moves on the page, and whether anything does.
        selection_changed: the selection or the caret moved.
        current_changed: another span is current, or none.
        resize_requested: a handle was dropped: span id and the new `Span`.
        picked: a span was picked (see `begin_pick`): its id.
        pick_ended: picking is over, with or without a pick.
        menu_wanted: a menu for the place of the caret is wanted: its point on the screen.
    """

    selection_changed = Signal()
    current_changed = Signal()
    resize_requested = Signal(str, object)
    picked = Signal(str)
    pick_ended = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.painted = Painted()
        self.caret = 0
        self.current_span: str | None = None
        self.last_current: str | None = None
        self._anchor = 0
        self.picking: Picking | None = None
        self._invisibles = False
        self._showing = Showing.CURRENT
        self._ring: tuple[str, ...] = ()
        self._ringed = False
        self.edges = Edges(self)
        self.handles = Handles(self)
        self.matches = Matches(self)
        self.motion = Motion(self)
        self.pile = Pile(self.viewport())
        self.pile.chosen.connect(self._choose_from_pile)
        self.verticalScrollBar().valueChanged.connect(self.pile.hide)
        self._pointer = Pointer(self)
        self._keyboard = Keyboard(self)
        self._hint = Hint(self)
        self._hint.set_theme(self._look.theme)
        self.pending: tuple[Span, ...] = ()
        self._blink = Blink(self, self._caret_flashed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        accessible.name(self, None)

    # What is shown

    def show_document(
        self, document: Document | None, annotation_set: AnnotationSet | None, scheme: LabelScheme
    ) -> None:
        """Show a document from its start, with one reading of it, or nothing."""
        self.cancel_pick()
        self.painted = Painted()
        self.motion.stop()
        self.motion.end_flash()
        self.pile.hide()
        self._ring = ()
        self.caret = self._anchor = 0
        self.current_span = self.last_current = None
        self.sheet = None
        if document is not None:
            self.sheet = Sheet(
                Reading(document, annotation_set, scheme),
                self._look,
                width=self.viewport().width(),
                gloss_on_right=not self.isRightToLeft(),
                gloss_beside=self._gloss_beside,
            )
        accessible.name(self, None if document is None else document.title)
        self._repaint()
        self.selection_changed.emit()
        self.current_changed.emit()

    def apply(self, changes: Iterable[Change]) -> None:
        """Follow changes. Only what they concern is worked out anew; nothing scrolls."""
        before, changes, current = self._card_places(), tuple(changes), self.current_annotation()
        if self.sheet is None or not self.sheet.apply(changes):
            return
        accessible.announce_change(self, self.sheet.reading, current)
        for change in changes:
            if isinstance(change, TextChange) and change.document_id == self.sheet.reading.document.id:
                self._follow_text(Movement(change.replacements))
        if self.current_span is not None and self.current_span not in self.sheet.reading.spans:
            self.set_current(None)
        self.motion.settle_cards(before, self._card_places())
        self.pile.hide()
        self._repaint()

    def _follow_text(self, movement: Movement) -> None:
        """Keep caret and selection at their words after a correction of the text."""
        selection = self.selection
        if selection is None:
            self.caret = self._anchor = movement.point(self.caret)
        else:
            start, end = movement.range(selection.start, selection.end)
            self._anchor, self.caret = (start, end) if self._anchor < self.caret else (end, start)
        self.handles.let_go()
        self.selection_changed.emit()

    def turn_paragraphs(self, turned: Mapping[int, Direction]) -> None:
        """Lay these paragraphs (by their first code point) out so, and the others as they ask for."""
        if self.sheet is not None:
            self.sheet.turn(turned)
            self._repaint()

    def set_invisibles(self, *, shown: bool) -> None:
        """Give every character that can't be seen a sign, or only those that turn the text."""
        self._invisibles = shown
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._hint.set_theme(theme)
        self.pile.set_theme(theme)
        super().set_theme(theme)

    # Selection, caret, current span

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
        """Let a person pick a span: by click, or Tab and Enter; Esc gives up. `picked` says which."""
        self.picking = Picking(accepts)
        self.viewport().update()

    def cancel_pick(self) -> None:
        """Stop picking, if it was going on."""
        if self.picking is not None:
            self.picking = None
            self.viewport().update()
            self.pick_ended.emit()

    def pick(self, span_id: str | None) -> None:
        """Pick a span if it may be; anything else leaves the choice open."""
        span = None if self.sheet is None or span_id is None else self.sheet.reading.spans.get(span_id)
        if span is not None and self.picking is not None and self.picking.accepts(span):
            self.cancel_pick()
            self.picked.emit(span.id)

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's language and direction."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            if self.sheet is not None:
                self.sheet.forget_words()
            accessible.name(self, None if self.sheet is None else self.sheet.reading.document.title)
            self._repaint()
        elif event.type() is QEvent.Type.LayoutDirectionChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        painter = QPainter(self.viewport())
        if self.sheet is None:
            painter.fillRect(event.rect(), self._look.theme.color("page"))
        else:
            self.painted = frame.paint(
                painter,
                self.sheet,
                self._shown(),
                clip=QRectF(event.rect()),
                width=self.viewport().width(),
                height=self.viewport().height(),
            )
        painter.end()

    def _shown(self) -> Shown:
        candidates, focus = frozenset[str](), None
        if self.picking is not None and self.sheet is not None:
            rows = self.sheet.rows(self.viewport().height())
            candidates = self.picking.candidates(
                self.sheet.reading, rows[0].paragraph.start, rows[-1].paragraph.end
            )
            focus = self.picking.focus
        return Shown(
            current=self.current_span,
            selection=self.selection,
            caret=self.caret if self._blink.on else None,
            hovered=focus or self._pointer.hovered,
            hovered_card=self._pointer.hovered_card,
            hovered_relation=self._pointer.hovered_relation,
            showing=self._showing,
            preview=self._pointer.preview or self.handles.preview,
            held=self.handles.held,
            flashed=self.motion.flashed,
            pending=self.pending,
            displaced=self.motion.displaced,
            candidates=candidates,
            ringed=self._ringed and self.hasFocus(),
            invisibles=self._invisibles,
        )

    def show_pending(self, places: tuple[Span, ...]) -> None:
        """Mark these places of the document: an edit of theirs is not saved yet."""
        if places != self.pending:
            self.pending = places
            self.viewport().update()

    def words_at(self, point: QPoint) -> str:
        """Return what the tooltip says at a point of the viewport: each span there with its label."""
        return self._pointer.words_at(QPointF(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select, walk the spans, choose, let go."""
        self.motion.end_flash()
        if not self._keyboard.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Save what Alt and the arrows have moved, once Alt is let go."""
        if event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat():
            self.handles.settle()
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next_child: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Keep Tab for the spans as long as there is one; behind the last it leaves the text."""
        if self._neighbour(forward=next_child) is not None:
            return False
        return super().focusNextPrevChild(next_child)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a selection or the drag of a handle."""
        self._hint.hide()
        self.handles.settle()
        if event.button() is Qt.MouseButton.LeftButton:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._pointer.press(event.position(), extend=extend)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover, or go on with what the press began."""
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        self._pointer.move(event.position(), held=held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the press began."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pointer.release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pointer.double_click(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Go to what was clicked, and ask for a menu there."""
        if self.sheet is None or self.picking is not None:
            return
        self._hint.hide()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self._pointer.secondary_click(QPointF(event.pos()))
            self.menu_wanted.emit(event.globalPos())
        else:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.point_of(self.caret)))

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the spans' words as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._hint.show_at(event.globalPos(), self.words_at(event.pos()))
            return True
        if event.type() in {QEvent.Type.Leave, QEvent.Type.Wheel}:
            self._hint.hide()
            self._pointer.leave()
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret; a ring too where the keyboard came with a key, and then also after a click."""
        super().focusInEvent(event)
        self._ringed = self._ringed or event.reason() in _BY_KEY
        self._blink.restart(focused=True)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide caret and ring, and save what the keys have moved."""
        super().focusOutEvent(event)
        self._ringed = self._ringed and event.reason() in _FOR_A_MOMENT
        self.handles.settle()
        self.pile.hide()
        self._blink.restart(focused=False)
        self.viewport().update()

    def _caret_flashed(self) -> None:
        if self.sheet is not None:
            at, pitch = self.sheet.caret(self.caret)
            self.viewport().update(QRectF(at.x() - 4, at.y() - pitch, 8, 2 * pitch).toAlignedRect())


roles.give(TextView, QAccessible.Role.Document)
