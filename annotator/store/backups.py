"""Backups: whole copies of a project file, put aside by themselves and kept by a rule.

They lie in a folder of the person's own data, not beside the project: a synchronised folder would send each
of them around, and a folder that is lost or cleaned up would take them along. Beside each lies a note in
JSON that says what it holds, so that a list of them opens no database.

    backups/PROJECT ID/20260131T120000123456.hashiya
    backups/PROJECT ID/20260131T120000123456.json
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
import platformdirs

from annotator.errors import ProjectFileError
from annotator.language import msg
from annotator.model import Backup
from annotator.store import copying, faults
from annotator.store.connection import connect

_SUFFIX: Final = ".hashiya"
_STAMP: Final = "%Y%m%dT%H%M%S%f"
_HOUR, _DAY, _MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=31)
_ABANDONED_SECONDS: Final = 3600
"""A copy that has been unfinished for so long belongs to a process that was killed."""


def folder() -> Path:
    """Return where backups go: `HASHIYA_BACKUPS` if it is set, else a folder of the person's data."""
    chosen = os.environ.get("HASHIYA_BACKUPS")
    return Path(chosen) if chosen else platformdirs.user_data_path("hashiya", appauthor=False) / "backups"


def take(path: Path, *, now: datetime | None = None) -> Backup | None:
    """Back a project up, unless nothing has changed since its last backup; then clear out old ones.

    Opens the file for itself, so that any thread may do it while a window works. An edit that is saved at
    the same moment waits for the copy, as long as the disk takes to read the file.

    Args:
        path: the project file.
        now: the time of the backup, in UTC; None: now.

    Returns:
        The new backup, or None if there was nothing to back up.

    Raises:
        ProjectFileError: the file can't be read, the copy is not whole, or the disk fails. Earlier
            backups are as they were.
    """
    at = now or datetime.now(UTC)
    with faults.reported(path), closing(connect(path, "ro")) as connection:
        found = _described(connection, path)
        place = folder() / found.project_id
        last = max(_in(place), key=lambda backup: backup.at, default=None)
        if not found.step or (last is not None and last.step == found.step):
            return None
        target = place / f"{at.strftime(_STAMP)}{_SUFFIX}"
        with faults.reported(target):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            copying.copy_to(connection, target)
            made = replace(
                _describe(target), path=target, at=at, source=path.absolute(), size=target.stat().st_size
            )
            _note(made)
            _clear_out(place, at)
    return made


def of(path: Path, project_id: str | None = None) -> tuple[Backup, ...]:
    """Return the backups of a project, newest first, by its id or by where it was when they were made.

    Works where the project file itself is damaged or gone.
    """
    wanted = path.absolute()
    places = sorted(folder().iterdir()) if folder().is_dir() else []
    found = [
        backup
        for place in places
        if place.is_dir()
        for backup in _in(place)
        if backup.project_id == project_id or backup.source == wanted
    ]
    return tuple(sorted(found, key=lambda backup: backup.at, reverse=True))


def restore(backup: Path, target: Path) -> None:
    """Make a new project file from a backup. What is at `target` already is left alone.

    Raises:
        ProjectFileError: something is there already, the backup is not whole, or the disk fails.
    """
    with faults.reported(backup), closing(connect(backup, "ro")) as connection:
        copying.copy_to(connection, target)


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return which of these backups are kept.

    All of the last hour, the last one of each hour for a day, the last one of each day for 31 days, and
    always the newest. Hours and days are those of UTC.
    """
    newest: dict[object, datetime] = {}
    for at in sorted(times):
        age = now - at
        newest["newest"] = at
        if age < _HOUR:
            newest[at] = at
        elif age < _DAY:
            newest["hour", at.date(), at.hour] = at
        elif age < _MONTH:
            newest["day", at.date()] = at
    return set(newest.values())


def _clear_out(place: Path, now: datetime) -> None:
    backups = list(_in(place))
    staying = kept([backup.at for backup in backups], now)
    for backup in backups:
        if backup.at not in staying:
            backup.path.unlink(missing_ok=True)
            _note_path(backup.path).unlink(missing_ok=True)
    for leftover in place.glob(".*.part*"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - leftover.stat().st_mtime > _ABANDONED_SECONDS:
                leftover.unlink()


def _in(place: Path) -> Iterator[Backup]:
    for path in sorted(place.glob(f"*{_SUFFIX}")):
        try:
            at = datetime.strptime(path.stem, _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue  # not ours
        found = _noted(path)
        if found is None:
            with contextlib.suppress(ProjectFileError):
                found = _describe(path)
        if found is not None:
            yield replace(found, path=path, at=at)


def _note_path(backup: Path) -> Path:
    return backup.with_suffix(".json")


def _note(backup: Backup) -> None:
    unfinished = backup.path.with_suffix(".json.part")
    unfinished.write_bytes(msgspec.json.encode(backup, enc_hook=str))
    unfinished.replace(_note_path(backup.path))


def _noted(path: Path) -> Backup | None:
    try:
        return msgspec.json.decode(
            _note_path(path).read_bytes(), type=Backup, dec_hook=lambda kind, value: kind(value)
        )
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _describe(path: Path) -> Backup:
    """Return what a backup holds by looking into it.

    Raises:
        ProjectFileError: it can't be read.
    """
    with faults.reported(path), closing(connect(path, "ro")) as connection:
        return _described(connection, path)


def _described(connection: sqlite3.Connection, path: Path) -> Backup:
    row = connection.execute("SELECT id, title FROM project WHERE key = 1").fetchone()
    if row is None:
        raise faults.damaged(path, msg("the row about the project itself is missing"))
    (step,) = connection.execute("SELECT max(id) FROM step").fetchone()
    (uuid,) = (
        ("",)
        if step is None
        else connection.execute("SELECT uuid FROM step WHERE id = ?", (step,)).fetchone()
    )
    counts = {
        table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - below
        for table in ("document", "span", "relation")
    }
    return Backup(
        path=path,
        at=datetime.now(UTC),
        source=None,
        project_id=row[0],
        title=row[1],
        documents=counts["document"],
        spans=counts["span"],
        relations=counts["relation"],
        step=uuid,
        size=path.stat().st_size,
    )
