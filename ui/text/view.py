"""The text view: reads a document with its marks, and tells what a person selects and chooses.

The view changes nothing by itself. It shows what it is given (`show_document`, `apply`) and emits what is
asked for; the workspace does it and sends the change back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
from annotator.model import AnnotationSet, Direction, Document, LabelScheme, Matter, Span
from annotator.text.replacements import Movement
from ui import roles
from ui.text import accessible, frame
from ui.text.found import Found
from ui.text.frame import Painted, Shown
from ui.text.hint import Hint
from ui.text.keyboard import Keyboard
from ui.text.place_area import PlaceArea
from ui.text.pointer import Pointer
from ui.text.reading import Reading
from ui.text.sheet import Sheet
from ui.theme import Theme

_BY_KEY = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
_FOR_A_MOMENT = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})


class TextView(PlaceArea):
    """The page with text, marks and gloss.

    Attributes:
        painted: what stands on the viewport and can be pointed at.
        menu_wanted: a menu for the place of the caret is wanted: its point on the screen.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.painted = Painted()
        self._invisibles = False
        self._matters: Mapping[str, Matter] = {}
        self._ringed = False
        self._pointer = Pointer(self)
        self._keyboard = Keyboard(self)
        self._hint = Hint(self)
        self._hint.set_theme(self._look.theme)
        self.pending: tuple[Span, ...] = ()
        self._found: Found | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        accessible.name(self, None)

    # What is shown

    def show_document(
        self, document: Document | None, annotation_set: AnnotationSet | None, scheme: LabelScheme
    ) -> None:
        """Show a document from its start, with one reading of it, or nothing."""
        self._begin_anew()
        self.painted = Painted()
        self.sheet = None
        if document is not None:
            self.sheet = self.sheet_of(Reading(document, annotation_set, scheme))
        accessible.name(self, None if document is None else document.title)
        self._repaint()
        self.selection_changed.emit()
        self.current_changed.emit()

    def sheet_of(self, reading: Reading) -> Sheet:
        """Return the sheet that shows a reading at the view's present width."""
        return Sheet(
            reading,
            self._look,
            width=self.viewport().width(),
            gloss_on_right=not self.isRightToLeft(),
            gloss_beside=self._gloss_beside,
        )

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
        if self.chosen:
            self.chosen = frozenset(key for key in self.chosen if key in self.sheet.reading.spans)
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

    def set_matters(self, matters: Mapping[str, Matter]) -> None:
        """Show what open remarks on spans are about, by the span's id, in the shapes of their flags."""
        self._matters = dict(matters)
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._hint.set_theme(theme)
        self.pile.set_theme(theme)
        self.letters.set_theme(theme)
        super().set_theme(theme)

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
            flashed=self.motion.flashed | self.chosen,
            pending=self.pending,
            found=self._found,
            displaced=self.motion.displaced,
            candidates=candidates,
            ringed=self._ringed and self.hasFocus(),
            matters=self._matters,
            invisibles=self._invisibles,
        )

    def show_found(self, found: Found | None) -> None:
        """Outline what a search has found, as far as it has come, or nothing."""
        self._found = found
        self.viewport().update()

    def is_found(self, span: Span) -> bool:
        """Tell whether a search has found this place."""
        return self._found is not None and self._found.number_of(span) is not None

    def show_pending(self, places: tuple[Span, ...]) -> None:
        """Mark these places of the document: an edit of theirs is not saved yet."""
        if places != self.pending:
            self.pending = places
            self.viewport().update()

    def words_at(self, point: QPoint) -> str:
        """Return what the tooltip says at a point of the viewport: each span there with its label."""
        return self._pointer.words_at(QPointF(point))

    def event(self, event: QEvent) -> bool:
        """Keep the letters that stand over the text from being shortcuts."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.letters.wants(event)
        ):
            event.accept()
            return True
        return super().event(event)

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
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._pointer.choose(event.position())
        else:
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


roles.give(TextView, QAccessible.Role.Document)
