"""Makes a project file, opens one through the gate, and copies one before it is migrated."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotator.errors import ProjectFileError
from annotator.language import msg
from annotator.model import LabelScheme, new_id
from annotator.store import copying, faults, gate, projection
from annotator.store.connection import Connection, connect, transaction
from annotator.store.holding import Hold, Holder
from annotator.store.migrations import APPLICATION_ID, known_schema, migrate, newest, schema_of


def create(path: Path, *, title: str, scheme: LabelScheme) -> None:
    """Make a new project file.

    It is built under another name beside `path` and gets its own only when it is complete.

    Raises:
        ProjectFileError: something is there already, or the folder can't be written.
    """
    with faults.reported(path), unfinished(path) as new:
        build(new, title, scheme)
        copying.put_in_place(new, path)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """Give the name under which the file for `path` is built; what is left of it afterwards is removed.

    Raises:
        ProjectFileError: something is at `path` already, or there is no such folder.
    """
    check_free(path)
    place = path.with_name(f".{path.name}.{new_id()}.part")
    try:
        yield place
    finally:
        copying.remove_unfinished(place)


def check_free(path: Path) -> None:
    """Refuse a path where no new file can be made.

    Raises:
        ProjectFileError: something is there already, or there is no such folder.
    """
    if not path.parent.is_dir():
        raise faults.fault(
            msg(
                "There is no folder {folder} to put {file} in. Make it first.",
                folder=path.parent,
                file=path.name,
            ),
            code="E_NO_FOLDER",
        )
    if os.path.lexists(path):
        raise copying.exists(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile:
    """A project file that has passed the gate.

    Attributes:
        connection: open on it, and up to date.
        hold: the right to write it, None where it can be looked at only.
        refusal: what every edit is answered with, None where it can be written.
    """

    connection: Connection
    hold: Hold | None = None
    refusal: ProjectFileError | None = None

    def close(self) -> None:
        """Let go of the file, then of the right to write it."""
        self.connection.close()
        if self.hold is not None:
            self.hold.let_go()


def open_for_looking(path: Path, refusal: ProjectFileError, *, newer_too: bool = False) -> OpenFile:
    """Pass the gate and open a file for reading; edits will be answered with `refusal`.

    With `newer_too`, that of a newer program passes too, if it can be read: see `gate.pass_gate`.

    Raises:
        ProjectFileError: with its own code and message for each fault.
    """
    version = gate.pass_gate(path, newer_too=newer_too)
    if version < newest():
        raise faults.too_old(path)
    if version > newest():
        refusal = faults.newer(path, theirs=version, ours=newest())
    with faults.reported(path):
        return OpenFile(connection=connect(path, "ro"), refusal=refusal)


def open_for_writing(path: Path, *, reader: str, take_over: bool) -> OpenFile:
    """Pass the gate and open a file for reading and writing, or for reading if that is all there is.

    Raises:
        ProjectFileError: with its own code and message for each fault.
    """
    version = gate.pass_gate(path)
    with faults.reported(path):
        try:
            hold = Hold.take(path, reader=reader, take_over=take_over)
        except OSError:
            return open_for_looking(path, faults.read_only(path))
        if isinstance(hold, Holder):
            refusal = faults.held(path, reader=hold.reader, host=hold.host, since=hold.since)
            return open_for_looking(path, refusal)
        try:
            refusal_of_disk = _write_probe(path)
            if refusal_of_disk is not None:
                hold.let_go()
                return open_for_looking(path, refusal_of_disk)
            return OpenFile(connection=_up_to_date(path, version), hold=hold)
        except BaseException:
            hold.let_go()
            raise


def _write_probe(path: Path) -> ProjectFileError | None:
    """Find out whether the file and its folder can be written, by a write that is taken back.

    Raises:
        sqlite3.OperationalError: another program is writing at this moment.
    """
    try:
        with closing(connect(path, "rw")) as connection:
            _set_journal(connection)
            connection.execute("BEGIN IMMEDIATE")
            try:
                # A row that stays the same would not be written at all.
                connection.execute("UPDATE project SET title = title || ' '")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if faults.is_busy(error):
            raise
        return faults.read_only(path) if faults.is_forbidden(error) else faults.of_sqlite(error, path)
    return None


def _up_to_date(path: Path, version: int) -> Connection:
    connection = connect(path, "rw")
    try:
        if version < newest():
            _migrate_with_backup(connection, path, version)
    except BaseException:
        connection.close()
        raise
    return connection


def build(path: Path, title: str, scheme: LabelScheme) -> None:
    """Build an empty project under a name that nobody knows yet."""
    with closing(connect(path, "rwc")) as connection:
        _set_journal(connection)
        with transaction(connection):
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
            migrate(connection)
            connection.execute(
                "INSERT INTO project (key, id, title, created, scheme_key) VALUES (1, ?, ?, ?, ?)",
                (
                    new_id(),
                    title,
                    datetime.now(UTC).isoformat(timespec="milliseconds"),
                    projection.keep_scheme(connection, scheme),
                ),
            )


def _set_journal(connection: sqlite3.Connection) -> None:
    """Leave write-ahead logging, if another program switched it on: a copy of such a file is empty."""
    (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        message = f"journal mode is {mode}"
        raise sqlite3.OperationalError(message)


def _migrate_with_backup(connection: sqlite3.Connection, path: Path, version: int) -> None:
    copying.copy_to(connection, path.with_name(f"{path.name}.bak-v{version}"), replace=True)
    with transaction(connection):
        migrate(connection)
        if schema_of(connection) != known_schema(newest()):
            message = "the migration did not lead to the known schema"
            raise sqlite3.DatabaseError(message)
