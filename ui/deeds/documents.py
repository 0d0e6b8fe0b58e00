"""The page of all documents: filled, kept up to date, and answered."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal

from annotator.editing.change import (
    AnnotatorChange,
    AssignmentChange,
    DocumentChange,
    SchemeChange,
    StateChange,
)
from annotator.editing.commands import DeleteDocuments
from annotator.editing.commands.assignments import Assign
from annotator.editing.commands.states import SetStates
from annotator.errors import AnnotatorError
from annotator.language import Message, msgn
from annotator.model import DocumentFacts, State
from annotator.team.matrix import matrix
from annotator.workspace import ChangeSet
from annotator.workspace.finding import lines, read_facts
from ui.documents.columns import Known
from ui.documents.page import DocumentsPage, Sample
from ui.jobs import Job
from ui.main_window import MainWindow
from ui.people.siglum import Sigla
from ui.session import Session
from ui.settings import Settings

_CHOICES: Final = "documents"
_FEW: Final = 64
"""So many documents are looked into at once; more are left to a worker."""
_ABOUT_NO_TEXT: Final = (StateChange, AssignmentChange, AnnotatorChange)
_MOST_SEEDS: Final = 999_999


class Documents(QObject):
    """Fills the page when it is opened, and follows what is saved while it is shown.

    Args:
        window: shows the page.
        session: what is open.
        settings: remember the columns of each project.
        say: shows a sentence.

    Signals:
        document_wanted: a document shall be opened, by its id.
        hand_out_wanted: the chosen documents, or else those shown, shall go out as a packet.
        left: the page has been put away.
    """

    document_wanted = Signal(str)
    hand_out_wanted = Signal()
    left = Signal()

    def __init__(
        self, window: MainWindow, session: Session, settings: Settings, say: Callable[[Message], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._say = say
        self._page: DocumentsPage | None = None
        self._project = ""
        self._job: Job | None = None
        self._running: set[Job] = set()
        self._was_open: str | None = None
        session.changed.connect(self._follow)
        session.document_changed.connect(self._follow_document)
        session.project_changed.connect(self._forget)

    @property
    def page(self) -> DocumentsPage:
        """The page; made when it is first asked for."""
        if self._page is None:
            self._page = page = DocumentsPage()
            page.opened.connect(self._open)
            page.left.connect(self._leave)
            page.state_wanted.connect(self.set_state)
            page.trash_wanted.connect(self.throw_away)
            page.sample_wanted.connect(self.draw)
            page.sharing_wanted.connect(self.share)
            page.hand_out_wanted.connect(self.hand_out_wanted)
            page.choices_changed.connect(self._keep_choices)
        return self._page

    @property
    def is_shown(self) -> bool:
        """Whether the page has the window."""
        return self._page is not None and self._window.shown_page is self._page

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of what is chosen in the table while it is shown, or of all that a search has left."""
        if not self.is_shown:
            return ()
        page = self.page
        everything = len(page.model.ids) == page.model.total
        return page.table.chosen if len(page.table.chosen) > 1 or everything else page.model.ids

    def show(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's slot
        """Show all documents in the place of the text, or go back to the text."""
        if not on:
            self._leave()
            return
        page, workspace = self.page, self._session.workspace
        if self._project != workspace.project_id:
            self._project = workspace.project_id
            page.show_sample(None)
            page.filters.clear()
            page.choose(self._settings.choices(self._project, _CHOICES))
        self.fill()
        self._look_into_all()
        self._window.show_page(page)
        page.table.setFocus()
        if self._session.document_id is not None and not page.table.chosen:
            page.table.choose({self._session.document_id})

    def fill(self) -> None:
        """Show all documents as they are now, with what is known of them already."""
        workspace, page = self._session.workspace, self.page
        page.show_lines(lines(workspace.visible_documents(), (), workspace.assignments()), self._known())
        page.offer(workspace.annotators(), workspace.scheme, workspace.reader.id)
        page.set_open(self._session.document_id)
        page.blind.setVisible(not workspace.sees_all)
        page.set_editable(editable=not workspace.read_only, of_project=workspace.packet is None)

    def set_state(self, state: State) -> None:
        """Say how far the chosen documents are, as one step."""
        self._session.perform(SetStates(document_ids=self.page.table.chosen, state=state))

    def throw_away(self) -> None:
        """Put the chosen documents into the trash, as one step."""
        chosen = self.page.table.chosen
        if chosen and self._session.perform(DeleteDocuments(document_ids=chosen)) is not None:
            self._say(
                msgn(
                    "The document is in the trash. Undo brings it back.",
                    "{count} documents are in the trash. Undo brings them back.",
                    len(chosen),
                )
            )

    def draw(self) -> None:
        """Draw some of the documents shown, and show and choose them."""
        from ui.dialogs.sample import SampleDialog

        page = self.page
        dialog = SampleDialog(self._window, self._window.theme, page.model.ids, seed=_any_seed())
        if dialog.exec():
            self.show_sample(dialog.sample)

    def show_sample(self, sample: Sample) -> None:
        """Show and choose the documents drawn."""
        self.page.show_sample(sample)

    def share(self) -> None:
        """Give the chosen documents, or all that are shown, to people."""
        page = self.page
        self._share({one: page.model.line_of(one).summary.title for one in page.wished})

    def share_all(self) -> None:
        """Show who reads which of all documents, and let it be changed."""
        self._share({one.id: one.title for one in self._session.workspace.visible_documents()})

    def _share(self, titles: Mapping[str, str]) -> None:
        from ui.dialogs.sharing import SharingDialog

        workspace = self._session.workspace
        SharingDialog(
            self._window,
            self._window.theme,
            documents=titles,
            people=workspace.annotators(),
            reader=workspace.reader,
            there=workspace.assignments(),
            done=matrix(
                map(workspace.visible_summary, titles), workspace.annotators(), workspace.assignments()
            ),
            seed=_any_seed(),
            perform=self._give,
            blind=not workspace.sees_all,
        ).exec()

    def _give(self, command: Assign) -> None:
        if self._session.attempt(command) is not None:
            given = len({one.document_id for one in (*command.give, *command.take)})
            self._say(
                msgn(
                    "{count} document has readers now. Undo takes it back.",
                    "{count} documents have readers now. Undo takes it back.",
                    given,
                )
            )

    def _known(self) -> Known:
        workspace = self._session.workspace
        known = Sigla.of((*workspace.annotators(), workspace.reader))
        people = {one.id: known.named(one.id, one.name) for one in known.people}
        return Known(people=people, scheme=workspace.scheme)

    def _look_into_all(self) -> None:
        """Let a worker look into all documents; the table shows them meanwhile."""
        workspace = self._session.workspace
        path, project, reader = workspace.path, workspace.project_id, workspace.who
        if len(workspace.documents()) <= _FEW:
            self._learn(list(workspace.facts()))
            return
        self._stop_looking()
        job = self._job = Job(lambda progress: read_facts(path, progress, reader))
        self._running.add(job)  # what runs is kept until it ends, even if nobody wants it any more
        job.finished.connect(lambda facts: self._learn(facts) if self._project == project else None)
        job.failed.connect(self._session.failed)
        for end in (job.finished, job.failed):
            end.connect(lambda _result: self._running.discard(job))
        job.cancelled.connect(lambda: self._running.discard(job))
        job.start()

    def _stop_looking(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _learn(self, facts: Iterable[DocumentFacts]) -> None:
        if not self._session.is_open:
            return
        workspace = self._session.workspace
        self.page.learn(facts)
        self.page.offer(workspace.annotators(), workspace.scheme, workspace.reader.id)

    def _follow(self, change_set: ChangeSet) -> None:
        """Bring the table up to date with a saved step."""
        if not self.is_shown:
            return
        changes = change_set.changes
        ids = {getattr(change, "document_id", None) for change in changes} - {None}
        ids |= {c.before.document_id for c in changes if isinstance(c, AssignmentChange) and c.before}
        ids |= {c.after.document_id for c in changes if isinstance(c, AssignmentChange) and c.after}
        anew = any(isinstance(c, DocumentChange | SchemeChange | AnnotatorChange) for c in changes)
        try:
            if anew or len(ids) > _FEW:
                self.fill()
                if any(not isinstance(change, _ABOUT_NO_TEXT) for change in changes):
                    self._look_into_all()
                return
            workspace = self._session.workspace
            here = [one for one in ids if one is not None and workspace.has_document(one)]
            now = lines(map(workspace.visible_summary, here), workspace.facts(here), workspace.assignments())
            self.page.update_lines(now, self._known())
            self.page.offer(workspace.annotators(), workspace.scheme, workspace.reader.id)
        except AnnotatorError as error:
            self._session.failed.emit(error)

    def _open(self, document_id: str) -> None:
        self._leave()
        self.document_wanted.emit(document_id)

    def _leave(self) -> None:
        if self.is_shown:
            self._window.show_work(shown=self._session.is_open)
            self._window.view.setFocus()
            self.left.emit()

    def _follow_document(self) -> None:
        """Go to the text of a document that a person has opened, but stay where the open one has gone."""
        session, before = self._session, self._was_open
        self._was_open = session.document_id
        if self.is_shown and session.is_open and before != session.document_id:
            if before is not None and session.workspace.has_document(before):
                self._leave()
            else:
                self.page.set_open(session.document_id)

    def _forget(self) -> None:
        """Another project is open, or none: what a worker still finds is of no use."""
        self._project = ""
        self._stop_looking()
        if self._page is not None:
            self._page.show_lines((), Known(people={}))
        self.left.emit()

    def _keep_choices(self) -> None:
        if self._project:
            self._settings.keep_choices(self._project, _CHOICES, self.page.choices)


def _any_seed() -> int:
    return random.randint(1, _MOST_SEEDS)  # noqa: S311 - nothing is kept secret by it
