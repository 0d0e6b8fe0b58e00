"""Backups are whole, say what they hold, are kept by a rule, and come back as new projects."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.editing.commands import AddSpan, ImportDocuments, SetState
from annotator.errors import ProjectFileError
from annotator.model import AnnotatedDocument, Document, Span, State, digest
from annotator.store import backups as store_backups
from annotator.store.connection import connect
from annotator.workspace import Workspace, back_up, backups_of, read_files, restore_backup

_TEXT = "قال الوزير إن الجسر سيفتح غدا."
_NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "backups"
    monkeypatch.setenv("HASHIYA_BACKUPS", str(folder))
    return folder


@pytest.fixture
def workspace(tmp_path: Path, place: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.hashiya", title="الجسور", reader="ليلى") as workspace:
        assert not place.exists()
        document = Document(id="d", title="الجسر", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        yield workspace


def _mark(workspace: Workspace, start: int, end: int) -> None:
    reading = workspace.active_set("d")
    set_id = None if reading is None else reading.id
    workspace.perform(AddSpan(document_id="d", set_id=set_id, label="ORG", span=Span(start, end)))


def test_a_backup_says_what_it_holds_and_comes_back_as_a_new_project(
    workspace: Workspace, tmp_path: Path
) -> None:
    _mark(workspace, 4, 10)
    then = workspace.sets("d")
    made = back_up(workspace.path, now=_NOON)
    _mark(workspace, 14, 19)
    (listed,) = workspace.backups()
    assert listed == made
    assert (listed.at, listed.title, listed.source) == (_NOON, "الجسور", workspace.path)
    assert (listed.documents, listed.spans, listed.relations) == (1, 1, 0)
    assert listed.size == listed.path.stat().st_size
    restored = tmp_path / "restored.hashiya"
    restore_backup(listed, restored)
    with Workspace.open(restored, reader="ليلى") as again:
        assert again.sets("d") == then
        assert again.check() == []
        assert not again.read_only
    with pytest.raises(ProjectFileError) as taken:
        restore_backup(listed, restored)
    assert taken.value.code == "E_EXISTS"


def test_what_has_not_changed_is_not_backed_up_again(workspace: Workspace) -> None:
    assert back_up(workspace.path, now=_NOON) is not None
    assert back_up(workspace.path, now=_NOON + timedelta(hours=5)) is None
    _mark(workspace, 4, 10)
    assert back_up(workspace.path, now=_NOON + timedelta(hours=6)) is not None
    assert [b.at.hour for b in workspace.backups()] == [18, 12]


def test_an_empty_project_needs_no_backup(tmp_path: Path, place: Path) -> None:
    Workspace.create(tmp_path / "e.hashiya", title="t").close()
    assert back_up(tmp_path / "e.hashiya") is None
    assert not place.exists()


@pytest.mark.parametrize("way", ["command line", "window"])
def test_an_import_is_preceded_by_a_backup(workspace: Workspace, tmp_path: Path, way: str) -> None:
    text = tmp_path / "a.txt"
    text.write_text("نص جديد تماما.", encoding="utf-8")
    if way == "window":  # reads in a worker, then brings in here
        workspace.import_parsed(read_files([text], scheme=workspace.scheme))
    else:
        workspace.import_files([text])
    (backup,) = workspace.backups()
    assert backup.documents == 1
    assert len(workspace.documents()) == 2


def test_no_import_without_a_backup(workspace: Workspace, tmp_path: Path, place: Path) -> None:
    place.write_text("a file where the backups' folder should be", encoding="utf-8")
    text = tmp_path / "a.txt"
    text.write_text("نص جديد تماما.", encoding="utf-8")
    with pytest.raises(ProjectFileError):
        workspace.import_parsed(read_files([text], scheme=workspace.scheme))
    assert len(workspace.documents()) == 1


def test_the_backups_of_a_damaged_or_lost_project_are_found_by_its_path(
    workspace: Workspace, tmp_path: Path
) -> None:
    made = back_up(workspace.path)
    workspace.close()
    workspace.path.write_bytes(b"ruined")
    assert backups_of(workspace.path) == (made,)
    workspace.path.unlink()
    assert backups_of(workspace.path) == (made,)
    assert backups_of(tmp_path / "other.hashiya") == ()


def test_a_moved_project_finds_its_backups_by_its_id(workspace: Workspace, tmp_path: Path) -> None:
    back_up(workspace.path)
    workspace.close()
    moved = workspace.path.rename(tmp_path / "moved.hashiya")
    with Workspace.open(moved) as again:
        assert len(again.backups()) == 1


def test_a_backup_without_its_note_is_looked_into(workspace: Workspace) -> None:
    made = back_up(workspace.path, now=_NOON)
    assert made is not None
    made.path.with_suffix(".json").write_text("{")
    (found,) = workspace.backups()
    assert (found.documents, found.at, found.source) == (1, _NOON, None)
    assert found.step == made.step


def test_a_copy_of_what_is_not_whole_is_not_kept(workspace: Workspace, place: Path) -> None:
    back_up(workspace.path, now=_NOON)
    _mark(workspace, 4, 10)
    with closing(connect(workspace.path, "rw")) as stranger:
        stranger.execute("UPDATE span SET label = 'PERS'")
    with pytest.raises(ProjectFileError) as refused:
        back_up(workspace.path)
    assert refused.value.code == "E_BAD_COPY"
    with pytest.raises(ProjectFileError) as uncopied:
        workspace.save_copy(place / "copy.hashiya")
    assert uncopied.value.code == "E_BAD_COPY"
    assert len(workspace.backups()) == 1
    assert [p.suffix for p in sorted(place.rglob("*.*"))] == [".hashiya", ".json"]


def test_old_backups_go_and_abandoned_copies_too(workspace: Workspace) -> None:
    for hours in range(24 * 40):
        if hours % 7 == 0:
            set_id = None if workspace.active_set("d") is None else workspace.sets("d")[0].id
            state = State.FINISHED if hours % 2 else State.IN_PROGRESS
            workspace.perform(SetState(document_id="d", set_id=set_id, state=state))
            backup = back_up(workspace.path, now=_NOON + timedelta(hours=hours))
            if hours == 0:
                assert backup is not None
                abandoned = backup.path.with_name(".x.hashiya.1.part")
                abandoned.touch()
                os.utime(abandoned, (1, 1))
    found = workspace.backups()
    last = _NOON + timedelta(hours=24 * 40 - 1)
    assert all(last - backup.at < timedelta(days=31) for backup in found)
    days = [backup.at.date() for backup in found if last - backup.at >= timedelta(days=1)]
    assert len(days) == len(set(days))
    assert 28 <= len(days) <= 31
    assert not abandoned.exists()
    for backup in found[:3]:
        assert backup.path.with_suffix(".json").exists()


@given(st.lists(st.integers(0, 60 * 24 * 60), max_size=60), st.integers(0, 3600))
def test_the_rule_keeps_the_newest_and_one_for_each_hour_and_day(minutes: list[int], more: int) -> None:
    now = _NOON + timedelta(seconds=more)
    times = {now - timedelta(minutes=one) for one in minutes}
    kept = store_backups.kept(times, now)
    assert kept <= times
    assert not times or max(times) in kept
    for at in times:
        age = now - at
        if age < timedelta(hours=1):
            assert at in kept
        elif age < timedelta(days=1):
            assert any(k >= at and (k.date(), k.hour) == (at.date(), at.hour) for k in kept)
        elif age < timedelta(days=31):
            assert any(k >= at and k.date() == at.date() for k in kept)
    assert store_backups.kept(kept, now) == kept
    assert len(kept) <= len([a for a in times if now - a < timedelta(hours=1)]) + 25 + 32 + 1


def test_a_saved_copy_is_whole_and_takes_nobody_s_place(workspace: Workspace, tmp_path: Path) -> None:
    _mark(workspace, 4, 10)
    target = tmp_path / "copy.hashiya"
    workspace.save_copy(target)
    with Workspace.open(target, reader="ليلى") as copy:
        assert copy.sets("d") == workspace.sets("d")
        assert copy.project_id == workspace.project_id
    before = target.read_bytes()
    _mark(workspace, 14, 19)
    with pytest.raises(ProjectFileError) as taken:
        workspace.save_copy(target)
    assert taken.value.code == "E_EXISTS"
    assert target.read_bytes() == before
    with pytest.raises(ProjectFileError):
        workspace.save_copy(tmp_path / "no folder" / "copy.hashiya")
    assert not list(tmp_path.glob(".*.part*"))


def test_a_full_disk_spoils_no_backup_and_no_project(workspace: Workspace, place: Path) -> None:
    """RLIMIT_FSIZE stands for the full disk; it holds for a whole process, so another one copies."""
    back_up(workspace.path, now=_NOON)
    _mark(workspace, 4, 10)
    code = (
        "import pathlib, resource, signal, sys\n"
        "from annotator.workspace import back_up\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, resource.RLIM_INFINITY))\n"
        "try: back_up(pathlib.Path(sys.argv[1]))\n"
        "except Exception as error: print(error.code)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(workspace.path)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() in {"E_DISK_FULL", "E_DISK"}
    assert len(workspace.backups()) == 1
    assert not [p for p in place.rglob("*") if ".part" in p.name]
    assert workspace.check() == []
    assert back_up(workspace.path) is not None
