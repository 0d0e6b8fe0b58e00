"""Looks through the whole project, and lists what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from annotator.language import tr, trn
from annotator.model import Problem
from annotator.model.person import Identity
from annotator.progress import Progress
from annotator.workspace import DEFAULT_READER, Workspace
from ui.controls import Button
from ui.dialogs.base import Dialog, plain
from ui.dialogs.work import WorkDialog
from ui.language import directed
from ui.theme import Theme

_SIZE: Final = (620, 260)
_MOST_SHOWN: Final = 500


class CheckDialog(WorkDialog):
    """Checks in the background as soon as it is shown; the project can be gone on with meanwhile.

    Attributes:
        wants_backups: the person has asked for the backups.

    Signals:
        document_wanted: the id of a document that a problem concerns.
    """

    document_wanted = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        project: Path,
        *,
        has_backups: bool,
        reader: Identity | str = DEFAULT_READER,
    ) -> None:
        super().__init__(parent, theme, title=tr("Check the project"), action=tr("Check again"))
        self._project = project
        self._reader = reader
        self._has_backups = has_backups
        self.wants_backups = False
        self.cancel.setText(tr("Close"))
        self.summary = plain("", theme)
        self.summary.setWordWrap(True)
        self.problems = QListWidget()
        self.problems.setAccessibleName(tr("Problems"))
        self.problems.setWordWrap(True)
        self.problems.setSpacing(3)
        self.problems.setMinimumSize(*_SIZE)
        self.problems.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.problems.itemActivated.connect(self._go_to)
        self.problems.hide()
        self.backups = Button()
        self.backups.setText(tr("Backups…"))
        self.backups.clicked.connect(self._want_backups)
        self.backups.hide()
        self._buttons.insertWidget(0, self.backups)
        self.add_wide(self.summary)
        self._add_bar()
        self.add_wide(self.problems)

    def showEvent(self, event: object) -> None:
        """Begin."""
        super().showEvent(event)
        if not self.is_working:
            self.confirm()

    def confirm(self) -> None:
        """Check in the background."""
        project, reader = self._project, self._reader

        def task(progress: Progress) -> list[Problem]:
            with Workspace.look(project, reader=reader) as workspace:
                return workspace.check(progress)

        self.summary.setText(
            directed(tr("Looking at every text, span, relation and step. You may close this at any time."))
        )
        self.work(task, self.show_problems)

    def reject(self) -> None:
        """Close; a check that is still running is stopped."""
        if self._job is not None:
            self._job.cancel()
        Dialog.reject(self)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List what was found."""
        self.problems.clear()
        for problem in problems[:_MOST_SHOWN]:
            item = QListWidgetItem(directed(str(problem.message)))
            item.setData(Qt.ItemDataRole.UserRole, problem.document_id)
            self.problems.addItem(item)
        count = len(problems)
        if not count:
            words = tr("All is whole: every text, span, relation and step is what was saved.")
        else:
            words = trn(
                "{count} problem was found. Enter or a double click opens the document that it concerns.",
                "{count} problems were found. Enter or a double click opens the document that one concerns.",
                count,
            )
        self.summary.setText(directed(words))
        self.problems.setVisible(bool(count))
        self.backups.setVisible(bool(count) and self._has_backups)
        self.fit()
        if count:
            self.problems.setCurrentRow(0)
            self.problems.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, item: QListWidgetItem) -> None:
        document_id = item.data(Qt.ItemDataRole.UserRole)
        if document_id is not None:
            self.accept()
            self.document_wanted.emit(document_id)

    def _want_backups(self) -> None:
        self.wants_backups = True
        self.accept()
