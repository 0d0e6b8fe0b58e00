"""What a fix would change, place by place, before it is done in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.consistency import rule_of
from annotator.editing.commands import ApplyFixes, Fix
from annotator.editing.state import Command
from annotator.errors import AnnotatorError
from annotator.language import msg, tr, trn
from annotator.progress import Progress
from ui.consistency import preview
from ui.consistency.panel import rule_name
from ui.controls import Button
from ui.dialogs.base import Dialog, plain
from ui.dialogs.work import WorkDialog
from ui.language import directed
from ui.panels.review_list import ReviewList, ReviewRow
from ui.theme import Theme

_SIZE: Final = (720, 320)


class FixDialog(WorkDialog):
    """Lists before and after of each place, with a tick each.

    Args:
        parent: the window.
        theme: its colours.
        rule: the code of the rule whose findings are mended.
        project: the project file, from which the places are read.
        fixes: what would be done.
        more: how many fixes there are beyond those.
        perform: does and saves it; raises an AnnotatorError where it is not allowed.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        rule: str,
        project: Path,
        fixes: Sequence[Fix],
        more: int,
        perform: Callable[[Command], object],
    ) -> None:
        super().__init__(parent, theme, title=tr("Fix: {rule}", rule=rule_name(rule)), action="")
        self._rule, self._project, self._perform = rule, project, perform
        self._fixes = sorted(fixes, key=lambda fix: (fix.document_id, fix.set_id or "", fix.span))
        self._is_read = False
        self.list = ReviewList(theme, lambda: tr("Places"))
        self.list.setMinimumSize(*_SIZE)
        self.list.ticks_changed.connect(self._count)
        self.all, self.none = Button(kind="quiet", height=26), Button(kind="quiet", height=26)
        self.all.setText(tr("Tick all"))
        self.none.setText(tr("Tick none"))
        self.all.clicked.connect(lambda: self.list.rows.tick_all(on=True))
        self.none.clicked.connect(lambda: self.list.rows.tick_all(on=False))
        ticks = QWidget()
        row = QHBoxLayout(ticks)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.all)
        row.addWidget(self.none)
        row.addStretch(1)
        self.add_wide(self.list)
        self._add_bar()
        self.add_wide(ticks)
        if more:
            words = trn(
                "{count} more place is not listed. Fix these first, then check again.",
                "{count} more places are not listed. Fix these first, then check again.",
                more,
            )
            self.add_wide(plain(directed(words), theme, role="ink2"))
        self._count()

    @property
    def chosen(self) -> tuple[Fix, ...]:
        """The fixes that are ticked."""
        return tuple(self._fixes[number] for number in self.list.rows.ticked)

    def showEvent(self, event: object) -> None:
        """Begin to read the places."""
        super().showEvent(event)
        if self._is_read or self.is_working:
            return

        def task(progress: Progress) -> list[ReviewRow]:
            return preview.rows(self._project, self._fixes, progress)

        self.work(task, self._show)

    def reject(self) -> None:
        """Close, also while the places are being read."""
        if self._job is not None:
            self._job.cancel()
        Dialog.reject(self)

    def confirm(self) -> None:
        """Mend what is ticked, in one step."""
        rule = rule_of(self._rule)
        name = msg("Fix: {rule}", rule=self._rule if rule is None else rule.as_value())
        try:
            self._perform(ApplyFixes(fixes=self.chosen, name=name))
        except AnnotatorError as error:
            self.say_error(error)
        else:
            self.accept()

    def _show(self, rows: list[ReviewRow]) -> None:
        self._is_read = True
        self.list.show_rows(rows)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count()

    def _count(self) -> None:
        count = len(self.list.rows.ticked)
        self.primary.setText(trn("Fix {count} place", "Fix {count} places", count))
        self.primary.setEnabled(bool(count))
        self.primary.updateGeometry()
