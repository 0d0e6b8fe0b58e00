"""An older file is copied aside, brought up to date and checked; a failed migration changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import ProjectFileError
from annotator.store import Repository, migrations
from annotator.store.migrations import MIGRATIONS, Migration, known_schema, schema_of
from tests.store import golden_project
from tests.store.builders import create, document, fill, reading, tables, tamper, undo

NEXT = Migration(
    name="m999_notes",
    statements=(
        "CREATE TABLE note (key INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT",
        "ALTER TABLE annotator ADD COLUMN color TEXT",
    ),
)
BROKEN = Migration(name="m999_broken", statements=(*NEXT.statements, "CREATE TABLE span (x)"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    with closing(create(path)) as repository:
        fill(repository)
    return path


def with_next(monkeypatch: pytest.MonkeyPatch, following: Migration) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, following))


def test_an_older_file_is_backed_up_and_migrated_with_all_that_it_holds(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(old)
    with_next(monkeypatch, NEXT)
    with closing(Repository.open(old)) as repository:
        assert repository.document("d1") == document()
        assert repository.sets("d1") == (reading(),)
        assert repository.check() == []
        found = schema_of(repository._connection)
        assert repository._connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        assert found == known_schema(len(MIGRATIONS) + 1)
    assert "note" in {row[1] for row in found}
    assert tables(old) == before
    Repository.open(old).close()
    monkeypatch.undo()
    backup = old.with_name(f"p.hashiya.bak-v{len(MIGRATIONS)}")
    assert tables(backup) == before
    Repository.open(backup).close()  # the older program opens it
    with pytest.raises(ProjectFileError) as newer:
        Repository.open(old)
    assert newer.value.code == "E_NEWER"
    assert sorted(p.name for p in old.parent.iterdir()) == [old.name, backup.name]


def test_a_migration_that_fails_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(old)) as before:
        dump = list(before.iterdump())
    known = known_schema(len(MIGRATIONS))
    with_next(monkeypatch, BROKEN)
    with pytest.raises(ProjectFileError):
        Repository.open(old)
    monkeypatch.undo()
    with closing(sqlite3.connect(old)) as after:
        assert list(after.iterdump()) == dump
        assert schema_of(after) == known
    Repository.open(old).close()


def test_the_schema_in_a_file_is_exactly_the_one_of_its_migrations(old: Path) -> None:
    with closing(sqlite3.connect(old)) as reader:
        assert schema_of(reader) == known_schema(len(MIGRATIONS))
        assert reader.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        names = [name for (name,) in reader.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]
    assert names == [m.name for m in MIGRATIONS]


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_file_of_every_version_opens_with_nothing_lost(version: int, tmp_path: Path) -> None:
    path = tmp_path / "p.hashiya"
    shutil.copyfile(Path(__file__).parent / "golden" / f"v{version}.hashiya", path)
    with closing(Repository.open(path)) as repository:
        assert tuple(repository.annotated()) == golden_project.WHOLE
        assert repository.annotators() == (golden_project.READER,)
        assert repository.scheme() == golden_project.SCHEME
        assert len(repository.steps()) == golden_project.STEPS
        assert repository.check() == []
        undo(repository, golden_project.STEPS)
        assert repository.scheme() == golden_project.FIRST_SCHEME
        assert repository.check() == []


def test_the_golden_files_are_of_their_versions() -> None:
    for version in range(1, len(MIGRATIONS) + 1):
        file = Path(__file__).parent / "golden" / f"v{version}.hashiya"
        assert int.from_bytes(file.read_bytes()[60:64], "big") == version


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE step SET author = 'somebody' WHERE id = 3",
        "UPDATE step SET at = replace(at, '20', '19') WHERE id = 1",
        "UPDATE step SET name = replace(name, 'Test', 'Text') WHERE id = 12",
        "UPDATE project SET title = 'تجرية'",
        "UPDATE step_digest SET sha256 = replace(sha256, 'a', 'b') WHERE step_id = 4",
        "DELETE FROM step_digest WHERE step_id = 12",
    ],
)
def test_a_history_that_has_been_changed_is_found(statement: str, tmp_path: Path) -> None:
    path = tmp_path / "p.hashiya"
    shutil.copyfile(Path(__file__).parent / "golden" / f"v{len(MIGRATIONS)}.hashiya", path)
    tamper(path, statement)
    with closing(Repository.open(path)) as repository:
        assert [problem.code for problem in repository.check()] == ["E_CHAIN"]
