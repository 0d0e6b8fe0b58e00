"""How far the making of a report is."""

from __future__ import annotations

from typing import Final

from annotator.progress import Progress

_AT_ONCE: Final = 64
"""So many documents are told of at once: they are read faster than anybody could look."""


class Steps:
    """Shares a progress between reading the documents and counting in all of them, task by task."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._documents = self._tasks = 1
        self._finished = self._unsaid = 0

    def expect(self, documents: int) -> None:
        """Hear how many documents will be read."""
        self._documents = max(documents, 1)

    def document(self) -> None:
        """Note that a document has been read."""
        self._unsaid += 1
        if self._unsaid == _AT_ONCE:
            self._progress.step(self._unsaid, self._total)
            self._unsaid = 0

    def plan(self, tasks: int) -> None:
        """Hear how many tasks follow. What has been read counts as a third of the work."""
        self._tasks = max(tasks, 1)
        self._progress.step(self._unsaid, self._total)
        self._unsaid = 0
        self._read = self._progress.done

    def task(self) -> None:
        """Note that a task has been finished."""
        self._finished = min(self._finished + 1, self._tasks)
        reached = self._read + (self._total - self._read) * self._finished // self._tasks
        self._progress.step(reached - self._progress.done, self._total)

    def look(self) -> None:
        """Ask whether to go on.

        Raises:
            Cancelled: no.
        """
        self._progress.step(0, self._total)

    @property
    def _total(self) -> int:
        return 3 * self._documents
