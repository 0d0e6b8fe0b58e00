"""One window writes a project at a time; the others look, and are told who holds it."""

from __future__ import annotations

import json
import os
import platform
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.editing.commands import AddSpan, ImportDocuments, SetState
from annotator.errors import ProjectFileError
from annotator.model import AnnotatedDocument, Document, Span, State, digest
from annotator.store.holding import Hold, Holder, record_path
from annotator.workspace import Workspace

_TEXT = "قال الوزير إن الجسر سيفتح غدا."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    with Workspace.create(path, title="t", reader="ليلى") as workspace:
        document = Document(id="d", title="الجسر", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
    return path


@pytest.fixture
def workspace(project: Path) -> Iterator[Workspace]:
    with Workspace.open(project, reader="ليلى") as workspace:
        yield workspace


def _mark(workspace: Workspace, start: int, end: int) -> None:
    reading = workspace.active_set("d")
    set_id = None if reading is None else reading.id
    workspace.perform(AddSpan(document_id="d", set_id=set_id, label="ORG", span=Span(start, end)))


def _refusal(workspace: Workspace) -> ProjectFileError:
    with pytest.raises(ProjectFileError) as refused:
        _mark(workspace, 4, 10)
    return refused.value


def _elsewhere(project: Path, code: str) -> subprocess.Popen[str]:
    """Open a project in another process, run `code` there, and wait until it says so."""
    program = (
        "import pathlib, sys, time\nfrom annotator.workspace import Workspace\n"
        f"workspace = Workspace.open(pathlib.Path(sys.argv[1]), reader='سالم')\n{code}\n"
        "print('ready', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _end(process: subprocess.Popen[str]) -> None:
    process.communicate("")


def test_a_second_window_looks_and_says_who_holds_the_project(project: Path) -> None:
    first = _elsewhere(project, "")
    with Workspace.open(project, reader="ليلى") as second:
        assert second.read_only
        assert second.document("d").text == _TEXT
        refused = _refusal(second)
        assert refused.code == "E_HELD"
        assert "سالم" in str(refused)
        assert platform.node() in str(refused)
        assert second.active_set("d") is None
        second.reload()
        assert _refusal(second).code == "E_HELD"
        _end(first)
        second.reload()
        _mark(second, 4, 10)


def test_two_windows_of_one_program_are_two_windows(workspace: Workspace) -> None:
    with Workspace.open(workspace.path, reader="سالم") as second:
        assert second.read_only
        assert _refusal(second).code == "E_HELD"
    _mark(workspace, 4, 10)
    assert record_path(workspace.path).exists(), "the second window has not taken the first one's record"
    workspace.close()
    assert not record_path(workspace.path).exists()


def test_looking_disturbs_nobody(project: Path) -> None:
    with Workspace.look(project) as looking, Workspace.open(project) as window:
        assert not window.read_only
        assert _refusal(looking).code == "E_LOOKING"
        _mark(window, 4, 10)
        assert looking.changed_by_others()
        looking.reload()
        assert looking.active_set("d") == window.active_set("d")


def test_the_record_of_a_killed_window_is_stale(project: Path) -> None:
    process = _elsewhere(project, "")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert record_path(project).exists()
    with Workspace.open(project) as workspace:
        assert not workspace.read_only
        assert json.loads(record_path(project).read_text())["process"] == os.getpid()


@pytest.mark.parametrize("content", ["", "{", '{"host": 3}', "\ud800"])
def test_a_record_that_says_nothing_is_no_hindrance(project: Path, content: str) -> None:
    record_path(project).write_text(content, encoding="utf-8", errors="surrogatepass")
    with Workspace.open(project) as workspace:
        assert not workspace.read_only


def test_a_record_of_another_machine_is_believed_until_somebody_decides(project: Path) -> None:
    """A synchronised folder brings it; no lock of this machine can tell whether it is stale."""
    hold = Hold.take(project, reader="سالم")
    assert isinstance(hold, Hold)
    record = record_path(project).read_text().replace(platform.node(), "محطة-أخرى")
    hold.let_go()
    record_path(project).write_text(record)
    with Workspace.open(project) as workspace:
        assert workspace.read_only
        assert workspace.refusal is not None
        assert "محطة-أخرى" in str(workspace.refusal)
    with Workspace.open(project, take_over=True) as workspace:
        assert not workspace.read_only
    with Workspace.open(project) as workspace:
        assert not workspace.read_only


def test_a_window_on_this_machine_is_never_pushed_aside(workspace: Workspace) -> None:
    with Workspace.open(workspace.path, take_over=True) as second:
        assert second.read_only


def test_many_who_come_at_once_let_one_in(project: Path) -> None:
    gate, holds = threading.Barrier(8), []

    def come() -> None:
        gate.wait()
        holds.append(Hold.take(project, reader="قارئ"))

    for _ in range(10):
        threads = [threading.Thread(target=come) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (taken,) = [hold for hold in holds if isinstance(hold, Hold)]
        assert len(holds) == 8
        assert all(isinstance(hold, Holder) for hold in holds if hold is not taken)
        taken.let_go()
        taken.let_go()
        holds.clear()


def _by_sqlite(path: Path, _other: Path) -> None:
    with closing(sqlite3.connect(path)) as stranger, stranger:
        stranger.execute("UPDATE document SET title = 'آخر'")


def _exchanged(path: Path, other: Path) -> None:
    other.replace(path)


def _written_over(path: Path, other: Path) -> None:
    """Bytes in place, without SQLite's locks, as some synchronising programs do."""
    path.write_bytes(other.read_bytes())


def _written_over_with_the_same_counter(path: Path, other: Path) -> None:
    data = bytearray(other.read_bytes())
    data[24:40] = path.read_bytes()[24:40]
    data[92:96] = path.read_bytes()[92:96]
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_by_sqlite, "E_CHANGED"),
        (_exchanged, "E_REPLACED"),
        (_written_over, "E_CHANGED"),
        (_written_over_with_the_same_counter, "E_CHANGED"),
    ],
)
def test_a_file_that_changes_underneath_is_noticed_before_the_next_edit(
    workspace: Workspace, tmp_path: Path, change: Callable[[Path, Path], None], code: str
) -> None:
    _mark(workspace, 0, 3)
    other = tmp_path / "elsewhere" / "p.hashiya"
    other.parent.mkdir()
    shutil.copyfile(workspace.path, other)
    with Workspace.open(other, reader="سالم") as elsewhere:
        elsewhere.perform(SetState(document_id="d", set_id=None, state=State.FINISHED))
    _mark(workspace, 11, 13)
    assert not workspace.changed_by_others()
    change(workspace.path, other)
    assert workspace.changed_by_others()
    theirs = workspace.path.read_bytes()
    refused = _refusal(workspace)
    assert refused.code == code
    assert workspace.path.read_bytes() == theirs
    workspace.reload()
    assert not workspace.changed_by_others()
    before = workspace.summary("d")
    workspace.perform(SetState(document_id="d", set_id=workspace.sets("d")[0].id, state=State.IGNORED))
    assert workspace.summary("d") != before
    if change is not _by_sqlite:
        assert [s.annotator.name for s in workspace.sets("d") if s.annotator] == ["سالم", "ليلى"]
        assert workspace.check() == []


def test_a_file_that_was_moved_away_takes_no_edits_with_it(workspace: Workspace, tmp_path: Path) -> None:
    moved = tmp_path / "moved.hashiya"
    workspace.path.rename(moved)
    content = moved.read_bytes()
    assert _refusal(workspace).code == "E_REPLACED"
    assert moved.read_bytes() == content
    with pytest.raises(ProjectFileError):
        workspace.reload()
    moved.rename(workspace.path)
    _mark(workspace, 4, 10)


def test_a_file_that_was_only_touched_is_no_alarm(workspace: Workspace) -> None:
    os.utime(workspace.path, (1, 1))
    assert not workspace.changed_by_others()
    _mark(workspace, 4, 10)
