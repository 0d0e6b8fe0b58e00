"""Progress of work in the window's own thread: between its steps the window goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from annotator.progress import Progress

_SECONDS_BETWEEN: Final = 0.05


class Writing(Progress):
    """Lets Qt paint and hear Esc while a step is written, which only the window's thread may do.

    The dialog around it is modal and rests, so nothing but its Cancel button can be pressed meanwhile.

    Args:
        show: told how many steps are done, and of how many.
    """

    def __init__(self, show: Callable[[int, int], None]) -> None:
        super().__init__()
        self._show = show
        self._last = time.monotonic()

    def report(self, done: int, total: int | None) -> None:
        """Show how far the work is, and let the window live for a moment."""
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN:
            self._show(done, total or -1)
            QCoreApplication.processEvents()
            self._last = time.monotonic()
