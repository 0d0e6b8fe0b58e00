"""Labelling, relating, undoing: from a key to a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from annotator.editing.change import Change, SpanChange, TextChange
from annotator.editing.commands import (
    AddSpan,
    AttachNearest,
    AttachReferent,
    DeleteRelations,
    DeleteSpans,
    JoinAll,
    Relabel,
    Resize,
    SetComment,
    SetFlag,
    SetState,
)
from annotator.editing.moving import corrected_place
from annotator.language import Message, current, msg, tr
from annotator.model import RelationType, Span, SpanAnnotation, State
from annotator.workspace import ChangeSet
from ui.panels.keyed_menu import KeyedMenu
from ui.panels.menus import dress_menu
from ui.session import Session
from ui.text.view import TextView

_INSTEAD: Final = {"attribution": "refers_to", "cue": "introduces"}
"""What the keys of a source and a cue attach to a span that is no claim."""


class Editing(QObject):
    """Turns what a person asks for into commands on the open reading.

    Args:
        session: what is open.
        view: where the selection and the current span are.
        say: shows a sentence.

    Attributes:
        is_picking: the other end of a relation is being chosen.
        picking_changed: that has begun or ended.
    """

    picking_changed = Signal()

    def __init__(self, session: Session, view: TextView, say: Callable[[Message], None]) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._say = say
        self._picking_from: str | None = None
        self._picking_for: tuple[str, ...] = ()
        view.resize_requested.connect(self.resize)
        view.picked.connect(self._relate)
        view.pick_ended.connect(self._stop_picking)
        self.is_picking = False

    def undo(self) -> None:
        """Take the last step back, or the last letter while something is being written."""
        field = _written_in()
        if field is not None:
            field.undo()
            return
        self._show_touched(self._session.undo())

    def redo(self) -> None:
        """Do the last undone step again."""
        field = _written_in()
        if field is not None:
            field.redo()
            return
        self._show_touched(self._session.redo())

    def label(self, code: str) -> None:
        """Label the selected text; without a selection, give the current span this label."""
        document_id = self._session.document_id
        if document_id is None:
            return
        reading = self._session.annotation_set
        set_id = None if reading is None else reading.id
        selection = self._selected_words()
        if selection is not None:
            done = self._session.perform(
                AddSpan(document_id=document_id, set_id=set_id, label=code, span=selection)
            )
            if done is not None:
                self._view.select(None)
                self._point_at(done)
        elif self._view.current_span is not None and set_id is not None:
            span_ids = self._chosen()
            self._session.perform(
                Relabel(document_id=document_id, set_id=set_id, span_ids=span_ids, label=code)
            )
        else:
            self._say(
                msg("Select the words to label first: drag over them, or hold Shift and use the arrows.")
            )

    def delete(self) -> None:
        """Delete the current span and the relations that hang on it."""
        here = self._here()
        if here is None:
            return
        document_id, set_id, span = here
        after, chosen = self._neighbour(span), self._chosen()
        if self._session.perform(DeleteSpans(document_id=document_id, set_id=set_id, span_ids=chosen)):
            self._view.set_current(after, scroll=False)

    def attach(self, type_code: str) -> None:
        """Attach the nearest possible source or cue to the current claim.

        A source is joined by the same keys to the entity that it is, and to its own cue.
        """
        here = self._here()
        if here is None:
            return
        document_id, set_id, span = here
        scheme = self._session.workspace.scheme
        kind, instead = scheme.relation_type(type_code), scheme.relation_type(_INSTEAD.get(type_code, ""))
        if instead is not None and (kind is None or span.label not in kind.range):
            if span.label in instead.range:
                type_code = instead.code
            elif span.label in instead.domain:
                self._session.perform(
                    AttachReferent(document_id=document_id, set_id=set_id, span_id=span.id, type=instead.code)
                )
                return
        self._session.perform(
            AttachNearest(document_id=document_id, set_id=set_id, span_id=span.id, type=type_code)
        )

    def pick(self) -> None:
        """Let the person choose the other end of a relation in the text."""
        here = self._here()
        if here is None:
            return
        _, _, span = here
        self._picking_from, self._picking_for, self.is_picking = span.id, self._chosen(), True
        self.picking_changed.emit()
        # Of several, one may be the other end of all the others.
        alone = len(self._picking_for) == 1
        self._view.begin_pick(
            lambda other: (other.id != span.id or not alone) and bool(self._possible(span, other))
        )
        self._say(msg("Choose the other span: press its letter or click it, or Tab to it and press Enter."))

    def _stop_picking(self) -> None:
        self.is_picking = False
        self.picking_changed.emit()

    def resize(self, span_id: str, span: Span) -> None:
        """Move a span's edges."""
        reading = self._session.annotation_set
        if reading is not None:
            self._session.perform(
                Resize(document_id=reading.document_id, set_id=reading.id, span_id=span_id, span=span)
            )

    def set_comment(self, span_id: str, words: str | None) -> None:
        """Write a note on a span, or take it away."""
        reading = self._session.annotation_set
        if reading is not None and span_id in reading.spans:
            self._session.perform(
                SetComment(document_id=reading.document_id, set_id=reading.id, span_id=span_id, comment=words)
            )

    def detach(self, relation_id: str) -> None:
        """Delete a relation."""
        reading = self._session.annotation_set
        if reading is not None:
            self._session.perform(
                DeleteRelations(
                    document_id=reading.document_id, set_id=reading.id, relation_ids=(relation_id,)
                )
            )

    def other_end(self) -> None:
        """Go to the next of the spans that the current one is related to."""
        if self._here() is not None and not self._view.go_to_other_end():
            self._say(msg("This span is related to no other."))

    def next_match(self) -> None:
        """Select the next place where the same words are not labelled yet."""
        self._go_to_match(forward=True)

    def previous_match(self) -> None:
        """Select the place before where the same words are not labelled yet."""
        self._go_to_match(forward=False)

    def _go_to_match(self, *, forward: bool) -> None:
        sought = self._view.matches.sought
        if self.is_picking or self._view.matches.step(forward=forward):
            return
        label = None if sought is None else sought.label
        known = None if label is None else self._session.workspace.scheme.label(label)
        if sought is None:
            self._say(msg("Select words or choose a span first, to find where the same words stand."))
        elif label is None:
            self._say(msg("These words stand nowhere else in the document without a label."))
        else:
            self._say(
                msg(
                    "These words stand nowhere else in the document without the label “{label}”.",
                    label=label if known is None else known.names.as_value(),
                )
            )

    def set_flag(self, flagged: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Flag the current span for another look, or take the flag away."""
        here = self._here()
        if here is not None:
            document_id, set_id, _ = here
            self._session.perform(
                SetFlag(document_id=document_id, set_id=set_id, span_ids=self._chosen(), flagged=flagged)
            )

    def finish(self) -> None:
        """Mark the document as finished and open the next one."""
        document_id = self._session.document_id
        if document_id is None:
            return
        reading = self._session.annotation_set
        set_id = None if reading is None else reading.id
        if reading is None or reading.state is not State.FINISHED:
            self._session.perform(SetState(document_id=document_id, set_id=set_id, state=State.FINISHED))
        if not self._go(1):
            self._say(msg("That was the last document. All your work is saved."))

    def next_document(self) -> None:
        """Open the next document."""
        if not self._go(1):
            self._say(msg("This is the last document."))

    def previous_document(self) -> None:
        """Open the previous document."""
        if not self._go(-1):
            self._say(msg("This is the first document."))

    def _go(self, by: int) -> bool:
        neighbour = self._session.neighbour(by)
        if neighbour is None:
            return False
        self._session.show(neighbour)
        return True

    def _chosen(self) -> tuple[str, ...]:
        """Return the ids of the current span and of those chosen with it, in no order."""
        current = self._view.current_span
        return () if current is None else (current, *sorted(self._view.chosen))

    def _here(self) -> tuple[str, str, SpanAnnotation] | None:
        reading = self._session.annotation_set
        span = self._session.span(self._view.current_span)
        if reading is None or span is None:
            self._say(msg("Choose a span first: click it, or press Tab."))
            return None
        return reading.document_id, reading.id, span

    def _selected_words(self) -> Span | None:
        """Return the selection without the blanks at its edges: nobody means those."""
        selection, document = self._view.selection, self._session.document
        if selection is None or document is None:
            return None
        words = selection.of(document.text)
        start = selection.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip())) if words.strip() else None

    def _neighbour(self, span: SpanAnnotation) -> str | None:
        """Return the span that a reader meets after `span`, or the one before it at the end."""
        reading = self._session.annotation_set
        ids = [] if reading is None else [s.id for s in reading.in_text_order()]
        place = ids.index(span.id)
        others = ids[place + 1 : place + 2] or ids[place - 1 : place]
        return others[0] if others else None

    def _possible(self, one: SpanAnnotation, other: SpanAnnotation) -> list[tuple[RelationType, bool]]:
        """Return the relation types that may join two spans, and whether `one` is the source."""
        found: list[tuple[RelationType, bool]] = []
        scheme = self._session.workspace.scheme
        for kind in scheme.relation_types:
            if kind.same_label and one.label != other.label:
                continue
            if kind.same_layer and scheme.layer_of(one.label) != scheme.layer_of(other.label):
                continue
            forward = one.label in kind.domain and other.label in kind.range
            if forward:
                found.append((kind, True))
            turnable = not kind.symmetric and not kind.transitive
            if other.label in kind.domain and one.label in kind.range and (turnable or not forward):
                found.append((kind, False))
        return found

    def _relate(self, other_id: str) -> None:
        one, other = self._session.span(self._picking_from), self._session.span(other_id)
        self._picking_from = None
        if one is None or other is None:
            return
        possible = self._possible(one, other)
        if len(possible) == 1:
            self._add_relation(other, *possible[0])
            return
        menu = KeyedMenu(self._view)
        menu.aboutToHide.connect(menu.deleteLater)
        dress_menu(menu, self._view.theme)
        both = {kind.code for kind, forward in possible if forward}
        for kind, forward in possible:
            name = kind.names.in_language(current())
            turned = not forward and kind.code in both
            words = tr("{relation}, the other way round", relation=name) if turned else name
            action = menu.add_keyed(words)
            action.triggered.connect(
                lambda _=False, kind=kind, forward=forward: self._add_relation(other, kind, forward)
            )
        menu.popup(self._beside(other_id))

    def _add_relation(
        self,
        other: SpanAnnotation,
        kind: RelationType,
        forward: bool,  # noqa: FBT001 - comes from a list of pairs
    ) -> None:
        reading = self._session.annotation_set
        if reading is not None:
            self._session.perform(
                JoinAll(
                    document_id=reading.document_id,
                    set_id=reading.id,
                    type=kind.code,
                    span_ids=tuple(key for key in self._picking_for if key in reading.spans),
                    other=other.id,
                    outwards=forward,
                )
            )

    def _beside(self, span_id: str) -> QPoint:
        area = self._view.rectangle_of(span_id)
        return self._view.viewport().mapToGlobal(area.bottomLeft()) if area.isValid() else QCursor.pos()

    def _show_touched(self, done: ChangeSet | None) -> None:
        """Make a span that was touched the current one, and outline all of them."""
        self._point_at(done)
        for change in () if done is None else done.changes:
            if isinstance(change, TextChange) and change.document_id == self._session.document_id:
                place = corrected_place(change)
                if self._view.current_span is None:
                    self._view.select(place)
                self._view.reveal(place.end)
        touched = [c.after for c in (() if done is None else done.changes) if isinstance(c, SpanChange)]
        self._view.motion.flash(frozenset(span.id for span in touched if span is not None))

    def _point_at(self, done: object) -> None:
        """Make the span that a step has touched the current one."""
        changes: tuple[Change, ...] = getattr(done, "changes", ())
        touched = [c for c in changes if isinstance(c, SpanChange)]
        if not touched or touched[-1].document_id != self._session.document_id:
            return
        after = touched[-1].after
        self._view.set_current(None if after is None else after.id)


def _written_in() -> QLineEdit | QPlainTextEdit | None:
    """Return the field that is being written in, if it could take a letter back."""
    field = QApplication.focusWidget()
    return field if isinstance(field, QLineEdit | QPlainTextEdit) else None
