"""Whole copies of a project file: proved to be sound before they get their name."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from annotator.errors import ProjectFileError
from annotator.language import Message, msg
from annotator.model import new_id
from annotator.store import check, faults, gate
from annotator.store.connection import connect
from annotator.store.migrations import newest

_PATIENCE: Final = 40
"""How often a copy is tried while another program is writing, every `_PAUSE` seconds."""
_PAUSE: Final = 0.05


def copy_to(connection: sqlite3.Connection, target: Path, *, replace: bool = False) -> None:
    """Copy an open project file to `target`, which appears only when the copy has proved to be whole.

    The copy passes the gate, and if it is of the newest version all of it is checked.

    Args:
        connection: open on the project file, of any version.
        target: where to.
        replace: what is there already may be replaced; otherwise it is left alone.

    Raises:
        ProjectFileError: something is there already, the copy is not sound, or the disk fails.
    """
    with faults.reported(target):
        if not replace and os.path.lexists(target):
            raise exists(target)
        unfinished = target.with_name(f".{target.name}.{new_id()}.part")
        try:
            _copy(connection, unfinished)
            _prove(unfinished, target)
            sync(unfinished)
            if replace:
                unfinished.replace(target)
                sync(target.parent)
            else:
                put_in_place(unfinished, target)
        finally:
            remove_unfinished(unfinished)


def put_in_place(unfinished: Path, path: Path) -> None:
    """Give the file its name, and never take the name from another file."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise exists(path) from None
    except OSError:
        # No hard links on this disk (FAT, some network folders): leave a window of microseconds.
        if os.path.lexists(path):
            raise exists(path) from None
        unfinished.rename(path)
    sync(path.parent)


def remove_unfinished(unfinished: Path) -> None:
    """Remove a file that did not get its name, or that has another one by now."""
    for leftover in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
        leftover.unlink(missing_ok=True)


def exists(path: Path) -> ProjectFileError:
    """Return the error for a name that is taken."""
    return faults.fault(
        msg("{file} exists already. Open it, or choose another name for the new project.", file=path),
        code="E_EXISTS",
    )


def sync(path: Path) -> None:
    """Put a file, or a folder's list of names, on the disk for good, where the system can do that."""
    with contextlib.suppress(PermissionError):  # Windows opens no folders, and needs none opened
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _copy(connection: sqlite3.Connection, unfinished: Path) -> None:
    tries = 0

    def patient(status: int, _remaining: int, _total: int) -> None:
        nonlocal tries
        tries += 1
        if tries > _PATIENCE and status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise faults.locked(unfinished)

    with closing(connect(unfinished, "rwc")) as copy:
        connection.backup(copy, progress=patient, sleep=_PAUSE)


def _prove(copy: Path, target: Path) -> None:
    """Refuse a copy that is not whole.

    Raises:
        ProjectFileError: it is not.
    """
    try:
        version = gate.pass_gate(copy)
        # The check knows the newest version only. Older files are copied just before they are migrated.
        reason = _first_problem(copy) if version == newest() else None
    except ProjectFileError as error:
        reason = error.message
    if reason is not None:
        raise faults.fault(
            msg(
                "The copy {file} would not be whole, so it has not been kept: {reason} "
                "Check the project itself.",
                file=target,
                reason=reason,
            ),
            code="E_BAD_COPY",
        )


def _first_problem(copy: Path) -> Message | None:
    with closing(connect(copy, "ro")) as connection:
        return next((problem.message for problem in check.check(connection)), None)
