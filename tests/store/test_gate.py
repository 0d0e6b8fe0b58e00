"""Each fault of a file is met with its own message before anything is written to it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from annotator.errors import ProjectFileError
from annotator.model.scheme_json import default_scheme
from annotator.store import Repository, connection
from annotator.store.migrations import APPLICATION_ID
from tests.store.builders import TABLES, adding, create, do, document, fill, span, tables, tamper


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the path of a sound project that nobody has open."""
    path = tmp_path / "مشروع #1?.hashiya"  # what an URI would misread
    repository = create(path)
    fill(repository)
    repository.close()
    return path


def refusal(path: Path) -> ProjectFileError:
    """Open `path`, which must fail and leave the file and its folder as they were."""
    before = content(path)
    beside = sorted(p.name for p in path.parent.iterdir())
    with pytest.raises(ProjectFileError) as refused:
        Repository.open(path)
    assert content(path) == before
    assert sorted(p.name for p in path.parent.iterdir()) == beside
    assert path.name in str(refused.value)
    return refused.value


def content(path: Path) -> bytes | None:
    """Return the bytes of a file, None for what is no file or may not be read."""
    return path.read_bytes() if path.is_file() and os.access(path, os.R_OK, effective_ids=True) else None


def altered(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        for statement in statements:
            stranger.execute(statement)
    return path


def test_a_sound_file_passes(project: Path) -> None:
    with closing(Repository.open(project)) as repository:
        assert not repository.read_only
        assert repository.check() == []


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.hashiya").code == "E_MISSING"
    with pytest.raises(ProjectFileError) as refused:
        Repository.open(tmp_path / "no folder" / "p.hashiya")
    assert refused.value.code == "E_MISSING"


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert refusal(folder).code == "E_NOT_A_FILE"


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.hashiya"
    path.touch()
    assert refusal(path).code == "E_EMPTY"


@pytest.mark.parametrize("content", ["نص عربي طويل بما يكفي ليملأ ترويسة الملف كلها. " * 4, "x"])
def test_a_text_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "article.txt"
    path.write_text(content, encoding="utf-8")
    assert refusal(path).code == "E_NOT_A_PROJECT"


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = altered(tmp_path / "other.db", "CREATE TABLE t (x)")
    assert refusal(path).code == "E_FOREIGN"


def test_a_file_of_a_newer_program(project: Path) -> None:
    assert refusal(altered(project, "PRAGMA user_version = 99")).code == "E_NEWER"


def test_a_file_of_a_newer_program_can_be_looked_at_if_what_we_know_is_as_we_know_it(project: Path) -> None:
    path = altered(project, "PRAGMA user_version = 99", "CREATE TABLE idea (key INTEGER PRIMARY KEY) STRICT")
    before = path.read_bytes()
    with pytest.raises(ProjectFileError) as refused:
        Repository.look(path)
    assert refused.value.code == "E_NEWER"
    with closing(Repository.look(path, newer_too=True)) as repository:
        assert repository.refusal is not None
        assert repository.refusal.code == "E_NEWER"
        assert list(repository.annotated())
        with pytest.raises(ProjectFileError) as edited:
            do(repository)
        assert edited.value.code == "E_NEWER"
        with closing(repository.reopened()) as again:
            assert again.refusal is not None
            assert again.refusal.code == "E_NEWER"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE span ADD COLUMN idea TEXT",
        "DROP TABLE relation",
        "DROP INDEX relation_by_source",
    ],
)
def test_a_newer_file_in_which_our_tables_are_others_is_not_looked_at(project: Path, statement: str) -> None:
    path = altered(project, "PRAGMA user_version = 99", "PRAGMA foreign_keys = OFF", statement)
    with pytest.raises(ProjectFileError) as refused:
        Repository.look(path, newer_too=True)
    assert refused.value.code == "E_NEWER"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE guest (x)",
        "CREATE VIEW guest AS SELECT 1",
        "CREATE INDEX guest ON span (label)",
        "CREATE TRIGGER guest AFTER INSERT ON span BEGIN DELETE FROM relation; END",
        "ALTER TABLE span ADD COLUMN guest TEXT",
        "ALTER TABLE span ADD COLUMN guest TEXT AS (upper(label))",
        "CREATE VIRTUAL TABLE guest USING fts5 (quote, content='span')",
        "DROP INDEX relation_by_source",
        "DROP TRIGGER revision_never_updates",
        "PRAGMA user_version = 0",
    ],
)
def test_a_schema_that_no_hashiya_made(project: Path, statement: str) -> None:
    assert refusal(altered(project, statement)).code == "E_STRANGE_SCHEMA"


