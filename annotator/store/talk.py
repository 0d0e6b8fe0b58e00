"""Remarks and assignments: the tables beside the readings that people and their plans fill."""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from annotator.editing.change import AssignmentChange, RemarkChange
from annotator.model import Assignment, Matter, Remark
from annotator.store.conflict import one
from annotator.store.rows import known

COLUMNS: Final = (
    "id",
    "document_id",
    "set_id",
    "span_id",
    "relation_id",
    "quote",
    "matter",
    "text",
    "author",
    "at",
    "answer",
    "answered_by",
    "answered_at",
)
_LIST: Final = ", ".join(COLUMNS)
_SAME: Final = " AND ".join(f"{name} IS ?" for name in COLUMNS)
_MARKS: Final = ", ".join("?" * len(COLUMNS))


def write_remark(connection: sqlite3.Connection, change: RemarkChange) -> None:
    """Write a remark that is made, answered or taken back.

    Raises:
        ConflictError: the file does not hold what the change starts from.
    """
    before, after = change.before, change.after
    if before is not None and after is not None:
        places = ", ".join(f"{name} = ?" for name in COLUMNS)
        one(
            connection,
            before.id,
            f"UPDATE remark SET {places} WHERE {_SAME}",  # noqa: S608 - names from above
            (*values(after), *values(before)),
        )
    elif before is not None:
        one(connection, before.id, f"DELETE FROM remark WHERE {_SAME}", values(before))  # noqa: S608 - names from above
    elif after is not None:
        connection.execute(f"INSERT INTO remark ({_LIST}) VALUES ({_MARKS})", values(after))  # noqa: S608 - names from above


def write_assignment(connection: sqlite3.Connection, change: AssignmentChange) -> None:
    """Write that a document is given to a person, or no longer is.

    Raises:
        ConflictError: the file does not hold what the change starts from.
    """
    before, after = change.before, change.after
    if before is not None:
        one(
            connection,
            before.document_id,
            "DELETE FROM assignment WHERE document_id = ? AND annotator_id = ?",
            (before.document_id, before.annotator_id),
        )
    if after is not None:
        connection.execute(
            "INSERT INTO assignment (document_id, annotator_id) VALUES (?, ?)",
            (after.document_id, after.annotator_id),
        )


def read_remarks(connection: sqlite3.Connection, document_id: str | None = None) -> tuple[Remark, ...]:
    """Return the remarks on a document and its readings, or all, in the order they were made."""
    where, wanted = ("", ()) if document_id is None else (" WHERE document_id = ?", (document_id,))
    rows = connection.execute(f"SELECT {_LIST} FROM remark{where} ORDER BY key", wanted)  # noqa: S608 - names from above
    return tuple(remark_of(row) for row in rows)


def read_assignments(
    connection: sqlite3.Connection, document_id: str | None = None
) -> tuple[Assignment, ...]:
    """Return who is to read a document, or all such plans, in the order they were made."""
    where, wanted = ("", ()) if document_id is None else (" WHERE document_id = ?", (document_id,))
    rows = connection.execute(
        f"SELECT document_id, annotator_id FROM assignment{where} ORDER BY key",  # noqa: S608 - two constants
        wanted,
    )
    return tuple(Assignment(document_id=document, annotator_id=person) for document, person in rows)


def values(remark: Remark) -> tuple[Any, ...]:
    """Return a remark's columns."""
    return tuple(str(v) if isinstance(v := getattr(remark, name), Matter) else v for name in COLUMNS)


def remark_of(row: tuple[Any, ...]) -> Remark:
    """Return the remark that a row holds.

    Raises:
        sqlite3.DataError: no version of the program has written such a row.
    """
    columns = dict(zip(COLUMNS, row, strict=True))
    return Remark(**{**columns, "matter": known(Matter, columns["matter"])})
