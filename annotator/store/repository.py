"""One open project, and the one way to change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from annotator.editing.change import Step
from annotator.editing.history import StepKind
from annotator.errors import ProjectFileError
from annotator.model import LabelScheme, Problem
from annotator.progress import Progress
from annotator.store import check, copying, faults, gate, log, merging, past, project_file
from annotator.store.conflict import ConflictError
from annotator.store.connection import transaction
from annotator.store.merging import UnionWrites
from annotator.store.merging_file import UnionFile
from annotator.store.project_file import OpenFile
from annotator.store.remembered import Remembered
from annotator.store.watch import Watch


class Repository(Remembered):
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
            merging.write(self._connection, union, homecoming=step_id, progress=progress)
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
