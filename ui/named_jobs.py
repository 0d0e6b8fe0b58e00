"""Several jobs at once, of each kind only the last one that was wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from annotator.errors import AnnotatorError
from annotator.progress import Progress
from ui.jobs import Job


class NamedJobs(QObject):
    """Runs jobs under names. A new one takes the place of what runs under its name, which is given up.

    Signals:
        progressed: how much is done of so much, of the job with this name.
        changed: a job has begun or ended.
        failed: an AnnotatorError.
    """

    progressed = Signal(str, int, int)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs: dict[str, Job] = {}
        self._running: set[Job] = set()

    @property
    def names(self) -> frozenset[str]:
        """What runs."""
        return frozenset(self._jobs)

    def start(self, name: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Do `work` in a worker, then `done` with its result here."""
        self.drop(name)
        job = self._jobs[name] = Job(work)
        self._running.add(job)  # what runs is kept until it ends, even if nobody wants it any more

        def end(what: Callable[[], None]) -> None:
            self._running.discard(job)
            # The window may have gone meanwhile.
            if isValid(self) and self._jobs.get(name) is job:
                del self._jobs[name]
                self.changed.emit()
                what()

        job.progressed.connect(lambda count, total: self._tell(name, job, count, total))
        job.finished.connect(lambda result: end(lambda: done(result)))
        job.failed.connect(lambda error: end(lambda: self._fail(error)))
        job.cancelled.connect(lambda: end(lambda: None))
        self.changed.emit()
        job.start()

    def drop(self, name: str) -> None:
        """Stop what runs under this name."""
        job = self._jobs.pop(name, None)
        if job is not None:
            job.cancel()
            self.changed.emit()

    def stop(self) -> None:
        """Stop everything."""
        for name in tuple(self._jobs):
            self.drop(name)

    def _tell(self, name: str, job: Job, count: int, total: int) -> None:
        if isValid(self) and self._jobs.get(name) is job:
            self.progressed.emit(name, count, total)

    def _fail(self, error: AnnotatorError) -> None:
        self.failed.emit(error)
