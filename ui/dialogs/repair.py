"""Makes a new project of what can be read of a damaged one, and says what is lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.language import msgn, tr
from annotator.model import RepairReport
from annotator.progress import Progress
from annotator.workspace import repair_project
from ui.dialogs.base import plain, reading_box
from ui.dialogs.places import SUFFIX, asked_target
from ui.dialogs.work import WorkDialog
from ui.language import directed
from ui.theme import Theme


class RepairDialog(WorkDialog):
    """Asks where the new project goes, makes it, and reports. After `accept`, `repaired` is where it is."""

    def __init__(self, parent: QWidget | None, theme: Theme, damaged: Path) -> None:
        super().__init__(parent, theme, title=tr("Save what can be read"), action=tr("Choose a place…"))
        self._damaged = damaged
        self.repaired: Path | None = None
        self.summary = plain(
            directed(
                tr(
                    "Everything that can still be read of {file} goes into a new project. The damaged file "
                    "stays as it is. What could not be saved is listed afterwards.",
                    file=damaged.name,
                )
            ),
            theme,
        )
        self.summary.setWordWrap(True)
        self.details = reading_box((), tr("What could not be saved"))
        self.details.setMinimumHeight(200)
        self.details.hide()
        self.add_wide(self.summary)
        self._add_bar()
        self.add_wide(self.details)

    def confirm(self) -> None:
        """Ask where to and repair; when that is done, open the new project."""
        if self.repaired is not None:
            self.accept()
            return
        start = self._damaged.with_name(tr("{name} (repaired)", name=self._damaged.stem) + SUFFIX)
        target = asked_target(self, tr("Save what can be read"), start)
        if target is not None:
            self.repair_to(target)

    def repair_to(self, target: Path) -> None:
        """Make the new project in the background."""
        damaged = self._damaged

        def task(_progress: Progress) -> RepairReport:
            return repair_project(damaged, target)

        def done(report: RepairReport) -> None:
            self.repaired = target
            self._show_report(report)

        self.work(task, done)

    def _show_report(self, report: RepairReport) -> None:
        saved = tr(
            "{documents}, {spans} and {relations} are saved.",
            documents=msgn("{count} document", "{count} documents", report.documents),
            spans=msgn("{count} span", "{count} spans", report.spans),
            relations=msgn("{count} relation", "{count} relations", report.relations),
        )
        past = tr("The whole history is there.") if report.history else tr("The history is lost.")
        lost = tr("Nothing else is missing.") if not report.lost else tr("This could not be saved:")
        self.summary.setText(directed(f"{saved} {past} {lost}"))
        self.details.setPlainText("\n".join(str(problem.message) for problem in report.lost))
        self.details.setVisible(bool(report.lost))
        self.primary.setText(tr("Open the new project"))
        self.cancel.setText(tr("Close"))
        self.fit()
