"""Which positions the queue lists. Nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.adjudication.deciding import is_agreement
from annotator.adjudication.positions import Position
from annotator.adjudication.queue import Standing, standing
from annotator.model import Dispute


class Which(StrEnum):
    """Which positions are listed, by how far they are."""

    OPEN = "open"
    FRESH = "fresh"
    LATER = "later"
    SETTLED = "settled"
    INCOMPLETE = "incomplete"
    ALL = "all"


_STANDINGS = {
    Which.OPEN: {Standing.OPEN, Standing.NEW_WORK},
    Which.FRESH: {Standing.NEW_WORK},
    Which.LATER: {Standing.LATER},
    Which.SETTLED: {Standing.SETTLED},
    Which.ALL: {Standing.OPEN, Standing.NEW_WORK, Standing.LATER, Standing.SETTLED},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The positions of a document by what is to be done about them: looked at once, not with each question.

    Attributes:
        disputes: where readers differ, or have changed their minds.
        incomplete: where those who have said something agree, and others have not finished.
        agreed: where all have read it and agree.
    """

    disputes: tuple[Position, ...] = ()
    incomplete: tuple[Position, ...] = ()
    agreed: tuple[Position, ...] = ()

    @classmethod
    def of(cls, positions: Iterable[Position]) -> Sorted:
        """Sort positions; each part keeps their order."""
        disputes: list[Position] = []
        incomplete: list[Position] = []
        agreed: list[Position] = []
        for one in positions:
            part = disputes if is_dispute(one) else incomplete if one.missing else agreed
            part.append(one)
        return cls(disputes=tuple(disputes), incomplete=tuple(incomplete), agreed=tuple(agreed))

    @property
    def counts(self) -> Counts:
        """How far the adjudication is."""
        return Counts(
            settled=sum(one.settled for one in self.disputes),
            total=len(self.disputes),
            agreed=len(self.agreed),
            waiting=sum(is_agreement(one) for one in self.agreed),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for in the queue.

    Attributes:
        kind: only this kind of dispute, or None for all.
        which: by how far they are.
        layers: only of these layers, by their codes; None for all.
    """

    kind: Dispute | None = None
    which: Which = Which.OPEN
    layers: frozenset[str] | None = None

    def of(self, sorted_out: Sorted, kept: Collection[str] = ()) -> tuple[Position, ...]:
        """Return those looked for, in order; those `kept`, by their keys, stay although they are settled."""
        incomplete = self.which is Which.INCOMPLETE
        standings = _STANDINGS.get(self.which, set())
        return tuple(
            one
            for one in (sorted_out.incomplete if incomplete else sorted_out.disputes)
            if (self.kind is None or one.dispute is self.kind)
            and (self.layers is None or one.layer in self.layers)
            and (incomplete or one.key in kept or standing(one) in standings)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How far the adjudication of a document is.

    Attributes:
        settled: how many disputes are.
        total: how many there are.
        agreed: on how many places all readers agree who have read the document.
        waiting: how many of those are still to be accepted.
    """

    settled: int = 0
    total: int = 0
    agreed: int = 0
    waiting: int = 0


def is_dispute(position: Position) -> bool:
    """Tell whether something is to be decided: readers differ, or have changed their minds."""
    if position.dispute is not Dispute.AGREE or not position.variants:
        return True
    return position.fresh and standing(position) is Standing.NEW_WORK and not is_agreement(position)


def is_incomplete(position: Position) -> bool:
    """Tell whether those who have said something agree, and others have not finished."""
    return position.dispute is Dispute.AGREE and bool(position.missing)
