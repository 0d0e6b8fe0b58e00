"""Remarks: asked about a span, a relation or a document, answered, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from annotator.editing.change import RemarkChange, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import Matter, Remark, new_id


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRemark:
    """Say something about a span, a relation, or, with neither, about the document.

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
        quote = ""
        if self.set_id is not None:
            reading = state.annotation_set(self.document_id, self.set_id)
            span_id = self.span_id
            if self.relation_id is not None:
                span_id = reading.relations[self.relation_id].source
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
        changes = [*planning.joining(state), RemarkChange(before=None, after=remark)]
        return Step(name=msg("Remark"), changes=tuple(changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRemark:
    """Settle a remark with an answer, or, with None, open it again."""

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
            return Step(name=msg("Open a remark again"), changes=(RemarkChange(before=remark, after=after),))
        after = replace(
            remark, answer=self.answer.strip(), answered_by=state.reader.id, answered_at=self.now()
        )
        changes = [*planning.joining(state), RemarkChange(before=remark, after=after)]
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
        gone = RemarkChange(before=_remark(state, self.remark_id), after=None)
        return Step(name=msg("Delete a remark"), changes=(gone,))


def _remark(state: ProjectState, remark_id: str) -> Remark:
    found = next((one for one in state.remarks() if one.id == remark_id), None)
    if found is None:
        raise RuleError(msg("This remark is not there any more."), code="E_REMARK")
    return found
