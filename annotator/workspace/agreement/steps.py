"""How far the making of a report is."""

from __future__ import annotations

from annotator.progress import Progress


class Steps:
    """Shares a progress between reading the documents and counting in all of them, task by task."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._documents = self._tasks = 1
        self._finished = 0

    def expect(self, documents: int) -> None:
        """Hear how many documents will be read."""
        self._documents = max(documents, 1)

    def document(self) -> None:
        """Note that a document has been read."""
        self._progress.step(total=self._total)

    def plan(self, tasks: int) -> None:
        """Hear how many tasks follow. What has been read counts as a third of the work."""
        self._tasks = max(tasks, 1)
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
