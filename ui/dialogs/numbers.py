"""The numbers of a project. It stays open beside the page, and each number opens its spans."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.errors import AnnotatorError
from annotator.language import tr
from annotator.model.sight import Sight
from annotator.progress import Progress
from annotator.statistics import Numbers, Pick
from annotator.workspace.counting import PickedSpans, read_numbers, read_spans, write_table
from ui.controls import Button
from ui.dialogs.base import Dialog
from ui.dialogs.picture import file_name
from ui.dialogs.work import WorkDialog
from ui.jobs import Job
from ui.people.blind import BlindLine
from ui.plots.page import NumbersPage
from ui.plots.writing import write_picture
from ui.theme import Theme

_SIZE: Final = QSize(1200, 800)
_LEAST: Final = QSize(720, 460)


class NumbersDialog(WorkDialog):
    """Counts in the background as soon as it is shown; the project can be gone on with meanwhile.

    Signals:
        place_wanted: a `PickedSpan` that is to be shown on the page.
    """

    place_wanted = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        project: Path,
        *,
        title: str,
        sight: Sight | None = None,
    ) -> None:
        super().__init__(parent, theme, title=tr("Numbers"), action=tr("Save the table…"))
        self.setModal(False)
        self._project = project
        self._title = title
        self._sight = sight or Sight()
        self._looking: Job | None = None
        self._numbers: Numbers | None = None
        self.page = NumbersPage()
        self.page.setMinimumSize(_LEAST)
        self.cancel.setText(tr("Close"))
        self.picture = Button()
        self.picture.setText(tr("Save the picture…"))
        self.again = Button()
        self.again.setText(tr("Count again"))
        self._buttons.insertWidget(0, self.again)
        self._buttons.insertWidget(2, self.picture)
        blind = BlindLine()
        blind.setVisible(not self._sight.sees_all)
        self._add_bar()
        self.add_wide(blind)
        self.add_wide(self.page)
        self._form.setRowStretch(self._form.rowCount() - 1, 1)
        self.again.clicked.connect(self.count)
        self.picture.clicked.connect(self._ask_for_picture)
        self.page.spans_wanted.connect(self._look_for)
        self.page.spans.wanted.connect(self.place_wanted)
        self.resize(_SIZE)

    def showEvent(self, event: object) -> None:
        """Begin to count."""
        super().showEvent(event)
        if self._numbers is None and not self.is_working:
            self.count()

    def fit(self) -> None:
        """Keep the size: the page takes what there is."""

    def count(self) -> None:
        """Count everything, as it is now."""
        project, sight = self._project, self._sight
        self.work(lambda progress: read_numbers(project, progress, sight), self._show)

    def confirm(self) -> None:
        """Ask where the table is to go."""
        target = self._ask(tr("Save the table"), "CSV (*.csv)", ".csv")
        if target is not None:
            self.save_table(target)

    def save_table(self, target: Path) -> None:
        """Write the table that is shown; the person has agreed to replace what is there."""
        shown = self.page.shown_table
        if shown is None or self._numbers is None:
            return
        try:
            write_table(target, shown, self._numbers.scheme, force=True)
        except AnnotatorError as error:
            self.say_error(error)
            return
        self.say_error(None)

    def save_picture(self, target: Path) -> None:
        """Write the plot that is shown, as SVG or PNG by the name's end."""
        try:
            write_picture(target, self.page.card.figure, self.theme, self.layoutDirection())
        except AnnotatorError as error:
            self.say_error(error)
            return
        self.say_error(None)

    def reject(self) -> None:
        """Close; what is still being counted or looked for is stopped."""
        for job in (self._job, self._looking):
            if job is not None:
                job.cancel()
        self._looking = None
        Dialog.reject(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to what has the keyboard: here it opens spans."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return
        super().keyPressEvent(event)

    def _show(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self.page.show_numbers(numbers)
        self.picture.setEnabled(True)
        self.page.card.plot.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_for(self, wanted: tuple[Pick, str]) -> None:
        """Look for the spans behind a number; whatever was looked for before is given up."""
        pick, title = wanted
        if self._looking is not None:
            self._looking.cancel()
        project, sight = self._project, self._sight

        def task(progress: Progress) -> PickedSpans:
            return read_spans(project, pick, progress, sight)

        job = self._looking = Job(task)
        job.finished.connect(lambda found: self._list(job, title, found))
        job.failed.connect(lambda error: self._fail(job, error))
        self.page.show_looking(title)
        job.start()

    def _list(self, job: Job, title: str, found: PickedSpans) -> None:
        if self._looking is job:
            self._looking = None
            self.page.show_spans(title, found)

    def _fail(self, job: Job, error: AnnotatorError) -> None:
        if self._looking is job:
            self._looking = None
            self.say_error(error)

    def _ask_for_picture(self) -> None:
        target = self._ask(tr("Save the picture"), "PNG (*.png);;SVG (*.svg)", ".png", ".svg")
        if target is not None:
            self.save_picture(target)

    def _ask(self, title: str, kinds: str, *suffixes: str) -> Path | None:
        shown = self.page.shown_table
        name = self._title if shown is None else f"{self._title} {shown.title}"
        start = self._project.parent / (file_name(name) + suffixes[0])
        chosen, kind = QFileDialog.getSaveFileName(self, title, str(start), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() in suffixes:
            return path
        wanted = next((suffix for suffix in suffixes if suffix in kind), suffixes[0])
        return path.with_name(path.name + wanted)
