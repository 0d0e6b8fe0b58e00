"""How long work reports where it is, and learns that it should stop."""

from __future__ import annotations

from annotator.errors import Cancelled
from annotator.language import msg


class Progress:
    """Counts steps of long work. The base class shows nothing and never cancels.

    A window or a terminal subclasses `report`; another thread may set `cancelled`.
    """

    def __init__(self) -> None:
        self.cancelled = False
        self.done = 0

    def step(self, count: int = 1, total: int | None = None) -> None:
        """Record `count` more steps done, of `total` if that is known.

        Raises:
            Cancelled: the person has asked to stop.
        """
        if self.cancelled:
            raise Cancelled(msg("Stopped. Nothing has been changed."), code="E_CANCELLED")
        self.done += count
        self.report(self.done, total)

    def report(self, done: int, total: int | None) -> None:
        """Show how far the work is; overridden where somebody watches."""
