"""Projects and files: new, open, the sample, import and export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator import resources
from annotator.errors import AnnotatorError
from annotator.language import Message, msg, msgn, tr
from annotator.workspace import ImportReport, Workspace
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme


class Files(QObject):
    """What the Project menu does.

    Args:
        window: the parent of dialogs.
        session: what is open.
        settings: recent projects and the reader's name.
        theme: gives the theme in use.
        say: shows a sentence.

    Signals:
        refused: a path that can't be opened as a project, and the AnnotatorError that says why.
    """

    refused = Signal(Path, object)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        *,
        theme: Callable[[], Theme],
        say: Callable[[Message], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._theme = theme
        self._say = say

    def open_path(self, path: Path) -> bool:
        """Open a project file, or tell by `refused` what is wrong with it."""
        try:
            self._session.open(path, reader=self._settings.reader)
        except AnnotatorError as error:
            self.refused.emit(path, error)
            return False
        self._settings.remember(path)
        return True

    def new(self) -> None:
        """Ask for a name and a place, and make a project there."""
        from ui.dialogs.new_project import NewProjectDialog

        dialog = NewProjectDialog(self._window, self._theme(), reader=self._settings.reader)
        if not dialog.exec():
            return
        self._settings.reader = dialog.reader
        try:
            self._session.create(dialog.path, title=dialog.title, reader=dialog.reader)
        except AnnotatorError as error:
            self._session.failed.emit(error)
            return
        self._settings.remember(dialog.path)

    def open(self) -> None:
        """Let the person choose a project file."""
        from ui.dialogs.new_project import project_filter

        recent = self._settings.recent()
        folder = str(recent[0].parent) if recent else ""
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Open a project"), folder, project_filter())
        if chosen:
            self.open_path(Path(chosen))

    def sample(self) -> None:
        """Open the sample project; make it the first time."""
        path = sample_path()
        if not path.exists():
            try:
                make_sample(path, reader=self._settings.reader)
            except AnnotatorError as error:
                self._session.failed.emit(error)
                return
        self.open_path(path)

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Bring files in, into a new project if none is open; without `paths` the person chooses some."""
        if not paths:
            chosen, _ = QFileDialog.getOpenFileNames(self._window, tr("Import files"))
            paths = [Path(path) for path in chosen]
        if paths and not self._session.is_open:
            self.new()
        if not paths or not self._session.is_open:
            return
        from ui.dialogs.import_files import ImportDialog

        dialog = ImportDialog(self._window, self._theme(), self._session.workspace, paths)
        if dialog.exec() and dialog.report is not None:
            self._tell_import(dialog.report)

    def export(self) -> None:
        """Send documents out."""
        from ui.dialogs.export import ExportDialog

        ExportDialog(self._window, self._theme(), self._session.workspace).exec()

    def save(self) -> None:
        """Say that there is nothing to do."""
        self._say(msg("Everything is saved already: each step is in the file before you see it."))

    def close(self) -> None:
        """Let go of the project; the start page is shown."""
        self._session.leave()

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    def _tell_import(self, report: ImportReport) -> None:
        self._say(
            msg(
                "{documents}, {spans} and {relations} came in.",
                documents=msgn("{count} document", "{count} documents", report.documents),
                spans=msgn("{count} span", "{count} spans", report.spans),
                relations=msgn("{count} relation", "{count} relations", report.relations),
            )
        )
        lines = [str(problem) for problem in (*report.problems, *report.warnings)]
        if lines:
            from ui.dialogs.message import MessageDialog

            MessageDialog(
                self._window,
                self._theme(),
                title=tr("Import"),
                sentence=tr("This has been left out, or looks odd:"),
                details="\n".join(lines),
            ).exec()


def sample_path() -> Path:
    """Return where the sample project is kept."""
    return platformdirs.user_data_path("hashiya", appauthor=False) / "sample.hashiya"


def make_sample(path: Path, *, reader: str) -> None:
    """Make the sample project from the articles that come with the program.

    Raises:
        AnnotatorError: it could not be written; nothing is left of it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    articles = sorted(resources.path("samples").glob("*.jsonl"))
    try:
        with Workspace.create(path, title=tr("Sample articles"), reader=reader) as workspace:
            workspace.import_files(articles)
    except AnnotatorError:
        path.unlink(missing_ok=True)
        raise
