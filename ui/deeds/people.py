"""The people of a project, and who it is that sits here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from annotator.editing.commands import ChangePerson
from annotator.errors import AnnotatorError
from annotator.language import Message, msg
from annotator.model.calling import alike
from annotator.workspace.recognising import namesakes
from ui.main_window import MainWindow
from ui.people.who import WhoStrip
from ui.session import Session
from ui.settings import Settings


class People(QObject):
    """Shows them, and remembers who sits here.

    Args:
        window: the parent of the dialogs, and where the question stands.
        session: what is open.
        settings: hold the name and the id of who sits here.
        say: shows a sentence.

    Attributes:
        plan: shows who is to read what; set by whoever can.
        strip: the question who sits here; None until it is asked.
    """

    def __init__(
        self, window: MainWindow, session: Session, settings: Settings, say: Callable[[Message], None]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._settings, self._say = window, session, settings, say
        self.plan: Callable[[], None] = lambda: None
        self.strip: WhoStrip | None = None
        session.project_changed.connect(self._greet)

    def show(self) -> None:
        """Show the people of the project."""
        from ui.people.dialog import PeopleDeeds, PeopleDialog

        session, window = self._session, self._window
        deeds = PeopleDeeds(perform=session.attempt, call_me=self.call_me, be=self.be, plan=self.plan)
        dialog = PeopleDialog(window, window.theme, session.workspace, deeds)
        dialog.exec()
        dialog.deleteLater()

    def who(self) -> None:
        """Ask for the name of who sits here."""
        from ui.people.who import WhoDialog

        name = self._session.workspace.reader.name if self._session.is_open else self._settings.reader
        WhoDialog(self._window, self._window.theme, name=name, call_me=self.call_me).exec()

    def call_me(self, name: str) -> None:
        """Call who sits here by this name, on this machine and in the project that is open.

        Raises:
            AnnotatorError: somebody else in the project has it, or it can't be saved.
        """
        session = self._session
        if session.is_open:
            workspace = session.workspace
            reader = workspace.reader
            if any(one.id == reader.id for one in workspace.annotators()):
                if reader.name != name and not workspace.read_only:
                    session.attempt(ChangePerson(person_id=reader.id, name=name))
                self._settings.be(reader.id)
        self._settings.reader = name
        self._introduce()

    def be(self, person_id: str) -> None:
        """Let who sits here be this person of the project, here and from now on."""
        self._settings.be(person_id)
        self._introduce()

    def _introduce(self) -> None:
        if self.strip is not None:
            self.strip.hide()
        if self._session.is_open:
            self._session.workspace.introduce(self._settings.identity)
            self._session.look_again()

    def _greet(self) -> None:
        """Ask who sits here if nobody has said so yet, and say if somebody else has the name."""
        session = self._session
        if self.strip is not None:
            self.strip.hide()
        if not session.is_open or session.workspace.packet is not None:
            return  # a packet says whose work it is
        if self._settings.asks_who:
            self._ask()
        else:
            self._tell_namesakes()

    def _tell_namesakes(self) -> None:
        """Say if somebody else in the project has the name of who sits here, or nearly, before they join."""
        workspace = self._session.workspace
        joined = any(one.id == workspace.reader.id for one in workspace.annotators())
        others = () if joined else namesakes(workspace.reader, workspace.annotators())
        if others:
            self._say(_is_that_you(workspace.reader.name, others[0].name))

    def _ask(self) -> None:
        if self.strip is None:
            self.strip = WhoStrip()
            self.strip.named.connect(self._take)
            self._window.work.add_above(self.strip)
            self.strip.set_theme(self._window.theme)
        workspace, login = self._session.workspace, self._settings.login
        near = alike(login, workspace.annotators())
        if not near:
            self.strip.ask(login)
            return
        # A login is mostly written small. Who goes on without an answer is who is offered, and nobody else.
        self.strip.ask(near[0].name)
        workspace.introduce(replace(self._settings.identity, name=near[0].name))
        self._session.look_again()

    def _take(self, name: str) -> None:
        session = self._session
        if session.is_open and session.workspace.reader.id not in self._settings.identity.ids:
            # They were only offered to be somebody of the project, who is not to be named otherwise now.
            self._settings.reader = name
            self._introduce()
        try:
            self.call_me(name)
        except AnnotatorError as error:
            session.failed.emit(error)
            return
        if self._session.is_open:
            self._tell_namesakes()
        self._window.view.setFocus()


def _is_that_you(own: str, other: str) -> Message:
    """Return the question to somebody who would join beside one who has the name, or nearly the name."""
    if own == other:
        return msg(
            "Somebody in this project is called “{name}” too, on another machine. If that is you, "
            "say so in Team › People.",
            name=own,
        )
    return msg(
        "“{other}” is in this project already. If that is you, say so in Team › People; otherwise you join "
        "as “{name}”, who is somebody else.",
        name=own,
        other=other,
    )
