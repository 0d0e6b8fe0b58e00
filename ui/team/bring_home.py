"""Bringing packets home: what each would bring is shown before anything is written, then it is one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from annotator.errors import Cancelled
from annotator.language import tr, trn
from annotator.progress import Progress
from annotator.workspace import Workspace, back_up
from annotator.workspace.packets import Homecoming, bring_home, look_at
from ui.controls import Button, Hairline
from ui.dialogs.base import plain
from ui.dialogs.new_project import project_filter
from ui.dialogs.work import WorkDialog
from ui.importing.writing import Writing
from ui.language import directed
from ui.team import wording
from ui.team.packet_pane import PacketPane
from ui.team.packets_list import PacketsList
from ui.theme import Theme

_LIST: Final = 250
_SIZE: Final = (940, 380)


class BringHomeDialog(WorkDialog):
    """Looks at files in the background and brings home what is sound. After `accept`, `came` says what came.

    Args:
        parent: the window.
        theme: its colours.
        workspace: the project.
        paths: the files.
    """

    def __init__(
        self, parent: QWidget | None, theme: Theme, workspace: Workspace, paths: Sequence[Path]
    ) -> None:
        super().__init__(parent, theme, title=tr("Bring home"), action=tr("Bring home"))
        self._workspace = workspace
        self._wanted = tuple(paths)
        self._writing: Writing | None = None
        self.coming: Homecoming | None = None
        self.came: Homecoming | None = None
        self.list = PacketsList()
        self.pane = PacketPane(theme)
        self.add_labels = QCheckBox(tr("Let what the label scheme lacks join it"))
        self.words = plain("", theme, role="ink2")
        self.more = Button(icon="plus")
        self.more.setText(tr("More packets…"))
        self._arrange()
        self._add_bar()
        self.setAcceptDrops(True)
        self.list.chosen.connect(self.pane.show_preview)
        self.add_labels.clicked.connect(lambda _on: self._look(self._files()))
        self.more.clicked.connect(self._choose)
        self._show()

    def showEvent(self, event: object) -> None:
        """Begin to look at the files."""
        super().showEvent(event)
        if self._wanted:
            wanted, self._wanted = self._wanted, ()
            self.add(wanted)

    def add(self, paths: Sequence[Path]) -> None:
        """Look at these files, too."""
        there = self._files()
        self._look((*there, *(path for path in dict.fromkeys(paths) if path not in there)))

    @property
    def is_working(self) -> bool:
        """Whether files are being looked at or brought home."""
        return super().is_working or self._writing is not None

    def reject(self) -> None:
        """Stop what is going on; otherwise close. Either way nothing has come."""
        if self._writing is not None:
            self._writing.cancelled = True
            return
        super().reject()

    def confirm(self) -> None:
        """Back the project up in the background, then bring home."""
        coming = self.coming
        if self.is_working or coming is None or not self.primary.isEnabled():
            return
        project = self._workspace.path
        self.work(lambda _progress: back_up(project), lambda _backup: self._bring(coming))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files_of(event) and not self.is_working:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the files that were dropped, too."""
        event.acceptProposedAction()
        self.add(_files_of(event))

    def _arrange(self) -> None:
        body = QWidget()
        body.setMinimumSize(*_SIZE)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.list.setFixedWidth(_LIST)
        row.addWidget(self.list)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self.pane, 1)
        self.add_wide(body)
        self.add_wide(self.add_labels)
        self._buttons.insertWidget(0, self.more)
        self.words.setContentsMargins(8, 0, 8, 0)
        self._buttons.insertWidget(1, self.words, 1)

    def _files(self) -> tuple[Path, ...]:
        return () if self.coming is None else self.coming.files

    def _choose(self) -> None:
        folder = str(self._workspace.path.parent)
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Bring home"), folder, project_filter())
        if chosen:
            self.add([Path(path) for path in chosen])

    def _look(self, paths: Sequence[Path]) -> None:
        """Look at all files again: what one brings depends on those before it."""
        project, add_labels = self._workspace.path, self.add_labels.isChecked()

        def task(progress: Progress) -> Homecoming:
            return look_at(project, paths, add_labels=add_labels, progress=progress)

        self.work(task, self._take)

    def _take(self, coming: Homecoming) -> None:
        self.coming = coming
        self.list.show_previews(coming.previews)
        self._show()
        self.fit()
        first = self.primary if self.primary.isEnabled() else self.list
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """Say on the button how many come, and beside it what they bring."""
        coming = self.coming
        count = 0 if coming is None else len(coming.bringing)
        self.primary.setText(
            trn("Bring {count} packet home", "Bring {count} packets home", count)
            if count
            else tr("Bring home")
        )
        self.primary.updateGeometry()
        self.primary.setEnabled(coming is not None and coming.is_news)
        lacking = coming is not None and any(one.lacking for one in coming.previews)
        self.add_labels.setVisible(lacking or self.add_labels.isChecked())
        said = "" if coming is None else wording.summary(coming)
        if coming is not None and coming.refused:
            refused = trn("{count} file is refused", "{count} files are refused", len(coming.refused))
            said = f"{said} · {refused}" if said else refused
        self.words.setText(directed(said))

    def _bring(self, coming: Homecoming) -> None:
        """Write. The window goes on being painted, and Esc still takes all of it back."""
        self._writing = Writing(self._advance)
        self._rest(resting=True)
        self._work.show()
        try:
            self.came = bring_home(self._workspace, coming, progress=self._writing)
        except Cancelled:
            return
        finally:
            self._writing = None
            self._work.hide()
            self._rest(resting=False)
        self.accept()

    def _rest(self, *, resting: bool) -> None:
        super()._rest(resting=resting)
        if not resting:
            self._show()


def _files_of(event: QDropEvent | QDragEnterEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
