"""The import dialog's content: the files at its start side, the one that is chosen beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.language import Message, tr
from annotator.model import LabelScheme
from annotator.workspace.naming import Becoming, FoundName
from ui.controls import Button, Hairline
from ui.fonts import interface_font
from ui.importing.file_pane import FilePane
from ui.importing.files_list import FilesList
from ui.importing.names_pane import NamesPane
from ui.importing.sheet import Sheet
from ui.language import directed
from ui.panels.caption import Caption
from ui.panels.field import Field
from ui.panels.scroll_line import ScrollLine
from ui.panels.themed import Themed
from ui.theme import measures

_FILES: Final = 236
_WIDE: Final = 660
_TIGHT, _ROOMY = 156, 250
_NAMES: Final = 168
_PROBLEMS: Final = 72
_MOST_SHOWN: Final = 500


class ImportBody(Themed, QWidget):
    """What is shown and asked; it decides nothing."""

    def __init__(
        self, scheme: LabelScheme, is_known: Callable[[str], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.list = FilesList()
        self.more = Button(kind="quiet", icon="plus", height=28)
        self.folder = Button(kind="quiet", icon="folder", height=28)
        self.pane = FilePane(is_known)
        self.names = NamesPane(scheme)
        self.problems = QListWidget()
        self._problems_sheet = Sheet(self.problems)
        self.annotator_field = Field(None)
        self.skip_field = QCheckBox(tr("Leave out what is wrong and import the rest"))
        self.hint = Caption(interface_font(measures().body_px, 500), "rubric")
        self.command = Field(None)
        self.copy = Button(kind="quiet", height=28)
        self._problems_title = Caption(interface_font(measures().title_px, 600))
        self._say()
        self._lay_out()

    @property
    def skips(self) -> bool:
        """Whether what is wrong is to be left out."""
        return self.skip_field.isChecked()

    @property
    def annotator(self) -> str | None:
        """Whose readings these are, or None: as the files say."""
        return self.annotator_field.text().strip() or None

    @property
    def layer(self) -> str | None:
        """The layer that new labels join."""
        code = self.names.layer_field.currentData()
        return code if isinstance(code, str) else None

    def recall(self, annotator: object, layer: object, *, skips: bool) -> None:
        """Take up what was chosen the last time."""
        if isinstance(annotator, str):
            self.annotator_field.setText(annotator)
        if isinstance(layer, str) and self.names.layer_field.findData(layer) >= 0:
            self.names.layer_field.set_choice(layer)
        self.skip_field.setChecked(skips)

    def show_state(
        self,
        *,
        names: Sequence[FoundName],
        decisions: dict[str, Becoming],
        problems: Sequence[AnnotatorError],
        remarks: Sequence[Message],
        blocker: str,
        command: str,
    ) -> None:
        """Show what is decided and what is still open.

        Args:
            names: that occur in the files.
            decisions: what becomes of them.
            problems: what can't come in.
            remarks: what looks odd.
            blocker: what has to be decided first; "" if nothing.
            command: the same as a command line.
        """
        self.names.setVisible(bool(names))
        self.pane.setMinimumHeight(_TIGHT if names else _ROOMY)
        self.names.show_decisions([n for n in names if n.key in self.names.fields], decisions)
        self.problems.clear()
        for problem in problems[:_MOST_SHOWN]:
            item = QListWidgetItem(directed(str(problem)))
            item.setForeground(self.theme.color("rubric"))
            self.problems.addItem(item)
        for remark in remarks[:_MOST_SHOWN]:
            self.problems.addItem(QListWidgetItem(directed(str(remark))))
        for part in (self._problems_sheet, self._problems_title):
            part.setVisible(bool(problems) or bool(remarks))
        self.hint.set_text(directed(blocker))
        self.command.setText(command)
        self.command.setCursorPosition(0)
        self.copy.setEnabled(bool(command))

    def _say(self) -> None:
        self.more.setText(tr("Add files…"))
        self.folder.setText(tr("Add a folder…"))
        self.copy.setText(tr("Copy the command"))
        self.problems.setAccessibleName(tr("Problems"))
        self._problems_title.set_text(tr("Problems and remarks, line by line"))
        self.annotator_field.setPlaceholderText(tr("As in the file"))
        self.annotator_field.setAccessibleName(tr("Annotator"))
        self.command.setAccessibleName(tr("The command that does the same"))
        self.command.setReadOnly(True)
        self.command.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self.command.text()))

    def _lay_out(self) -> None:
        start = QVBoxLayout()
        start.setSpacing(4)
        self.list.setFixedWidth(_FILES)
        start.addWidget(self.list, 1)
        start.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        start.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeading)
        self.names.setFixedHeight(_NAMES)
        self._problems_sheet.setFixedHeight(_PROBLEMS)
        self.problems.setWordWrap(True)
        ScrollLine(self.problems)
        self.pane.setMinimumSize(_WIDE, _ROOMY)
        end = QVBoxLayout()
        end.setSpacing(10)
        end.addWidget(self.pane, 1)
        end.addWidget(self.names)
        end.addWidget(self._problems_title)
        end.addWidget(self._problems_sheet)
        end.addWidget(Hairline(Qt.Orientation.Horizontal))
        end.addLayout(self._choices())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(start)
        whole.addWidget(Hairline(Qt.Orientation.Vertical))
        whole.addLayout(end, 1)

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        name = Caption(interface_font(measures().body_px), "ink2")
        name.set_text(tr("Annotator"))
        grid.addWidget(name, 0, 0)
        grid.addWidget(self.annotator_field, 0, 1)
        grid.addWidget(self.skip_field, 0, 2, 1, 2)
        grid.addWidget(self.command, 1, 0, 1, 3)
        grid.addWidget(self.copy, 1, 3)
        return grid
