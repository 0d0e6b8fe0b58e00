"""Who has a project open for writing: one window at a time, told by a file beside it.

`.NAME.lock` holds a line of JSON about the window, for other people and, through a synchronised folder,
other machines; and a lock of the operating system, which dies with its process. So a record that a killed
window or a power cut left behind on this machine is known to be stale, whoever has its process id now.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

import msgspec

from annotator.model import new_id

_ATTEMPTS: Final = 5
"""How often a record that is just being removed by its owner is looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has a project open for writing.

    Attributes:
        reader: the person's name, perhaps empty.
        host: the machine's name.
        process: the process id there.
        since: when the project was opened, in UTC.
        token: tells this record from every other.
    """

    reader: str
    host: str
    process: int
    since: datetime
    token: str


class Hold:
    """The right to write a project, until it is let go of.

    Args:
        path: the record's.
        descriptor: open on the record, with the system's lock.
        holder: what the record says.
    """

    def __init__(self, path: Path, descriptor: int, holder: Holder) -> None:
        self._path = path
        self._descriptor: int | None = descriptor
        self.holder = holder

    @classmethod
    def take(cls, project: Path, *, reader: str, take_over: bool = False) -> Self | Holder:
        """Take the right to write a project, or return who has it.

        Args:
            project: the project file.
            reader: the name of the person at this machine.
            take_over: don't mind the record of another machine, where no lock of the system can tell
                whether it is stale. A window on this machine is never pushed aside.

        Raises:
            OSError: the record can't be written; then the project beside it can't either.
        """
        path = record_path(project)
        for _ in range(_ATTEMPTS):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                locked = _lock(descriptor)
                if not _still_there(path, descriptor):
                    os.close(descriptor)
                    continue
                holder = _read(descriptor)
                if not locked or (holder is not None and holder.host != platform.node() and not take_over):
                    os.close(descriptor)
                    return holder or _UNKNOWN
                mine = Holder(
                    reader=reader,
                    host=platform.node(),
                    process=os.getpid(),
                    since=datetime.now(UTC),
                    token=new_id(),
                )
                _write(descriptor, mine)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
                raise
            return cls(path, descriptor, mine)
        return _UNKNOWN

    def let_go(self) -> None:
        """Give the right back. Twice is harmless."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        if sys.platform == "win32":
            # Nobody, not even its owner, removes a file there that somebody has open. So it is closed first;
            # and where another window is quicker and opens it, the removal fails and its record stays.
            os.close(descriptor)
            with contextlib.suppress(OSError):
                self._path.unlink()
            return
        with contextlib.suppress(OSError):
            # Removed while it is still locked, so that nobody locks a file that is about to go.
            if _still_there(self._path, descriptor):
                self._path.unlink()
        os.close(descriptor)


def record_path(project: Path) -> Path:
    """Return where the record about a project's holder lies."""
    return project.with_name(f".{project.name}.lock")


_UNKNOWN: Final = Holder(reader="", host="", process=0, since=datetime.fromtimestamp(0, UTC), token="")


def _lock(descriptor: int) -> bool:
    """Lock the record for this process; tell whether nobody else has. A disk without locks says yes."""
    if sys.platform == "win32":
        import msvcrt

        try:
            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # far behind the text, which others must read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _still_there(path: Path, descriptor: int) -> bool:
    """Tell whether the record's name still means the file that is open."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _read(descriptor: int) -> Holder | None:
    """Return what a record says; None if it is new, or half written by whoever was killed at it."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        return msgspec.json.decode(os.read(descriptor, 1 << 16), type=Holder)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _write(descriptor: int, holder: Holder) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, msgspec.json.encode(holder) + b"\n")
