"""Bringing files in: what they are and what is in them, decided before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.errors import AnnotatorError, Cancelled
from annotator.language import tr, trn
from annotator.progress import Progress
from annotator.text.damage import Damage
from annotator.workspace import ImportReport, ParsedFiles, Workspace, back_up
from annotator.workspace.naming import Becoming, FoundName, Joining, found_names, suggested
from annotator.workspace.settling import settle
from annotator.workspace.surveying import (
    FileChoice,
    SurveyedFile,
    files_in,
    inventory_of,
    survey_file,
)
from ui.dialogs.work import WorkDialog
from ui.importing.body import ImportBody
from ui.importing.command import command_line
from ui.importing.writing import Writing
from ui.settings import Settings
from ui.theme import Theme

_ADD: Final = "+"
"""What stands for `Joining.ADD` in the settings: no code and no name of a person is this."""


class ImportDialog(WorkDialog):
    """Looks at files in the background, lets a person decide, and brings them in as one step.

    After `accept`, `report` says what came in.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        workspace: Workspace,
        paths: Sequence[Path],
        *,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(parent, theme, title=tr("Import files"), action=tr("Import"))
        self._workspace = workspace
        self._settings = settings
        self._wanted = tuple(paths)
        self._decisions: dict[str, Becoming] = {}
        self._remembered: dict[str, Becoming] = {}
        self._kept: dict[Path, frozenset[Damage]] = {}
        self._writing: Writing | None = None
        self._names: tuple[FoundName, ...] = ()
        self.files: tuple[SurveyedFile, ...] = ()
        self.report: ImportReport | None = None
        self.body = ImportBody(workspace.scheme, lambda digest: bool(workspace.documents_with_digest(digest)))
        self.add_wide(self.body)
        self._add_bar()
        self._buttons.insertWidget(0, self.body.hint, 1)
        self.setAcceptDrops(True)
        self._recall()
        self._connect()
        self._refresh()

    def showEvent(self, event: object) -> None:
        """Begin to look at the files."""
        super().showEvent(event)
        if self._wanted:
            wanted, self._wanted = self._wanted, ()
            self.add(wanted)

    def add(self, paths: Sequence[Path]) -> None:
        """Look at these files and folders, too."""
        there = {file.choice.path for file in self.files}
        scheme = self._workspace.scheme

        def task(progress: Progress) -> tuple[SurveyedFile, ...]:
            new = [path for path in files_in(paths) if path not in there]
            return tuple(survey_file(FileChoice(path=p), scheme=scheme, progress=progress) for p in new)

        def done(found: tuple[SurveyedFile, ...]) -> None:
            self._take((*self.files, *found))

        self.work(task, done)

    def read_again(self, choice: FileChoice) -> None:
        """Read one file as it is now chosen to be."""
        scheme = self._workspace.scheme
        at = self.focusWidget()

        def done(found: SurveyedFile) -> None:
            self._take(tuple(found if f.choice.path == choice.path else f for f in self.files))
            if at is not None:
                at.setFocus(Qt.FocusReason.OtherFocusReason)

        self.work(lambda progress: survey_file(choice, scheme=scheme, progress=progress), done)

    @property
    def is_working(self) -> bool:
        """Whether files are being looked at or brought in."""
        return super().is_working or self._writing is not None

    def reject(self) -> None:
        """Stop what is going on; otherwise close. Either way nothing has come in."""
        if self._writing is not None:
            self._writing.cancelled = True
            return
        super().reject()

    @property
    def blocker(self) -> str:
        """What has to be decided before anything can come in; empty if nothing."""
        asked = next((words for file in self.files if (words := self._asked(file))), "")
        if asked or not self.files:
            return asked
        if not any(file.documents for file in self._present()):
            return tr("There is no document to import.")
        if self.body.skips:
            return ""
        if any(not name.fits for name in self._names):
            return tr("Say what the names that are marked become.")
        return tr("Correct what is wrong, or leave it out.") if self._problems() else ""

    def _asked(self, file: SurveyedFile) -> str:
        """Return what a file leaves to the person to say, or nothing."""
        kept = self._kept.get(file.choice.path, frozenset())
        if Damage.BYTES in kept:
            return ""
        name = file.choice.path.name
        if file.wants_format:
            return tr("{file}: choose its format.", file=name)
        if Damage.BYTES not in file.damages and file.wants_encoding:
            return tr("{file}: choose its encoding.", file=name)
        if file.damages - file.choice.mend - kept:
            return tr("{file} is damaged: choose what is to be done.", file=name)
        return ""

    def confirm(self) -> None:
        """Settle the names and back the project up in the background, then bring in."""
        if self.is_working or not self.primary.isEnabled():
            return
        self._keep()
        files, scheme, project = self._present(), self._workspace.scheme, self._workspace.path
        decisions, layer, annotator = dict(self._decisions), self.body.layer, self.body.annotator
        skips = self.body.skips

        def task(progress: Progress) -> ParsedFiles:
            parsed = settle(
                files,
                scheme=scheme,
                decisions=decisions,
                layer=layer,
                annotator=annotator,
                progress=progress,
            )
            if not skips:
                for problem in parsed.problems:
                    raise problem
            back_up(project)
            return parsed

        self.work(task, self._bring_in)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files(event) and not self.is_working:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the files that were dropped, too."""
        event.acceptProposedAction()
        self.add(_files(event))

    def _connect(self) -> None:
        body = self.body
        body.pane.chosen.connect(self.read_again)
        body.pane.answered.connect(self._answer)
        body.names.decided.connect(self._decide)
        body.names.layer_chosen.connect(lambda _code: self._refresh())
        body.list.chosen.connect(self._show_file)
        body.more.clicked.connect(self._choose_files)
        body.folder.clicked.connect(self._choose_folder)
        body.skip_field.toggled.connect(lambda _on: self._refresh())
        body.annotator_field.textChanged.connect(lambda _text: self._refresh())

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Import files"))
        if chosen:
            self.add([Path(path) for path in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Import a folder"))
        if chosen:
            self.add([Path(chosen)])

    def _take(self, files: tuple[SurveyedFile, ...]) -> None:
        """Go on with these files; what is decided already stays."""
        self.files = files
        inventory = inventory_of(files)
        known = suggested(inventory, self._workspace.scheme)
        known |= {key: value for key, value in self._remembered.items() if key in known}
        names = found_names(inventory, self._workspace.scheme, {})
        there = {name.key for name in names}
        self._decisions = known | {key: value for key, value in self._decisions.items() if key in there}
        self.body.list.show_files(files, self._kept)
        self.body.names.show_names(names)
        self._refresh()
        self.fit()
        first = self.primary if self.primary.isEnabled() else self.body.list
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        """Show what is decided, and what is still to be."""
        files = self._present()
        inventory = inventory_of(files)
        self._names = found_names(inventory, self._workspace.scheme, self._decisions)
        self.body.show_state(
            names=self._names,
            decisions=self._decisions,
            problems=self._problems(),
            remarks=[remark for file in files for remark in file.warnings],
            blocker=self.blocker,
            command=command_line(
                self._workspace.path,
                [file.choice for file in files],
                decisions=self._decisions,
                layer=self.body.layer,
                annotator=self.body.annotator,
                skip_bad=self.body.skips,
            )
            if files
            else "",
        )
        count = sum(len(file.documents) for file in files)
        self.primary.setText(
            trn("Import {count} document", "Import {count} documents", count) if count else tr("Import")
        )
        self.primary.setEnabled(bool(files) and not self.blocker)

    def _present(self) -> tuple[SurveyedFile, ...]:
        """Return the files without those that are to be left out because they are damaged."""
        return tuple(
            file for file in self.files if Damage.BYTES not in self._kept.get(file.choice.path, frozenset())
        )

    def _problems(self) -> list[AnnotatorError]:
        return [p for f in self._present() if not f.wants_encoding for p in f.problems]

    def _show_file(self, file: SurveyedFile) -> None:
        self.body.pane.show_file(file, self._kept.get(file.choice.path, frozenset()))

    def _answer(self, damage: Damage, mends: bool) -> None:  # noqa: FBT001 - what the signal carries
        file = self.body.list.current
        if file is None:
            return
        choice, kept = file.choice, self._kept.get(file.choice.path, frozenset())
        self._kept[choice.path] = kept - {damage} if mends else kept | {damage}
        after = replace(choice, mend=choice.mend | {damage} if mends else choice.mend - {damage})
        if after != choice:
            self.read_again(after)
        else:
            self.body.list.show_files(self.files, self._kept)
            self._refresh()

    def _decide(self, key: str, becoming: Becoming) -> None:
        self._decisions[key] = becoming
        self._refresh()

    def _bring_in(self, parsed: ParsedFiles) -> None:
        """Write. The window goes on being painted, and Esc still takes all of it back."""
        self._writing = Writing(self._advance)
        self._rest(resting=True)
        self._bar.show()
        try:
            self.report = self._workspace.import_parsed(parsed, progress=self._writing)
        except Cancelled:
            return
        finally:
            self._writing = None
            self._bar.hide()
            self._rest(resting=False)
        self.accept()

    def _rest(self, *, resting: bool) -> None:
        super()._rest(resting=resting)
        if not resting:
            self._refresh()

    def _keep(self) -> None:
        """Remember the choices for the next import into this project."""
        if self._settings is None:
            return
        remembered = {**self._remembered, **self._decisions}
        self._settings.keep_choices(
            self._workspace.project_id,
            "import",
            {
                "annotator": self.body.annotator,
                "skip_bad": self.body.skips,
                "layer": self.body.layer,
                "names": {k: _ADD if isinstance(v, Joining) else v for k, v in remembered.items()},
            },
        )

    def _recall(self) -> None:
        if self._settings is None:
            return
        kept = self._settings.choices(self._workspace.project_id, "import")
        self.body.recall(kept.get("annotator"), kept.get("layer"), skips=kept.get("skip_bad") is True)
        names = kept.get("names")
        for key, value in names.items() if isinstance(names, dict) else ():
            if value is None or isinstance(value, str):
                self._remembered[key] = Joining.ADD if value == _ADD else value


def _files(event: QDropEvent | QDragEnterEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
