"""One measurement: a name, what was compared, and how it is printed."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

RATES: Final = frozenset({"docs/s", "revs/s"})
"""Units of which more is better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table.

    Attributes:
        work: what was done.
        size: on how much.
        ours: our figure, in `unit`.
        peer: the figure beside it, measured in the same run.
        peer_name: what that is.
        unit: "docs/s", "revs/s", "%" or "spans" (more is better), "ms" or "s" (less is better).
        peak_mb: the largest resident memory of the process that did our side, in 10^6 bytes.
        aim: what our figure should come to at most (a rate at least), or None.
    """

    work: str
    size: str
    ours: float
    peer: float | None
    peer_name: str
    unit: str
    peak_mb: float
    aim: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the aim was met in this run; nothing without one."""
        if self.aim is None:
            return ""
        is_rate = self.unit in RATES
        is_met = self.ours >= self.aim if is_rate else self.ours <= self.aim
        return f"{'≥' if is_rate else '≤'} {self.aim:g} {'met' if is_met else 'MISSED'}"

    @property
    def ratio(self) -> float | None:
        """How many times the peer's cost ours is; below 1 we are faster."""
        if self.peer is None or not self.peer or not self.ours:
            return None
        return self.peer / self.ours if self.unit in {*RATES, "%", "spans"} else self.ours / self.peer

    def as_json(self) -> dict[str, Any]:
        """Return the fields, for the pipe between two processes."""
        return asdict(self)


def seconds(work: Callable[[], object], *, rounds: int = 3, cpu: bool = False) -> float:
    """Return the shortest of `rounds` runs: the noise of a shared machine only ever adds.

    With `cpu` it is this process's processor time, which other programs lengthen less.
    """
    clock = time.process_time if cpu else time.perf_counter
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        start = clock()
        work()
        best = min(best, clock() - start)
    return best


def peak_mb() -> float:
    """Return the largest resident memory of this process so far, in 10^6 bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
