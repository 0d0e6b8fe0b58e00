"""What can be read of a damaged project is saved into a new one, and what is lost is listed."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.editing.change import DocumentChange, SetChange
from annotator.errors import ProjectFileError
from annotator.model import RepairReport
from annotator.store import Repository
from annotator.store.repair import repair
from tests.store import golden_project
from tests.store.builders import create, do, document, reading, span, tamper

_PAGE = 4096
_DOCUMENTS = 20
_MORE = 30
"""The pages of the schema stand first: this many documents reach into what a cut leaves."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    with closing(create(path, golden_project.FIRST_SCHEME)) as repository:
        golden_project.live(repository)
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Return a project whose tables have many pages each."""
    return _written(tmp_path / "large.hashiya", _DOCUMENTS)


def _written(path: Path, documents: int) -> Path:
    with closing(create(path, golden_project.FIRST_SCHEME)) as repository:
        for n in range(documents):
            text = f"{n} " + "قال الوزير إن الجسر سيفتح غدا. " * 20
            spans = [span(f"s{k}", k, k + 3, text=text) for k in range(60)]
            do(
                repository,
                DocumentChange(before=None, after=document(f"d{n}", text)),
                SetChange(before=None, after=reading(f"set-{n}", f"d{n}", spans=spans)),
            )
    return path


def _repaired(path: Path) -> tuple[RepairReport, Repository]:
    """Repair a file, which must stay as it is; return what came of it."""
    before, target = path.read_bytes(), path.with_name("new.hashiya")
    report = repair(path, target)
    assert path.read_bytes() == before
    return report, Repository.open(target)


def _pages_of(path: Path, name: str) -> list[int]:
    """Return the numbers of the pages of a table or an index, inner ones first."""
    with closing(sqlite3.connect(path)) as reader:
        try:
            return [
                page
                for (page,) in reader.execute(
                    "SELECT pageno FROM dbstat WHERE name = ? ORDER BY pagetype = 'leaf', pageno", (name,)
                )
            ]
        except sqlite3.OperationalError:
            pytest.skip("this SQLite has no dbstat")


def _ruin(path: Path, *pages: int) -> None:
    data = bytearray(path.read_bytes())
    chance = random.Random(1)  # noqa: S311 - which bytes
    for page in pages:
        data[(page - 1) * _PAGE : page * _PAGE] = chance.randbytes(_PAGE)
    path.write_bytes(data)
    with pytest.raises(ProjectFileError):
        Repository.open(path)


def test_a_sound_project_comes_through_whole_with_its_history(project: Path) -> None:
    report, repository = _repaired(project)
    with closing(repository), closing(Repository.open(project)) as original:
        assert report.lost == ()
        assert report.history
        assert tuple(repository.annotated()) == golden_project.WHOLE
        assert repository.steps() == original.steps()
        assert repository.scheme() == golden_project.SCHEME
        assert (repository.project_id, repository.title) == (original.project_id, original.title)
        assert repository.check() == []
    assert (report.documents, report.sets, report.spans, report.relations) == (2, 3, 4, 1)


def test_an_older_file_is_repaired_too(tmp_path: Path) -> None:
    path = tmp_path / "old.hashiya"
    path.write_bytes((Path(__file__).parent / "golden" / "v1.hashiya").read_bytes())
    report, repository = _repaired(path)
    with closing(repository):
        assert report.history
        assert tuple(repository.annotated()) == golden_project.WHOLE


@pytest.mark.parametrize("table", ["span", "relation_by_source", "sqlite_autoindex_span_1", "document"])
def test_a_lost_page_of_what_stands_is_told_again_from_the_log(large: Path, table: str) -> None:
    with closing(Repository.open(large)) as repository:
        whole = tuple(repository.annotated())
        steps = repository.steps()
    _ruin(large, _pages_of(large, table)[-1])
    report, repository = _repaired(large)
    with closing(repository):
        assert report.history
        assert tuple(repository.annotated()) == whole
        assert repository.steps() == steps
        assert repository.check() == []


def test_a_lost_page_of_the_log_costs_the_history_only(large: Path) -> None:
    with closing(Repository.open(large)) as repository:
        whole = tuple(repository.annotated())
    pages = _pages_of(large, "revision")
    _ruin(large, pages[len(pages) // 2])
    report, repository = _repaired(large)
    with closing(repository):
        assert not report.history
        assert {problem.code for problem in report.lost} == {"E_LOST", "E_HISTORY_LOST"}
        assert tuple(repository.annotated()) == whole
        assert [str(step.name) for step in repository.steps()] == ["Repair"]
        assert repository.check() == []


def test_what_both_have_lost_is_listed_by_rows(large: Path) -> None:
    log, spans = _pages_of(large, "revision"), _pages_of(large, "span")
    _ruin(large, log[len(log) // 2], spans[len(spans) // 2])
    report, repository = _repaired(large)
    with closing(repository):
        assert report.documents == _DOCUMENTS
        lost = 60 * _DOCUMENTS - report.spans
        assert 0 < lost < 100, "the rows of one page"
        (rows,) = [str(p.message) for p in report.lost if "in span" in str(p.message)]
        ranges = [part.split("–") for part in rows.rstrip(".").partition(": ")[2].split(", ")]
        assert sum(int(part[-1]) - int(part[0]) + 1 for part in ranges) == lost
        assert repository.check() == []


def test_a_changed_text_is_kept_and_listed_and_so_are_the_spans_that_lost_their_words(project: Path) -> None:
    tamper(project, "UPDATE document_text SET text = replace(text, 'الوزير', 'الوزيز') WHERE key = 1")
    report, repository = _repaired(project)
    with closing(repository):
        assert "الوزيز" in repository.document("d1").text
        assert repository.document("d2") == golden_project.SECOND
        codes = [problem.code for problem in report.lost]
        assert codes.count("E_HASH") == 1
        assert sum("الوزير" in str(problem.message) for problem in report.lost) == 2
        assert any("lost one of its ends" in str(problem.message) for problem in report.lost)
        assert report.spans == 2
        assert repository.check() == []


def test_bad_characters_cost_one_row(project: Path) -> None:
    tamper(
        project,
        "UPDATE span SET comment = CAST(x'd9d9' AS TEXT) WHERE id = 'g'",
        "UPDATE revision SET after = CAST(x'd9d9' AS TEXT) WHERE id = 3",
    )
    report, repository = _repaired(project)
    with closing(repository):
        assert report.spans == 3
        assert repository.check() == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER guest AFTER INSERT ON span BEGIN DELETE FROM relation; END",
        "ALTER TABLE span ADD COLUMN guest TEXT AS (upper(label))",
        "CREATE VIEW guest AS SELECT * FROM span",
    ],
)
def test_a_stranger_s_schema_is_left_behind(project: Path, statement: str) -> None:
    with closing(sqlite3.connect(project)) as stranger:
        stranger.execute(statement)
    report, repository = _repaired(project)
    with closing(repository):
        assert report.lost == ()
        assert tuple(repository.annotated()) == golden_project.WHOLE


@pytest.mark.parametrize(("share", "least"), [(0.9, _MORE * 3 // 4), (0.6, 1)])
def test_a_file_cut_short_gives_what_is_left(tmp_path: Path, share: float, least: int) -> None:
    large = _written(tmp_path / "large.hashiya", _MORE)
    data = large.read_bytes()
    large.write_bytes(data[: int(len(data) * share)])
    report, repository = _repaired(large)
    with closing(repository):
        assert report.lost
        assert report.documents >= least
        assert repository.check() == []


def test_random_damage_is_never_a_crash_and_never_a_broken_project(large: Path) -> None:
    sound, chance = large.read_bytes(), random.Random(4)  # noqa: S311 - which bytes are hit
    saved = 0
    for _ in range(12):
        data = bytearray(sound)
        for _ in range(chance.choice([1, 20, 400])):
            data[chance.randrange(100, len(data))] = chance.randrange(256)
        large.write_bytes(data)
        target = large.with_name("new.hashiya")
        target.unlink(missing_ok=True)
        try:
            report = repair(large, target)
        except ProjectFileError as error:
            assert error.code == "E_DAMAGED"  # noqa: PT017 - nothing can be read
            assert not target.exists()
            continue
        with closing(Repository.open(target)) as repository:
            assert repository.check() == []
            saved += report.spans
    assert saved > 12 * 60 * _DOCUMENTS / 3


def test_what_is_no_project_and_a_name_that_is_taken_are_refused(project: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("نص طويل بما يكفي")
    with pytest.raises(ProjectFileError) as refused:
        repair(text, tmp_path / "new.hashiya")
    assert refused.value.code == "E_NOT_A_PROJECT"
    with pytest.raises(ProjectFileError) as taken:
        repair(project, text)
    assert taken.value.code == "E_EXISTS"
    assert text.read_text() == "نص طويل بما يكفي"
