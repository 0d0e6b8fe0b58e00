"""The log of steps: every change with its before and after, from which all that stands now can be told.

It only grows. A step is one action of a person; undo and redo are steps too. Its revisions are the
changes in the order of their application. An annotation set that comes or goes is one revision with all
that it holds.

A step's `author` is the person's id and, after a space, the name at that time: who only brings documents in
is no annotator of the project, and has a name all the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import cache, partial

import msgspec

from annotator.editing.change import Change, Step
from annotator.editing.history import StepKind, StepRecord
from annotator.model import LabelScheme, new_id
from annotator.model.scheme_json import read_scheme
from annotator.progress import Progress
from annotator.store import chain
from annotator.store.chain import StepRow
from annotator.store.log_rows import DocumentRow
from annotator.store.projection import Projection
from annotator.store.revision import Revision, change_of, revision_of
from annotator.store.rows import known, message_json, message_of, moment_of


def write_step(
    connection: sqlite3.Connection,
    step: Step,
    *,
    author: str | None,
    author_name: str = "",
    kind: StepKind,
    of_step: int | None,
    progress: Progress | None = None,
) -> int:
    """Write a step into the log and into the tables of what stands now; return its id.

    Raises:
        ConflictError: the file does not hold what a change starts from.
        Cancelled: through `progress`, which makes one step a change.
    """
    row = StepRow(
        uuid=new_id(),
        kind=kind.value,
        of_step=of_step,
        name=message_json(step.name),
        author=f"{author} {author_name}" if author is not None and author_name else author,
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
    )
    return rewrite_step(connection, row, _watched(step.changes, progress or Progress()))


def _watched(changes: Sequence[Change], progress: Progress) -> Iterator[Change]:
    for change in changes:
        progress.step(total=len(changes))
        yield change


def rewrite_step(connection: sqlite3.Connection, row: StepRow, changes: Iterable[Change]) -> int:
    """Write a step with the columns that it had elsewhere; return its id.

    Raises:
        ConflictError: the file does not hold what a change starts from.
    """
    step_id = (
        connection.execute(
            "INSERT INTO step (uuid, kind, of_step, name, author, at) VALUES (?, ?, ?, ?, ?, ?)", row
        ).lastrowid
        or 0
    )
    target = Projection(connection, _positions(connection, row.of_step))
    revisions: list[Revision] = []
    for change in changes:
        position = target.write(change)
        revisions.append(revision_of(change, position))
    connection.executemany(
        "INSERT INTO revision (step_id, entity, document_id, set_id, entity_id, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(step_id, *revision) for revision in revisions],
    )
    chain.extend(connection, step_id, row, revisions)
    return step_id


def read_steps(connection: sqlite3.Connection) -> list[StepRecord]:
    """Return all steps, oldest first."""
    name_of = cache(message_of)  # a hundred thousand steps have a few hundred names
    kind_of = cache(partial(known, StepKind))
    return [
        StepRecord(
            id=step_id,
            kind=kind_of(kind),
            of_step=of_step,
            name=name_of(name),
            author=None if author is None else author.partition(" ")[0],
            author_name="" if author is None else author.partition(" ")[2],
            at=moment_of(at),
        )
        for step_id, kind, of_step, name, author, at in connection.execute(
            "SELECT id, kind, of_step, name, author, at FROM step ORDER BY id"
        )
    ]


def read_changes(connection: sqlite3.Connection, step_id: int) -> tuple[Change, ...]:
    """Return what a step has changed, in the order of application.

    Raises:
        KeyError: there is no such step.
    """
    if connection.execute("SELECT 1 FROM step WHERE id = ?", (step_id,)).fetchone() is None:
        raise KeyError(step_id)
    return tuple(
        change_of(
            revision, text=partial(read_text, connection), scheme=partial(read_scheme_version, connection)
        )
        for revision in _revisions_of(connection, step_id)
    )


def revisions_by_document(connection: sqlite3.Connection) -> Generator[Revision, None, None]:
    """Yield all revisions, those of one document together and in order; first those of no document."""
    with closing(
        connection.execute(
            "SELECT entity, document_id, set_id, entity_id, before, after FROM revision"
            " ORDER BY document_id, id"
        )
    ) as rows:
        yield from map(Revision._make, rows)


def _revisions_of(connection: sqlite3.Connection, step_id: int) -> Iterator[Revision]:
    with closing(
        connection.execute(
            "SELECT entity, document_id, set_id, entity_id, before, after FROM revision"
            " WHERE step_id = ? ORDER BY id",
            (step_id,),
        )
    ) as rows:
        yield from map(Revision._make, rows)


def _positions(connection: sqlite3.Connection, of_step: int | None) -> Mapping[str, int]:
    """Return the places of the documents in a step, so that taking it back puts them where they were."""
    if of_step is None:
        return {}
    found: dict[str, int] = {}
    for document_id, before, after in connection.execute(
        "SELECT document_id, before, after FROM revision WHERE step_id = ? AND entity = 'document'",
        (of_step,),
    ):
        found[document_id] = msgspec.json.decode(before or after, type=DocumentRow).position
    return found


def read_text(connection: sqlite3.Connection, sha256: str) -> str:
    """Return the text with this hash; it is kept even where no document has it any more."""
    return _kept(connection, "SELECT text FROM document_text WHERE sha256 = ?", sha256)


def read_scheme_version(connection: sqlite3.Connection, sha256: str) -> LabelScheme:
    """Return the label scheme with this hash."""
    data = _kept(connection, "SELECT json FROM scheme WHERE sha256 = ?", sha256)
    return read_scheme(data.encode(), name=sha256)


def _kept(connection: sqlite3.Connection, query: str, sha256: str) -> str:
    row = connection.execute(query, (sha256,)).fetchone()
    if row is None:
        message = f"the log points at {sha256}, which is not in the file"
        raise sqlite3.DataError(message)
    return str(row[0])
