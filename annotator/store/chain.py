"""A digest over each step and all before it, so that the history itself can be proved.

The tables of what stands are compared with the log, and texts with their hashes. The chain covers what
neither does: the names, authors and times of the steps, their order, and the project's own name.

    digest of nothing = SHA-256(JSON [project id, title, created])
    digest of step n  = SHA-256(digest of step n-1, JSON of the step's columns, JSON of each revision)
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec

from annotator.language import msg
from annotator.model import Problem
from annotator.store.revision import Revision

_encode = msgspec.json.Encoder().encode


class StepRow(NamedTuple):
    """The columns of a step, without its key."""

    uuid: str
    kind: str
    of_step: int | None
    name: str
    author: str | None
    at: str


def digest(previous: str, step: StepRow, revisions: Iterable[Revision]) -> str:
    """Return the digest of a step, in lower-case hexadecimal (64 characters)."""
    total = hashlib.sha256(previous.encode())
    total.update(_encode(step))
    for revision in revisions:
        total.update(_encode(revision))
    return total.hexdigest()


def extend(
    connection: sqlite3.Connection, step_id: int, step: StepRow, revisions: Iterable[Revision]
) -> None:
    """Write the digest of the newest step.

    Raises:
        sqlite3.DataError: the step before it has none.
    """
    previous = _seed(connection) if step_id == 1 else _digest_of(connection, step_id - 1)
    _write(connection, step_id, digest(previous, step, revisions))


def fill(connection: sqlite3.Connection) -> None:
    """Write the digests of all steps of a file that has had none."""
    # Read before the first is written: a cursor over a table that grows may meet its own rows.
    for step_id, sha256 in list(_told(connection)):
        _write(connection, step_id, sha256)


def check(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Compare the digests that stand with what the steps say; yield the first difference only.

    After it, everything would differ.
    """
    stand = dict(connection.execute("SELECT step_id, sha256 FROM step_digest").fetchall())
    for step_id, sha256 in _told(connection):
        if stand.get(step_id) != sha256:
            yield Problem(
                code="E_CHAIN",
                message=msg(
                    "The history has been changed at step {step} or, for the first, in the project's name. "
                    "Open a backup.",
                    step=step_id,
                ),
            )
            return


def _told(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield the digest of each step as its rows say it."""
    previous = _seed(connection)
    with (
        closing(
            connection.execute("SELECT id, uuid, kind, of_step, name, author, at FROM step ORDER BY id")
        ) as steps,
        closing(
            connection.execute(
                "SELECT step_id, entity, document_id, set_id, entity_id, before, after FROM revision"
                " ORDER BY id"
            )
        ) as rows,
    ):
        groups: Iterator[tuple[int, Iterable[Any]]] = groupby(rows, key=itemgetter(0))
        step_of_group, group = next(groups, (None, ()))
        for step_id, *columns in steps:
            own: Iterable[Any] = ()
            if step_of_group == step_id:
                own = list(group)
                step_of_group, group = next(groups, (None, ()))
            previous = digest(previous, StepRow(*columns), (Revision(*row[1:]) for row in own))
            yield step_id, previous


def _seed(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT id, title, created FROM project").fetchone()
    return hashlib.sha256(_encode(row)).hexdigest()


def _digest_of(connection: sqlite3.Connection, step_id: int) -> str:
    row = connection.execute("SELECT sha256 FROM step_digest WHERE step_id = ?", (step_id,)).fetchone()
    if row is None:
        message = f"step {step_id} has no digest"
        raise sqlite3.DataError(message)
    return str(row[0])


def _write(connection: sqlite3.Connection, step_id: int, sha256: str) -> None:
    connection.execute("INSERT INTO step_digest (step_id, sha256) VALUES (?, ?)", (step_id, sha256))
