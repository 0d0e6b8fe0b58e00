"""The report of the adjudication: asked for, then written in the background as page, paper or table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator.language import Message, msg, tr
from annotator.progress import Progress
from ui.dialogs.picture import file_name
from ui.main_window import MainWindow
from ui.named_jobs import NamedJobs
from ui.notice import advice
from ui.session import Session

_REPORT = "report"
_PAPER = ".pdf"


class Reports(QObject):
    """Writes reports of the open project.

    Args:
        window: the parent of the dialog that asks where to.
        session: what is open.
        say: shows a sentence.
    """

    def __init__(self, window: MainWindow, session: Session, say: Callable[[Message], None]) -> None:
        super().__init__(window)
        self._window, self._session, self._say = window, session, say
        self.jobs = NamedJobs(self)
        self.jobs.failed.connect(session.failed)

    def ask(self) -> None:
        """Ask where to, and write the report there."""
        session = self._session
        if not session.is_open:
            return
        if not session.workspace.sees_all:
            self._say(
                advice(msg("Only a reviewer sees the readings of others, and can bring them together."))
            )
            return
        name = file_name(f"{session.workspace.title} {tr('Adjudication report')}")
        start = session.workspace.path.with_name(f"{name}.html")
        page, table = tr("Web page"), tr("Table")
        kinds = f"{page} (*.html);;PDF (*.pdf);;{table} (*.csv)"
        chosen, kind = QFileDialog.getSaveFileName(self._window, tr("Adjudication report"), str(start), kinds)
        if chosen:
            target = Path(chosen)
            self.write(
                target if target.suffix else target.with_suffix(f".{kind.partition('*.')[2].rstrip(')')}")
            )

    def write(self, target: Path) -> None:
        """Write the report in the background; the person has agreed to replace a file of this name."""
        project = self._session.workspace.path

        def work(progress: Progress) -> int:
            from annotator.workspace.reporting import read_findings, sheet_of, write_report

            found = read_findings(project, progress)
            if target.suffix.lower() == _PAPER:
                from ui.pictures.report import write_report_pdf

                write_report_pdf(target, sheet_of(found))
            else:
                write_report(target, found, force=True)
            return len(found.report.cases)

        self.jobs.start(_REPORT, work, lambda _: self._say(msg("{file} is written.", file=target.name)))
