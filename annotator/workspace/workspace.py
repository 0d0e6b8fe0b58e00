"""A project that is being worked on: editing, undo, in and out, and telling whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotator.editing.change import (
    AnnotatorChange,
    AssignmentChange,
    Change,
    DocumentChange,
    SchemeChange,
    Step,
    TextChange,
    invert,
)
from annotator.editing.history import StepKind, StepRecord
from annotator.editing.state import Command
from annotator.errors import RuleError
from annotator.language import Message, msg
from annotator.model import Backup, Problem
from annotator.model.person import Identity
from annotator.progress import Progress
from annotator.store import backups
from annotator.store.merging import UnionWrites
from annotator.store.repository import Repository
from annotator.workspace import blindness, checking
from annotator.workspace.changes import ChangeSet
from annotator.workspace.exporting import ExportRequest, export
from annotator.workspace.history import History
from annotator.workspace.importing import (
    ImportReport,
    ParsedFiles,
    ReadingChoices,
    carried_over,
    command_of,
    read_files,
    report_of,
)
from annotator.workspace.opened import DEFAULT_READER, OpenProject

if TYPE_CHECKING:  # formats are imported when the first file goes out, not before the first window
    from annotator.consistency import Finding
    from annotator.formats import LossReport
    from annotator.statistics import Numbers, Pick
    from annotator.workspace.agreement.project import ProjectAgreement
    from annotator.workspace.counting import PickedSpans

Subscriber = Callable[[ChangeSet], None]
_OF_THE_PROJECT: Final = (DocumentChange, TextChange, SchemeChange, AssignmentChange)
"""What a packet's reader leaves to the project that handed it out."""


