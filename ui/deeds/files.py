"""Projects and files: new, open, the sample, import and export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator import resources
from annotator.errors import AnnotatorError
from annotator.language import Message, msg, msgn, tr
from annotator.model.person import Identity
from annotator.progress import Progress
from annotator.workspace import ImportReport, Workspace, backups_of
from ui.dialogs.places import SUFFIX, asked_target
from ui.jobs import Job
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme
from ui.welcome.problem import Remedies

if TYPE_CHECKING:
    from ui.dialogs.new_project import NewProjectDialog


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
        place_wanted: a document's id and a range of it (code points, half-open) that is to be shown.
    """

    refused = Signal(Path, object)
    place_wanted = Signal(str, int, int)

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
        self.may_leave: Callable[[], bool] = lambda: True
        self._copying: Job | None = None

    def open_path(self, path: Path) -> bool:
        """Open a project file, or tell by `refused` what is wrong with it."""
        if not self._is_open(path) and not self.may_leave():
            return False
        try:
            self._session.open(path, reader=self._settings.identity)
        except AnnotatorError as error:
            self.refused.emit(path, error)
            return False
        self._settings.remember(path)
        return True

    def look(self, path: Path) -> None:
        """Open a project file for looking only."""
        if not self.may_leave():
            return
        try:
            self._session.look(path, reader=self._settings.identity)
        except AnnotatorError as error:
            self.refused.emit(path, error)

    def new(self) -> None:
        """Ask for a name and a place, and make a project there."""
        from ui.dialogs.new_project import NewProjectDialog

        if self.may_leave():
            NewProjectDialog(
                self._window, self._theme(), reader=self._settings.reader, make=self._make
            ).exec()

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
                make_sample(path, reader=self._settings.identity)
            except AnnotatorError as error:
                self._session.failed.emit(error)
                return
        self.open_path(path)

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Bring files in, into a new project if none is open; without `paths` the person chooses some."""
        if self._session.is_open and self._session.workspace.packet_refusal is not None:
            self._session.failed.emit(self._session.workspace.packet_refusal)
            return
        if not paths:
            chosen, _ = QFileDialog.getOpenFileNames(self._window, tr("Import files"))
            paths = [Path(path) for path in chosen]
        if paths and not self._session.is_open:
            self.new()
        if not paths or not self._session.is_open:
            return
        from ui.dialogs.import_files import ImportDialog

        dialog = ImportDialog(
            self._window, self._theme(), self._session.workspace, paths, settings=self._settings
        )
        if dialog.exec() and dialog.report is not None:
            self._tell_import(dialog.report)

    def import_folder(self) -> None:
        """Bring in all files of a folder that the person chooses."""
        chosen = QFileDialog.getExistingDirectory(self._window, tr("Import a folder"))
        if chosen:
            self.import_files([Path(chosen)])

    def export(self) -> None:
        """Send documents out."""
        from ui.dialogs.export import ExportDialog

        dialog = ExportDialog(self._window, self._theme(), self._session.workspace, self._settings)
        dialog.place_wanted.connect(self.place_wanted)
        dialog.exec()

    def save(self) -> None:
        """Say that there is nothing to do."""
        if self._session.save_kept() is None:
            self._say(msg("Everything is saved already: each step is in the file before you see it."))

    def save_copy(self) -> None:
        """Ask where to, and copy the project there; the project that is open stays the same."""
        path = self._session.workspace.path
        start = path.with_name(tr("{name} (copy)", name=path.stem) + SUFFIX)
        target = asked_target(self._window, tr("Save a copy"), start)
        if target is not None:
            self.save_copy_to(target)

    def save_copy_to(self, target: Path) -> None:
        """Copy the project in the background to a new file, which appears only when it is whole."""
        path = self._session.workspace.path

        def task(_progress: Progress) -> Path:
            with Workspace.look(path) as workspace:
                workspace.save_copy(target)
            return target

        self._copying = Job(task)
        self._copying.finished.connect(self._tell_copy)
        self._copying.failed.connect(self._session.failed)
        self._copying.start()

    def backups(self, path: Path | None = None) -> None:
        """Show the backups of the project at `path`, else of the one that is open."""
        from ui.dialogs.backups import BackupsDialog

        if path is None:
            path, found = self._session.workspace.path, self._session.workspace.backups()
        else:
            found = backups_of(path)
        dialog = BackupsDialog(self._window, self._theme(), path, found)
        if dialog.exec() and dialog.restored is not None:
            self.open_path(dialog.restored)

    def check(self) -> None:
        """Look through the whole project in the background and show what is wrong with it."""
        from ui.dialogs.check import CheckDialog

        path, reader = self._session.workspace.path, self._session.workspace.who
        dialog = CheckDialog(
            self._window, self._theme(), path, has_backups=bool(backups_of(path)), reader=reader
        )
        dialog.document_wanted.connect(self._session.show)
        dialog.exec()
        if dialog.wants_backups:
            self.backups()

    def repair(self, path: Path) -> None:
        """Make a new project of what can be read of the damaged one at `path`."""
        from ui.dialogs.repair import RepairDialog

        dialog = RepairDialog(self._window, self._theme(), path)
        if dialog.exec() and dialog.repaired is not None:
            self.open_path(dialog.repaired)

    def close(self) -> None:
        """Let go of the project; the start page is shown."""
        if self.may_leave():
            self._session.leave()

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    def _make(self, wanted: NewProjectDialog) -> None:
        self._settings.reader = wanted.reader
        self._session.create(
            wanted.path, title=wanted.title, reader=self._settings.identity, scheme=wanted.scheme
        )
        self._settings.remember(wanted.path)

    def _is_open(self, path: Path) -> bool:
        return self._session.is_open and path == self._session.workspace.path

    def _tell_copy(self, target: Path) -> None:
        self._say(msg("The copy {file} is saved, and it is whole.", file=target.name))

    def _tell_import(self, report: ImportReport) -> None:
        self._say(
            msg(
                "{documents}, {spans} and {relations} came in.",
                documents=msgn("{count} document", "{count} documents", report.documents),
                spans=msgn("{count} span", "{count} spans", report.spans),
                relations=msgn("{count} relation", "{count} relations", report.relations),
            )
        )
        if report.problems or report.warnings or report.known or report.added:
            from ui.dialogs.imported import ImportedDialog

            ImportedDialog(self._window, self._theme(), report).exec()


def remedies(path: Path, error: AnnotatorError) -> Remedies:
    """Return what may help with a project that can't be opened because of `error`."""
    lasting = {"E_NOT_A_PROJECT", "E_FOREIGN", "E_NEWER", "E_NOT_A_FILE"}
    return Remedies(
        again=error.code not in lasting,
        look=error.code in {"E_LOCKED", "E_NEWER"},
        backups=len(backups_of(path)),
        repair=error.code in {"E_DAMAGED", "E_STRANGE_SCHEMA"},
    )


def sample_path() -> Path:
    """Return where the sample project is kept."""
    return platformdirs.user_data_path("hashiya", appauthor=False) / "sample.hashiya"


def make_sample(path: Path, *, reader: Identity | str) -> None:
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
