"""A project that is open, for looking: what it holds, and how that is kept up to date in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal, Self

from annotator.editing.change import (
    AnnotatorChange,
    AssignmentChange,
    Change,
    DecisionChange,
    DocumentChange,
    RemarkChange,
    SchemeChange,
    SetChange,
)
from annotator.editing.history import StepRecord
from annotator.editing.undo import UndoStacks
from annotator.errors import AnnotatorError
from annotator.model import (
    AnnotationSet,
    Annotator,
    Assignment,
    Decision,
    Document,
    DocumentFacts,
    DocumentSummary,
    LabelScheme,
    Owner,
    Remark,
    SpanAnnotation,
    new_id,
)
from annotator.store.repository import Repository
from annotator.workspace.loaded import LoadedDocument
from annotator.workspace.summaries import Summaries

_KEPT_IN_MEMORY: Final = 8
DEFAULT_READER: Final = "annotator"


class OpenProject:
    """What an open project holds. Everything it hands out is frozen."""

    def __init__(self, repository: Repository, *, reader: str = DEFAULT_READER) -> None:
        self._chosen: dict[str, str] = {}
        self._reader = Annotator(id=new_id(), name=reader or "me")
        self._take(repository)

    def _take(self, repository: Repository) -> None:
        """Know what the file holds now, and nothing else."""
        self._repository = repository
        # What was asked last about each document: a list of ten thousand asks after every edit.
        self._with: dict[str, tuple[DocumentSummary, str | None, DocumentSummary]] = {}
        self._scheme = repository.scheme()
        self._people = repository.annotators()
        self._summaries = Summaries(repository.summaries())
        self._steps = repository.steps()
        self._stacks = UndoStacks(self._steps)
        self._loaded: OrderedDict[str, LoadedDocument] = OrderedDict()
        known = next((p for p in self._people if p.name == self._reader.name), None)
        self._reader = known or _as_before(self._steps, self._reader)

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
    def look(cls, path: Path, *, reader: str = DEFAULT_READER, newer_too: bool = False) -> Self:
        """Open a project file for looking only, whoever is writing it.

        Args:
            path: where it is.
            reader: the name of the person at this machine.
            newer_too: look also into a file of a newer Hashiya, as far as this one understands it. Not for
                what promises to be complete, like an export or a check.

        Raises:
            ProjectFileError: it is missing, damaged, foreign, or newer and not to be understood.
        """
        repository = Repository.look(path, newer_too=newer_too)
        try:
            return cls._of(repository, reader)
        except (ValueError, AnnotatorError) as error:
            refusal = repository.refusal
            if refusal is None or refusal.code != "E_NEWER":
                raise
            raise refusal from error  # there is something in it that this program has no word for

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

    def documents(self) -> tuple[DocumentSummary, ...]:
        """Return a line about each document, in the order in which they came."""
        return tuple(self._with_active(summary) for summary in self._summaries)

    def summary(self, document_id: str) -> DocumentSummary:
        """Return the line about one document.

        Raises:
            KeyError: there is no such document.
        """
        return self._with_active(self._summaries[document_id])

    def facts(self, document_ids: Iterable[str] | None = None) -> Iterator[DocumentFacts]:
        """Yield what tables say about all documents, in their order, or about these.

        About very many this takes seconds: `finding.read_facts` is for a worker.

        Raises:
            KeyError: there is no such document.
        """
        return self._repository.facts(self._scheme, document_ids)

    def has_document(self, document_id: str) -> bool:
        """Tell whether there is such a document."""
        return document_id in self._summaries

    def documents_with_digest(self, sha256: str) -> list[str]:
        """Return the ids of documents whose text has this digest, first imported first."""
        return self._repository.document_by_digest(sha256)

    def earlier_text(self, sha256: str, document_id: str | None = None) -> Document | None:
        """Return a document of now as it was when its text, corrected since, had this digest; or None."""
        return self._repository.earlier_text(sha256, document_id)

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

    def remarks(self, document_id: str | None = None) -> tuple[Remark, ...]:
        """Return the remarks on a document and its readings, or all, in the order they were made."""
        return self._repository.remarks(document_id)

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who is to read what, in the order it was planned."""
        return self._repository.assignments()

    def decisions(self, document_id: str | None = None) -> tuple[Decision, ...]:
        """Return how disputes about a document were settled, or all, in the order they were made."""
        return self._repository.decisions(document_id)

    def active_set(self, document_id: str) -> AnnotationSet | None:
        """Return the reading that is shown and edited: the one chosen, the reader's own, or the first."""
        active = self.summary(document_id).active
        return None if active is None else self.annotation_set(document_id, active.id)

    def choose_set(self, document_id: str, set_id: str) -> None:
        """Show and edit another reading of a document."""
        self._chosen[document_id] = self.annotation_set(document_id, set_id).id

    def _with_active(self, summary: DocumentSummary) -> DocumentSummary:
        chosen = self._chosen.get(summary.id)
        known = self._with.get(summary.id)
        if known is not None and known[0] is summary and known[1] == chosen:
            return known[2]
        made = self._made_active(summary, chosen)
        self._with[summary.id] = (summary, chosen, made)
        return made

    def _made_active(self, summary: DocumentSummary, chosen: str | None) -> DocumentSummary:
        active = next((s for s in summary.sets if s.id == chosen), None)
        if active is None:
            own = (s for s in summary.sets if s.owner is Owner.ANNOTATOR and _is(s.annotator, self._reader))
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
                case AnnotatorChange():
                    self._follow_person(change)
                case SchemeChange(after=scheme):
                    self._scheme = scheme
                case SetChange(before=old, after=new):
                    reading = new or old
                    if reading is not None and reading.document_id in self._loaded:
                        self._loaded[reading.document_id].follow(change)
                case RemarkChange() | AssignmentChange() | DecisionChange():
                    pass  # nobody keeps them in memory
                case _:
                    if change.document_id in self._loaded:
                        self._loaded[change.document_id].follow(change)

    def _follow_person(self, change: AnnotatorChange) -> None:
        self._people = self._repository.annotators()
        self._reader = next((p for p in self._people if p.id == self._reader.id), self._reader)
        if change.before is not None:  # readings carry their readers
            self._summaries = Summaries(self._repository.summaries())
            self._with.clear()
            self._loaded.clear()


def _is(one: Annotator | None, other: Annotator) -> bool:
    return one is not None and one.id == other.id


def _as_before(steps: Iterable[StepRecord], reader: Annotator) -> Annotator:
    """Return the reader with the id under which that name has taken steps before, if it has."""
    ids = (step.author for step in steps if step.author is not None and step.author_name == reader.name)
    return replace(reader, id=next(ids, reader.id))
