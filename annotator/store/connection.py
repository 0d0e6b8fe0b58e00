"""A connection with the settings that the promises rest on, and the one way to write through it.

DELETE journal with synchronous EXTRA: a commit that has returned survives a power cut, and the file is
whole by itself whenever nobody is writing. `docs/decisions/0004-one-sqlite-file.md` has the evidence.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

BUSY_SECONDS: Final = 2.0
"""How long to wait for another process that is writing, before saying so."""

_SETTINGS: Final = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = EXTRA",
)


def connect(path: Path, mode: Literal["ro", "rw", "rwc"]) -> sqlite3.Connection:
    """Open a database with our settings: read only, read and write, or make it too.

    Raises:
        sqlite3.Error: it can't be opened, or its first page is damaged.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=BUSY_SECONDS
    )
    try:
        for setting in _SETTINGS:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


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
