"""Bringing files in: what they are, whose reading, and in which encoding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from annotator.language import tr, trn
from annotator.progress import Progress
from annotator.workspace import ImportReport, ParsedFiles, ReadingChoices, Workspace, back_up, read_files
from annotator.workspace.catalogue import encodings, format_summaries
from ui.dialogs.work import WorkDialog
from ui.theme import Theme


class ImportDialog(WorkDialog):
    """Reads files in the background and brings them in as one step.

    After `accept`, `report` says what came in.
    """

    def __init__(
        self, parent: QWidget | None, theme: Theme, workspace: Workspace, paths: Sequence[Path]
    ) -> None:
        count = len(paths)
        super().__init__(
            parent,
            theme,
            title=trn("Import {count} file", "Import {count} files", count),
            action=tr("Import"),
        )
        self._workspace = workspace
        self._paths = tuple(paths)
        self.report: ImportReport | None = None
        names = QPlainTextEdit("\n".join(path.name for path in paths))
        names.setReadOnly(True)
        names.setFixedHeight(min(count, 5) * 22 + 14)
        names.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.format_field = QComboBox()
        self.format_field.addItem(tr("Recognise by itself"), None)
        for known in format_summaries():
            if known.can_read:
                self.format_field.addItem(str(known.title), known.name)
        self.encoding_field = QComboBox()
        for name in encodings():
            self.encoding_field.addItem(name.upper(), name)
        self.annotator_field = QLineEdit()
        self.annotator_field.setPlaceholderText(tr("As in the file"))
        self.skip_field = QCheckBox(tr("Leave faulty parts out and import the rest"))
        self.add_row(tr("Files"), names)
        self.add_row(tr("Format"), self.format_field)
        self.add_row(tr("Encoding of plain text"), self.encoding_field)
        self.add_row(tr("Annotator"), self.annotator_field)
        self.add_wide(self.skip_field)
        self._add_bar()
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        """Read and back up in the background, then bring in."""
        scheme = self._workspace.scheme
        encoding = self.encoding_field.currentData()
        # UTF-8 is what "no encoding" means, and also lets a byte order mark speak.
        chosen = None if self.encoding_field.currentIndex() == 0 else encoding
        name, annotator = self.format_field.currentData(), self.annotator_field.text().strip() or None
        skip, project = self.skip_field.isChecked(), self._workspace.path

        def task(progress: Progress) -> ParsedFiles:
            parsed = read_files(
                self._paths,
                ReadingChoices(format_name=name, annotator=annotator, encoding=chosen, skip_bad=skip),
                scheme=scheme,
                progress=progress,
            )
            back_up(project)  # here, where nobody waits; the import then finds it done
            return parsed

        self.work(task, self._bring_in)

    def _bring_in(self, parsed: ParsedFiles) -> None:
        self.report = self._workspace.import_parsed(parsed)
        self.accept()
