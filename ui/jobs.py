"""Long work away from the window: the only threads in the program.

A job is a plain function over values that nobody changes; it gets a `Progress` and returns a result.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from annotator.errors import AnnotatorError, Cancelled
from annotator.progress import Progress

_SECONDS_BETWEEN_REPORTS: Final = 0.05
_SECONDS_AT_A_TIME: Final = 0.001
_LONGEST_REST: Final = 0.05


class _Signals(QObject):
    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def tell(self, signal: str, *values: Any) -> bool:
        """Send one of the signals; return whether there was still somebody to tell.

        When the program ends, Qt takes its objects away under a worker that has not heard of it yet.
        """
        try:
            getattr(self, signal).emit(*values)
        except RuntimeError:
            if isValid(self):
                raise
            return False
        return True


class _Reporting(Progress):
    def __init__(self, signals: _Signals) -> None:
        super().__init__()
        self._signals = signals
        self._last = 0.0

    def report(self, done: int, total: int | None) -> None:
        # Thousands of queued signals would freeze the very window that this thread keeps alive.
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_REPORTS or done == total:
            self._last = now
            if not self._signals.tell("progressed", done, -1 if total is None else total):
                self.cancelled = True  # nobody is there to get a result


class Rest:
    """Lets the window have its turn while long work goes on that nobody waits for.

    Python lets one thread run at a time. A window whose every call into Qt has to wait five milliseconds for
    a worker stands still; so the worker sleeps after each millisecond.

    Args:
        ratio: how long it sleeps for the time that it has worked.
    """

    def __init__(self, ratio: float = 2) -> None:
        self._ratio = ratio
        self._since = time.monotonic()

    def __call__(self) -> None:
        """Sleep, if it is time."""
        worked = time.monotonic() - self._since
        if worked >= _SECONDS_AT_A_TIME:
            time.sleep(min(self._ratio * worked, _LONGEST_REST))
            self._since = time.monotonic()


class Job(QRunnable):
    """Runs `work(progress)` in a thread of the pool.

    Signals (delivered to the thread of their receivers):
        progressed(done, total): total is -1 where it is unknown.
        finished(result): what `work` returned.
        failed(error): an AnnotatorError with its sentence.
        cancelled(): the person stopped it.
    """

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._work = work
        self._signals = _Signals()
        self._progress = _Reporting(self._signals)
        self.progressed = self._signals.progressed
        self.finished = self._signals.finished
        self.failed = self._signals.failed
        self.cancelled = self._signals.cancelled

    def start(self) -> None:
        """Begin in the background."""
        QThreadPool.globalInstance().start(self)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._progress.cancelled = True

    def run(self) -> None:
        """Do the work; called by the pool."""
        try:
            result = self._work(self._progress)
        except Cancelled:
            self._signals.tell("cancelled")
        except AnnotatorError as error:
            self._signals.tell("failed", error)
        else:
            self._signals.tell("finished", result)
