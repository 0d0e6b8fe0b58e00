"""What SQLite and the disk say, as one error that a person understands."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from annotator.errors import ProjectFileError
from annotator.language import Message, msg

_SHOWN_OF_A_NAME: Final = 40
"""Characters of a name that no file can have."""


def fault(message: Message, *, code: str, details: str = "") -> ProjectFileError:
    """Return the error for `message`; `details` are what SQLite or the system said."""
    return ProjectFileError(message, code=code, details=details)


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise inside into a `ProjectFileError` about `path`."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a mistake of ours, not of the file
    except sqlite3.Error as error:
        raise of_sqlite(error, path) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        # SQLite quotes damaged names in its messages, and Python can't decode those.
        raise damaged(path, msg("a name or a value in it can't be read"), str(error)) from error
    except OSError as error:
        raise of_system(error, path) from error


def of_sqlite(error: sqlite3.Error, path: Path) -> ProjectFileError:  # noqa: PLR0911 - one for each fault
    """Return the project error that `error` means for the file at `path`."""
    primary = _primary(error)
    if is_busy(error):
        return locked(path)
    if primary in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        return read_only(path)
    if primary == sqlite3.SQLITE_FULL:
        return disk_full(path)
    if primary in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, None}:
        # None: Python found text that is not UTF-8, or we found a value that we don't write.
        return damaged(path, msg("its pages can't be read"), str(error))
    if primary == sqlite3.SQLITE_ERROR:
        # Its tables have passed the gate: a statement stumbles over a value only, such as JSON that is none.
        return damaged(path, msg("a name or a value in it can't be read"), str(error))
    if primary == sqlite3.SQLITE_CANTOPEN:
        return fault(
            msg(
                "{file} can't be opened, or the file beside it that keeps a write safe can't be made. "
                "Check that you may write to the file and to its folder.",
                file=path,
            ),
            code="E_CANNOT_OPEN",
        )
    if primary == sqlite3.SQLITE_CONSTRAINT:
        return conflict(path, str(error))
    return _of_disk(path, str(error))


def of_system(error: OSError, path: Path) -> ProjectFileError:
    """Return the project error that a failure of the file system means for the file at `path`."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full(path)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return fault(
            msg(
                "You may not read or write {file}. Ask its owner, or copy it to a folder of yours.", file=path
            ),
            code="E_PERMISSION",
        )
    if error.errno == errno.ENAMETOOLONG:
        return fault(
            msg(
                "The name “{name}…” is too long for the disk. Choose a shorter one.",
                name=path.name[:_SHOWN_OF_A_NAME],
            ),
            code="E_NAME",
        )
    return _of_disk(path, error.strerror or str(error))


def _of_disk(path: Path, details: str) -> ProjectFileError:
    return fault(
        msg(
            "{file} could not be read or written: the disk has failed. Nothing in the file has changed. "
            "Check the disk and try again.",
            file=path,
        ),
        code="E_DISK",
        details=details,
    )


def is_forbidden(error: sqlite3.Error) -> bool:
    """Tell whether a write failed because the file, or the folder beside it, may not be written."""
    return _primary(error) in {
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_CANTOPEN,
    }


def is_busy(error: sqlite3.Error) -> bool:
    """Tell whether another program has the file to itself at this moment."""
    return _primary(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}


def _primary(error: sqlite3.Error) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def locked(path: Path) -> ProjectFileError:
    """Return the error for a file that another program is writing."""
    return fault(
        msg(
            "{file} is being written by another program. Nothing has changed. "
            "Close the project there, then try again.",
            file=path,
        ),
        code="E_LOCKED",
    )


def read_only(path: Path) -> ProjectFileError:
    """Return the error for a file that can't be written."""
    return fault(
        msg(
            "{file} can't be written: the file or its folder is read-only. "
            "Allow writing, or copy the file to a folder of yours and open the copy.",
            file=path,
        ),
        code="E_READ_ONLY",
    )


def disk_full(path: Path) -> ProjectFileError:
    """Return the error for a disk without room."""
    return fault(
        msg(
            "The disk is full, so {file} could not be written. Nothing in it has changed. "
            "Make room and try again.",
            file=path,
        ),
        code="E_DISK_FULL",
    )


def damaged(path: Path, reason: Message, details: str = "") -> ProjectFileError:
    """Return the error for a file that is not what it was, for a `reason` in our own words."""
    return fault(
        msg(
            "{file} is damaged: {reason}. Nothing has been written to it. Open a backup or another copy, "
            "or save what can still be read: hashiya repair.",
            file=path,
            reason=reason,
        ),
        code="E_DAMAGED",
        details=details,
    )


def conflict(path: Path, reason: str) -> ProjectFileError:
    """Return the error for an edit that does not start from what the file holds."""
    return fault(
        msg(
            "{file} no longer holds what this edit starts from. Nothing has changed. "
            "Close the project and open it again.",
            file=path,
        ),
        code="E_CONFLICT",
        details=reason,
    )


def held(path: Path, *, reader: str, host: str, since: datetime) -> ProjectFileError:
    """Return the error for a project that somebody else has open for writing."""
    return fault(
        msg(
            "{file} is open for writing elsewhere: {reader} on {host}, since {since}. "
            "You can look at it here. To edit it, close it there and load it again.",
            file=path,
            reader=reader or "?",
            host=host or "?",
            since=since.astimezone().strftime("%Y-%m-%d %H:%M"),
        ),
        code="E_HELD",
    )


def for_looking(path: Path) -> ProjectFileError:
    """Return the error for an edit in a project that was opened for looking only."""
    return fault(
        msg("{file} has been opened for looking only. Open it again to edit it.", file=path),
        code="E_LOOKING",
    )


def newer(path: Path, *, theirs: int, ours: int) -> ProjectFileError:
    """Return the error for a file whose version is higher than those that this program writes."""
    return fault(
        msg(
            "{file} was written by a newer Hashiya (its files have version {theirs}, those of this "
            "one {ours}). Install the newer Hashiya to work in it.",
            file=path,
            theirs=theirs,
            ours=ours,
        ),
        code="E_NEWER",
    )


def too_old(path: Path) -> ProjectFileError:
    """Return the error for a file of an older version where nothing may be written."""
    return fault(
        msg(
            "{file} is from an older Hashiya and has to be brought up to date, but the file or its folder "
            "is read-only. Copy it to a folder of yours and open the copy.",
            file=path,
        ),
        code="E_OLD_READ_ONLY",
    )
