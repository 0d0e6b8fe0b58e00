"""What is open: a project, a document, and the reading of it that the window shows.

Widgets ask the session and listen to it; they never hold a workspace themselves.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.editing.commands import AddRemark
from annotator.editing.state import Command
from annotator.errors import AnnotatorError, ProjectFileError
from annotator.language import Message
from annotator.model import AnnotationSet, Document, DocumentSummary, LabelScheme, SpanAnnotation, State
from annotator.model.person import Identity
from annotator.model.sight import Sight
from annotator.progress import Progress
from annotator.workspace import ChangeSet, Workspace
from annotator.workspace.choosing import theirs
from ui.bridge import Bridge
from ui.unsaved import OVERTAKEN, REFUSED, Edit, Unsaved, fitted, no_longer_fits


class Session(QObject):
    """The open project and document.

    Signals:
        project_changed: another project is open, or none.
        document_changed: another document, or another reading of it, is open, or none.
        changed: a ChangeSet that has been saved.
        failed: an AnnotatorError; nothing has changed.
        leaving: the open document, or the whole project, is about to be let go.
        unsaved_changed: an edit that the disk refused is kept, or one of those kept is saved or forgotten.
    """

    project_changed = Signal()
    document_changed = Signal()
    changed = Signal(object)
    failed = Signal(object)
    leaving = Signal()
    unsaved_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._bridge: Bridge | None = None
        self._sight: Sight | None = None
        self.document_id: str | None = None
        self.unsaved = Unsaved()

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self._workspace is not None

    @property
    def workspace(self) -> Workspace:
        """The open project.

        Raises:
            RuntimeError: none is open; ask `is_open` first.
        """
        if self._workspace is None:
            message = "no project is open"
            raise RuntimeError(message)
        return self._workspace

    @property
    def document(self) -> Document | None:
        """The open document."""
        return None if self.document_id is None else self.workspace.document(self.document_id)

    @property
    def annotation_set(self) -> AnnotationSet | None:
        """The reading shown, or None: nobody has begun."""
        return None if self.document_id is None else self.workspace.active_set(self.document_id)

    @property
    def summary(self) -> DocumentSummary | None:
        """The open document's line, with the readings that the person is shown."""
        return None if self.document_id is None else self.workspace.visible_summary(self.document_id)

    def span(self, span_id: str | None) -> SpanAnnotation | None:
        """Return a span of the reading shown, or None."""
        reading = self.annotation_set
        return None if reading is None or span_id is None else reading.spans.get(span_id)

    def open(self, path: Path, *, reader: Identity | str) -> None:
        """Open a project file in place of the open one. The open one itself is read again.

        Raises:
            ProjectFileError: it can't be opened; the one that was open still is.
        """
        if self._workspace is not None and path.exists() and path.samefile(self._workspace.path):
            refusal = self._workspace.refusal
            if refusal is None or refusal.code != "E_LOOKING":
                self.reload()
                return
        self._take(Workspace.open(path, reader=reader))

    def look(self, path: Path, *, reader: Identity | str) -> None:
        """Open a project file for looking only.

        Raises:
            ProjectFileError: it can't be opened; the one that was open still is.
        """
        self._take(Workspace.look(path, reader=reader, newer_too=True))

    def take_over(self) -> None:
        """Open the project for writing although a window on another machine says that it is writing.

        Raises:
            ProjectFileError: it can't be opened; it stays as it is.
        """
        workspace = self.workspace
        self._take(Workspace.open(workspace.path, reader=workspace.who, take_over=True))

    def reload(self) -> None:
        """Read the project again, then save the edits that were kept, where they still fit.

        Raises:
            ProjectFileError: it can't be opened any more; what was open still is.
        """
        self.leaving.emit()
        self.workspace.reload()
        self._sight = self.workspace.sight
        self.document_id = None
        self.project_changed.emit()
        if not self.workspace.read_only:
            self.save_kept()

    def create(
        self, path: Path, *, title: str, reader: Identity | str, scheme: LabelScheme | None = None
    ) -> None:
        """Make a new project file and open it; without a scheme it has the default one.

        Raises:
            ProjectFileError: something is there, or the place can't be written.
        """
        self._take(Workspace.create(path, title=title, reader=reader, scheme=scheme))

    def close(self) -> None:
        """Let go of the project. Everything is saved already."""
        if self._workspace is not None:
            self.leaving.emit()
        if self._bridge is not None:
            self._bridge.close()
            self._bridge.deleteLater()
            self._bridge = None
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None
        self.document_id = None
        self.forget_kept()

    def leave(self) -> None:
        """Let go of the project, with none in its place."""
        if self._workspace is None:
            return
        self.leaving.emit()
        self.document_id = None
        # The page is cleared while there still is a scheme that says how to show nothing.
        self.document_changed.emit()
        self.close()
        self.project_changed.emit()

    def show(self, document_id: str) -> None:
        """Open a document of the project. Its text is verified: what is damaged is not shown."""
        try:
            self.workspace.document(document_id)
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        if self.document_id is not None:
            self.leaving.emit()
        self.document_id = document_id
        self.document_changed.emit()

    def neighbour(self, by: int) -> str | None:
        """Return the document `by` places after the open one, or None at the end of the list."""
        ids = [summary.id for summary in self.workspace.documents()]
        if self.document_id not in ids:
            return ids[0] if ids else None
        place = ids.index(self.document_id) + by
        return ids[place] if 0 <= place < len(ids) else None

    @property
    def first_unfinished(self) -> str | None:
        """The first document that is not begun or still in work, or None."""
        open_states = {None, State.NEW, State.IN_PROGRESS}
        return next(
            (
                one.id
                for one in self.workspace.documents()
                if (None if one.active is None else one.active.state) in open_states
            ),
            None,
        )

    def perform(self, command: Command, *, initiator: object = None) -> ChangeSet | None:
        """Do and save something; what is not allowed is told by `failed`.

        An edit that the disk refuses is kept in `unsaved`; those kept before are saved first.
        """
        try:
            return self.attempt(command, initiator=initiator)
        except AnnotatorError as error:
            self.failed.emit(error)
            return None

    def attempt(
        self, command: Command, *, initiator: object = None, progress: Progress | None = None
    ) -> ChangeSet | None:
        """Do and save something; None where there is nothing to change, or the edit is kept for later.

        Raises:
            AnnotatorError: it is not allowed, or can't be saved at all; nothing has changed.
            Cancelled: through `progress`; nothing has changed.
        """
        try:
            self._keep_hands_off(command)
            refused = self.save_kept()
            if refused is None:
                return self.workspace.perform(command, initiator=initiator, progress=progress)
            if command.plan(self.workspace) is not None:
                self._keep(command, refused)
        except AnnotatorError as error:
            if not _may_be_kept(error) or self.workspace.read_only:
                raise
            self._keep(command, error)
        return None

    def _keep_hands_off(self, command: Command) -> None:
        """Refuse an edit by hand in another's reading; talk about it is welcome."""
        document_id, set_id = getattr(command, "document_id", None), getattr(command, "set_id", None)
        if document_id is None or set_id is None or isinstance(command, AddRemark):
            return
        owner = self.workspace.owner_of(document_id, set_id)
        if owner is not None:
            raise theirs(owner.name)

    @property
    def kept(self) -> tuple[Message, ...]:
        """What the edits are called that are not saved yet, oldest first."""
        return tuple(edit.name for edit in self.unsaved)

    def save_kept(self) -> AnnotatorError | None:
        """Try to save the edits that were kept; return why the first of them still can't be.

        One that no longer fits is given up, and told by `failed`.
        """
        if not self.unsaved:
            return None
        try:
            for edit in self.unsaved:
                self._save_again(edit)
        except ProjectFileError as error:
            self.unsaved.error = error
        self.unsaved_changed.emit()
        return self.unsaved.error

    def forget_kept(self) -> None:
        """Give the kept edits up."""
        if self.unsaved:
            self.unsaved.forget()
            self.unsaved_changed.emit()

    def undo(self) -> ChangeSet | None:
        """Take the last step back; before those saved, the last edit that is still to be saved."""
        if self.unsaved:
            self.unsaved.take_back()
            self.unsaved_changed.emit()
            return None
        try:
            return self.workspace.undo()
        except AnnotatorError as error:
            self.failed.emit(error)
            return None

    def redo(self) -> ChangeSet | None:
        """Do the last undone step again."""
        try:
            return self.workspace.redo()
        except AnnotatorError as error:
            self.failed.emit(error)
            return None

    def _save_again(self, edit: Edit) -> None:
        """Save an edit that was kept, or give it up where it no longer fits."""
        try:
            self.workspace.perform(fitted(edit, self.workspace))
        except KeyError:
            self.failed.emit(no_longer_fits(edit))
        except AnnotatorError as error:
            if _may_be_kept(error):
                raise
            self.failed.emit(error)
        self.unsaved.saved()

    def _take(self, workspace: Workspace) -> None:
        self.close()
        self._workspace, self._sight = workspace, workspace.sight
        self._bridge = Bridge(workspace, self)
        self._bridge.changed.connect(self._follow)
        self.project_changed.emit()

    def _keep(self, command: Command, error: AnnotatorError) -> None:
        self.unsaved.keep(command, self.workspace, error)
        self.unsaved_changed.emit()

    def _follow(self, change_set: ChangeSet) -> None:
        # Undoing an import takes documents away, perhaps the very one that is open.
        if self.document_id is not None and not self.workspace.has_document(self.document_id):
            self.document_id = None
            self.changed.emit(change_set)
            self.document_changed.emit()
            return
        self.changed.emit(change_set)
        self.look_again()

    def look_again(self) -> None:
        """Show everything anew if the person is shown other readings than before."""
        if self._sight != self.workspace.sight:
            self._sight = self.workspace.sight
            self.leaving.emit()
            self.document_id = None
            self.project_changed.emit()


def _may_be_kept(error: AnnotatorError) -> bool:
    return isinstance(error, ProjectFileError) and error.code in REFUSED | OVERTAKEN
