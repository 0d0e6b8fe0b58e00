"""What the keys do on the page: move the caret, select, walk the spans, choose, let go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.text import accessible, caret
from ui.text.caret import Move
from ui.text.handles import Handle

if TYPE_CHECKING:
    from ui.text.view import TextView

_NONE: Final = Qt.KeyboardModifier.NoModifier
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_ARROWS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
_PILE_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOVES: Final = {
    (Qt.Key.Key_Left, _NONE): Move.LEFT,
    (Qt.Key.Key_Right, _NONE): Move.RIGHT,
    (Qt.Key.Key_Left, _CTRL): Move.WORD_LEFT,
    (Qt.Key.Key_Right, _CTRL): Move.WORD_RIGHT,
    (Qt.Key.Key_Up, _NONE): Move.UP,
    (Qt.Key.Key_Down, _NONE): Move.DOWN,
    (Qt.Key.Key_Up, _CTRL): Move.PARAGRAPH_BACK,
    (Qt.Key.Key_Down, _CTRL): Move.PARAGRAPH_ON,
    (Qt.Key.Key_PageUp, _CTRL): Move.SENTENCE_BACK,
    (Qt.Key.Key_PageDown, _CTRL): Move.SENTENCE_ON,
    (Qt.Key.Key_PageUp, _NONE): Move.PAGE_UP,
    (Qt.Key.Key_PageDown, _NONE): Move.PAGE_DOWN,
    (Qt.Key.Key_Home, _NONE): Move.LINE_START,
    (Qt.Key.Key_End, _NONE): Move.LINE_END,
    (Qt.Key.Key_Home, _CTRL): Move.TEXT_START,
    (Qt.Key.Key_End, _CTRL): Move.TEXT_END,
}
_PAGES: Final = {Move.PAGE_UP: -0.9, Move.PAGE_DOWN: 0.9}
"""How far a page goes while the other end of a relation is looked for, in heights of the view."""


class Keyboard:
    """Turns keys into what the view does. Labels and commands are the window's actions, not here."""

    def __init__(self, view: TextView) -> None:
        self._view = view
        self._kept: tuple[int, float] | None = None  # where the last vertical move ended, and its x
        self._going: tuple[int, bool, bool] | None = None  # where the last arrow led; to the left? onwards?

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for. Return whether it meant anything."""
        if self._view.sheet is None:
            return False
        modifiers = event.modifiers() & ~_KEYPAD
        key = Qt.Key(event.key())
        if self._by_letter(event):
            return True
        if modifiers == _ALT and key in _ARROWS:
            return self._move_edge(key)
        if key != Qt.Key.Key_Alt:
            self._view.handles.settle()
        if not modifiers and key in _PILE_STEPS and self._view.pile.ids:
            self._step_pile(_PILE_STEPS[key])
            return True
        move = _MOVES.get((key, modifiers & ~_SHIFT))
        if move is not None:
            self._move(move, extend=bool(modifiers & _SHIFT))
            return True
        return not modifiers & ~_SHIFT and self._act(key)

    def _by_letter(self, event: QKeyEvent) -> bool:
        """Choose a word, or the span that is picked, by the letter over it."""
        view = self._view
        if view.words.is_on:
            return view.words.press(event)
        if view.picking is None or not view.letters.wants(event):
            return False
        place = view.letters.chosen(event)
        view.pick(None if place is None else place.span_id)
        return True

    def _move(self, move: Move, *, extend: bool) -> None:
        view = self._view
        if view.sheet is None:
            return
        if view.picking is not None and move in _PAGES:
            # Only looking for the other end: the place in the text stays.
            view.scroll_by(_PAGES[move] * view.viewport().height())
            return
        at, pitch = view.sheet.caret(view.caret)
        x = at.x() - view.sheet.page.text_left
        if self._kept is not None and self._kept[0] == view.caret:
            x = self._kept[1]
        forward = self._forward(move)
        position = caret.moved(
            view.sheet.reading.text,
            view.sheet.paragraphs,
            view.caret,
            move,
            x=x,
            page_lines=max(int(view.viewport().height() / pitch) - 1, 1),
            forward=forward,
        )
        self._going = None if forward is None else (position, move in caret.TO_LEFT, forward)
        before = view.caret
        view.move_caret(position, extend=extend)
        if not extend:
            accessible.announce_caret(view, view.sheet, move, before, position)
        self._kept = (position, x) if move in caret.VERTICAL else None

    def _forward(self, move: Move) -> bool | None:
        """Return whether an arrow goes on in the text: as before, if it is the same one again."""
        view = self._view
        if move not in caret.ARROWS or view.sheet is None:
            return None
        if self._going is not None and self._going[:2] == (view.caret, move in caret.TO_LEFT):
            return self._going[2]
        return caret.is_forward(view.sheet.paragraphs, view.caret, move)

    def _move_edge(self, key: Qt.Key) -> bool:
        """Move an edge of the current span, or take the other one."""
        handles = self._view.handles
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            return handles.take(Handle.START if key == Qt.Key.Key_Up else Handle.END)
        return handles.step(to_left=key == Qt.Key.Key_Left)

    def _step_pile(self, by: int) -> None:
        """Go up or down in the list of the spans at one place."""
        view, pile = self._view, self._view.pile
        ids, spans, at = pile.ids, pile.rows, pile.at
        here = ids.index(view.current_span) if view.current_span in ids else 0
        view.walk(spans, ids[(here + by - 1) % len(ids)], at)

    def _act(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Tab:
                return self._view.next_span()
            case Qt.Key.Key_Backtab:
                return self._view.previous_span()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                return self._choose()
            case Qt.Key.Key_Escape:
                return self._let_go()
            case _:
                return False

    def _choose(self) -> bool:
        """Pick, or make the span at the caret current: the innermost first, then outwards."""
        view = self._view
        if view.sheet is None:
            return False
        if view.picking is not None:
            view.pick(view.picking.focus)
            return True
        # Behind a span's last letter the caret is still at the span.
        spans = view.sheet.reading.at(view.caret) or view.sheet.reading.at(view.caret - 1)
        if not spans:
            return False
        view.walk(spans, view.current_span, view.point_of(view.caret))
        return True

    def _let_go(self) -> bool:
        """Close the list, else give up picking, else the current span, else the selection."""
        view = self._view
        if view.pile.ids:
            view.pile.hide()
        elif view.picking is not None:
            view.cancel_pick()
        elif view.current_span is not None:
            view.set_current(None)
        elif view.selection is not None:
            view.select(None)
        else:
            return False
        return True
