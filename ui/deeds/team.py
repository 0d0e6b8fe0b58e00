"""Work goes out to others as packets, comes home, and is chosen between where two versions stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from annotator.errors import AnnotatorError
from annotator.language import Message, msg, msgn, tr
from annotator.workspace.packets import describe
from annotator.workspace.packets.homecoming import Homecoming
from ui.deeds.documents import Documents
from ui.main_window import MainWindow
from ui.notice import advice
from ui.session import Session
from ui.team.version_words import shown_conflicts

_FEWEST_MARKED: Final = 2


class Team(QObject):
    """What the Team menu does with packets.

    Args:
        window: the parent of the dialogs.
        session: what is open.
        documents: the page on which documents may be chosen.
        say: shows a sentence.

    Signals:
        place_wanted: a document's id and a range of it (code points, half-open) that is to be shown.
        document_wanted: the id of a document that is to be shown.
    """

    place_wanted = Signal(str, int, int)
    document_wanted = Signal(str)

    def __init__(
        self, window: MainWindow, session: Session, documents: Documents, say: Callable[[Message], None]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._documents, self._say = window, session, documents, say

    def takes(self, paths: Sequence[Path]) -> bool:
        """Tell whether files belong to the open project: they come home, and are not opened in its place."""
        if not self._session.is_open or self._session.workspace.packet is not None:
            return False
        return len(paths) >= _FEWEST_MARKED or any(self._belongs(path) for path in paths)

    def hand_out(self) -> None:
        """Ask who gets which documents, and make the packet."""
        from ui.team.hand_out import HandOutDialog
        from ui.team.handed_out import HandedOutDialog

        if self._refuses():
            return
        window = self._window
        chosen = self._documents.chosen
        dialog = HandOutDialog(window, window.theme, self._session.workspace, chosen=chosen)
        if dialog.exec() and dialog.made is not None and dialog.path is not None:
            HandedOutDialog(window, window.theme, dialog.made, dialog.path).exec()
        dialog.deleteLater()

    def bring_home(self, paths: Sequence[Path] = ()) -> None:
        """Show what packets bring, and bring it home; without `paths` the person chooses some."""
        from ui.dialogs.new_project import project_filter
        from ui.team.bring_home import BringHomeDialog

        if self._refuses():
            return
        window, session = self._window, self._session
        if not paths:
            folder = str(session.workspace.path.parent)
            chosen, _ = QFileDialog.getOpenFileNames(window, tr("Bring home"), folder, project_filter())
            paths = [Path(path) for path in chosen]
        if not paths:
            return
        dialog = BringHomeDialog(window, window.theme, session.workspace, paths)
        came = dialog.came if dialog.exec() else None
        dialog.deleteLater()
        if came is not None:
            self._tell(came)

    def conflicts(self) -> None:
        """Show what stands in two versions, and let a person choose."""
        from ui.team.conflicts_dialog import ConflictsDialog

        window, session = self._window, self._session
        try:
            found = shown_conflicts(session.workspace)
        except AnnotatorError as error:
            session.failed.emit(error)
            return
        if not found:
            self._say(msg("Nothing stands in two versions."))
            return
        dialog = ConflictsDialog(window, window.theme, session.workspace, found)
        dialog.place_wanted.connect(self.place_wanted)
        dialog.document_wanted.connect(self.document_wanted)
        dialog.exec()
        dialog.deleteLater()

    def _refuses(self) -> bool:
        """Tell whether this is not for the person at this machine, and say so: packets hold others' work."""
        if self._session.workspace.sees_all:
            return False
        sentence = msg(
            "Only a reviewer sees the readings of others, and can hand them out and bring them home."
        )
        self._say(advice(sentence))
        return True

    def _tell(self, came: Homecoming) -> None:
        """Say what has come, and lead on to what waits for a choice."""
        from ui.team.came_home import CameHomeDialog

        session, window = self._session, self._window
        try:
            waiting = len(shown_conflicts(session.workspace))
        except AnnotatorError as error:
            session.failed.emit(error)
            return
        if not waiting and not came.refused:
            packets = msgn("{count} packet", "{count} packets", len(came.bringing))
            home = msg("{packets} came home. Undo takes it back.", packets=packets)
            self._say(home if came.bringing else advice(msg("Nothing new came home.")))
            return
        dialog = CameHomeDialog(window, window.theme, came, waiting)
        wants_to_choose = dialog.exec() and waiting
        dialog.deleteLater()
        if wants_to_choose:
            self.conflicts()

    def _belongs(self, path: Path) -> bool:
        """Tell whether a file is a packet of the open project, or a copy of it; not the project itself."""
        workspace = self._session.workspace
        try:
            if path.samefile(workspace.path):
                return False
            facts = describe(path)
        except (AnnotatorError, OSError):
            return False  # whoever opens it says what is wrong with it
        home = facts.packet_id if facts.mark is None else facts.mark.project_id
        return home == workspace.project_id