def test_a_reference_to_nothing(project: Path) -> None:
    altered(project, "DELETE FROM span WHERE id = 's1'")  # foreign keys are off by default
    assert refusal(project).code == "E_DAMAGED"


@pytest.mark.parametrize("share", [0.9, 0.5, 0.1, 0.0005])
def test_a_copy_that_was_cut_short(project: Path, share: float) -> None:
    data = project.read_bytes()
    project.write_bytes(data[: int(len(data) * share)])
    assert refusal(project).code == "E_DAMAGED"


def test_damaged_pages_are_refused_or_found_by_the_check_or_hold_nothing(project: Path) -> None:
    content_before = tables(project)
    sound, chance = project.read_bytes(), random.Random(11)  # noqa: S311 - which bytes are hit
    for _ in range(40):
        data = bytearray(sound)
        for _ in range(60):
            data[chance.randrange(100, len(data))] = chance.randrange(256)
        project.write_bytes(data)
        try:
            repository = Repository.open(project)
        except ProjectFileError as refused:
            assert refused.code in {"E_DAMAGED", "E_STRANGE_SCHEMA"}  # noqa: PT017 - either may happen
            continue
        with closing(repository):
            try:
                # Bytes of a page that hold nothing may be anything.
                assert repository.check() or tables(project) == content_before
            except ProjectFileError as error:
                assert error.code == "E_DAMAGED"  # noqa: PT017 - see above


def test_a_file_that_another_process_is_writing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(project, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert refusal(project).code == "E_LOCKED"
        other.execute("ROLLBACK")
        other.execute("BEGIN IMMEDIATE")
        assert refusal(project).code == "E_LOCKED"
    Repository.open(project).close()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up root's right to write everywhere, if we have it."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


needs_permissions = pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs POSIX permissions")


@contextmanager
def forbidden(project: Path, what: str) -> Iterator[Path]:
    """Give a copy of the project that the one who asks may not write, or not even read."""
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "p.hashiya"
        for file in project.parent.glob(f"{project.name}*"):
            copy = folder / file.name.replace(project.name, path.name)
            shutil.copyfile(file, copy)
            copy.chmod({"file": 0o444, "folder": 0o666, "unreadable": 0o000}[what])
        folder.chmod(0o555 if what == "folder" else 0o777)
        with as_nobody():
            yield path
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)


@needs_permissions
def test_a_file_that_may_not_be_read(project: Path) -> None:
    with forbidden(project, "unreadable") as path:
        assert refusal(path).code == "E_PERMISSION"


@needs_permissions
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_can_not_be_written_can_be_looked_at(project: Path, what: str) -> None:
    with forbidden(project, what) as path:
        before, beside = content(path), sorted(path.parent.iterdir())
        with closing(Repository.open(path)) as repository:
            assert repository.read_only
            assert repository.document("d1") == document()
            assert repository.check() == []
            with pytest.raises(ProjectFileError) as refused:
                do(repository, adding(span("n", 0, 1)))
        assert refused.value.code == "E_READ_ONLY"
        assert (content(path), sorted(path.parent.iterdir())) == (before, beside)


@needs_permissions
def test_an_old_file_that_can_not_be_written_says_what_to_do(project: Path) -> None:
    shutil.copyfile(Path(__file__).parent / "golden" / "v1.hashiya", project)
    with forbidden(project, "file") as path:
        assert refusal(path).code == "E_OLD_READ_ONLY"


@needs_permissions
def test_a_write_cut_short_that_can_not_be_taken_back_says_so(project: Path) -> None:
    with closing(sqlite3.connect(project, isolation_level=None)) as writer:
        _spill(writer)
        with forbidden(project, "file") as path:
            assert refusal(path).code == "E_UNFINISHED"
        writer.execute("ROLLBACK")


def _spill(writer: sqlite3.Connection) -> None:
    """Begin a transaction that writes into the file before it is committed."""
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("PRAGMA cache_spill = 1")
    writer.execute("BEGIN IMMEDIATE")
    for n in range(3000):
        writer.execute("INSERT INTO annotator (id, name, role) VALUES (?, ?, 'annotator')", (n, "x" * 50))


