"""Remarks: asked about a span, a relation or a document, answered, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from annotator.editing.change import Change, RemarkChange, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import AnnotationSet, Matter, Remark, SpanAnnotation, new_id


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRemark:
    """Say something about a span, a relation, or, with neither, about the document. A span gets a flag by it.

    Attributes:
        document_id: the document.
        matter: what kind of remark.
        text: the words; may be empty.
        set_id: the reading of the span or relation.
        span_id: the span, or None.
        relation_id: the relation, or None.
        now: the time, ISO 8601 in UTC; given by tests alone.
    """

    document_id: str
    matter: Matter
    text: str = ""
    set_id: str | None = None
    span_id: str | None = None
    relation_id: str | None = None
    now: Callable[[], str] = field(default=_now, repr=False, compare=False)

    def plan(self, state: ProjectState) -> Step:
        """Plan the remark.

        Raises:
            KeyError: what it is about is not there.
        """
        quote, flag = "", list[Change]()
        if self.set_id is not None:
            reading = state.annotation_set(self.document_id, self.set_id)
            span_id = self.span_id
            if self.relation_id is not None:
                span_id = reading.relations[self.relation_id].source
            elif span_id is not None:
                flag = _flagged(reading, reading.spans[span_id], flagged=True)
            quote = reading.spans[span_id].quote if span_id is not None else ""
        remark = Remark(
            id=new_id(),
            document_id=self.document_id,
            set_id=self.set_id,
            span_id=self.span_id,
            relation_id=self.relation_id,
            quote=quote,
            matter=self.matter,
            text=self.text.strip(),
            author=state.reader.id,
            at=self.now(),
        )
        changes = [*planning.joining(state), RemarkChange(before=None, after=remark), *flag]
        return Step(name=msg("Remark"), changes=tuple(changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRemark:
    """Settle a remark with an answer, or, with None, open it again. A span's last answer takes its flag."""

    remark_id: str
    answer: str | None
    now: Callable[[], str] = field(default=_now, repr=False, compare=False)

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the answer; None if it says so already.

        Raises:
            RuleError: there is no such remark any more.
        """
        remark = _remark(state, self.remark_id)
        if remark.answer == self.answer:
            return None
        if self.answer is None:
            after = replace(remark, answer=None, answered_by=None, answered_at=None)
            changes = [RemarkChange(before=remark, after=after), *_flag_of(state, remark, is_open=True)]
            return Step(name=msg("Open a remark again"), changes=tuple(changes))
        after = replace(
            remark, answer=self.answer.strip(), answered_by=state.reader.id, answered_at=self.now()
        )
        changes = [*planning.joining(state), RemarkChange(before=remark, after=after)]
        if remark.is_open:
            changes += _flag_of(state, remark, is_open=False)
        return Step(name=msg("Answer a remark"), changes=tuple(changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteRemark:
    """Take a remark back."""

    remark_id: str

    def plan(self, state: ProjectState) -> Step:
        """Plan the removal.

        Raises:
            RuleError: there is no such remark any more.
        """
        remark = _remark(state, self.remark_id)
        changes: list[Change] = [RemarkChange(before=remark, after=None)]
        if remark.is_open:
            changes += _flag_of(state, remark, is_open=False)
        return Step(name=msg("Delete a remark"), changes=tuple(changes))


def _flag_of(state: ProjectState, remark: Remark, *, is_open: bool) -> list[Change]:
    """Return what becomes of the flag of a span when a remark on it is opened or settled.

    The flag goes with the last open remark. A span that is gone has none.
    """
    if remark.set_id is None or remark.span_id is None or not state.has_document(remark.document_id):
        return []
    others = (
        one.is_open and one.id != remark.id and one.span_id == remark.span_id and one.set_id == remark.set_id
        for one in state.remarks(remark.document_id)
    )
    if not is_open and any(others):
        return []
    reading = next((one for one in state.sets(remark.document_id) if one.id == remark.set_id), None)
    span = None if reading is None else reading.spans.get(remark.span_id)
    return [] if reading is None or span is None else _flagged(reading, span, flagged=is_open)


def _flagged(reading: AnnotationSet, span: SpanAnnotation, *, flagged: bool) -> list[Change]:
    if span.flagged == flagged:
        return []
    return [planning.span_change(reading, before=span, after=replace(span, flagged=flagged))]


def _remark(state: ProjectState, remark_id: str) -> Remark:
    found = next((one for one in state.remarks() if one.id == remark_id), None)
    if found is None:
        raise RuleError(msg("This remark is not there any more."), code="E_REMARK")
    return found
