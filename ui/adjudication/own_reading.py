"""The adjudicator reads for themselves: spans in the text, a relation or an answer in fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotator.adjudication.positions import Position
from ui.adjudication.edition import Edition, offered
from ui.adjudication.own import AnswerDraft, Draft, RelationDraft, SpansDraft
from ui.adjudication.own_relations import begun

if TYPE_CHECKING:
    from ui.adjudication.page import AdjudicationPage


class OwnReading(QObject):
    """What the page has to do while something stands in the apparatus that no reader says.

    Args:
        page: where it happens.
        light: lights in the text again what is asked about.

    Signals:
        ends_lacking: gold has no spans yet that a relation could join.
    """

    ends_lacking = Signal()

    def __init__(self, page: AdjudicationPage, light: Callable[[], None]) -> None:
        super().__init__(page)
        self._page, self._light = page, light
        view, apparatus = page.view, page.apparatus
        apparatus.own_fields.labelled.connect(view.relabel_own)
        apparatus.own_fields.answered.connect(self._answer)
        apparatus.own_fields.done.connect(page.take_focus)
        apparatus.relation_fields.changed.connect(self._show)
        apparatus.more_wanted.connect(self._add)
        view.own_changed.connect(lambda: self._show(view.own_now))

    def turn(self) -> None:
        """Begin, from what is chosen or what most have; or end."""
        page, position, edition = self._page, self._page.position, self._page.edition
        if page.apparatus.own_reading is not None or position is None or edition is None:
            self.stop()
        elif position.question:
            self._begin_answer(position)
        elif position.is_relation:
            self._begin_relation(position, edition)
        else:
            self._begin_spans(position, edition)
        page.hints_changed.emit()

    def stop(self) -> None:
        """Let go of it."""
        was = self._page.apparatus.own_reading
        self._page.view.end_own()
        self._page.apparatus.show_own(None)
        if isinstance(was, RelationDraft):
            self._light()
        if was is not None and not isinstance(was, SpansDraft):
            self._page.take_focus()
        self._page.hints_changed.emit()

    def _begin_spans(self, position: Position, edition: Edition) -> None:
        chosen = [*self._page.apparatus.taken, *offered(position)]
        spans = chosen[0].spans if chosen else ()
        label = position.label or edition.scheme.labels[0].code
        readings = [(one.label, one.span, one.attributes) for one in spans]
        self._page.view.begin_own(readings or [(label, position.place, {})])

    def _begin_relation(self, position: Position, edition: Edition) -> None:
        page = self._page
        draft = begun(position, page.apparatus.choice.taken, page.positions, edition, page.gold)
        if draft is None:
            self.stop()
            self.ends_lacking.emit()
            return
        self._show(draft)
        page.apparatus.relation_fields.take_focus()

    def _begin_answer(self, position: Position) -> None:
        chosen = [*self._page.apparatus.taken, *offered(position)]
        answer = next((one.answer for one in chosen), None)
        self._show(AnswerDraft(question=position.question, answer=answer))
        for field in self._page.apparatus.own_fields.answers[:1]:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, own: Draft | None) -> None:
        """Show it in the apparatus; the ends of a relation are framed in the text."""
        view = self._page.view
        self._page.apparatus.show_own(own, self._page.gold)
        if isinstance(own, RelationDraft):
            places = own.source.span, own.target.span
            view.show_state(replace(view.shown, framed=places))
            view.reveal_places(places)

    def _answer(self, name: str, answer: str | None) -> None:
        if isinstance(self._page.apparatus.own_reading, AnswerDraft):
            self._show(AnswerDraft(question=name, answer=answer))
        else:
            self._page.view.answer_own(name, answer)

    def _add(self) -> None:
        if self._page.position is not None:
            self._page.view.add_own(self._page.position.place)