def test_a_copy_made_in_mid_transaction_is_refused_or_found_by_the_check(
    project: Path, tmp_path: Path
) -> None:
    """What a synchronised folder does: it takes the file without the journal beside it."""
    with closing(Repository.open(project)) as repository:
        do(repository, *(adding(span(f"n{n}", n, n + 1)) for n in range(40)))
    before = tables(project)
    copies = []
    with closing(sqlite3.connect(project, isolation_level=None)) as writer:
        _spill(writer)
        for n in range(40):
            writer.execute("UPDATE span SET comment = ? WHERE id = ?", ("ق" * 600, f"n{n}"))
            writer.execute("DELETE FROM annotator WHERE id > ?", (str(n),))
            writer.execute(
                "INSERT INTO annotator (id, name, role) VALUES (?, ?, 'annotator')", (-1 - n, "x" * 9000)
            )
            copies.append(tmp_path / f"copy-{n}.hashiya")
            shutil.copyfile(project, copies[-1])
        writer.execute("ROLLBACK")
    sound = project.read_bytes()
    torn = [copy for copy in copies if copy.read_bytes() != sound]
    found = [copy for copy in torn if found_wrong(copy)]
    assert len(found) > 10
    # Pages behind the end that the header knows of hold nothing yet.
    assert [copy for copy in torn if copy not in found and tables(copy) != before] == []


def found_wrong(path: Path) -> bool:
    """Tell whether the gate refuses a file, or a check finds fault with it."""
    try:
        with closing(Repository.open(path)) as repository:
            return bool(repository.check())
    except ProjectFileError as refused:
        assert refused.code in {"E_DAMAGED", "E_STRANGE_SCHEMA"}  # noqa: PT017 - either may happen
        return True


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE document SET title = CAST(x'd9d9' AS TEXT)",
        "UPDATE document_text SET text = CAST(x'd9d9' AS TEXT)",
        "UPDATE span SET quote = CAST(x'd9d9' AS TEXT) WHERE id = 's1'",
        "UPDATE step SET name = CAST(x'd9d9' AS TEXT)",
        "UPDATE revision SET after = CAST(x'd9d9' AS TEXT)",
        "UPDATE annotation_set SET owner = 'nobody'",
        "UPDATE document_text SET text = text || char(0)",
        "UPDATE document_text SET text = replace(text, 'قال', 'قلا')",
        "UPDATE document SET title = title || char(0)",
        "UPDATE span SET quote = 'قلا' WHERE id = 's1'",
        "UPDATE span SET start = 1 WHERE id = 's1'",
        "UPDATE span SET label = 'ORG' WHERE id = 's1'",
        "UPDATE relation SET type = 'coref'",
        "DELETE FROM relation",
    ],
)
def test_bad_characters_and_changed_values_are_found(project: Path, statement: str) -> None:
    tamper(project, statement)
    assert found_wrong(project)


def test_a_changed_text_or_quote_is_not_shown(project: Path) -> None:
    tamper(project, "UPDATE document_text SET text = replace(text, 'قال', 'قلا')")
    with closing(Repository.open(project)) as repository:
        with pytest.raises(ProjectFileError) as changed:
            repository.document("d1")
        assert changed.value.code == "E_HASH"
    tamper(
        project,
        "UPDATE document_text SET text = replace(text, 'قلا', 'قال')",
        "UPDATE span SET quote = 'قلا' WHERE id = 's1'",
    )
    with closing(Repository.open(project)) as repository:
        with pytest.raises(ProjectFileError) as moved:
            repository.sets("d1")
        assert moved.value.code == "E_QUOTE"


def test_a_damaged_list_of_tables(project: Path) -> None:
    altered(
        project, "PRAGMA writable_schema = ON", "UPDATE sqlite_master SET sql = 'CREATE' WHERE name = 'span'"
    )
    assert refusal(project).code in {"E_DAMAGED", "E_STRANGE_SCHEMA"}


def test_an_open_file_is_never_opened_behind_the_back_of_sqlite(project: Path) -> None:
    """Closing any descriptor of a file drops the process's locks on it, also those of a transaction."""
    other = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
    with closing(Repository.open(project)) as repository:
        repository._connection.execute("BEGIN IMMEDIATE")
        Repository.look(project).close()
        told = subprocess.run(
            [sys.executable, "-c", other, str(project)], capture_output=True, text=True, check=False
        )
    assert "database is locked" in told.stderr


def test_a_write_cut_short_is_played_back(project: Path, tmp_path: Path) -> None:
    """Copy file and journal in the middle of a transaction: what a crash leaves behind."""
    before = tables(project)
    crashed = tmp_path / "crashed.hashiya"
    with closing(sqlite3.connect(project, isolation_level=None)) as writer:
        _spill(writer)
        shutil.copyfile(project, crashed)
        shutil.copyfile(f"{project}-journal", f"{crashed}-journal")
        writer.execute("ROLLBACK")
    assert crashed.read_bytes() != project.read_bytes(), "the crash left half a transaction in the file"
    repository = Repository.open(crashed)
    assert repository.check() == []
    repository.close()
    assert tables(crashed) == before
    assert not Path(f"{crashed}-journal").exists()


