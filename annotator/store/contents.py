"""What stands in an open project file, for looking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

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
    Problem,
    Remark,
    Role,
    State,
)
from annotator.model.compared import ComparedDocument, Whose
from annotator.model.scheme_json import read_scheme
from annotator.store import (
    compared,
    decisions,
    facts,
    faults,
    log,
    past,
    reading,
    talk,
)
from annotator.store.connection import Connection
from annotator.store.rows import known


class Contents:
    """Reads; each method that touches the file raises `ProjectFileError` where the file or the disk fails."""

    path: Path
    _connection: Connection

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
        labels = [label.code for label in self.scheme().labels]
        stream = compared.read_compared(
            self._connection, wanted, labels=labels, answers=answers, links=links, texts=texts, tell=tell
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

    def reasons(self) -> tuple[str, ...]:
        """Return the reasons given for decisions, each once, the most frequent first."""
        with faults.reported(self.path):
            return decisions.read_reasons(self._connection)

    def _refuse(self, problems: list[Problem]) -> None:
        if problems:
            first = problems[0]
            raise ProjectFileError(
                msg("{file}: {problem}", file=self.path, problem=first.message), code=first.code
            )
