"""The positions as a list to be worked through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.adjudication.values import Position
from annotator.model import Dispute, Verdict


class Standing(StrEnum):
    """What is still to be done about a position."""

    OPEN = "open"
    NEW_WORK = "new_work"
    LATER = "later"
    INCOMPLETE = "incomplete"
    SETTLED = "settled"


def standing(position: Position) -> Standing:
    """Return how a position stands.

    `INCOMPLETE`: all who have read it agree, and somebody has not finished. `NEW_WORK`: it was decided, and
    readers have said something new since.
    """
    if position.settled:
        return Standing.SETTLED
    if position.decision is not None:
        return Standing.LATER if position.decision.verdict is Verdict.LATER else Standing.NEW_WORK
    return Standing.INCOMPLETE if position.dispute is Dispute.AGREE and position.missing else Standing.OPEN


def chosen(
    positions: Iterable[Position],
    *,
    disputes: Collection[Dispute] | None = None,
    layer: str | None = None,
    standings: Collection[Standing] | None = None,
) -> tuple[Position, ...]:
    """Return the positions of some kinds of dispute, of one layer, of some standings; None: of all."""
    return tuple(
        one
        for one in positions
        if (disputes is None or one.dispute in disputes)
        and (layer is None or one.layer == layer)
        and (standings is None or standing(one) in standings)
    )


def next_open(
    positions: Sequence[Position], key: str | None = None, *, back: bool = False
) -> Position | None:
    """Return the next position that wants a decision, from the one with this key on, and round the end.

    What was left for later comes only when nothing else is open, and what waits for readers never. None: all
    is done. The position with the key itself comes last.

    Args:
        positions: those that are shown, in order.
        key: of the present one; None or unknown: before the first.
        back: go towards the beginning.
    """
    ordered = list(reversed(positions)) if back else list(positions)
    here = next((n for n, one in enumerate(ordered) if one.key == key), -1)
    turned = ordered[here + 1 :] + ordered[: here + 1]
    for wanted in ({Standing.OPEN, Standing.NEW_WORK}, {Standing.LATER}):
        for one in turned:
            if standing(one) in wanted:
                return one
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a list is.

    Attributes:
        total: all positions.
        settled: those that want no decision.
        by_dispute: how many there are of each kind: (total, settled).
        by_standing: how many stand how.
    """

    total: int
    settled: int
    by_dispute: Mapping[Dispute, tuple[int, int]]
    by_standing: Mapping[Standing, int]


def progress(positions: Iterable[Position]) -> Progress:
    """Count positions."""
    there = [(one.dispute, standing(one)) for one in positions]
    totals = Counter(dispute for dispute, _ in there)
    done = Counter(dispute for dispute, stands in there if stands is Standing.SETTLED)
    return Progress(
        total=len(there),
        settled=done.total(),
        by_dispute={dispute: (totals[dispute], done[dispute]) for dispute in Dispute if totals[dispute]},
        by_standing=Counter(stands for _, stands in there),
    )
