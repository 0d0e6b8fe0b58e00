"""A project that is open: looking, editing, undo, and telling whoever listens."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from annotator.editing import rules
from annotator.editing.change import (
    AnnotatorChange,
    AssignmentChange,
    Change,
    DocumentChange,
    RemarkChange,
    SchemeChange,
    SetChange,
    Step,
    invert,
)
from annotator.editing.commands import ImportDocuments
from annotator.editing.history import StepKind, StepRecord
from annotator.editing.state import Command
from annotator.editing.undo import UndoStacks
from annotator.errors import AnnotatorError, RuleError
from annotator.language import Message, msg
from annotator.model import (
    AnnotationSet,
    Annotator,
    Assignment,
    Backup,
    Document,
    DocumentSummary,
    LabelScheme,
    Owner,
    Problem,
    Remark,
    SpanAnnotation,
    new_id,
)
from annotator.progress import Progress
from annotator.store import backups
from annotator.store.repository import Repository
from annotator.workspace.changes import ChangeSet
from annotator.workspace.exporting import ExportRequest, export
from annotator.workspace.history import History
from annotator.workspace.importing import ImportReport, ParsedFiles, read_files
from annotator.workspace.loaded import LoadedDocument
from annotator.workspace.summaries import Summaries

if TYPE_CHECKING:  # formats are imported when the first file goes out, not before the first window
    from annotator.formats import LossReport

_KEPT_IN_MEMORY = 8
DEFAULT_READER = "annotator"
Subscriber = Callable[[ChangeSet], None]


class Workspace:
    """One open project. Everything it hands out is frozen; everything it changes is on the disk first.

    Not thread-safe: it belongs to the thread that opened it. Long reading is done by functions that
    need no workspace (`importing.read_files`) or open the file for themselves (`export`).
    """

    def __init__(self, repository: Repository, *, reader: str = DEFAULT_READER) -> None:
        self._chosen: dict[str, str] = {}
        self._subscribers: list[Subscriber] = []
        self._reader = Annotator(id=new_id(), name=reader or "me")
        self._take(repository)

    def _take(self, repository: Repository) -> None:
        """Know what the file holds now, and nothing else."""
        self._repository = repository
        self._scheme = repository.scheme()
        self._people = repository.annotators()
        self._summaries = Summaries(repository.summaries())
        self._stacks = UndoStacks(repository.steps())
        self._loaded: OrderedDict[str, LoadedDocument] = OrderedDict()
        self._reader = next((p for p in self._people if p.name == self._reader.name), self._reader)

    @classmethod
    def create(
        cls, path: Path, *, title: str, scheme: LabelScheme | None = None, reader: str = DEFAULT_READER
    ) -> Self:
        """Make a new project file and open it.

        Args:
            path: where; nothing may be there yet.
            title: the project's name.
            scheme: what may be annotated; the default is `model.scheme_json.default_scheme()`.
            reader: the name of the person at this machine.

        Raises:
            ProjectFileError: something is there, or the place can't be written.
        """
        from annotator.model.scheme_json import default_scheme

        return cls._of(
            Repository.create(path, title=title, scheme=scheme or default_scheme(), reader=reader), reader
        )

    @classmethod
    def open(cls, path: Path, *, reader: str = DEFAULT_READER, take_over: bool = False) -> Self:
        """Open a project file. Where it can't be written, it can be looked at: see `refusal`.

        Args:
            path: where it is.
            reader: the name of the person at this machine, which other windows are told.
            take_over: write although a window on another machine says that it is writing ("E_HELD").

        Raises:
            ProjectFileError: it is missing, damaged, foreign or newer; nothing has been written to it.
        """
        return cls._of(Repository.open(path, reader=reader, take_over=take_over), reader)

    @classmethod
    def look(cls, path: Path, *, reader: str = DEFAULT_READER) -> Self:
        """Open a project file for looking only, whoever is writing it.

        Raises:
            ProjectFileError: it is missing, damaged, foreign or newer.
        """
        return cls._of(Repository.look(path), reader)

    @classmethod
    def _of(cls, repository: Repository, reader: str) -> Self:
        try:
            return cls(repository, reader=reader)
        except BaseException:
            repository.close()
            raise

    def reload(self) -> None:
        """Read the project again, after another program has changed it or has let go of it.

        Everything read before is stale afterwards; the subscribers stay. What is undone next is what the
        file says.

        Raises:
            ProjectFileError: it can't be opened any more; what was open still is.
        """
        self._take(self._repository.reopened())

    def changed_by_others(self) -> bool:
        """Tell whether the file is no longer what has been read: `reload` then.

        Cheap enough for a timer or for each time the window is looked at again. Editing asks by itself.

        Raises:
            ProjectFileError: the file can't be read.
        """
        return self._repository.changed_by_others()

    def close(self) -> None:
        """Let go of the file. Everything is saved already."""
        self._repository.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> Literal[False]:
        self.close()
        return False

    @property
    def path(self) -> Path:
        """Where the project file is."""
        return self._repository.path

    @property
    def title(self) -> str:
        """The project's name."""
        return self._repository.title

    @property
    def project_id(self) -> str:
        """What tells this project from every other, also after the file is moved."""
        return self._repository.project_id

    @property
    def read_only(self) -> bool:
        """Whether the file can be looked at only."""
        return self._repository.read_only

    @property
    def refusal(self) -> AnnotatorError | None:
        """Why the file can be looked at only, and what to do about it; None where it can be edited.

        Its code: "E_HELD" (somebody has it open for writing), "E_READ_ONLY" (the file or its folder),
        "E_DISK_FULL" and "E_DISK" (the disk), "E_LOOKING" (it was opened by `look`).
        """
        return self._repository.refusal

    @property
    def scheme(self) -> LabelScheme:
        """The label scheme in force."""
        return self._scheme

    @property
    def reader(self) -> Annotator:
        """The person at this machine."""
        return self._reader

    def annotators(self) -> tuple[Annotator, ...]:
        """Return the people of the project."""
        return self._people

    # Looking

    def documents(self) -> tuple[DocumentSummary, ...]:
        """Return a line about each document, in the order in which they came."""
        return tuple(self._with_active(summary) for summary in self._summaries)

    def summary(self, document_id: str) -> DocumentSummary:
        """Return the line about one document.

        Raises:
            KeyError: there is no such document.
        """
        return self._with_active(self._summaries[document_id])

    def has_document(self, document_id: str) -> bool:
        """Tell whether there is such a document."""
        return document_id in self._summaries

    def documents_with_digest(self, sha256: str) -> list[str]:
        """Return the ids of documents whose text has this digest, first imported first."""
        return self._repository.document_by_digest(sha256)

    def document(self, document_id: str) -> Document:
        """Return a document.

        Raises:
            KeyError: there is none.
            ProjectFileError: its text is no longer what was saved.
        """
        return self._load(document_id).document

    def sets(self, document_id: str) -> tuple[AnnotationSet, ...]:
        """Return the readings of a document."""
        return self._load(document_id).sets

    def annotation_set(self, document_id: str, set_id: str) -> AnnotationSet:
        """Return one reading.

        Raises:
            KeyError: there is none.
        """
        return self._load(document_id).annotation_set(set_id)

    def touching(self, document_id: str, set_id: str, start: int, end: int) -> list[SpanAnnotation]:
        """Return the spans of a reading that share a code point with `[start, end)`, outer first."""
        return self._load(document_id).touching(set_id, start, end)

    def active_set(self, document_id: str) -> AnnotationSet | None:
        """Return the reading that is shown and edited: the one chosen, the reader's own, or the first."""
        active = self.summary(document_id).active
        return None if active is None else self.annotation_set(document_id, active.id)

    def choose_set(self, document_id: str, set_id: str) -> None:
        """Show and edit another reading of a document."""
        self._chosen[document_id] = self.annotation_set(document_id, set_id).id

    def remarks(self, document_id: str | None = None) -> tuple[Remark, ...]:
        """Return the remarks on a document and its readings, or all, in the order they were made."""
        return self._repository.remarks(document_id)

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who is to read what, in the order it was planned."""
        return self._repository.assignments()

    # Editing

    def perform(self, command: Command, *, initiator: object = None) -> ChangeSet | None:
        """Plan a command, save it, and tell the subscribers; None if there is nothing to change.

        A command is a frozen value: one that the disk did not take can be performed again as it is, when
        there is room.

        Raises:
            RuleError: the scheme or the text does not allow it.
            ProjectFileError: it could not be saved. Either way nothing has changed.
        """
        step = command.plan(self)
        if step is None:
            return None
        return self._commit(step, StepKind.DO, None, initiator)

    def undo(self, *, initiator: object = None) -> ChangeSet | None:
        """Take the last step back; None if there is none.

        Raises:
            ProjectFileError: it could not be saved; nothing has changed.
        """
        record = self._stacks.next_undo
        if record is None:
            return None
        changes = invert(self._repository.changes_of(record.id))
        return self._commit(Step(name=record.name, changes=changes), StepKind.UNDO, record.id, initiator)

    def redo(self, *, initiator: object = None) -> ChangeSet | None:
        """Do the last undone step again; None if there is none.

        Raises:
            ProjectFileError: it could not be saved; nothing has changed.
        """
        record = self._stacks.next_redo
        if record is None:
            return None
        changes = self._repository.changes_of(record.id)
        return self._commit(Step(name=record.name, changes=changes), StepKind.REDO, record.id, initiator)

    @property
    def undo_name(self) -> Message | None:
        """What undo would take back, or None."""
        record = self._stacks.next_undo
        return None if record is None else record.name

    @property
    def redo_name(self) -> Message | None:
        """What redo would do again, or None."""
        record = self._stacks.next_redo
        return None if record is None else record.name

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Call `callback` after every saved step; returns what ends that."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    @property
    def history(self) -> History:
        """The past: who did what, what a document was, and what lies in the trash."""
        return History(self._repository, lambda: (*self._people, self._reader))

    # In and out

    def import_files(
        self,
        paths: Sequence[Path],
        *,
        format_name: str | None = None,
        annotator: str | None = None,
        encoding: str | None = None,
        skip_bad: bool = False,
        label_map: str | None = None,
        unit: str | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Read files, back the project up, and bring in what the files hold, as one step.

        Raises:
            AnnotatorError: a file is not what it should be, or the backup failed; nothing has been imported.
        """
        if self.refusal is not None:
            raise self.refusal
        parsed = read_files(
            paths,
            scheme=self._scheme,
            format_name=format_name,
            annotator=annotator,
            encoding=encoding,
            skip_bad=skip_bad,
            label_map=label_map,
            unit=unit,
            progress=progress,
        )
        backups.take(self.path)
        return self.import_parsed(parsed)

    def import_parsed(self, parsed: ParsedFiles, *, initiator: object = None) -> ImportReport:
        """Bring in what has been read, as one step.

        Raises:
            AnnotatorError: it does not fit the project; nothing has been imported.
        """
        command = ImportDocuments(documents=parsed.documents, checked=parsed.scheme)
        done = self.perform(command, initiator=initiator)
        changes = done.changes if done is not None else ()
        new = sum(1 for c in changes if isinstance(c, DocumentChange))
        sets = [c.after for c in changes if isinstance(c, SetChange) and c.after is not None]
        return ImportReport(
            documents=new,
            sets=len(sets),
            spans=sum(len(s.spans) for s in sets),
            relations=sum(len(s.relations) for s in sets),
            known=len(parsed.documents) - new,
            problems=parsed.problems,
            warnings=parsed.warnings,
        )

    def export(self, request: ExportRequest, *, progress: Progress | None = None) -> LossReport:
        """Write documents to another format; the report says what did not come through exactly.

        Raises:
            AnnotatorError: the target can't be written, or the request can't be met; nothing is written.
        """
        return export(self._repository, request, progress=progress)

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

    def check(self) -> list[Problem]:
        """Look through the whole file; return what is wrong with it, nothing if all is well.

        Pages, keys, hashes, quotes, the log and its digests; and if those are sound, the scheme's rules.
        """
        return self._repository.check() or list(self._broken_rules())

    def _broken_rules(self) -> Iterator[Problem]:
        for annotated in self._repository.annotated():
            for reading in annotated.sets:
                try:
                    rules.check_set(self._scheme, annotated.document, reading)
                except RuleError as error:
                    yield Problem(
                        code=error.code,
                        message=msg(
                            "A reading of “{document}” breaks the scheme: {reason}",
                            document=annotated.document.title,
                            reason=error.message,
                        ),
                        document_id=annotated.document.id,
                    )

    # How it works

    def _with_active(self, summary: DocumentSummary) -> DocumentSummary:
        chosen = self._chosen.get(summary.id)
        active = next((s for s in summary.sets if s.id == chosen), None)
        if active is None:
            own = (s for s in summary.sets if s.owner is Owner.ANNOTATOR and s.annotator == self._reader)
            active = next(own, None) or next(iter(summary.sets), None)
        return replace(summary, active=active)

    def _load(self, document_id: str) -> LoadedDocument:
        if document_id not in self._loaded:
            document = self._repository.document(document_id)
            self._loaded[document_id] = LoadedDocument(document, self._repository.sets(document_id))
            while len(self._loaded) > _KEPT_IN_MEMORY:
                self._loaded.popitem(last=False)
        self._loaded.move_to_end(document_id)
        return self._loaded[document_id]

    def _follow(self, changes: Sequence[Change]) -> None:
        """Bring what is in memory up to what has been saved."""
        for change in changes:
            self._summaries.follow(change)
            match change:
                case DocumentChange(before=before):
                    if before is not None:
                        self._loaded.pop(before.id, None)
                case AnnotatorChange(before=gone, after=come):
                    self._people = tuple(p for p in self._people if p != gone)
                    self._people += (come,) if come is not None else ()
                case SchemeChange(after=scheme):
                    self._scheme = scheme
                case SetChange(before=old, after=new):
                    reading = new or old
                    if reading is not None and reading.document_id in self._loaded:
                        self._loaded[reading.document_id].follow(change)
                case RemarkChange() | AssignmentChange():
                    pass  # nobody keeps them in memory
                case _:
                    if change.document_id in self._loaded:
                        self._loaded[change.document_id].follow(change)

    def _commit(self, step: Step, kind: StepKind, of_step: int | None, initiator: object) -> ChangeSet:
        author = self._reader.id
        step_id = self._repository.apply(step, author=author, kind=kind, of_step=of_step)
        self._stacks.record(
            StepRecord(
                id=step_id, kind=kind, of_step=of_step, name=step.name, author=author, at=datetime.now(UTC)
            )
        )
        self._follow(step.changes)
        if kind is not StepKind.DO and any(isinstance(c, DocumentChange) for c in step.changes):
            # A document that comes back stands where it stood.
            self._summaries.reorder(summary.id for summary in self._repository.summaries())
        change_set = ChangeSet(changes=step.changes, initiator=initiator, name=step.name, kind=kind)
        for subscriber in tuple(self._subscribers):
            subscriber(change_set)
        return change_set
