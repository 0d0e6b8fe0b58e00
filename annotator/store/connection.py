"""A connection with the settings that the promises rest on, and the one way to write through it.

DELETE journal with synchronous EXTRA: a commit that has returned survives a power cut, and the file is
whole by itself whenever nobody is writing. `docs/decisions/0004-one-sqlite-file.md` has the evidence.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal
from weakref import WeakSet

BUSY_SECONDS: Final = 2.0
"""How long to wait for another process that is writing, before saying so."""

_SETTINGS: Final = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = EXTRA",
)

Identity = tuple[int, int]
"""The device and the inode of a file: what it is, whatever its name."""


class Connection(sqlite3.Connection):
    """A connection that knows which file it has open.

    Attributes:
        identity: of the file, when it was opened.
    """

    identity: Identity

    def close(self) -> None:
        """Let go of the file."""
        with _opening:
            _open.discard(self)
            super().close()


_open: WeakSet[Connection] = WeakSet()
_opening = threading.RLock()


def identity_of(path: Path) -> Identity:
    """Return what tells the file at `path` from one that takes its place.

    Raises:
        OSError: there is none, or it may not be looked at.
    """
    status = path.stat()
    return status.st_dev, status.st_ino


def connect(path: Path, mode: Literal["ro", "rw", "rwc"]) -> Connection:
    """Open a database with our settings: read only, read and write, or make it too.

    Raises:
        sqlite3.Error: it can't be opened, or its first page is damaged.
    """
    with _opening:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_SECONDS,
            factory=Connection,
        )
        connection.identity = identity_of(path)
        _open.add(connection)
    try:
        for setting in _SETTINGS:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


def first_bytes(path: Path, count: int) -> bytes | None:
    """Return the first bytes of a file, or None where this process has it open as a database.

    POSIX forgets all locks of a process on a file as soon as the process closes any descriptor of it, those
    of a transaction in another thread too. So a file that is open is left to SQLite, which knows.
    """
    with _opening:
        if identity_of(path) in {connection.identity for connection in _open}:
            return None
        with path.open("rb") as file:
            return file.read(count)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block as one writing transaction: all of it is on the disk afterwards, or none.

    IMMEDIATE, so that another process's lock is met before anything is done rather than half way.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk rolls back by itself; a COMMIT that met a reader leaves the transaction open.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
