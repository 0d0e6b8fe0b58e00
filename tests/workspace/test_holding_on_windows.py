"""Who holds a project, on Windows: the same code against a stand-in for its locks and its open files.

No machine with Windows has run this. The stand-in does what its manuals say of `msvcrt.locking` (the lock is
another open file's, and dies with it; `LK_NBLCK` raises PermissionError) and of files (an open one is not
removed).
"""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.store.holding import Hold, Holder, record_path


class Windows:
    """The two things that are different there: locks of byte ranges, and files that are open."""

    def __init__(self) -> None:
        self.open: dict[int, Path] = {}
        self.locked: dict[tuple[Path, int], int] = {}
        self._open, self._close, self._unlink = os.open, os.close, Path.unlink

    def opened(self, path: Path, *flags: Any, **more: Any) -> int:
        descriptor = self._open(path, *flags, **more)
        self.open[descriptor] = Path(path)
        return descriptor

    def closed(self, descriptor: int) -> None:
        self.open.pop(descriptor, None)
        self.locked = {place: owner for place, owner in self.locked.items() if owner != descriptor}
        self._close(descriptor)

    def removed(self, path: Path, *, missing_ok: bool = False) -> None:
        if path in self.open.values():
            raise PermissionError(32, "The process cannot access the file", str(path))
        self._unlink(path, missing_ok=missing_ok)

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1), "LK_NBLCK of one byte"
        place = self.open[descriptor], os.lseek(descriptor, 0, os.SEEK_CUR)
        if self.locked.setdefault(place, descriptor) != descriptor:
            raise PermissionError(13, "Permission denied")

    def killed(self) -> None:
        """End the process that has everything open, without a word to it."""
        for descriptor in list(self.open):
            self.closed(descriptor)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    made = Windows()
    msvcrt = types.ModuleType("msvcrt")
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(msvcrt, "locking", made.locking, raising=False)
    monkeypatch.setattr(msvcrt, "LK_NBLCK", 2, raising=False)
    monkeypatch.setattr("annotator.store.holding.sys", types.SimpleNamespace(platform="win32"))
    monkeypatch.setattr(os, "open", made.opened)
    monkeypatch.setattr(os, "close", made.closed)
    removed = made.removed
    monkeypatch.setattr(Path, "unlink", lambda path, missing_ok=False: removed(path, missing_ok=missing_ok))
    yield made
    made.killed()


def _take(project: Path, reader: str) -> Hold:
    hold = Hold.take(project, reader=reader)
    assert isinstance(hold, Hold)
    return hold


def test_the_second_window_is_told_who_holds_the_project(windows: Windows, tmp_path: Path) -> None:
    project = tmp_path / "p.hashiya"
    first = _take(project, "سالم")
    second = Hold.take(project, reader="ليلى", take_over=True)
    assert isinstance(second, Holder)
    assert (second.reader, second.process) == ("سالم", os.getpid())
    assert len(windows.open) == 1, "who was refused has let go of the record"
    first.let_go()
    _take(project, "ليلى").let_go()


def test_nothing_is_left_behind_when_a_window_is_closed(windows: Windows, tmp_path: Path) -> None:
    project = tmp_path / "p.hashiya"
    hold = _take(project, "سالم")
    hold.let_go()
    hold.let_go()
    assert not record_path(project).exists(), "another machine would believe it for ever"
    assert windows.open == {}


def test_the_record_of_a_killed_window_is_stale(windows: Windows, tmp_path: Path) -> None:
    project = tmp_path / "p.hashiya"
    _take(project, "سالم")
    windows.killed()
    assert record_path(project).exists()
    assert _take(project, "ليلى").holder.reader == "ليلى"


def test_a_record_that_another_window_has_just_taken_stays(
    windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the closing and the removal by the one, the other opens the record."""
    project = tmp_path / "p.hashiya"
    first = _take(project, "سالم")
    taken: list[Hold | Holder] = []

    def closed_and_taken(descriptor: int) -> None:
        windows.closed(descriptor)
        monkeypatch.setattr(os, "close", windows.closed)
        taken.append(Hold.take(project, reader="ليلى"))

    monkeypatch.setattr(os, "close", closed_and_taken)
    first.let_go()
    assert isinstance(taken[0], Hold)
    assert record_path(project).exists()
    assert isinstance(Hold.take(project, reader="سالم"), Holder)
