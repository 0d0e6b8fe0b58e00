"""Backups, seen from the window: functions that any thread may call, for they open the files themselves."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from annotator.model import Backup, RepairReport
from annotator.store import backups, repair


def back_up(project: Path, *, now: datetime | None = None) -> Backup | None:
    """Back a project up, unless nothing has changed since its last backup; old ones are cleared out.

    To be called when a project has been opened, on a timer, and before files come in, in a worker: the copy
    is checked through and through. `docs/reliability.md` says where backups lie and how long they are kept.

    Args:
        project: the project file; a window may have it open.
        now: the time of the backup, in UTC; None: now.

    Raises:
        ProjectFileError: the project can't be read, the copy is not whole, or the disk fails.
    """
    return backups.take(project, now=now)


def backups_of(project: Path) -> tuple[Backup, ...]:
    """Return the backups of the project at this path, newest first, be it damaged or gone."""
    return backups.of(project)


def restore_backup(backup: Backup, target: Path) -> None:
    """Make a new project file from a backup; it is checked first. What is at `target` is left alone.

    Raises:
        ProjectFileError: something is there already, the backup is not whole, or the disk fails.
    """
    backups.restore(backup.path, target)


def repair_project(damaged: Path, target: Path) -> RepairReport:
    """Make a new project of what can be read of a damaged one, which is left as it is.

    Raises:
        ProjectFileError: nothing can be read, something is at `target` already, or the disk fails.
    """
    return repair.repair(damaged, target)
