"""Which positions the queue lists. Nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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

    def of(self, positions: Iterable[Position], kept: Collection[str] = ()) -> tuple[Position, ...]:
        """Return those looked for, in order; those `kept`, by their keys, stay although they are settled."""
        return tuple(
            one
            for one in positions
            if (self.kind is None or one.dispute is self.kind)
            and (self.layers is None or one.layer in self.layers)
            and (self._has(one) or (one.key in kept and is_dispute(one)))
        )

    def _has(self, position: Position) -> bool:
        if self.which is Which.INCOMPLETE:
            return is_incomplete(position)
        return is_dispute(position) and standing(position) in _STANDINGS[self.which]


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


def counts_of(positions: Sequence[Position]) -> Counts:
    """Count what is settled, and what is agreed on."""
    disputes = [one for one in positions if is_dispute(one)]
    agreed = [one for one in positions if not is_dispute(one) and not one.missing]
    return Counts(
        settled=sum(one.settled for one in disputes),
        total=len(disputes),
        agreed=len(agreed),
        waiting=sum(is_agreement(one) for one in agreed),
    )
