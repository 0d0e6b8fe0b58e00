"""An older file is copied aside, brought up to date and checked; a failed migration changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import ProjectFileError
from annotator.store import Repository, migrations
from annotator.store.migrations import MIGRATIONS, Migration, known_schema, schema_of
from tests.store.builders import create, document, fill, reading, tables

SECOND = Migration(
    name="m002_notes",
    statements=(
        "CREATE TABLE note (key INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT",
        "ALTER TABLE annotator ADD COLUMN color TEXT",
    ),
)
BROKEN = Migration(name="m002_broken", statements=(*SECOND.statements, "CREATE TABLE span (x)"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    with closing(create(path)) as repository:
        fill(repository)
    return path


def with_second(monkeypatch: pytest.MonkeyPatch, second: Migration) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, second))


def test_an_older_file_is_backed_up_and_migrated_with_all_that_it_holds(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(old)
    with_second(monkeypatch, SECOND)
    with closing(Repository.open(old)) as repository:
        assert repository.document("d1") == document()
        assert repository.sets("d1") == (reading(),)
        assert repository.check() == []
        found = schema_of(repository._connection)
        assert repository._connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert found == known_schema(2)
    assert "note" in {row[1] for row in found}
    assert tables(old) == before
    Repository.open(old).close()
    monkeypatch.undo()
    backup = old.with_name("p.hashiya.bak-v1")
    assert tables(backup) == before
    Repository.open(backup).close()  # the older program opens it
    with pytest.raises(ProjectFileError) as newer:
        Repository.open(old)
    assert newer.value.code == "E_NEWER"
    assert sorted(p.name for p in old.parent.iterdir()) == ["p.hashiya", "p.hashiya.bak-v1"]


def test_a_migration_that_fails_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(old)) as before:
        dump = list(before.iterdump())
    known = known_schema(1)
    with_second(monkeypatch, BROKEN)
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
