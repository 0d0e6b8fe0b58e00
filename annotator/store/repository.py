"""One open project: what stands in it, and the one way to change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Self

from annotator.editing.change import Change, Step
from annotator.editing.history import StepKind, StepRecord, StepWork
from annotator.errors import ProjectFileError
from annotator.language import msg
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Assignment,
    Decision,
    Document,
    DocumentFacts,
    DocumentSummary,
    LabelScheme,
    LabelUse,
    Problem,
    Remark,
    Role,
    State,
)
from annotator.model.compared import ComparedDocument, Whose
from annotator.model.scheme_json import read_scheme
from annotator.model.sight import Sight
from annotator.progress import Progress
from annotator.store import (
    check,
    compared,
    copying,
    decisions,
    facts,
    faults,
    gate,
    log,
    merging,
    past,
    project_file,
    reading,
    talk,
    work,
)
from annotator.store.conflict import ConflictError
from annotator.store.connection import transaction
from annotator.store.merging import UnionWrites
from annotator.store.merging_file import UnionFile
from annotator.store.project_file import OpenFile
from annotator.store.rows import known
from annotator.store.watch import Watch


class Repository:
    """A project file, opened through the gate, with its one connection.

    It holds nothing of the file's content in memory, so a failed write leaves nothing to put right.
    Every method that touches the file raises `ProjectFileError` where the file or the disk fails.

    Attributes:
        path: the project file.
        project_id: unique, given when the project was made.
        title: the project's name.
        refusal: why nothing can be written, None where it can.
        packet: what marks the file as a packet, None where it is none.
    """

    def __init__(self, path: Path, file: OpenFile, *, reader: str = "") -> None:
        self.path = path
        self.refusal = file.refusal
        self._file = file
        self._reader = reader
        self._connection = file.connection
        self.project_id: str
        self.title: str
        with faults.reported(path):
            self.project_id, self.title = self._connection.execute("SELECT id, title FROM project").fetchone()
            self.packet = merging.read_packet(self._connection)
            self._watch = Watch(path, self._connection)

    @classmethod
    def create(cls, path: Path, *, title: str, scheme: LabelScheme, reader: str = "") -> Self:
        """Make a new project file and open it. A file that is there already is left alone."""
        project_file.create(path, title=title, scheme=scheme)
        return cls.open(path, reader=reader)

    @classmethod
    def open(cls, path: Path, *, reader: str = "", take_over: bool = False) -> Self:
        """Open a project file, after it has proved to be sound and ours.

        Where it can't be written, or somebody else has it open for writing, it can be looked at.

        Args:
            path: where it is.
            reader: the name of the person at this machine, which others are told.
            take_over: write although a window on another machine says that it is writing.
        """
        return cls._of(path, project_file.open_for_writing(path, reader=reader, take_over=take_over), reader)

    @classmethod
    def look(cls, path: Path, *, newer_too: bool = False) -> Self:
        """Open a project file for reading only, whoever is writing it.

        A file of an older version is brought up to date first. With `newer_too`, one of a newer version is
        opened if all that this program knows of stands in it as it knows it.
        """
        refusal = faults.for_looking(path)
        try:
            return cls._of(path, project_file.open_for_looking(path, refusal, newer_too=newer_too))
        except ProjectFileError as error:
            if error.code != "E_OLD_READ_ONLY":
                raise
        cls.open(path).close()
        return cls._of(path, project_file.open_for_looking(path, refusal))

    @classmethod
    def _of(cls, path: Path, file: OpenFile, reader: str = "") -> Self:
        try:
            return cls(path, file, reader=reader)
        except BaseException:
            file.close()
            raise

    def reopened(self) -> Self:
        """Let go of the file and return it opened again in the same way, as it is now.

        Raises:
            ProjectFileError: it no longer passes the gate; then this repository stays as it was.
        """
        code = "" if self.refusal is None else self.refusal.code
        gate.pass_gate(self.path, newer_too=code == "E_NEWER")
        self.close()
        if code in {"E_LOOKING", "E_NEWER"}:
            return self.look(self.path, newer_too=code == "E_NEWER")
        return self.open(self.path, reader=self._reader)

    def close(self) -> None:
        """Let go of the file. Closing twice is harmless."""
        self._file.close()

    @property
    def read_only(self) -> bool:
        """Whether every edit is refused."""
        return self.refusal is not None

    def changed_by_others(self) -> bool:
        """Tell whether the file has been changed or exchanged since it was opened or last written."""
        if self._connection.in_transaction:
            return False  # we are writing: who asks is told afterwards
        with faults.reported(self.path):
            return self._watch.changed()

    def scheme(self) -> LabelScheme:
        """Return the label scheme in force."""
        with faults.reported(self.path):
            (data,) = self._connection.execute(
                "SELECT json FROM scheme JOIN project ON scheme_key = scheme.key"
            ).fetchone()
        return read_scheme(data.encode(), name=self.path.name)

    def annotators(self) -> tuple[Annotator, ...]:
        """Return the people of the project, by name, then id."""
        with faults.reported(self.path):
            return tuple(
                Annotator(id=annotator_id, name=name, role=known(Role, role), colour=colour)
                for annotator_id, name, role, colour in self._connection.execute(
                    "SELECT id, name, role, colour FROM annotator ORDER BY name, id"
                )
            )

    def summaries(self) -> tuple[DocumentSummary, ...]:
        """Return the numbers of all documents, in the project's order."""
        with faults.reported(self.path):
            keys = reading.document_keys(self._connection, None)
            return reading.read_summaries(self._connection, keys)

    def summary(self, document_id: str) -> DocumentSummary:
        """Return the numbers of one document, without looking at the others.

        Raises:
            KeyError: there is no such document.
        """
        with faults.reported(self.path):
            keys = reading.document_keys(self._connection, [document_id])
            (found,) = reading.read_summaries(self._connection, keys)
        return found

    def facts(self, scheme: LabelScheme, ids: Iterable[str] | None = None) -> Iterator[DocumentFacts]:
        """Yield what tables say about all documents, in the project's order, or about these.

        Raises:
            KeyError: there is no such document.
        """
        with faults.reported(self.path):
            keys = reading.document_keys(self._connection, ids)
            yield from facts.read_facts(self._connection, keys, scheme)

    def document(self, document_id: str) -> Document:
        """Return a document whose text has proved to be the one that was brought in.

        Raises:
            KeyError: there is no such document.
        """
        problems: list[Problem] = []
        with faults.reported(self.path):
            (key,) = reading.document_keys(self._connection, [document_id])
            document = reading.read_documents(self._connection, [key], problems)[key]
        self._refuse(problems)
        return document

    def document_by_digest(self, sha256: str) -> list[str]:
        """Return the ids of the documents whose text has this hash, in the project's order."""
        with faults.reported(self.path):
            return [
                document_id
                for (document_id,) in self._connection.execute(
                    "SELECT id FROM document WHERE text_key ="
                    " (SELECT key FROM document_text WHERE sha256 = ?) ORDER BY position, key",
                    (sha256,),
                )
            ]

    def earlier_text(self, sha256: str, document_id: str | None = None) -> Document | None:
        """Return a document of now as it was when its text had this hash, if it has been corrected since.

        Args:
            sha256: of the earlier text.
            document_id: only this document; None: the first that had the text.
        """
        with faults.reported(self.path):
            ids = past.corrected_since(self._connection, sha256)
            wanted = [one for one in ids if document_id in {None, one}]
            text = log.read_text(self._connection, sha256) if wanted else ""
        return replace(self.document(wanted[0]), text=text, sha256=sha256) if wanted else None

    def sets(self, document_id: str) -> tuple[AnnotationSet, ...]:
        """Return a document's readings, their quotes compared with the text.

        In the order of owner, annotator's name and id; spans and relations in the order they were made.

        Raises:
            KeyError: there is no such document.
        """
        (annotated,) = self.annotated([document_id])
        return annotated.sets

    def annotated(self, document_ids: Iterable[str] | None = None) -> Iterator[AnnotatedDocument]:
        """Yield documents with all their readings, as a stream, hashes and quotes compared.

        Args:
            document_ids: which, in this order; None for all, in the project's order.

        Raises:
            KeyError: there is no such document.
        """
        problems: list[Problem] = []
        with faults.reported(self.path):
            keys = reading.document_keys(self._connection, document_ids)
        stream = reading.stream(self._connection, keys, problems)
        while True:
            with faults.reported(self.path):
                annotated = next(stream, None)
            self._refuse(problems)
            if annotated is None:
                return
            yield annotated

    def compared(
        self,
        wanted: Callable[[Whose, State], bool],
        *,
        answers: bool = False,
        links: bool = False,
        texts: bool = False,
        tell: Callable[[int], None] = lambda _: None,
    ) -> Iterator[ComparedDocument]:
        """Yield the documents with two readings or more of those wanted, as a stream.

        Args:
            wanted: tells whether readings of a reader that are so far are.
            answers: with the answers of spans.
            links: with relations.
            texts: with the texts.
            tell: told how many documents there will be, before the first.
        """
        stream = compared.read_compared(
            self._connection, wanted, answers=answers, links=links, texts=texts, tell=tell
        )
        while True:
            with faults.reported(self.path):
                documents = next(stream, None)
            if documents is None:
                return
            yield from documents

    def readers(self) -> dict[Whose, int]:
        """Return whose readings there are, and of how many documents."""
        with faults.reported(self.path):
            return compared.read_readers(self._connection)

    def remarks(self, document_id: str | None = None) -> tuple[Remark, ...]:
        """Return the remarks on a document and its readings, or all, in the order they were made."""
        with faults.reported(self.path):
            return talk.read_remarks(self._connection, document_id)

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who is to read what, in the order it was planned."""
        with faults.reported(self.path):
            return talk.read_assignments(self._connection)

    def decisions(self, document_id: str | None = None) -> tuple[Decision, ...]:
        """Return how disputes about a document were settled, or all, in the order they were made."""
        with faults.reported(self.path):
            return decisions.read_decisions(self._connection, document_id)

    def apply(
        self,
        step: Step,
        *,
        author: str | None,
        kind: StepKind,
        of_step: int | None = None,
        author_name: str = "",
        progress: Progress | None = None,
    ) -> int:
        """Put a step on the disk, with its entry in the log, in one transaction; return its id.

        When this returns, the step survives a power cut. When it raises, nothing has changed.

        Args:
            step: what changes.
            author: the id of the person who does it, if known; without a space.
            kind: done, taken back or done again.
            of_step: the step that is taken back or done again.
            author_name: what that person is called.
            progress: one step a change; nothing has changed if it is cancelled.
        """
        with self._writing():
            return log.write_step(
                self._connection,
                step,
                author=author,
                author_name=author_name,
                kind=kind,
                of_step=of_step,
                progress=progress,
            )

    def bring_home(
        self,
        step: Step | None,
        union: UnionWrites,
        *,
        author: str,
        author_name: str,
        progress: Progress | None = None,
    ) -> int | None:
        """Put what has come home on the disk in one transaction: the union, and the step that shows it.

        Args:
            step: what changes here by it; None if nothing does.
            union: what joins the union.
            author: the id of whoever brings it home.
            author_name: what that person is called.
            progress: one step a change; nothing has changed if it is cancelled.

        Returns:
            The id of the step, if there is one.
        """
        with self._writing():
            step_id = None
            if step is not None:
                step_id = log.write_step(
                    self._connection,
                    step,
                    author=author,
                    author_name=author_name,
                    kind=StepKind.DO,
                    of_step=None,
                    progress=progress,
                )
            merging.write(self._connection, union, homecoming=step_id)
        return step_id

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Run the block as one transaction that nobody else has written before or in between."""
        if self.refusal is not None:
            raise self.refusal
        try:
            with faults.reported(self.path):
                with transaction(self._connection):
                    if self._watch.changed():
                        raise self._watch.error()
                    yield
                if not self._watch.in_place():
                    raise self._watch.error()  # it was written into a file that has no name any more
                self._watch.saved()
        except ConflictError as error:
            raise faults.conflict(self.path, str(error)) from error

    @property
    def union(self) -> UnionFile:
        """What the file has exchanged with its copies."""
        return UnionFile(self.path, self._connection)

    def steps(self) -> list[StepRecord]:
        """Return all steps ever taken, oldest first."""
        with faults.reported(self.path):
            return log.read_steps(self._connection)

    def work(self) -> Iterator[StepWork]:
        """Yield the steps that touched documents as work, oldest first, as a stream."""
        with faults.reported(self.path):
            yield from work.read_work(self._connection)

    def made(self, since: datetime, until: datetime, author: str | None) -> set[tuple[str, str]]:
        """Return which spans were made one by one between two moments: see `work.read_made`."""
        with faults.reported(self.path):
            return work.read_made(self._connection, since, until, author)

    def changes_of(self, step_id: int) -> tuple[Change, ...]:
        """Return what a step has changed, in the order of application.

        Raises:
            KeyError: there is no such step.
        """
        with faults.reported(self.path):
            return log.read_changes(self._connection, step_id)

    def steps_of(self, *, document_id: str | None = None, label: str | None = None) -> set[int]:
        """Return the ids of the steps that touched a document, or a label, or both; one must be given."""
        with faults.reported(self.path):
            found = [
                *([] if document_id is None else [past.steps_of_document(self._connection, document_id)]),
                *([] if label is None else [past.steps_of_label(self._connection, label)]),
            ]
        return set.intersection(*found)

    def changes_of_document(self, document_id: str, *, until: int) -> tuple[Change, ...]:
        """Return all changes of a document up to a step, that step included, oldest first."""
        with faults.reported(self.path):
            return tuple(past.changes_of_document(self._connection, document_id, until))

    def documents_since(self, step_id: int) -> list[str]:
        """Return the ids of the documents that steps after this one have changed, also of those gone."""
        with faults.reported(self.path):
            return past.documents_since(self._connection, step_id)

    def scheme_at(self, step_id: int) -> LabelScheme:
        """Return the label scheme that was in force right after a step."""
        with faults.reported(self.path):
            found = past.scheme_at(self._connection, step_id)
        return self.scheme() if found is None else found

    def schemes(self) -> list[tuple[int, LabelScheme]]:
        """Return each step that changed the label scheme with what was in force before it, latest first."""
        with faults.reported(self.path):
            return past.schemes(self._connection)

    def gone(self) -> list[tuple[str, int, str]]:
        """Return the id, the removing step and the title of each document that is gone, the latest first."""
        with faults.reported(self.path):
            return past.gone(self._connection)

    def label_use(self, label: str, sight: Sight | None = None) -> LabelUse:
        """Count what a label has to do with, in all readings or in those that somebody sees."""
        with faults.reported(self.path):
            return past.label_use(self._connection, label, sight.reader_id if sight else None)

    def check(self, step: Callable[[], None] = lambda: None) -> list[Problem]:
        """Look at everything: pages, keys, hashes, quotes, and whether the log leads to what stands.

        Args:
            step: called for each document that has been looked at; there are `document_count` of them.
        """
        with faults.reported(self.path):
            return check.check(self._connection, step)

    def document_count(self) -> int:
        """Return how many documents the file has a history of, those in the trash included."""
        with faults.reported(self.path):
            return past.document_count(self._connection)

    def copy_to(self, target: Path) -> None:
        """Copy the project to a new file, which appears only when it has proved to be whole."""
        copying.copy_to(self._connection, target)

    def _refuse(self, problems: list[Problem]) -> None:
        if problems:
            first = problems[0]
            raise ProjectFileError(
                msg("{file}: {problem}", file=self.path, problem=first.message), code=first.code
            )
