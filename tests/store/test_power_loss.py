"""The power may go at any moment: no acknowledged step is lost, none is there by half.

Every prefix of what SQLite asked of the disk is a moment. For each, the disk is written as it may be then:
none of what was not synced, all of it, and random sectors of it. The store opens each through its gate.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from annotator.editing.change import DocumentChange, SetChange, SpanChange
from annotator.errors import ProjectFileError
from annotator.model import SpanAnnotation
from annotator.store import Repository, connection, project_file
from tests.store.builders import adding, create, do, document, fill, reading, span
from tests.store.power import Connection, Disk, Operation, RecordingVFS

_SHARES = (0.0, 0.5, 0.9, 1.0)
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder is made in it


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder in memory where there is one: the disk that matters here is the simulated one."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        yield Path(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recording:
    before: bytes
    operations: list[Operation]
    acknowledged: list[int]
    """How many operations there had been when each step returned."""


def _record(
    folder: Path, work: Callable[[Repository, Callable[[], None]], None], *pragmas: str
) -> _Recording:
    """Let the store work on a recording disk."""
    (folder / "state").mkdir()
    path = folder / "p.hashiya"
    with closing(create(path)) as repository:
        fill(repository)
    before = path.read_bytes()
    vfs = RecordingVFS(f"recording-{folder.name}")
    acknowledged: list[int] = []
    wrapped: Any = Connection(path, vfs.name)
    with closing(wrapped):
        for setting in (*connection._SETTINGS, *pragmas):
            wrapped.execute(setting)
        project_file._set_journal(wrapped)
        work(
            Repository(path, project_file.OpenFile(connection=wrapped)),
            lambda: acknowledged.append(len(vfs.operations)),
        )
    return _Recording(before=before, operations=vfs.operations, acknowledged=acknowledged)


def _edits(repository: Repository, acknowledge: Callable[[], None]) -> None:
    for n in range(6):
        do(repository, adding(span(f"a{n}", 0, 1)), adding(span(f"b{n}", 0, 1, comment="ق" * 300 * (n % 3))))
        acknowledge()


def _imports(repository: Repository, acknowledge: Callable[[], None]) -> None:
    """Bring in more than the cache holds, so that pages are written before the commit."""
    for n in range(2):
        ids = [f"i{n}-{k}" for k in range(4)]
        do(
            repository,
            *(DocumentChange(before=None, after=document(key, key + "ق" * 6_000)) for key in ids),
            *(SetChange(before=None, after=reading(f"s-{key}", key, spans=[])) for key in ids),
        )
        acknowledge()


def _bulk(repository: Repository, acknowledge: Callable[[], None]) -> None:
    spans = [span(f"a{n}", n % 20, n % 20 + 1 + n // 20) for n in range(60)]
    do(repository, *map(adding, spans))
    acknowledge()
    for label in ("ORG", "GPE"):
        relabelled = [replace(one, label=label) for one in spans]
        do(repository, *map(_edit, spans, relabelled))
        acknowledge()
        spans = relabelled


def _edit(before: SpanAnnotation, after: SpanAnnotation) -> SpanChange:
    return SpanChange(document_id="d1", set_id="set1", before=before, after=after)


def _steps_found(folder: Path) -> int:
    """Open what the power cut left behind; return how many steps it holds after the first, -1 if broken."""
    try:
        with closing(Repository.open(folder / "p.hashiya")) as repository:
            return -1 if repository.check() else len(repository.steps()) - 1
    except ProjectFileError:
        return -1


def _moments(recording: _Recording, folder: Path) -> Iterator[tuple[int, int]]:
    """Yield, for each state the disk may be in, the steps acknowledged by then and the steps found."""
    disk = Disk({"p.hashiya": recording.before})
    chance = random.Random(3)  # noqa: S311 - a repeatable choice
    known: dict[tuple[tuple[str, bytes], ...], int] = {}
    for moment, operation in enumerate(recording.operations, start=1):
        disk.take(operation)
        acknowledged = sum(1 for at in recording.acknowledged if at <= moment)
        for share in _SHARES:
            state = disk.crash(chance, share)
            content = tuple((name, hashlib.sha256(data).digest()) for name, data in sorted(state.items()))
            if content not in known:
                for name, data in state.items():
                    (folder / name).write_bytes(data)
                known[content] = _steps_found(folder)
                shutil.rmtree(folder)
                folder.mkdir()
            yield acknowledged, known[content]


def _lost(acknowledged: int, found: int) -> bool:
    """Tell whether a state lacks what was acknowledged, or has more than the step that was being written."""
    return found not in {acknowledged, acknowledged + 1}


@pytest.mark.parametrize(("work", "least"), [(_edits, 900), (_imports, 700), (_bulk, 350)])
def test_nothing_acknowledged_is_lost_at_any_moment(
    folder: Path, work: Callable[[Repository, Callable[[], None]], None], least: int
) -> None:
    recording = _record(folder, work, "PRAGMA cache_size = 10")
    moments = list(_moments(recording, folder / "state"))
    assert moments[-1] == (len(recording.acknowledged), len(recording.acknowledged))
    assert len(moments) >= least
    assert [moment for moment in moments if _lost(*moment)] == []


@pytest.mark.parametrize("weaker", ["PRAGMA synchronous = FULL", "PRAGMA synchronous = OFF"])
def test_the_simulation_finds_what_weaker_settings_lose(folder: Path, weaker: str) -> None:
    recording = _record(folder, _edits, weaker)
    assert any(_lost(*moment) for moment in _moments(recording, folder / "state"))
