"""The findings of a whole project, looked for in a worker when somebody asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from annotator.consistency import Finding
from annotator.model.person import Identity
from annotator.progress import Progress
from annotator.workspace import Workspace
from ui.jobs import Job, Rest

_MOST_KEPT: Final = 20_000
"""Findings of one rule that are kept; beyond that they are only counted."""

_RATIO: Final = 0.5
"""Somebody waits for this: it rests half as long as it works."""

_Looked = tuple[int, dict[str, int], dict[str, list[Finding]]]


class ProjectLook(QObject):
    """What was found when the project was looked through last.

    Attributes:
        counts: how many findings each rule has.
        is_old: something has been done since.

    Signals:
        ended: the look is over, with findings or without.
        failed: an AnnotatorError; the findings are those from before.
    """

    ended = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.counts: dict[str, int] = {}
        self.is_old = True
        self._found: dict[str, list[Finding]] = {}
        self._job: Job | None = None
        self._number = 0

    @property
    def is_looking(self) -> bool:
        """Whether a worker is at it."""
        return self._job is not None

    def findings(self, rule: str) -> Sequence[Finding]:
        """Return the findings of a rule, document by document."""
        return self._found.get(rule, ())

    def begin(self, project: Path, reader: Identity | str) -> None:
        """Look through a project file, as far as this person is shown it; the one look at a time goes on."""
        if self._job is not None:
            return
        self.is_old = False
        self._number += 1
        number = self._number
        self._job = job = Job(lambda progress: (number, *_look(project, reader, progress)))
        job.finished.connect(self._take)
        job.failed.connect(self._fail)
        job.start()

    def stop(self) -> None:
        """Let no worker go on: the project is about to be let go."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.is_old = True
        self._number += 1

    def forget(self) -> None:
        """Forget all: another project is open, or none."""
        self.stop()
        self.counts, self._found, self.is_old = {}, {}, True

    def _take(self, looked: _Looked) -> None:
        number, counts, found = looked
        if number == self._number:
            self.counts, self._found, self._job = counts, found, None
            self.ended.emit()

    def _fail(self, error: object) -> None:
        self._job = None
        self.ended.emit()
        self.failed.emit(error)


class Restful(Progress):
    """Counts for another progress, and lets the window have its turn."""

    def __init__(self, inner: Progress, *, ratio: float = 2) -> None:
        super().__init__()
        self._inner, self._rest = inner, Rest(ratio)

    def step(self, count: int = 1, total: int | None = None) -> None:
        """Count, and rest."""
        self._inner.step(count, total)
        self._rest()


def _look(
    project: Path, reader: Identity | str, progress: Progress
) -> tuple[dict[str, int], dict[str, list[Finding]]]:
    counts: dict[str, int] = {}
    found: dict[str, list[Finding]] = {}
    with Workspace.look(project, reader=reader) as workspace:
        for one in workspace.consistency(Restful(progress, ratio=_RATIO)):
            counts[one.rule] = counts.get(one.rule, 0) + 1
            if counts[one.rule] <= _MOST_KEPT:
                found.setdefault(one.rule, []).append(one)
    return counts, found
