"""What an adjudicator can do. Each command plans one step; the readers' sets are never touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from annotator.adjudication.collating import awaited
from annotator.adjudication.resolving import Own, Resolution, Ruling
from annotator.adjudication.snapshot import Snapshot
from annotator.adjudication.values import Position
from annotator.editing.change import Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg, msgn
from annotator.model import Dispute, Document, Verdict
from annotator.progress import Progress

_LONGEST: Final = 40


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """Settle a position: gold gets what is chosen, in place of what an earlier decision put there.

    A relation goes into gold as soon as both its ends are there; until then the decision waits for them.
    What gold held already, unmade by decisions, is replaced when somebody decides about it, and not before.

    Attributes:
        document_id: the document.
        key: of the position.
        verdict: what is decided.
        variants: the numbers of the variants taken, from 0: one for a reading, several for both.
        own: the adjudicator's own reading, of one or more spans; None with `Verdict.OWN`: what gold holds
            there stays, as it is. About a relation: an `OwnRelation`, or its type's code, any place, its
            answers. About a question on the document: its name, any place, the answer under its name.
        reason: why.
        gap: the guidelines say nothing, or too little, about it.
        now: the time, ISO 8601 in UTC; given by tests alone.
    """

    document_id: str
    key: str
    verdict: Verdict
    variants: tuple[int, ...] = ()
    own: Own | None = None
    reason: str = ""
    gap: bool = False
    now: Callable[[], str] = field(default=_now, repr=False, compare=False)

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the decision and what it does to the gold set.

        Raises:
            RuleError: the position is gone, or gold would break the rules of the scheme.
            IndexError: there is no such variant.
            KeyError: there is no such document.
        """
        resolution = Resolution(state, self.document_id, at=self.now())
        position = _position(resolution, self.key)
        resolution.settle(position, self._ruling(position))
        words = _short(position, state.document(self.document_id))
        name = (
            msg("Leave “{words}” for later", words=words)
            if self.verdict is Verdict.LATER
            else msg("Decide about “{words}”", words=words)
        )
        return planning.step(name, resolution.changes())

    def _ruling(self, position: Position) -> Ruling:
        """Return what is meant: taking the reading of those who have nothing is deciding for nothing."""
        taken = tuple(one for n in dict.fromkeys(self.variants) if not (one := position.variants[n]).is_empty)
        verdict = self.verdict
        if verdict in {Verdict.READING, Verdict.BOTH}:
            verdict = Verdict.BOTH if taken[1:] else Verdict.READING if taken else Verdict.NOTHING
        return Ruling(
            verdict=verdict,
            variants=taken if verdict in {Verdict.READING, Verdict.BOTH} else (),
            own=self.own if verdict is Verdict.OWN else None,
            reason=self.reason,
            gap=self.gap,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptAgreements:
    """Take over all that the readers agree on, as one step.

    It takes all who are to read the document: nothing is agreed while one of them has not begun. A place
    where somebody who has not finished has nothing, and what does not fit beside what gold holds already,
    stay open. What all readers have changed alike since it was accepted is accepted again.

    Thousands take a while: a worker may foresee them.

    Attributes:
        document_id: the document.
        foreseen: the step with what it was planned on; it counts only while the project still is so.
        now: the time, ISO 8601 in UTC; given by tests alone.
    """

    document_id: str
    foreseen: tuple[Snapshot, Step | None] | None = field(default=None, repr=False, compare=False)
    now: Callable[[], str] = field(default=_now, repr=False, compare=False)

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the decisions; None if there is nothing to accept.

        Raises:
            RuleError: a reader has not begun, or gold would break the rules of the scheme.
            KeyError: there is no such document.
        """
        if self.foreseen is not None and self.foreseen[0].is_of(state):
            return self.foreseen[1]
        return self._planned(state, Progress())

    def foresee(self, snapshot: Snapshot, progress: Progress) -> AcceptAgreements:
        """Return the command with its step planned.

        Args:
            snapshot: of the document.
            progress: one step a position.

        Raises:
            RuleError: a reader has not begun, or gold would break the rules of the scheme.
            Cancelled: through `progress`.
        """
        return replace(self, foreseen=(snapshot, self._planned(snapshot, progress)))

    def _planned(self, state: ProjectState, progress: Progress) -> Step | None:
        self._check_all_have_begun(state)
        resolution = Resolution(state, self.document_id, at=self.now())
        agreed = [one for one in resolution.positions.values() if is_agreement(one)]
        accepted = 0
        for position in (*(p for p in agreed if not p.is_relation), *(p for p in agreed if p.is_relation)):
            progress.step(total=len(agreed))
            (variant,) = position.variants
            if resolution.fits(position, variant):
                resolution.settle(position, Ruling(verdict=Verdict.READING, variants=(variant,)))
                accepted += 1
        if not accepted:
            return None
        name = msgn("Accept an agreement", "Accept {count} agreements", accepted)
        return planning.step(name, resolution.changes())

    def _check_all_have_begun(self, state: ProjectState) -> None:
        waiting = awaited(self.document_id, state.sets(self.document_id), state.assignments())
        if waiting:
            names = {person.id: person.name for person in state.annotators()}
            raise RuleError(
                msg(
                    "{name} is to read “{document}” too, and has not begun. Wait, or take the document off "
                    "their list; single positions can be decided now.",
                    name=names.get(waiting[0], waiting[0]),
                    document=state.document(self.document_id).title,
                ),
                code="E_UNFINISHED",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackDecision:
    """Open a position again: the decision goes, and with it what it put into gold."""

    document_id: str
    key: str
    now: Callable[[], str] = field(default=_now, repr=False, compare=False)

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the way back; None if nothing has been decided.

        Raises:
            RuleError: the position is gone.
            KeyError: there is no such document.
        """
        resolution = Resolution(state, self.document_id, at=self.now())
        position = _position(resolution, self.key)
        if position.decision is None:
            return None
        resolution.take_back(position)
        words = _short(position, state.document(self.document_id))
        return planning.step(msg("Open “{words}” again", words=words), resolution.changes())


def is_agreement(position: Position) -> bool:
    """Tell whether `AcceptAgreements` takes a position, if it fits."""
    if position.settled or position.dispute is not Dispute.AGREE or position.missing or not position.variants:
        return False
    decision = position.decision
    return decision is None or (decision.dispute is Dispute.AGREE and decision.verdict is Verdict.READING)


def _position(resolution: Resolution, key: str) -> Position:
    position = resolution.positions.get(key)
    if position is None:
        raise RuleError(
            msg("This position is not there any more: the readings have changed. Choose one from the list."),
            code="E_POSITION",
        )
    return position


def _short(position: Position, document: Document) -> str:
    """Return the words that a position is about; of a question about the document its title."""
    words = document.title if position.question else " ".join(position.place.of(document.text).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
