"""A disk that can lose its power at any moment, for the store's own code.

SQLite's VFS stands between the library and the operating system. Ours, through apsw, notes each write,
truncation, sync and removal. `Disk.after` then tells what may be on the disk if the power goes after the
first n of them: what was synced, and of the rest any sectors at all.

apsw brings a SQLite of its own, which the standard library's `sqlite3` can't share. `Connection` therefore
lets the store's own code run on apsw, with the same statements and pragmas; the states are then opened by
the store as it is, through its gate.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import apsw

SECTOR: Final = 512
"""Bytes that a disk writes whole or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that SQLite asked of the disk.

    Attributes:
        kind: "make", "write", "truncate", "sync" or "remove".
        name: the file's.
        offset: of a write, or the new length of a truncated file, in bytes.
        data: what was written.
        lasting: whether the folder was synced after a removal.
    """

    kind: str
    name: str
    offset: int = 0
    data: bytes = b""
    lasting: bool = False


class RecordingVFS(apsw.VFS):
    """The system's own VFS, which notes what changes the disk."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.operations: list[Operation] = []
        super().__init__(name, "")

    def note(self, kind: str, name: str, **more: Any) -> None:
        """Note an operation."""
        self.operations.append(Operation(kind=kind, name=Path(name).name, **more))

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's name
        """Open a file of SQLite's."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        if path is not None and not Path(path).exists():
            self.note("make", path)
        return RecordingFile(self, path or "temporary", name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802 - SQLite's own
        """Remove a file."""
        super().xDelete(filename, syncdir)
        self.note("remove", filename, lasting=syncdir)


class RecordingFile(apsw.VFSFile):
    """A file of the system's, which notes what changes it."""

    def __init__(self, vfs: RecordingVFS, path: str, name: Any, flags: list[int]) -> None:
        self._vfs, self._path = vfs, path
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        """Write at an offset in bytes."""
        super().xWrite(data, offset)
        self._vfs.note("write", self._path, offset=offset, data=bytes(data))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's name
        """Cut to a length in bytes."""
        super().xTruncate(newsize)
        self._vfs.note("truncate", self._path, offset=newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's name
        """Put on the disk for good."""
        super().xSync(flags)
        self._vfs.note("sync", self._path)


class _Cursor:
    def __init__(self, cursor: apsw.Cursor, connection: apsw.Connection) -> None:
        self._cursor = cursor
        self.lastrowid = connection.last_insert_rowid()
        self.rowcount = connection.changes()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor)

    def fetchone(self) -> Any:
        return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    def close(self) -> None:
        self._cursor.close()


class Connection:
    """As much of `sqlite3.Connection` as the store uses, on apsw."""

    def __init__(self, path: Path, vfs: str) -> None:
        self._connection = apsw.Connection(str(path), vfs=vfs)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    def execute(self, sql: str, values: Iterable[Any] = ()) -> _Cursor:
        """Run a statement."""
        return _Cursor(self._connection.execute(sql, tuple(values)), self._connection)

    def executemany(self, sql: str, rows: Iterable[Iterable[Any]]) -> _Cursor:
        """Run a statement for each row."""
        return _Cursor(self._connection.executemany(sql, map(tuple, rows)), self._connection)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


@dataclass(slots=True)
class _File:
    """A file as the disk has it: what is there for certain, and what has not been synced."""

    durable: bytearray
    pending: list[Operation] = field(default_factory=list)
    named: bool = True

    def surely(self) -> None:
        for one in self.pending:
            _apply(self.durable, one)
        self.pending.clear()
        self.named = True

    def maybe(self, chance: random.Random, share: float) -> bytes:
        """Return the content with about this share of the unsynced sectors."""
        content = bytearray(self.durable)
        for one in self.pending:
            if one.kind == "truncate":
                if chance.random() < share:
                    _apply(content, one)
                continue
            for begin in range(0, len(one.data), SECTOR):
                if chance.random() < share:
                    sector = one.data[begin : begin + SECTOR]
                    _apply(content, Operation(kind="write", name="", offset=one.offset + begin, data=sector))
        return bytes(content)


def _apply(content: bytearray, operation: Operation) -> None:
    if operation.kind == "truncate":
        del content[operation.offset :]
        return
    end = operation.offset + len(operation.data)
    content.extend(bytes(max(0, end - len(content))))
    content[operation.offset : end] = operation.data


class Disk:
    """What is on the disk, one operation after the other.

    Args:
        files: what is there for certain before the first, name → content.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = {name: _File(bytearray(content)) for name, content in files.items()}
        self._going: dict[str, _File] = {}
        """Removed, but the folder was not synced: they may still be there."""

    def take(self, operation: Operation) -> None:
        """Carry out the next operation."""
        name = operation.name
        match operation.kind:
            case "make":
                self._files[name] = _File(bytearray(), named=False)
            case "remove":
                gone = self._files.pop(name, None)
                self._going.pop(name, None)
                if gone is not None and not operation.lasting:
                    self._going[name] = gone
            case "sync":
                # SQLite's VFS syncs the folder along with the first sync of a new journal.
                self._files[name].surely()
                self._going.pop(name, None)
            case _:
                self._files[name].pending.append(operation)

    def crash(self, chance: random.Random, share: float) -> dict[str, bytes]:
        """Return the files that may be found after the power came back, name → content.

        Args:
            chance: decides.
            share: how much of what was not synced is there, from 0 (nothing) to 1 (all of it).
        """
        found = {
            name: file.maybe(chance, share)
            for name, file in self._files.items()
            if file.named or chance.random() < share
        }
        for name, file in self._going.items():
            if name not in found and chance.random() >= share:
                found[name] = file.maybe(chance, share)
        return found