class Workspace(OpenProject):
    """One open project. Everything it hands out is frozen; everything it changes is on the disk first.

    Not thread-safe: it belongs to the thread that opened it. Long reading is done by functions that
    need no workspace (`importing.read_files`) or open the file for themselves (`export`).
    """

    def __init__(self, repository: Repository, *, reader: Identity | str = DEFAULT_READER) -> None:
        super().__init__(repository, reader=reader)
        self._subscribers: list[Subscriber] = []

    # Editing

    def perform(
        self, command: Command, *, initiator: object = None, progress: Progress | None = None
    ) -> ChangeSet | None:
        """Plan a command, save it, and tell the subscribers; None if there is nothing to change.

        A command is a frozen value: one that the disk did not take can be performed again as it is, when
        there is room.

        Raises:
            RuleError: the scheme or the text does not allow it, or it changes what the person is not shown.
            ProjectFileError: it could not be saved.
            Cancelled: through `progress`, until all is saved. Either way nothing has changed.
        """
        step = command.plan(self)
        if step is None:
            return None
        blindness.check(step.changes, self._sight, self._summaries.__getitem__)
        self._refuse_in_packet(step)
        return self._commit(step, StepKind.DO, None, initiator, progress)

    def undo(self, *, initiator: object = None) -> ChangeSet | None:
        """Take the last step back; None if there is none, or if the person is not shown who took it.

        Raises:
            ProjectFileError: it could not be saved; nothing has changed.
        """
        record = self._shown(self._stacks.next_undo)
        if record is None:
            return None
        changes = invert(self._repository.changes_of(record.id))
        return self._commit(Step(name=record.name, changes=changes), StepKind.UNDO, record.id, initiator)

    def redo(self, *, initiator: object = None) -> ChangeSet | None:
        """Do the last undone step again; None if there is none, or if the person is not shown who took it.

        Raises:
            ProjectFileError: it could not be saved; nothing has changed.
        """
        record = self._shown(self._stacks.next_redo)
        if record is None:
            return None
        changes = self._repository.changes_of(record.id)
        return self._commit(Step(name=record.name, changes=changes), StepKind.REDO, record.id, initiator)

    @property
    def undo_name(self) -> Message | None:
        """What undo would take back, or None."""
        record = self._shown(self._stacks.next_undo)
        return None if record is None else record.name

    @property
    def redo_name(self) -> Message | None:
        """What redo would do again, or None."""
        record = self._shown(self._stacks.next_redo)
        return None if record is None else record.name

    @property
    def packet_refusal(self) -> RuleError | None:
        """Why texts, documents, who reads them and the scheme can't be changed here: a packet. Or None."""
        if self.packet is None:
            return None
        return RuleError(
            msg(
                "In a packet the texts, the documents, their readers and the label scheme are those of "
                "“{title}”. Ask whoever handed it out to change them there.",
                title=self.packet.title,
            ),
            code="E_PACKET",
        )

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Call `callback` after every saved step; returns what ends that."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    @property
    def history(self) -> History:
        """The past: who did what, what a document was, and what lies in the trash."""
        return History(
            self._repository, self._steps, lambda: (*self._people, self._reader), sight=self._sight
        )

    def statistics(self, progress: Progress | None = None, *, zone: tzinfo | None = None) -> Numbers:
        """Count what all readings and the whole history say: see `counting.numbers`.

        Over many documents this takes a while: `counting.read_numbers` is for a worker.

        Raises:
            ProjectFileError: the file can't be read.
            Cancelled: through `progress`.
        """
        from annotator.workspace import counting

        return counting.numbers(self._repository, self._scheme, progress, zone=zone, sight=self._sight)

    @property
    def agreement(self) -> ProjectAgreement:
        """How far the readers agree; `agreement.read_agreement` is for a worker."""
        from annotator.workspace.agreement.project import ProjectAgreement

        return ProjectAgreement(self._repository, self._scheme, self._sight)

    def spans_behind(
        self, pick: Pick, progress: Progress | None = None, *, zone: tzinfo | None = None
    ) -> PickedSpans:
        """Return the spans behind one of the numbers: see `counting.spans_behind`."""
        from annotator.workspace import counting

        return counting.spans_behind(
            self._repository, self._scheme, pick, progress, zone=zone, sight=self._sight
        )

    # In and out

    def import_files(
        self,
        paths: Sequence[Path],
        choices: ReadingChoices | None = None,
        *,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Read files, back the project up, and bring in what the files hold, as one step.

        Raises:
            AnnotatorError: a file is not what it should be, or the backup failed; nothing has been imported.
        """
        if self.refusal is not None:
            raise self.refusal
        from annotator.formats import seldom

        with seldom():
            parsed = read_files(paths, choices, scheme=self._scheme, progress=progress)
            return self.import_parsed(parsed)

    def import_parsed(
        self, parsed: ParsedFiles, *, initiator: object = None, progress: Progress | None = None
    ) -> ImportReport:
        """Back the project up, and bring in what has been read, as one step.

        Copying a large project takes a while. Where a person waits, call `back_up` in a worker first: then
        there is nothing left to copy here.

        Raises:
            AnnotatorError: it does not fit the project, or the backup failed; nothing has been imported.
            Cancelled: through `progress`; nothing has been imported.
        """
        if self.refusal is not None:
            raise self.refusal
        backups.take(self.path)
        carried = carried_over(self, parsed)
        done = self.perform(command_of(parsed), initiator=initiator, progress=progress)
        return report_of(parsed, () if done is None else done.changes, carried=carried)

    def preview_import(self, parsed: ParsedFiles) -> ImportReport:
        """Return the report that an import of what has been read would give, without importing it.

        Raises:
            RuleError: it does not fit the project.
        """
        step = command_of(parsed).plan(self)
        return report_of(parsed, () if step is None else step.changes, carried=carried_over(self, parsed))

    def export(self, request: ExportRequest, *, progress: Progress | None = None) -> LossReport:
        """Write documents to another format; the report says what did not come through exactly.

        Raises:
            AnnotatorError: the target can't be written, or the request can't be met; nothing is written.
        """
        return export(self._repository, request, progress=progress)

    def take_home(
        self,
        name: Message,
        changes: Sequence[Change],
        union: UnionWrites,
        *,
        initiator: object = None,
        progress: Progress | None = None,
    ) -> ChangeSet | None:
        """Save what has been planned to come home (see `packets`), and tell the subscribers.

        Args:
            name: of the step.
            changes: what changes here by it; if nothing does, there is no step.
            union: what joins the union.
            initiator: whoever asks for it.
            progress: one step a change.

        Raises:
            ProjectFileError: it could not be saved; nothing has changed.
        """
        step = Step(name=name, changes=tuple(changes)) if changes else None
        if step is not None:
            return self._commit(step, StepKind.DO, None, initiator, progress, union=union)
        self._repository.bring_home(None, union, author=self._reader.id, author_name=self._reader.name)
        return None

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups of this project, newest first; `restore_backup` makes a project of one."""
        return backups.of(self.path, self.project_id)

    def save_copy(self, target: Path) -> None:
        """Copy the project to a new file, which appears only when it has proved to be whole.

        The copy is the same project: its `project_id` stays.

        Raises:
            ProjectFileError: something is at `target` already, or it can't be written.
        """
        self._repository.copy_to(target)

    def check(self, progress: Progress | None = None) -> list[Problem]:
        """Look through the whole file; return what is wrong with it, nothing if all is well.

        Pages, keys, hashes, quotes, the log and its digests; and if those are sound, the scheme's rules.

        Raises:
            Cancelled: through `progress`.
        """
        return checking.check(self._repository, self._scheme, progress or Progress(), self._sight)

    def consistency(self, progress: Progress | None = None) -> Iterator[Finding]:
        """Yield what does not fit together in the readings of all documents, as the documents come.

        Raises:
            Cancelled: through `progress`.
        """
        from annotator.consistency import check_project

        watched, total = progress or Progress(), 2 * len(self.documents())
        return check_project(
            lambda: map(self._sight.document, self._repository.annotated()),
            self._scheme,
            self.visible_remarks(),
            step=lambda: watched.step(total=total),
        )

    def _shown(self, record: StepRecord | None) -> StepRecord | None:
        """Return a step if the person is shown what whoever took it does."""
        return record if record is not None and self._sight.did(record.author) else None

    def _commit(
        self,
        step: Step,
        kind: StepKind,
        of_step: int | None,
        initiator: object,
        progress: Progress | None = None,
        *,
        union: UnionWrites | None = None,
    ) -> ChangeSet:
        author = self._reader
        by: dict[str, Any] = {"author": author.id, "author_name": author.name, "progress": progress}
        step_id = (
            self._repository.apply(step, kind=kind, of_step=of_step, **by)
            if union is None
            else self._repository.bring_home(step, union, **by) or 0
        )
        record = StepRecord(
            id=step_id,
            kind=kind,
            of_step=of_step,
            name=step.name,
            author=author.id,
            at=datetime.now(UTC),
            author_name=author.name,
        )
        self._steps.append(record)
        self._stacks.record(record)
        self._follow(step.changes)
        if kind is not StepKind.DO and any(isinstance(c, DocumentChange) for c in step.changes):
            # A document that comes back stands where it stood.
            self._summaries.reorder(summary.id for summary in self._repository.summaries())
        change_set = ChangeSet(changes=step.changes, initiator=initiator, name=step.name, kind=kind)
        for subscriber in tuple(self._subscribers):
            subscriber(change_set)
        return change_set

    def _refuse_in_packet(self, step: Step) -> None:
        """Refuse in a packet what belongs to the project that handed it out.

        Raises:
            RuleError: "E_PACKET".
        """
        refusal = self.packet_refusal
        if refusal is not None and any(map(self._is_the_projects, step.changes)):
            raise refusal

    def _is_the_projects(self, change: Change) -> bool:
        """Tell whether a change is left to the project. One's own name and colour are one's own."""
        if not isinstance(change, AnnotatorChange):
            return isinstance(change, _OF_THE_PROJECT)
        sides = [one for one in (change.before, change.after) if one is not None]
        return {one.id for one in sides} != {self._reader.id} or len({one.role for one in sides}) > 1
