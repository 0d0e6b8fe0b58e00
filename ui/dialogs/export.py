"""Sending documents out: the format, whose reading, what happens at word edges; then what was lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QPlainTextEdit, QWidget

from annotator.language import Message, msg, tr
from annotator.model import Owner
from annotator.progress import Progress
from annotator.workspace import ExportRequest, Readings, Selection, Workspace, export_project
from annotator.workspace.catalogue import FormatSummary, format_summaries
from ui.dialogs.base import plain
from ui.dialogs.work import WorkDialog
from ui.language import directed
from ui.theme import Theme

if TYPE_CHECKING:  # the window knows no formats; it only shows the report that the workspace hands it
    from annotator.formats import LossReport

_TOKENS: Final[tuple[tuple[str, Message], ...]] = (
    ("expand", msg("Widen the span to whole words")),
    ("clitic", msg("Cut every word behind its known prefixes")),
    ("split", msg("Cut a word only where a span begins or ends in it")),
    ("reject", msg("Leave the span out")),
)


class ExportDialog(WorkDialog):
    """Exports in the background and shows what came through."""

    def __init__(self, parent: QWidget | None, theme: Theme, workspace: Workspace) -> None:
        super().__init__(parent, theme, title=tr("Export"), action=tr("Export…"))
        self._workspace = workspace
        self._formats = {known.name: known for known in format_summaries() if known.can_write}
        self.format_field = QComboBox()
        for known in self._formats.values():
            self.format_field.addItem(str(known.title), known.name)
        self.readings_field = QComboBox()
        self.tokens_field = QComboBox()
        for name, text in _TOKENS:
            self.tokens_field.addItem(str(text), name)
        self.strict_field = QCheckBox(tr("Write nothing if anything would be lost"))
        self.summary = plain("", theme)
        self.summary.setWordWrap(True)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setMinimumHeight(220)
        self.details.setAccessibleName(tr("Loss report"))
        self.add_row(tr("Format"), self.format_field)
        self.add_row(tr("Readings"), self.readings_field)
        self._tokens_name = self.add_row(tr("An edge inside a word"), self.tokens_field)
        self.add_wide(self.strict_field)
        self._add_bar()
        self.add_wide(self.summary)
        self.add_wide(self.details)
        self.summary.hide()
        self.details.hide()
        self.format_field.currentIndexChanged.connect(self._show_choices)
        self._show_choices()

    def confirm(self) -> None:
        """Ask where to, then export in the background."""
        chosen = self._formats[self.format_field.currentData()]
        suffix = chosen.extensions[0]
        start = self._workspace.path.with_suffix(suffix)
        target, _ = QFileDialog.getSaveFileName(
            self, tr("Export"), str(start), f"{chosen.title} (*{suffix});;{tr('All files')} (*)"
        )
        if target:
            path = Path(target)
            self.export_to(path if path.suffix else path.with_name(path.name + suffix))

    def export_to(self, target: Path) -> None:
        """Export to this file, which the person has agreed to replace if it exists."""
        request = ExportRequest(
            target=target,
            format_name=self.format_field.currentData(),
            selection=self.readings_field.currentData(),
            tokens=self.tokens_field.currentData(),
            strict=self.strict_field.isChecked(),
            force=True,
        )
        project = self._workspace.path

        def task(progress: Progress) -> LossReport:
            return export_project(project, request, progress=progress)

        self.work(task, lambda report: self._show_report(report, target))

    def _show_report(self, report: LossReport, target: Path) -> None:
        self.summary.setText(directed(tr("{file}: {summary}", file=target.name, summary=report.summary())))
        self.summary.show()
        self.details.setPlainText(report.as_text())
        self.details.setVisible(bool(report.entries))
        self.cancel.setText(tr("Close"))
        self.fit()

    def _show_choices(self) -> None:
        chosen = self._formats[self.format_field.currentData()]
        for part in (self._tokens_name, self.tokens_field):
            part.setVisible(chosen.takes_tokens)
        self._fill_readings(chosen)

    def _fill_readings(self, chosen: FormatSummary) -> None:
        self.readings_field.clear()
        if chosen.several_sets:
            self.readings_field.addItem(tr("All readings"), Selection(readings=Readings.ALL))
        else:
            self.readings_field.addItem(tr("The only reading of each document"), Selection())
        for person in self._workspace.annotators():
            selection = Selection(readings=Readings.ANNOTATOR, annotator=person.name)
            self.readings_field.addItem(tr("Only those by {name}", name=person.name), selection)
        sets = (reading for summary in self._workspace.documents() for reading in summary.sets)
        if any(reading.owner is Owner.GOLD for reading in sets):
            self.readings_field.addItem(tr("The gold reading"), Selection(readings=Readings.GOLD))
