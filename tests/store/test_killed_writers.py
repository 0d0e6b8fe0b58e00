"""Whatever a process was writing when it was killed: all that it had acknowledged is there, nothing by half.

220 kills: 70 among edits, 40 in imports, 40 in bulk steps, 30 in migrations, 30 in backups, 10 in the
making of a project. `docs/reliability.md` has the figures.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import ProjectFileError
from annotator.model import AnnotationSet
from annotator.store import Repository
from tests.store import golden_project, victims

_ROOT = Path(__file__).resolve().parents[2]


def _killed(job: str, folder: Path, kills: int) -> Iterator[tuple[Path, list[object]]]:
    """Kill victims of a job; yield each one's file and what it had acknowledged."""
    command = [sys.executable, "-m", "tests.store.victims", job, str(folder), str(kills), "20"]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as murderer:
        assert murderer.stdout is not None
        for line in murderer.stdout:
            told = json.loads(line)
            path = Path(told["path"])
            yield path, [one for one in told["acknowledged"] if one != "open"]
            shutil.rmtree(path.parent)
    assert murderer.returncode == 0


def _whole(path: Path) -> AnnotationSet:
    """Open a file, check all of it, and return its first document's reading."""
    with closing(Repository.open(path)) as repository:
        assert repository.check() == []
        (found,) = repository.sets("d1")
    return found


def _numbers(found: AnnotationSet) -> list[int]:
    """Return the numbers of the edits in a file, none of which may be there by half."""
    first = sorted(int(key[1:]) for key in found.spans if key[0] == "a")
    assert first == sorted(int(key[1:]) for key in found.spans if key[0] == "b")
    return first


def _acknowledged_or_one_more(found: int, acknowledged: list[object]) -> bool:
    """Tell whether a file holds what was acknowledged, and at most the step that was being written."""
    return found in {len(acknowledged), len(acknowledged) + 1}


def test_edits(tmp_path: Path) -> None:
    total = 0
    for path, acknowledged in _killed("edits", tmp_path, 70):
        numbers = _numbers(_whole(path))
        assert numbers == list(range(len(numbers)))
        assert _acknowledged_or_one_more(len(numbers), acknowledged)
        total += len(acknowledged)
    assert total >= 70, "the victims did not live long enough to prove anything"


def test_imports(tmp_path: Path) -> None:
    total = 0
    for path, acknowledged in _killed("imports", tmp_path, 40):
        with closing(Repository.open(path)) as repository:
            assert repository.check() == []
            summaries = repository.summaries()
        documents, half = divmod(len(summaries) - 1, victims.DOCUMENTS)
        assert not half
        assert {s.spans for d in summaries[1:] for s in d.sets} <= {40}
        assert _acknowledged_or_one_more(documents, acknowledged)
        total += len(acknowledged)
    assert total >= 20


def test_bulk_steps(tmp_path: Path) -> None:
    total = 0
    for path, acknowledged in _killed("bulk", tmp_path, 40):
        found = _whole(path)
        with closing(Repository.open(path)) as repository:
            steps = len(repository.steps()) - 1
        assert _acknowledged_or_one_more(steps, acknowledged)
        assert {one.label for one in found.spans.values()} == {victims.LABELS[(steps - 1) % 2]}
        assert len(found.spans) == victims.SPANS
        total += len(acknowledged)
    assert total >= 20


def test_backups(tmp_path: Path) -> None:
    copies = 0
    for path, acknowledged in _killed("backups", tmp_path, 30):
        assert _acknowledged_or_one_more(len(_numbers(_whole(path))), acknowledged)
        copy = path.with_name("copy.hashiya")
        assert copy.exists() or not acknowledged
        if copy.exists():
            copies += 1
            assert _acknowledged_or_one_more(len(_numbers(_whole(copy))), acknowledged)
    assert copies >= 10


def test_migrations(tmp_path: Path) -> None:
    finished = 0
    for path, acknowledged in _killed("migration", tmp_path, 30):
        finished += bool(acknowledged)
        for file in path.parent.glob("p.hashiya*"):
            if not file.name.endswith("-journal"):
                with closing(Repository.open(file)) as repository:
                    assert repository.check() == []
                    assert tuple(repository.annotated()) == golden_project.WHOLE
    assert 0 < finished < 30, "some are killed in the middle, and some are not"


def test_the_making_of_a_project(tmp_path: Path) -> None:
    made = 0
    for path, acknowledged in _killed("creation", tmp_path, 10):
        if path.exists():
            Repository.open(path).close()
            made += 1
        else:
            assert not acknowledged
            with pytest.raises(ProjectFileError, match="no file"):
                Repository.open(path)
    assert made < 10
