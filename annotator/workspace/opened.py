"""A project that is open, for looking: what it holds, and how that is kept up to date in memory."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Self

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
    PacketMark,
    Remark,
    Role,
    SpanAnnotation,
    new_id,
)
from annotator.model.person import Identity
from annotator.model.sight import Sight
from annotator.store.repository import Repository
from annotator.workspace.choosing import OWN, active_of, is_anothers
from annotator.workspace.file import ProjectFile
from annotator.workspace.loaded import LoadedDocument
from annotator.workspace.recognising import recognised
from annotator.workspace.summaries import Summaries

_KEPT_IN_MEMORY: Final = 8
DEFAULT_READER: Final = "annotator"


class OpenProject(ProjectFile):
    """What an open project holds. Everything it hands out is frozen.

    Who opens it says by what they are known: a name, as on the command line, or an identity, as a window does
    for the person at it. Only a person with an identity may be blind to what others have read (`sight`).
    """

    def __init__(self, repository: Repository, *, reader: Identity | str = DEFAULT_READER) -> None:
        self._chosen: dict[str, str] = {}
        self._is_person = isinstance(reader, Identity)
        self._who = (
            reader if isinstance(reader, Identity) else Identity(name=reader or "me", ids=(), own=new_id())
        )
        self._reader = Annotator(id="", name=self._who.name)  # not yet recognised
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
        # A packet begins with the step that filled it, which is not its reader's to take back.
        self._stacks = UndoStacks(self._steps if repository.packet is None else self._steps[1:])
        self._loaded: OrderedDict[str, LoadedDocument] = OrderedDict()
        there = next((one for one in self._people if one.id == self._reader.id), None)
        self._reader = there or self._recognised()
        self._look()

    def _recognised(self) -> Annotator:
        """Return who sits here: in a packet whose work it is, whoever opens it."""
        packet = self._repository.packet
        theirs = None if packet is None else packet.annotator_id
        found = next((one for one in self._people if one.id == theirs), None)
        return found or recognised(self._who, self._people, self._steps)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        title: str,
        scheme: LabelScheme | None = None,
        reader: Identity | str = DEFAULT_READER,
    ) -> Self:
        """Make a new project file and open it.

        Args:
            path: where; nothing may be there yet.
            title: the project's name.
            scheme: what may be annotated; the default is `model.scheme_json.default_scheme()`.
            reader: the person at this machine.

        Raises:
            ProjectFileError: something is there, or the place can't be written.
        """
        from annotator.model.scheme_json import default_scheme

        made = Repository.create(path, title=title, scheme=scheme or default_scheme(), reader=_name(reader))
        return cls._of(made, reader)

    @classmethod
    def open(cls, path: Path, *, reader: Identity | str = DEFAULT_READER, take_over: bool = False) -> Self:
        """Open a project file. Where it can't be written, it can be looked at: see `refusal`.

        Args:
            path: where it is.
            reader: the person at this machine; other windows are told the name.
            take_over: write although a window on another machine says that it is writing ("E_HELD").

        Raises:
            ProjectFileError: it is missing, damaged, foreign or newer; nothing has been written to it.
        """
        return cls._of(Repository.open(path, reader=_name(reader), take_over=take_over), reader)

    @classmethod
    def look(cls, path: Path, *, reader: Identity | str = DEFAULT_READER, newer_too: bool = False) -> Self:
        """Open a project file for looking only, whoever is writing it.

        Args:
            path: where it is.
            reader: the person at this machine.
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
    def _of(cls, repository: Repository, reader: Identity | str) -> Self:
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

    @property
    def scheme(self) -> LabelScheme:
        """The label scheme in force."""
        return self._scheme

    @property
    def reader(self) -> Annotator:
        """The person at this machine."""
        return self._reader

    @property
    def who(self) -> Identity | str:
        """As whom this project was opened: for whoever opens it once more, as a worker does."""
        return (
            replace(self._who, ids=(self._reader.id, *self._who.ids)) if self._is_person else self._who.name
        )

    @property
    def sight(self) -> Sight:
        """What the person at this machine sees of the readings. Commands and exports see all."""
        return self._sight

    @property
    def sees_all(self) -> bool:
        """Whether no reading is hidden from the person at this machine."""
        return self._sight.sees_all

    def introduce(self, reader: Identity) -> None:
        """Let the person at this machine be known by another name or other ids from now on."""
        self._is_person, self._who = True, reader
        self._reader = self._recognised()
        self._look()

    @property
    def packet(self) -> PacketMark | None:
        """What marks the file as a packet: where it belongs and whose work it is; None if it is none."""
        return self._repository.packet

    @property
    def newest_step(self) -> int:
        """The id of the newest step, 0 if there is none."""
        return self._steps[-1].id if self._steps else 0

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

    def visible_documents(self) -> tuple[DocumentSummary, ...]:
        """Return the lines of `documents` without the readings that the person is not shown."""
        return tuple(map(self._sight.summary, self.documents()))

    def visible_summary(self, document_id: str) -> DocumentSummary:
        """Return the line of `summary` without the readings that the person is not shown.

        Raises:
            KeyError: there is no such document.
        """
        return self._sight.summary(self.summary(document_id))

    def facts(self, document_ids: Iterable[str] | None = None) -> Iterator[DocumentFacts]:
        """Yield what tables say about all documents, in their order, or about these, as the person sees them.

        About very many this takes seconds: `finding.read_facts` is for a worker.

        Raises:
            KeyError: there is no such document.
        """
        facts = self._repository.facts(self._scheme, document_ids)
        return facts if self.sees_all else map(self._seen_facts, facts)

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

    def visible_sets(self, document_id: str) -> tuple[AnnotationSet, ...]:
        """Return the readings of a document that the person at this machine is shown."""
        return self._sight.sets(self.sets(document_id))

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

    def visible_remarks(self, document_id: str | None = None) -> tuple[Remark, ...]:
        """Return the remarks of `remarks` that the person at this machine is shown."""
        documents = self._summaries if document_id is None else (self._summaries[document_id],)
        sets = (one for document in documents for one in document.sets)
        return self._sight.remarks(self.remarks(document_id), sets)

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who is to read what, in the order it was planned."""
        return self._repository.assignments()

    def decisions(self, document_id: str | None = None) -> tuple[Decision, ...]:
        """Return how disputes about a document were settled, or all, in the order they were made."""
        if document_id is None or document_id not in self._loaded:
            return self._repository.decisions(document_id)
        return self._loaded[document_id].decisions(lambda: self._repository.decisions(document_id))

    def reasons(self) -> tuple[str, ...]:
        """Return the project's reasons for decisions, then those given so far, the most frequent first."""
        return tuple(dict.fromkeys([*self._scheme.reasons, *self._repository.reasons()]))

    def active_set(self, document_id: str) -> AnnotationSet | None:
        """Return the reading that is shown and edited: the one chosen, the reader's own, or the first."""
        active = self.summary(document_id).active
        return None if active is None else self.annotation_set(document_id, active.id)

    def choose_set(self, document_id: str, set_id: str | None) -> None:
        """Show and edit another reading of a document; None: the reader's own, begun or not."""
        own = set_id is None
        self._chosen[document_id] = OWN if own else self.annotation_set(document_id, set_id or "").id

    def owner_of(self, document_id: str, set_id: str) -> Annotator | None:
        """Return whose reading this is, if the person at this machine may look at it but not write in it.

        So it is with readings of others in a project that somebody reviews.
        """
        reading = self.annotation_set(document_id, set_id)
        return reading.annotator if self._in_team and is_anothers(reading, self._reader) else None

    def _with_active(self, summary: DocumentSummary) -> DocumentSummary:
        chosen = self._chosen.get(summary.id)
        known = self._with.get(summary.id)
        if known is not None and known[0] is summary and known[1] == chosen:
            return known[2]
        made = self._made_active(summary, chosen)
        self._with[summary.id] = (summary, chosen, made)
        return made

    def _made_active(self, summary: DocumentSummary, chosen: str | None) -> DocumentSummary:
        sets = self._sight.sets(summary.sets)
        return replace(summary, active=active_of(sets, chosen, self._reader, in_team=self._in_team))

    def _look(self) -> None:
        """See what the person at this machine may see by now."""
        self._sight = Sight.of(self._reader, self._people, self._scheme) if self._is_person else Sight()
        self._in_team = self._is_person and any(one.role is Role.REVIEWER for one in self._people)
        self._with.clear()

    def _seen_facts(self, facts: DocumentFacts) -> DocumentFacts:
        seen = {one.id for one in self.visible_summary(facts.id).sets}
        readings = {key: one for key, one in facts.readings.items() if key in seen}
        remarks = sum(one.is_open for one in self.visible_remarks(facts.id)) if facts.remarks else 0
        return replace(facts, readings=readings, remarks=remarks)

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
            if isinstance(change, DocumentChange) and change.before is not None:
                self._loaded.pop(change.before.id, None)
            elif isinstance(change, SchemeChange):
                self._scheme = change.after
                self._look()
        self._follow_documents(changes)
        people = [change for change in changes if isinstance(change, AnnotatorChange)]
        if people:
            self._follow_people(people)

    def _follow_documents(self, changes: Iterable[Change]) -> None:
        """Bring the documents in memory up to date, each by all of its changes together."""
        about: defaultdict[str, list[Change]] = defaultdict(list)
        for change in changes:
            match change:
                case DocumentChange() | SchemeChange():
                    pass
                case AnnotatorChange() | RemarkChange() | AssignmentChange():
                    pass  # people are looked up behind; nobody keeps the others in memory
                case SetChange(before=old, after=new) | DecisionChange(before=old, after=new):
                    one = new or old
                    if one is not None:
                        about[one.document_id].append(change)
                case _:
                    about[change.document_id].append(change)
        for document_id, these in about.items():
            if document_id in self._loaded:
                self._loaded[document_id].follow_all(these)

    def _follow_people(self, changes: Iterable[AnnotatorChange]) -> None:
        self._people = self._repository.annotators()
        self._reader = next((p for p in self._people if p.id == self._reader.id), self._reader)
        if any(change.before is not None for change in changes):
            # Readings carry their readers. At the end: the file is past all of these changes already.
            self._summaries = Summaries(self._repository.summaries())
            self._loaded.clear()
        self._look()


def _name(reader: Identity | str) -> str:
    return reader if isinstance(reader, str) else reader.name