def test_a_stranger_s_file_with_a_journal_is_not_touched(tmp_path: Path) -> None:
    path = altered(tmp_path / "other.db", "CREATE TABLE t (x)")
    Path(f"{path}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    assert refusal(path).code == "E_FOREIGN"


def test_write_ahead_logging_is_switched_off_again(project: Path) -> None:
    altered(project, "PRAGMA journal_mode = WAL")
    repository = Repository.open(project)
    do(repository, adding(span("s9", 0, 1)))
    repository.close()
    assert sorted(p.name for p in project.parent.iterdir()) == [project.name]
    with closing(sqlite3.connect(project)) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_the_settings_that_the_promises_rest_on_are_in_force(project: Path) -> None:
    with closing(Repository.open(project)) as repository:
        settings = {
            name: repository._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "trusted_schema",
                "cell_size_check",
                "mmap_size",
                "application_id",
            )
        }
    assert settings == {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "application_id": APPLICATION_ID,
    }


def test_every_table_of_ours_is_strict(project: Path) -> None:
    with closing(sqlite3.connect(project)) as reader:
        kinds = reader.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        assert {name for name, _ in kinds} >= {*TABLES, "step", "revision", "project"}
        assert [name for name, strict in kinds if not strict] == []
        with pytest.raises(sqlite3.IntegrityError):
            reader.execute("UPDATE span SET start = 'zero'")
        with pytest.raises(sqlite3.IntegrityError):
            reader.execute('UPDATE span SET start = 9, "end" = 8')


@pytest.mark.parametrize("table", ["revision", "step", "document_text", "scheme"])
def test_what_only_grows_can_not_be_changed_or_removed(project: Path, table: str) -> None:
    with closing(sqlite3.connect(project)) as writer:
        key = "id" if table in {"revision", "step"} else "key"
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {key} = {key} + 100"):  # noqa: S608 - names from above
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                writer.execute(statement)


def test_a_new_project_never_takes_the_place_of_a_file(project: Path, tmp_path: Path) -> None:
    data = project.read_bytes()
    with pytest.raises(ProjectFileError) as refused:
        create(project)
    assert refused.value.code == "E_EXISTS"
    assert project.read_bytes() == data
    link = tmp_path / "broken link"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ProjectFileError):
        create(link)
    with pytest.raises(ProjectFileError) as missing:
        create(tmp_path / "no folder" / "p.hashiya")
    assert missing.value.code == "E_NO_FOLDER"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([project.name, link.name])


@pytest.mark.parametrize("raced", [False, True])
def test_a_disk_without_hard_links_makes_projects_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, raced: bool
) -> None:
    path = tmp_path / "p.hashiya"

    def no_links(_source: object, _target: object) -> None:
        if raced:
            path.write_text("somebody was quicker")
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    if raced:
        with pytest.raises(ProjectFileError) as refused:
            create(path)
        assert refused.value.code == "E_EXISTS"
        assert path.read_text() == "somebody was quicker"
    else:
        create(path).close()
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_full_disk_leaves_the_project_as_it_was_and_usable(project: Path) -> None:
    """RLIMIT_FSIZE stands for the full disk; it holds for a whole process, so another one writes."""
    before = tables(project)
    code = (
        "import pathlib, resource, signal, sys\n"
        "from tests.store.builders import *\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "path = pathlib.Path(sys.argv[1]); repository = Repository.open(path)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))\n"
        "try:\n"
        "    do(repository, DocumentChange(before=None, after=document('big', 'ق' * 300_000)))\n"
        "except Exception as error: print(error.code)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))\n"
        "print(len(repository.check()), len(repository.steps()))\n"
        "do(repository, adding(span('after', 0, 1))); repository.close()\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(project)], capture_output=True, text=True, check=True
    )
    code_said, checked = told.stdout.splitlines()
    assert code_said in {"E_DISK_FULL", "E_DISK"}
    assert checked == "0 1"
    after = tables(project)
    assert [row for row in after["span"] if row[1] != "after"] == before["span"]
    assert after["document"] == before["document"]


def test_the_scheme_in_the_file_is_the_default_one(project: Path) -> None:
    with closing(Repository.open(project)) as repository:
        assert repository.scheme() == default_scheme()
        assert repository.document("d1") == document()
