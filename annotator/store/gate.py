"""The opening gate: a file is known to be sound and ours before anything is written to it."""

from __future__ import annotations

import sqlite3
import stat
import struct
from contextlib import closing
from pathlib import Path
from typing import Final

from annotator.errors import ProjectFileError
from annotator.language import msg
from annotator.store import faults
from annotator.store.connection import connect, first_bytes
from annotator.store.migrations import APPLICATION_ID, known_schema, newest, schema_of

_MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100


def pass_gate(path: Path, *, newer_too: bool = False) -> int:
    """Check the file at `path` and return the version of its schema.

    Args:
        path: the file.
        newer_too: pass the file of a newer program where every table that this one knows is as it knows
            it. Such a file can be looked at; what has been added is neither shown nor checked.

    Writes nothing, with one exception: where a write was cut short, SQLite's journal beside the file is
    played back first, because without it the file can't be judged at all. The header has said by then
    that the file is ours.

    Raises:
        ProjectFileError: with its own code and message for each fault.
    """
    with faults.reported(path):
        _check_regular(path)
        header = first_bytes(path, _HEADER_BYTES)
        if header is not None:
            _check_header(path, header, newer_too=newer_too)
            if _journal_left(path):
                _play_back(path)
        with closing(connect(path, "ro")) as connection:
            connection.execute("BEGIN")
            _check_pages(connection, path)
            version = _check_version(connection, path, newer_too=newer_too)
            _check_schema(connection, path, version)
            _check_keys(connection, path)
    return version


def check_magic(path: Path) -> None:
    """Refuse what is no database at all; pass what may be a damaged project.

    Raises:
        ProjectFileError: it is missing, no file, empty, or no SQLite file.
    """
    _check_regular(path)
    header = first_bytes(path, len(_MAGIC))
    if header is not None and header != _MAGIC:
        raise _no_project(path)


def _check_regular(path: Path) -> None:
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise faults.fault(
            msg("There is no file {file}. Check the name, or make a new project.", file=path),
            code="E_MISSING",
        ) from None
    if not stat.S_ISREG(status.st_mode):
        raise faults.fault(
            msg("{file} is a folder or a device, not a project file. Choose a file.", file=path),
            code="E_NOT_A_FILE",
        )
    if status.st_size == 0:
        raise faults.fault(
            msg(
                "{file} is empty (0 bytes). Its copy was cut short: open a backup or copy it again.",
                file=path,
            ),
            code="E_EMPTY",
        )


def _check_header(path: Path, header: bytes, *, newer_too: bool) -> None:
    """Recognise the file by its first bytes, in which application id and version stand plainly.

    Source: https://www.sqlite.org/fileformat2.html#the_database_header
    """
    if not header.startswith(_MAGIC[: len(header)]):
        raise _no_project(path)
    if len(header) < _HEADER_BYTES:
        raise faults.damaged(path, msg("its header is cut off"))
    version, application = struct.unpack_from(">I4xI", header, 60)
    _check_numbers(path, version, application, newer_too=newer_too)


def _no_project(path: Path) -> ProjectFileError:
    return faults.fault(
        msg("{file} is not a Hashiya project. To bring in a text, open a project and import it.", file=path),
        code="E_NOT_A_PROJECT",
    )


def _check_version(connection: sqlite3.Connection, path: Path, *, newer_too: bool) -> int:
    """Return the version, which a journal that was played back may have changed."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    _check_numbers(path, version, application, newer_too=newer_too)
    return int(version)


def _check_numbers(path: Path, version: int, application: int, *, newer_too: bool) -> None:
    if application != APPLICATION_ID:
        raise faults.fault(
            msg(
                "{file} is a database of another program, not a Hashiya project. It has not been touched.",
                file=path,
            ),
            code="E_FOREIGN",
        )
    if version > newest() and not newer_too:
        raise faults.newer(path, theirs=version, ours=newest())


def _journal_left(path: Path) -> bool:
    journal = path.with_name(path.name + "-journal")
    return journal.is_file() and journal.stat().st_size > 0


def _play_back(path: Path) -> None:
    """Let SQLite undo a write that was cut short. It leaves a journal that is in use alone."""
    try:
        with closing(connect(path, "rw")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if not faults.is_forbidden(error):
            raise
        raise faults.fault(
            msg(
                "The last write to {file} was cut short, and taking it back needs the right to write. "
                "Copy the file and {journal} beside it to a folder of yours, and open the copy.",
                file=path,
                journal=path.name + "-journal",
            ),
            code="E_UNFINISHED",
        ) from error


def _check_pages(connection: sqlite3.Connection, path: Path) -> None:
    (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise faults.damaged(path, msg("its pages contradict each other"), answer)


def _check_schema(connection: sqlite3.Connection, path: Path, version: int) -> None:
    found = schema_of(connection)
    if version > newest():
        if not set(known_schema(newest())) <= set(found):
            raise faults.newer(path, theirs=version, ours=newest())
        return
    known = known_schema(version)
    if found != known:
        strange = sorted({row[1] for row in set(found) ^ set(known)})
        raise strange_schema(path, strange[0])


def strange_schema(path: Path, name: str) -> ProjectFileError:
    """Return the error for a table, index, view or trigger that no Hashiya made."""
    return faults.fault(
        msg(
            "{file} has been altered by another program ({name}), so it can't be trusted. Open a backup.",
            file=path,
            name=name,
        ),
        code="E_STRANGE_SCHEMA",
    )


def _check_keys(connection: sqlite3.Connection, path: Path) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        table, row, parent, _ = broken
        raise faults.damaged(
            path,
            msg(
                "row {row} of {table} points at a missing row of {parent}",
                row=row,
                table=table,
                parent=parent,
            ),
        )
