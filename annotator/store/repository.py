"""One open project: what stands in it, and the one way to change it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from annotator.editing.change import Change, Step
from annotator.editing.history import StepKind, StepRecord
from annotator.errors import ProjectFileError
from annotator.language import msg
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Document,
    DocumentSummary,
    LabelScheme,
    Problem,
    Role,
)
from annotator.model.scheme_json import read_scheme
from annotator.store import check, faults, log, project_file, reading
from annotator.store.connection import transaction
from annotator.store.projection import ConflictError
from annotator.store.rows import known


class Repository:
    """A project file, opened through the gate, with its one writing connection.

    It holds nothing of the file's content in memory, so a failed write leaves nothing to put right.
    Every method that touches the file raises `ProjectFileError` where the file or the disk fails.

    Attributes:
        path: the project file.
        project_id: unique, given when the project was made.
        title: the project's name.
        read_only: whether `apply` is refused from the start.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.read_only = False
        self._connection = connection
        self.project_id: str
        self.title: str
        with faults.reported(path):
            self.project_id, self.title = connection.execute("SELECT id, title FROM project").fetchone()

    @classmethod
    def create(cls, path: Path, *, title: str, scheme: LabelScheme) -> Self:
        """Make a new project file and open it. A file that is there already is left alone."""
        project_file.create(path, title=title, scheme=scheme)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a project file, after it has proved to be sound and ours."""
        return cls(path, project_file.open_connection(path))

    def close(self) -> None:
        """Let go of the file. Closing twice is harmless."""
        self._connection.close()

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
                Annotator(id=annotator_id, name=name, role=known(Role, role))
                for annotator_id, name, role in self._connection.execute(
                    "SELECT id, name, role FROM annotator ORDER BY name, id"
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

    def apply(self, step: Step, *, author: str | None, kind: StepKind, of_step: int | None = None) -> int:
        """Put a step on the disk, with its entry in the log, in one transaction; return its id.

        When this returns, the step survives a power cut. When it raises, nothing has changed.

        Args:
            step: what changes.
            author: the id of the annotator who does it, if known.
            kind: done, taken back or done again.
            of_step: the step that is taken back or done again.
        """
        try:
            with faults.reported(self.path), transaction(self._connection):
                return log.write_step(self._connection, step, author=author, kind=kind, of_step=of_step)
        except ConflictError as error:
            raise faults.conflict(self.path, str(error)) from error

    def steps(self) -> list[StepRecord]:
        """Return all steps ever taken, oldest first."""
        with faults.reported(self.path):
            return log.read_steps(self._connection)

    def changes_of(self, step_id: int) -> tuple[Change, ...]:
        """Return what a step has changed, in the order of application.

        Raises:
            KeyError: there is no such step.
        """
        with faults.reported(self.path):
            return log.read_changes(self._connection, step_id)

    def check(self) -> list[Problem]:
        """Look at everything: pages, keys, hashes, quotes, and whether the log leads to what stands."""
        with faults.reported(self.path):
            return check.check(self._connection)

    def _refuse(self, problems: list[Problem]) -> None:
        if problems:
            first = problems[0]
            raise ProjectFileError(
                msg("{file}: {problem}", file=self.path, problem=first.message), code=first.code
            )
