"""Sending documents out: how, whose readings, and what would be lost, before a file is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.errors import AnnotatorError
from annotator.language import msg, tr, trn
from annotator.model import Annotator, Owner
from annotator.model.calling import namesakes, told_apart
from annotator.progress import Progress
from annotator.workspace import Workspace, export_project
from annotator.workspace.catalogue import format_summaries
from ui.controls import Button, Hairline
from ui.dialogs.base import plain
from ui.dialogs.work import WorkDialog
from ui.exporting.card import Card
from ui.exporting.choice import Choice, chosen_once
from ui.exporting.format_list import FormatList
from ui.exporting.loss_bar import LossBar, heading
from ui.exporting.loss_table import LossTable
from ui.exporting.losses import Foreseen, LossRow, foresee
from ui.exporting.options_pane import OptionsPane
from ui.fonts import interface_font
from ui.jobs import Job
from ui.language import directed
from ui.people.blind import BlindLine
from ui.settings import Settings
from ui.theme import Theme, measures

if TYPE_CHECKING:
    from annotator.workspace.exporting import LossReport

_SIZE: Final = (1060, 780)
_LIST_WIDTH: Final = 300
_TABLE_HEIGHT: Final = 200
_PAUSE: Final = 200
"""Milliseconds after a choice before the report is made anew."""


class ExportDialog(WorkDialog):
    """Foresees the losses as soon as something is chosen, exports in the background, and tells the result.

    Args:
        parent: the window.
        theme: its colours.
        workspace: the project.
        settings: keep the last choice of each project; None keeps none.

    Signals:
        place_wanted: a document's id and the range (code points, half-open) of a loss that is to be shown.
    """

    place_wanted = Signal(str, int, int)

    def __init__(
        self, parent: QWidget | None, theme: Theme, workspace: Workspace, settings: Settings | None = None
    ) -> None:
        super().__init__(parent, theme, title=tr("Export"), action=tr("Export…"))
        self._workspace = workspace
        self._settings = settings
        self._looking: Job | None = None
        self.foreseen: Foreseen | None = None
        self.report: LossReport | None = None
        self.formats = FormatList([known for known in format_summaries() if known.can_write])
        summaries = workspace.visible_documents()
        reader, people = workspace.reader, workspace.annotators()
        self.options = OptionsPane(
            theme,
            workspace.scheme,
            [_told(one, people) for one in (people if workspace.sees_all else (reader,))],
            has_gold=any(s.owner is Owner.GOLD for one in summaries for s in one.sets),
            shows_all=workspace.sees_all,
        )
        self._about = plain(
            trn(
                "{title} · {count} document",
                "{title} · {count} documents",
                len(summaries),
                title=workspace.title,
            ),
            theme,
            role="ink2",
        )
        self._make_report(theme)
        self._make_buttons()
        self._add_bar()
        self.add_wide(self._body())
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        self._restore()
        self.formats.chosen.connect(self._format_chosen)
        self.options.changed.connect(self.renew)

    def _make_report(self, theme: Theme) -> None:
        self.heading = plain(tr("Loss report"), theme)
        self.heading.setFont(interface_font(measures().heading_px, 600))
        self.summary = plain("", theme, role="ink2")
        self.summary.setWordWrap(True)
        self.bar = LossBar()
        self.table = LossTable(self._workspace.scheme)
        self.table.span_wanted.connect(self._go_to)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.nothing = plain(tr("Nothing is lost: all that is written comes back as it is here."), theme)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMinimumHeight(_TABLE_HEIGHT)
        self.nothing.hide()
        self.others = plain("", theme, role="ink2")
        self.others.setWordWrap(True)
        self.way_out = Button()
        self.way_out.clicked.connect(self._take_way_out)
        self.way_out_words = plain("", theme)
        self.way = Card("accent_soft", margin=12)
        self.way.hide()
        self._way_out_to = ""
        self.command = QLineEdit()
        self.command.setReadOnly(True)
        self.command.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.command.setAccessibleName(tr("The command that does the same"))

    def _make_buttons(self) -> None:
        self.strict_field = QCheckBox(tr("Any loss stops the export (--strict)"))
        self.strict_field.toggled.connect(lambda _: self._say_command())
        self.save_report = Button(kind="quiet")
        self.save_report.setText(tr("Save the report…"))
        self.save_report.clicked.connect(self._save_report)
        self._buttons.insertWidget(0, self.strict_field)
        self._buttons.insertWidget(2, self.save_report)
        self.primary.set_key("↵")

    def _body(self) -> QWidget:
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(20)
        self.formats.setFixedWidth(_LIST_WIDTH)
        across.addWidget(self.formats)
        down = QVBoxLayout()
        down.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addWidget(self.summary, 1)
        self.way.row.addWidget(self.way_out_words, 1)
        self.way.row.addWidget(self.way_out)
        line = QHBoxLayout()
        copy = Button()
        copy.setText(tr("Copy the command"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.command.text()))
        line.addWidget(self.command, 1)
        line.addWidget(copy)
        blind = BlindLine()
        blind.setVisible(not self._workspace.sees_all)
        down.addWidget(self._about)
        down.addWidget(blind)
        down.addWidget(self.options)
        down.addWidget(Hairline(Qt.Orientation.Horizontal))
        down.addLayout(head)
        down.addWidget(self.bar)
        card = Card("page", "hair", margin=4)
        card.row.addWidget(self.table)
        card.row.addWidget(self.nothing)
        down.addWidget(card, 1)
        down.addWidget(self.others)
        down.addWidget(self.way)
        down.addLayout(line)
        across.addLayout(down, 1)
        return body

    def _restore(self) -> None:
        kept = self._settings.choices(self._workspace.project_id, "export") if self._settings else {}
        choice = chosen_once(kept)
        self.formats.choose(choice.format_name if choice else "")
        self.options.show_format(self.formats.current)
        if choice is not None:
            self.options.show_choice(choice)
            self.strict_field.setChecked(choice.strict)
        self.renew()

    def choose_format(self, name: str) -> None:
        """Choose a format by its name."""
        self.formats.choose(name)

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return self.options.choice(self.formats.current.name, strict=self.strict_field.isChecked())

    def _format_chosen(self, _name: str) -> None:
        self.options.show_format(self.formats.current)
        self.renew()

    def renew(self) -> None:
        """Make the report anew after a choice; what was being made is dropped."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        self.foreseen = self.report = None
        self.summary.setText(directed(heading(None)))
        self.save_report.setEnabled(False)
        self._say_command()
        self._pause.start()

    def _say_command(self) -> None:
        self.command.setText(self.choice.command(self._workspace.path, self._usual_target()))
        self.command.setCursorPosition(0)

    def _usual_target(self) -> Path:
        choice = self.choice
        suffix = ".parts" if choice.split else self.formats.current.extensions[0]
        return self._workspace.path.with_suffix(suffix)

    def _look(self) -> None:
        request, project = self.choice.request(Path(), self._workspace.sight), self._workspace.path

        def task(progress: Progress) -> Foreseen:
            return foresee(project, request, progress)

        self.say_error(None)
        job = Job(task)
        self._looking = job

        def awaited() -> bool:
            # The window may have been closed, and this dialog with it, while the answer was on its way.
            return isValid(self) and self._looking is job

        job.finished.connect(lambda found: self._show(found) if awaited() else None)
        job.failed.connect(lambda error: self._refuse(error) if awaited() else None)
        job.start()

    def _refuse(self, error: AnnotatorError) -> None:
        """Say why nothing can be written; what was foreseen of another choice is not shown any longer."""
        self.summary.setText("")
        self.others.setText("")
        self.bar.clear()
        self.table.show_rows(())
        self.table.show()
        self.nothing.hide()
        self.way.hide()
        if error.code == "E_READINGS":
            # What the command line advises are its own options.
            words = msg(
                "This export holds one reading of a document. Choose whose under “Readings”, or gold."
            )
            error = AnnotatorError(words, code=error.code)
        self.say_error(error)

    def _show(self, foreseen: Foreseen) -> None:
        self.foreseen = foreseen
        self.summary.setText(directed(heading(foreseen)))
        self.bar.show_counts(foreseen)
        self.table.show_rows(foreseen.rows)
        self.table.setVisible(bool(foreseen.rows))
        self.nothing.setVisible(not foreseen.rows)
        said = tr("Foreseen: {summary}", summary=foreseen.report.summary())
        self.others.setText("\n".join(map(directed, (said, *map(str, foreseen.report.notes)))))
        self.save_report.setEnabled(True)
        self.primary.setText(tr("Export with these losses…") if foreseen.report.lost else tr("Export…"))
        self._offer(foreseen)

    def _offer(self, foreseen: Foreseen) -> None:
        """Offer a format that keeps what this one loses."""
        current, words = self.formats.current, ""
        self._way_out_to = "wojood" if foreseen.nested and not current.nests else "hashiya-jsonl"
        if foreseen.nested and not current.nests:
            words = trn(
                "Wojood IOB can hold the nested span.",
                "Wojood IOB can hold the {count} nested spans.",
                foreseen.nested,
            )
        elif foreseen.report.lost and current.name != self._way_out_to:
            words = tr("Hashiya JSONL keeps everything.")
        self.way_out_words.setText(directed(words))
        self.way_out.setText(tr("Go there"))
        self.way.setVisible(bool(words))

    def _take_way_out(self) -> None:
        self.choose_format(self._way_out_to)

    def _go_to(self, row: LossRow) -> None:
        self.accept()
        self.place_wanted.emit(row.document_id, row.start or 0, row.end or 0)

    def _save_report(self) -> None:
        report = self.report or (self.foreseen.report if self.foreseen is not None else None)
        start = self._workspace.path.with_suffix(".report.json")
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the report…"), str(start), "JSON (*.json);;TXT (*.txt)"
        )
        if chosen and report is not None:
            lines = report.json_lines() if chosen.endswith(".json") else report.text_lines()
            with Path(chosen).open("w", encoding="utf-8") as file:
                file.writelines(lines)

    def confirm(self) -> None:
        """Ask where to, then export in the background."""
        chosen = self.formats.current
        start = self._usual_target()
        target, _ = QFileDialog.getSaveFileName(
            self, tr("Export"), str(start), f"{chosen.title} (*{start.suffix});;{tr('All files')} (*)"
        )
        if target:
            path = Path(target)
            self.export_to(path if path.suffix else path.with_name(path.name + start.suffix))

    def export_to(self, target: Path) -> None:
        """Export to this file, which the person has agreed to replace if it exists."""
        choice, project, sight = self.choice, self._workspace.path, self._workspace.sight
        if self._settings is not None:
            self._settings.keep_choices(self._workspace.project_id, "export", asdict(choice))

        def task(progress: Progress) -> LossReport:
            return export_project(project, choice.request(target, sight), progress=progress)

        self.work(task, lambda report: self._tell(report, target))

    def _tell(self, report: LossReport, target: Path) -> None:
        self.report = report
        self.summary.setText(directed(tr("{file} is written, and read back", file=target.name)))
        self.others.setText("\n".join(map(directed, (report.summary(), *map(str, report.notes)))))
        self.command.setText(self.choice.command(self._workspace.path, target))
        self.cancel.setText(tr("Close"))

    def showEvent(self, event: object) -> None:
        """Begin with the keyboard on the formats, and with room for some losses."""
        super().showEvent(event)
        self.resize(max(self.width(), _SIZE[0]), max(self.height(), _SIZE[1]))
        self.formats.setFocus()

    def done(self, result: int) -> None:
        """Drop what is being made, and close."""
        self._pause.stop()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        super().done(result)


def _told(person: Annotator, people: Sequence[Annotator]) -> tuple[str, str]:
    """Return what an export is told of whose readings it takes, and what a person reads."""
    alone = all(one.id == person.id for one in namesakes(person, people))
    return (person.name if alone else person.id), told_apart(person, people)
