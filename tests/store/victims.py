"""Processes that write to project files and are killed at it.

`python -m tests.store.victims JOB FOLDER KILLS SEED` starts the job `KILLS` times, each time in a fork of
this warm process and on a fresh copy of the job's file, kills it with SIGKILL after a random time, and
prints one JSON line a kill: the file, and what the victim had acknowledged by then.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from annotator.editing.change import DocumentChange, SetChange, SpanChange
from annotator.model import AnnotationSet
from annotator.store import Repository, copying
from tests.store.builders import adding, create, do, document, fill, reading, span

Acknowledge = Callable[[object], object]
SPANS = 150
DOCUMENTS = 25
LABELS = ("ORG", "SOURCE")


def edits(path: Path, acknowledge: Acknowledge) -> None:
    """Make edits of two spans each: one without the other would be half an edit."""
    with closing(Repository.open(path)) as repository:
        acknowledge("open")
        for n in count():
            do(repository, adding(span(f"a{n}", 0, 1)), adding(span(f"b{n}", 0, 1)))
            acknowledge(n)


def bulk(path: Path, acknowledge: Acknowledge) -> None:
    """Relabel hundreds of spans at once, again and again."""
    with closing(Repository.open(path)) as repository:
        (current,) = repository.sets("d1")
        acknowledge("open")
        for n in count():
            after = {s.id: replace(s, label=LABELS[n % 2]) for s in current.spans.values()}
            do(
                repository,
                *(
                    SpanChange(document_id="d1", set_id="set1", before=s, after=after[s.id])
                    for s in current.spans.values()
                ),
            )
            acknowledge(n)
            current = replace(current, spans=after)


def imports(path: Path, acknowledge: Acknowledge) -> None:
    """Bring in documents with their readings, many in one step."""
    with closing(Repository.open(path)) as repository:
        acknowledge("open")
        for n in count():
            ids = [f"i{n}-{k}" for k in range(DOCUMENTS)]
            do(
                repository,
                *(DocumentChange(before=None, after=document(key, f"{key} {'ق' * 2000}")) for key in ids),
                *(SetChange(before=None, after=_reading_of(key)) for key in ids),
            )
            acknowledge(n)


def _reading_of(key: str) -> AnnotationSet:
    text = f"{key} {'ق' * 2000}"
    return reading(f"set-{key}", key, spans=[span(f"s{k}", k, k + 2, text=text) for k in range(40)])


def backups(path: Path, acknowledge: Acknowledge) -> None:
    """Edit and copy, by turns."""
    with closing(Repository.open(path)) as repository:
        acknowledge("open")
        for n in count():
            do(repository, adding(span(f"a{n}", 0, 1)), adding(span(f"b{n}", 0, 1)))
            copying.copy_to(repository._connection, path.with_name("copy.hashiya"), replace=True)
            acknowledge(n)


def migration(path: Path, acknowledge: Acknowledge) -> None:
    """Open an older file."""
    Repository.open(path).close()
    acknowledge("migrated")


def creation(path: Path, acknowledge: Acknowledge) -> None:
    """Make a project."""
    path.unlink()
    create(path).close()
    acknowledge("created")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a victim does, and for how long it is let live.

    Attributes:
        run: the work.
        seconds: the longest life after the file is open; None: as long as the whole work takes.
    """

    run: Callable[[Path, Acknowledge], None]
    seconds: float | None = None


JOBS = {
    "edits": Job(run=edits, seconds=0.12),
    "bulk": Job(run=bulk, seconds=0.3),
    "imports": Job(run=imports, seconds=0.3),
    "backups": Job(run=backups, seconds=0.2),
    "migration": Job(run=migration),
    "creation": Job(run=creation),
}


def base(path: Path, job: str) -> None:
    """Make the file that every victim of a job gets a copy of."""
    if job == "migration":
        shutil.copyfile(Path(__file__).parent / "golden" / "v1.hashiya", path)
        return
    with closing(create(path)) as repository:
        if job == "bulk":
            spans = [span(f"s{n}", n % 20, n % 20 + 1 + n // 20) for n in range(SPANS)]
            do(
                repository,
                DocumentChange(before=None, after=document()),
                SetChange(before=None, after=reading(spans=spans)),
            )
        else:
            fill(repository)


def _start(job: Job, path: Path) -> tuple[int, int]:
    """Fork a victim; return its process id and the end of the pipe that it acknowledges through."""
    hear, say = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(hear)
        try:
            job.run(path, lambda what: os.write(say, f"{json.dumps(what)}\n".encode()))
        finally:
            os._exit(0)
    os.close(say)
    return process, hear


def _rehearse(job: Job, path: Path) -> float:
    """Return how many seconds the whole work takes when nobody disturbs it."""
    start = time.perf_counter()
    process, hear = _start(job, path)
    os.waitpid(process, 0)
    os.close(hear)
    return time.perf_counter() - start


def _kill(job: Job, path: Path, after: float) -> list[object]:
    """Kill a victim after some seconds; return what it had acknowledged."""
    process, hear = _start(job, path)
    with os.fdopen(hear, "r", encoding="utf-8") as said:
        heard = [said.readline()] if job.seconds is not None else []
        time.sleep(after)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        heard += said.readlines()
    return [json.loads(line) for line in heard if line.endswith("\n")]


def main(name: str, folder: Path, kills: int, seed: int) -> None:
    """Kill, and print what was acknowledged."""
    import sqlite_utils  # noqa: F401 - a migration would spend its short life importing it

    job, chance = JOBS[name], random.Random(seed)  # noqa: S311 - a repeatable choice
    source = folder / "base.hashiya"
    if not source.exists():
        base(source, name)
    rehearsal = folder / "rehearsal"
    rehearsal.mkdir()
    shutil.copyfile(source, rehearsal / "p.hashiya")
    longest = job.seconds if job.seconds is not None else _rehearse(job, rehearsal / "p.hashiya") * 1.1
    for n in range(kills):
        path = folder / str(n) / "p.hashiya"
        path.parent.mkdir()
        shutil.copyfile(source, path)
        acknowledged = _kill(job, path, chance.uniform(0, longest))
        print(json.dumps({"path": str(path), "acknowledged": acknowledged}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
