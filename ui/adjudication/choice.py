"""What the adjudicator has chosen at a position, and not yet decided. Nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from annotator.adjudication.positions import Position
from annotator.model import Verdict
from ui.adjudication.edition import offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer that does not stand yet.

    Attributes:
        verdict: what kind of answer it is, or None.
        taken: the numbers of the readings taken, from 0.
        several: readings are being put together: a digit takes one more, or leaves it out again.
    """

    verdict: Verdict | None = None
    taken: frozenset[int] = frozenset()
    several: bool = False

    def with_reading(self, number: int) -> Choice:
        """Return the choice after the digit of a reading."""
        if not self.several:
            return Choice(verdict=Verdict.READING, taken=frozenset({number}))
        return together(self.taken ^ {number})


def together(taken: frozenset[int]) -> Choice:
    """Return the choice of several readings, to which more can be added."""
    return Choice(verdict=_verdict(taken), taken=taken, several=True)


def chosen_before(position: Position) -> Choice:
    """Return what was chosen when a position was decided, as far as that is still one thing."""
    decision = position.decision
    if decision is None or decision.verdict in {Verdict.LATER, Verdict.OWN}:
        return Choice()
    if decision.verdict is Verdict.NOTHING:
        return Choice(verdict=Verdict.NOTHING)
    taken = frozenset(
        number
        for number, variant in enumerate(offered(position))
        if not set(variant.readers).isdisjoint(decision.taken)
    )
    if decision.verdict is Verdict.READING and len(taken) > 1:
        return Choice()  # those who said the same then say two things by now
    return Choice(verdict=_verdict(taken), taken=taken, several=len(taken) > 1)


def _verdict(taken: Collection[int]) -> Verdict | None:
    """Return what taking so many readings amounts to."""
    return None if not taken else Verdict.READING if len(taken) == 1 else Verdict.BOTH
