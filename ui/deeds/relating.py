"""Relating: the nearest source or cue by one key, or any other span that is picked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor

from annotator.editing.commands import AttachNearest, AttachReferent, DeleteRelations, JoinAll
from annotator.language import Message, current, msg, tr
from annotator.model import RelationType, SpanAnnotation
from ui.deeds.here import chosen_ids, current_place
from ui.notice import advice
from ui.panels.keyed_menu import KeyedMenu
from ui.panels.menus import dress_menu
from ui.session import Session
from ui.text.view import TextView

_INSTEAD: Final = {"attribution": "refers_to", "cue": "introduces"}
"""What the keys of a source and a cue attach to a span that is no claim."""


class Relating(QObject):
    """Joins the current span, and those chosen with it, to others.

    Args:
        session: what is open.
        view: where the current span is, and the other one is picked.
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
        self.is_picking = False
        view.picked.connect(self._relate)
        view.pick_ended.connect(self._stop_picking)

    def attach(self, type_code: str) -> None:
        """Attach the nearest possible source or cue to the current claim.

        A source is joined by the same keys to the entity that it is, and to its own cue.
        """
        here = current_place(self._session, self._view, self._say)
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
        here = current_place(self._session, self._view, self._say)
        if here is None:
            return
        _, _, span = here
        self._picking_from, self._picking_for, self.is_picking = span.id, chosen_ids(self._view), True
        self.picking_changed.emit()
        # Of several, one may be the other end of all the others.
        alone = len(self._picking_for) == 1
        self._view.begin_pick(
            lambda other: (other.id != span.id or not alone) and bool(self._possible(span, other))
        )
        self._say(
            advice(msg("Choose the other span: press its letter or click it, or Tab to it and press Enter."))
        )

    def _stop_picking(self) -> None:
        self.is_picking = False
        self.picking_changed.emit()

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
        if (
            current_place(self._session, self._view, self._say) is not None
            and not self._view.go_to_other_end()
        ):
            self._say(advice(msg("This span is related to no other.")))

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
