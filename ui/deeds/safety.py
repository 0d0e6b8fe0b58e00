"""Keeps the work safe while a window is open: what can't be saved, who else writes, and the backups."""

from __future__ import annotations

import platform
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer

from annotator.errors import AnnotatorError, ProjectFileError
from annotator.language import Message, msg, msgn, tr
from annotator.workspace import back_up
from ui.banner import Standing, Way
from ui.jobs import Job
from ui.main_window import MainWindow
from ui.session import Session
from ui.unsaved import OVERTAKEN

if TYPE_CHECKING:
    from annotator.progress import Progress

_LOOK_EVERY: Final = 4_000
_BACK_UP_AFTER: Final = 3_000
_BACK_UP_EVERY: Final = 15 * 60_000


class Safety(QObject):
    """Fills the banner, and answers its buttons.

    Args:
        window: with the banner.
        session: what is open.
        save_copy: asks where to and copies the project.
        say: shows a sentence.
    """

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        *,
        save_copy: Callable[[], None],
        say: Callable[[Message], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._save_copy = save_copy
        self._say = say
        self._is_changed = False
        self._only_looked_at: Path | None = None
        self._backup: Job | None = None
        self._told: set[str] = set()
        self._watching = QTimer(self)
        self._watching.setInterval(_LOOK_EVERY)
        self._watching.timeout.connect(self.look_at_file)
        self._backing_up = QTimer(self)
        self._backing_up.setInterval(_BACK_UP_EVERY)
        self._backing_up.timeout.connect(self.back_up)
        self._after_opening = QTimer(self)
        self._after_opening.setSingleShot(True)
        self._after_opening.setInterval(_BACK_UP_AFTER)
        self._after_opening.timeout.connect(self.back_up)
        session.project_changed.connect(self._begin)
        session.unsaved_changed.connect(self._show)
        session.unsaved_changed.connect(self._mark_places)
        session.document_changed.connect(self._mark_places)
        window.installEventFilter(self)

    # What a person does about it

    def try_again(self) -> None:
        """Save the kept edits; without any, open the file again in the hope that it can be written."""
        count = len(self._session.kept)
        if not count:
            self.load_again()
        elif self._session.save_kept() is None:
            self._say(msgn("The edit is saved now.", "All {count} edits are saved now.", count))

    def load_again(self) -> None:
        """Read the project again, as it is now, and save what was kept."""
        try:
            self._session.reload()
        except AnnotatorError as error:
            self._session.failed.emit(error)

    def look_only(self) -> None:
        """Put the banner away: the person only wants to look. The status bar still says so."""
        self._only_looked_at = self._session.workspace.path
        self._show()
        self._window.view.setFocus()

    def edit(self) -> None:
        """Open for writing what has been opened for looking."""
        workspace = self._session.workspace
        try:
            self._session.open(workspace.path, reader=workspace.who)
        except AnnotatorError as error:
            self._session.failed.emit(error)

    def take_over(self) -> None:
        """Write although a window on another machine says that it is writing, if the person is sure."""
        from ui.dialogs.question import QuestionDialog

        question = QuestionDialog(
            self._window,
            self._window.theme,
            title=tr("Take the project over"),
            sentence=tr(
                "Do this only if the window there is closed for certain, for example because that machine "
                "has crashed. If both write, one side's work is lost when the folder is synchronised."
            ),
            action=tr("Take it over"),
        )
        if not question.exec():
            return
        try:
            self._session.take_over()
        except AnnotatorError as error:
            self._session.failed.emit(error)

    def give_up(self) -> None:
        """Forget the edits that could not be saved, if the person is sure."""
        if self._is_sure(tr("Give them up")):
            self._session.forget_kept()

    def may_leave(self) -> bool:
        """Save what is still to be saved before the project is let go; if that fails, ask."""
        self._window.desk.current.flush()
        if self._session.save_kept() is None:
            return True
        return self._is_sure(tr("Leave without them"))

    # How things are

    def look_at_file(self) -> None:
        """Notice whether another program has changed the file."""
        if not self._session.is_open or self._is_changed:
            return
        try:
            self._is_changed = self._session.workspace.changed_by_others()
        except ProjectFileError:
            return  # busy or out of reach for a moment; the next look, or the next edit, will tell
        if self._is_changed:
            self._show()

    def back_up(self) -> None:
        """Back the project up in the background, if this window is the one that writes it."""
        if self._backup is not None or not self._session.is_open or self._session.workspace.read_only:
            return
        path = self._session.workspace.path

        def task(_progress: Progress) -> None:
            back_up(path)

        self._backup = Job(task)
        self._backup.finished.connect(self._backed_up)
        self._backup.failed.connect(self._not_backed_up)
        self._backup.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the file when the person comes back from another program."""
        if watched is self._window and event.type() == QEvent.Type.WindowActivate:
            self.look_at_file()
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        """Start anew with the project that is open now, or with none."""
        self._is_changed = False
        self._told.clear()
        if self._session.is_open:
            if self._session.workspace.path != self._only_looked_at:
                self._only_looked_at = None
            self._watching.start()
            self._backing_up.start()
            self._after_opening.start()
        else:
            self._only_looked_at = None
            for timer in (self._watching, self._backing_up, self._after_opening):
                timer.stop()
        self._show()

    def _mark_places(self) -> None:
        """Show on the page where an edit is not saved yet."""
        self._window.view.show_pending(self._session.unsaved.places_in(self._session.document_id))

    def _show(self) -> None:
        self._window.banner.say(self._standing())

    def _standing(self) -> Standing | None:
        if not self._session.is_open:
            return None
        trouble, refusal = self._session.unsaved.error, self._session.workspace.refusal
        if trouble is not None:
            return self._not_saved(trouble)
        if self._is_changed:
            message = msg(
                "{file} has been changed by another program. Load it again to see what it holds now.",
                file=self._session.workspace.path.name,
            )
            way = Way(text=msg("Load again"), go=self.load_again)
            return Standing(message=message, ways=(way,), role="warn", icon="warning")
        if refusal is None or self._only_looked_at == self._session.workspace.path:
            return None
        return Standing(message=refusal.message, ways=self._ways_on(refusal), role="warn", icon="lock")

    def _not_saved(self, error: AnnotatorError) -> Standing:
        names = self._session.kept
        message = msgn(
            "{error} One edit is kept here until it can be saved: {last}.",
            "{error} {count} edits are kept here until they can be saved; the last one: {last}.",
            len(names),
            error=error.message,
            last=names[-1],
        )
        again = Way(text=msg("Try again"), go=self.try_again)
        if error.code in OVERTAKEN:
            again = Way(text=msg("Load again"), go=self.load_again)
        return Standing(
            message=message,
            ways=(again, Way(text=msg("Give up"), go=self.give_up)),
            role="rubric",
            icon="warning",
        )

    def _ways_on(self, refusal: AnnotatorError) -> tuple[Way, ...]:
        if refusal.code == "E_LOOKING":
            return (Way(text=msg("Edit it"), go=self.edit),)
        if refusal.code == "E_NEWER":
            return (Way(text=msg("Look only"), go=self.look_only),)
        ways = [
            Way(text=msg("Look only"), go=self.look_only),
            Way(text=msg("Try again"), go=self.load_again),
        ]
        if refusal.code != "E_HELD":
            ways.append(Way(text=msg("Save a copy…"), go=self._save_copy))
        elif _is_elsewhere(refusal):
            ways.append(Way(text=msg("Take over…"), go=self.take_over))
        return tuple(ways)

    def _is_sure(self, action: str) -> bool:
        from ui.dialogs.question import QuestionDialog

        names = self._session.kept
        sentence = str(
            msgn(
                "One edit has not been saved and would be lost:",
                "{count} edits have not been saved and would be lost:",
                len(names),
            )
        )
        details = "\n".join(str(name) for name in names)
        title = tr("Not everything is saved")
        window = self._window
        question = QuestionDialog(
            window, window.theme, title=title, sentence=sentence, details=details, action=action
        )
        return bool(question.exec())

    def _backed_up(self, _result: object) -> None:
        self._backup = None

    def _not_backed_up(self, error: AnnotatorError) -> None:
        """Say once for each project why its backups fail."""
        self._backup = None
        if error.code not in self._told:
            self._told.add(error.code)
            self._session.failed.emit(
                AnnotatorError(msg("The backup has failed. {reason}", reason=error.message), code=error.code)
            )


def _is_elsewhere(refusal: AnnotatorError) -> bool:
    """Tell whether the window that writes is on another machine, where it may have died unnoticed.

    One on this machine that has died is known to be dead, and holds nothing.
    """
    return refusal.message.values.get("host", "?") not in {"?", platform.node()}
