"""The backups of a project: what each of them holds, and a copy of one to work in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from annotator.language import isolate, tr
from annotator.model import Backup
from annotator.progress import Progress
from annotator.workspace import restore_backup
from ui.dialogs.base import plain
from ui.dialogs.places import SUFFIX, asked_target
from ui.dialogs.work import WorkDialog
from ui.language import directed
from ui.panels.plain_cell import OVER_NUMBERS, PlainCell
from ui.theme import Theme

_SIZE: Final = (640, 300)
_ROW: Final = 30
_KILO: Final = 1000
_NUMBERS: Final = (1, 2, 3)


class BackupsDialog(WorkDialog):
    """Lists backups, newest first. After `accept`, `restored` is the new project made of one.

    Args:
        parent: the window.
        theme: its colours.
        project: the project file, perhaps damaged or gone.
        backups: of it, newest first.
    """

    def __init__(
        self, parent: QWidget | None, theme: Theme, project: Path, backups: Sequence[Backup]
    ) -> None:
        super().__init__(parent, theme, title=tr("Backups"), action=tr("Open a copy of it…"))
        self._project = project
        self._backups = tuple(backups)
        self.restored: Path | None = None
        self.cancel.setText(tr("Close"))
        words = plain(directed(_explained(project, len(self._backups))), theme, role="ink2")
        words.setWordWrap(True)
        self.add_wide(words)
        self.table = QTableWidget(len(self._backups), 5)
        self.table.setVisible(bool(self._backups))
        self._fill()
        self.add_wide(self.table)
        self._add_bar()
        self.primary.setEnabled(bool(self._backups))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> Backup:
        """The backup that is chosen."""
        return self._backups[max(self.table.currentRow(), 0)]

    def confirm(self) -> None:
        """Ask where the copy goes, and make it."""
        at = self.chosen.at.astimezone()
        start = self._project.with_name(f"{self._project.stem} {at:%Y-%m-%d %H.%M}{SUFFIX}")
        target = asked_target(self, tr("Open a copy of the backup"), start)
        if target is not None:
            self.restore_to(target)

    def restore_to(self, target: Path) -> None:
        """Make a new project of the chosen backup, which is checked first."""
        backup = self.chosen

        def task(_progress: Progress) -> None:
            restore_backup(backup, target)

        def done(_result: object) -> None:
            self.restored = target
            self.accept()

        self.work(task, done)

    def _fill(self) -> None:
        table = self.table
        table.setAccessibleName(tr("Backups"))
        table.setMinimumSize(*_SIZE)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        names = [tr("When"), tr("Documents"), tr("Spans"), tr("Relations"), tr("Size")]
        table.setHorizontalHeaderLabels(names)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for row, backup in enumerate(self._backups):
            for column, words in enumerate(_cells(backup)):
                table.setItem(row, column, QTableWidgetItem(words))
        for column in _NUMBERS:
            table.model().setHeaderData(
                column, Qt.Orientation.Horizontal, OVER_NUMBERS, Qt.ItemDataRole.TextAlignmentRole
            )
        self._cell = PlainCell(quiet=(*_NUMBERS, 4), numbers=_NUMBERS, moments=(0,))
        self._cell.set_theme(self.theme)
        table.setItemDelegate(self._cell)
        table.setCurrentCell(0, 0)
        table.doubleClicked.connect(lambda _: self.primary.click())


def _explained(project: Path, count: int) -> str:
    if not count:
        return tr(
            "There is no backup of {project} yet. If something has changed, one is made soon after a project "
            "is opened, before files come in, and every quarter of an hour.",
            project=project.name,
        )
    return tr(
        "Each backup of {project} is a whole project that was checked when it was made. Opening a copy "
        "makes a new file; neither the project nor the backup is changed.",
        project=project.name,
    )


def _cells(backup: Backup) -> tuple[str, ...]:
    """Return what a row says, from the first column on."""
    kilobytes = max(round(backup.size / _KILO), 1)
    at = backup.at.astimezone()
    return (
        isolate(f"{at:%Y-%m-%d  %H:%M}"),
        str(backup.documents),
        str(backup.spans),
        str(backup.relations),
        tr("{size} kB", size=kilobytes)
        if kilobytes < _KILO
        else tr("{size} MB", size=round(kilobytes / _KILO, 1)),
    )
