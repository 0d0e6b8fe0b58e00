"""A dialog that starts long work and shows how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from annotator.errors import AnnotatorError
from annotator.language import tr
from annotator.progress import Progress
from ui.dialogs.base import Dialog, plain
from ui.jobs import Job
from ui.theme import Theme


class WorkDialog(Dialog):
    """Runs one job at a time. While it runs, the form rests and Esc stops it."""

    def __init__(self, parent: QWidget | None, theme: Theme, *, title: str, action: str) -> None:
        super().__init__(parent, theme, title=title, action=action)
        self._job: Job | None = None
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress"))
        self._share = plain("", theme, role="ink2")
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._bar, 1)
        row.addWidget(self._share)
        self._work.hide()

    @property
    def is_working(self) -> bool:
        """Whether the job is still running."""
        return self._job is not None

    def work(self, task: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Run `task` in the background, then `done` with its result here. Errors are said in the form."""
        self.say_error(None)
        self._rest(resting=True)
        self._bar.setRange(0, 0)
        self._share.setText("")
        self._work.show()
        job = Job(task)
        self._job = job
        job.progressed.connect(self._advance)
        job.finished.connect(lambda result: self._end(lambda: done(result)))
        job.failed.connect(lambda error: self._end(lambda: self.say_error(error)))
        job.cancelled.connect(lambda: self._end(lambda: None))
        job.start()

    def reject(self) -> None:
        """Stop the work; without work, close."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    def _add_bar(self) -> None:
        self.add_wide(self._work)

    def _advance(self, done: int, total: int) -> None:
        if total > 0:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._share.setText(f"{done * 100 // total} %")

    def _end(self, what: Callable[[], None]) -> None:
        self._job = None
        self._work.hide()
        self._rest(resting=False)
        try:
            what()
        except AnnotatorError as error:
            self.say_error(error)

    def _rest(self, *, resting: bool) -> None:
        self.primary.setEnabled(not resting)
        for place in range(self._form.count()):
            item = self._form.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self._work:
                widget.setEnabled(not resting)
