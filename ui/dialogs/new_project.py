"""A new project: its name, its place, who annotates here, and with which labels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from annotator.errors import AnnotatorError, InputError
from annotator.language import msg, tr
from annotator.model import LabelScheme
from annotator.model.presets import PRESETS
from ui.controls import Button
from ui.dialogs.base import Dialog
from ui.dialogs.places import LONGEST_TITLE, SUFFIX, in_file_name, is_taken
from ui.panels.choice_field import ChoiceField
from ui.theme import Theme


class NewProjectDialog(Dialog):
    """Asks for what a new project needs, and has it made: what can't be is said beside the form, which stays.

    Args:
        parent: the window.
        theme: its colours.
        reader: the name of the person at this machine, as far as it is known.
        make: makes the project of what the dialog asks for; an AnnotatorError says why that failed.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        reader: str,
        make: Callable[[NewProjectDialog], None],
    ) -> None:
        super().__init__(parent, theme, title=tr("New project"), action=tr("Make the project"))
        self._make = make
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self.title_field = QLineEdit()
        self.title_field.setMaxLength(LONGEST_TITLE)
        self.title_field.setPlaceholderText(tr("For example: News 2023"))
        self.reader_field = QLineEdit(reader)
        self.path_field = QLineEdit()
        self.path_field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as paths are
        self._path_is_ours = True
        choose = Button()
        choose.setText(tr("Choose…"))
        choose.clicked.connect(self._choose)
        self.scheme_field = ChoiceField(height=30)
        for one in PRESETS:
            self.scheme_field.addItem(str(one.title), one.name)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.path_field, 1)
        row.addWidget(choose)
        self.add_row(tr("Name of the project"), self.title_field)
        self.add_row(tr("Your name"), self.reader_field)
        self.add_row(tr("Labels"), self.scheme_field)
        self.add_row(tr("File"), place)
        self.path_field.setAccessibleName(tr("File"))
        self.title_field.textChanged.connect(self._suggest)
        self.path_field.textEdited.connect(self._keep)
        self._suggest("")
        self.title_field.setFocus()

    @property
    def title(self) -> str:
        """The project's name."""
        return " ".join(self.title_field.text().split())

    @property
    def reader(self) -> str:
        """The name of the person at this machine."""
        return " ".join(self.reader_field.text().split())

    @property
    def scheme(self) -> LabelScheme:
        """What is annotated at first; the scheme editor changes it."""
        return PRESETS[self.scheme_field.currentIndex()].scheme()

    @property
    def path(self) -> Path:
        """Where the file goes."""
        path = Path(self.path_field.text().strip()).expanduser()
        return path if path.suffix else path.with_name(path.name + SUFFIX)

    def confirm(self) -> None:
        """Make the project, or say what can't work."""
        if not self.title:
            self.say_error(InputError(msg("The project has no name yet. Write one."), code="E_TITLE"))
            self.title_field.setFocus()
        elif not self.reader:
            self.say_error(
                InputError(msg("Write your name: it is how others know your reading."), code="E_READER")
            )
            self.reader_field.setFocus()
        elif is_taken(self.path):
            self.say_error(
                InputError(
                    msg("{path} exists already. Choose another place, or open it.", path=self.path),
                    code="E_EXISTS",
                )
            )
            self.path_field.setFocus()
        else:
            try:
                self._make(self)
            except AnnotatorError as error:
                self.say_error(error)
                self.path_field.setFocus()
                return
            self.accept()

    def _suggest(self, title: str) -> None:
        if self._path_is_ours:
            name = in_file_name(title) or tr("New project")
            self.path_field.setText(str(self._folder / f"{name}{SUFFIX}"))

    def _keep(self) -> None:
        self._path_is_ours = False

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Where the project goes"), self.path_field.text(), project_filter()
        )
        if chosen:
            self._path_is_ours = False
            self.path_field.setText(chosen)


def project_filter() -> str:
    """Return the file dialog's filter for project files."""
    return f"{tr('Hashiya projects')} (*{SUFFIX} *.db);;{tr('All files')} (*)"
