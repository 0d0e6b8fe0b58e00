"""Notices that a file has been changed, or exchanged, by somebody else since we last looked.

A synchronised folder may put another file in its place, or write into it without SQLite's locks. An edit
on top of that would be lost with the old file, or would mix two histories.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from annotator.errors import ProjectFileError
from annotator.language import msg
from annotator.store import faults
from annotator.store.connection import connect, identity_of


class Watch:
    """Remembers how a file was when we last read or wrote it.

    Three things are compared: which file the name means (device and inode), SQLite's own count of others'
    commits, and length and time of the last change. If only the time differs, the newest step on the disk
    decides: a program that has touched the file, or a network disk whose clock lags, is no alarm.

    Args:
        path: the project file.
        connection: open on it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._identity = identity_of(path)
        self.saved()

    def saved(self) -> None:
        """Take the file as it is now as what we know."""
        self._version = self._data_version()
        self._head = _head(self._connection)
        self._stamp = self._stamped()

    def changed(self) -> bool:
        """Tell whether the file holds, or is, something else than what we know.

        Raises:
            sqlite3.Error: the file can't be read.
        """
        if not self.in_place() or self._data_version() != self._version:
            return True
        stamp = self._stamped()
        if stamp == self._stamp:
            return False
        with closing(connect(self._path, "ro")) as fresh:  # our own has pages in its cache
            if _head(fresh) != self._head:
                return True
        self._stamp = stamp
        return False

    def in_place(self) -> bool:
        """Tell whether the file's name still means the file that we have open."""
        try:
            return identity_of(self._path) == self._identity
        except OSError:
            return False

    def error(self) -> ProjectFileError:
        """Return the error for an edit that came too late."""
        if not self.in_place():
            return faults.fault(
                msg(
                    "{file} has been moved, removed or exchanged for another file since it was opened. "
                    "This edit has not been saved. Load the project again, or put the file back.",
                    file=self._path,
                ),
                code="E_REPLACED",
            )
        return faults.fault(
            msg(
                "{file} has been changed by another program since it was opened. This edit has not been "
                "saved. Load the project again, then repeat the edit.",
                file=self._path,
            ),
            code="E_CHANGED",
        )

    def _data_version(self) -> int:
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def _stamped(self) -> tuple[int, int]:
        status = self._path.stat()
        return status.st_mtime_ns, status.st_size


def _head(connection: sqlite3.Connection) -> tuple[str, str | None]:
    """Return the ids of the project and of its newest step."""
    (project,) = connection.execute("SELECT id FROM project WHERE key = 1").fetchone()
    step = connection.execute("SELECT uuid FROM step WHERE id = (SELECT max(id) FROM step)").fetchone()
    return project, None if step is None else step[0]
