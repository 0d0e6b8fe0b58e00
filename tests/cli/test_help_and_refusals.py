"""What the commands of teams say of themselves, and of what is typed wrongly: as a person reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator import language
from annotator.cli import main
from annotator.workspace import Workspace

Run = Callable[..., str]
TEAM = (
    ("agree",),
    ("assign",),
    ("packet",),
    ("packet", "out"),
    ("packet", "in"),
    ("packet", "show"),
    ("packet", "conflicts"),
    ("report",),
)


@pytest.fixture(autouse=True)
def _back() -> Iterator[None]:
    before = language.current()
    yield
    language.use(before)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command; return what it says, on whichever output."""

    def typed(*words: object, status: int = 0, code: str = "en") -> str:
        monkeypatch.setenv("HASHIYA_LANGUAGE", code)
        capsys.readouterr()
        assert main([*map(str, words)]) == status
        said = capsys.readouterr()
        return said.out + said.err

    return typed


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    Workspace.create(path, title="P", reader="R").close()
    return path


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("words", TEAM, ids=" ".join)
def test_no_help_has_words_of_the_machine(words: tuple[str, ...], code: str, run: Run) -> None:
    said = run(*words, "--help", code=code)
    for word in ("INTEGER", "RANGE", "x>=", "TEXT", "[NAME…]", "[ID…]"):
        assert word not in said
    if code == "ar":
        assert "[required]" not in said


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("agree", "P", "--readers", "A"), ("--readers takes 2 values: NAME NAME", "hashiya agree --help")),
        (("agree", "P", "--cell", "PERS"), ("--cell takes 2 values", "hashiya agree --help")),
        (("report", "P", "--to"), ("--to needs a value: FILE", "hashiya report --help")),
        (("packet", "in", "P", "F", "--dry-run=yes"), ("--dry-run takes no value", "packet in --help")),
        (("assign", "P", "--readers", "two"), ("--readers takes a whole number, from 1",)),
        (("assign", "P", "--readers", "0"), ("--readers takes a whole number, from 1",)),
        (("assign", "P", "--seed", "x"), ("--seed takes a whole number.",)),
        (("packet", "show", "P", "Q"), ("nothing to be done with Q", "hashiya packet show --help")),
        (("packet", "out", "P", "--nonsense"), ("no option --nonsense", "hashiya packet out --help")),
    ],
    ids=" ".join,
)
def test_what_is_wrong_with_the_line_is_said_with_what_would_be_right(
    words: tuple[str, ...], wanted: tuple[str, ...], run: Run
) -> None:
    said = run(*words, status=2)
    assert said.count("\n") == 1
    for part in wanted:
        assert part in said


def test_a_packet_is_not_written_over_what_is_there(project: Path, run: Run) -> None:
    said = run("packet", "out", project, "--to", project, "--annotator", "L", status=1)
    assert "exists already" in said
    assert "new project" not in said


def test_refused_packets_are_named_like_all_that_goes_wrong(project: Path, tmp_path: Path, run: Run) -> None:
    other = tmp_path / "a.txt"
    other.write_text("قال", encoding="utf-8")
    said = run("packet", "in", project, tmp_path / "nowhere.hashiya", other, status=1)
    assert [line.partition(" ")[0] for line in said.splitlines()] == ["hashiya:", "hashiya:"]


def test_a_folder_that_is_not_there_is_to_be_made(project: Path, tmp_path: Path, run: Run) -> None:
    for words in (
        ("report", project, "--to", tmp_path / "no" / "r.html"),
        ("packet", "out", project, "--to", tmp_path / "no" / "l.hashiya", "--annotator", "L"),
    ):
        said = run(*words, status=1)
        assert "There is no folder" in said
        assert "Make it first" in said


def test_a_report_as_pdf_is_what_the_window_writes(project: Path, tmp_path: Path, run: Run) -> None:
    said = run("report", project, "--to", tmp_path / "r.pdf", status=1)
    assert "The window writes PDF" in said


def test_one_reader_too_few_is_counted_in_words(project: Path, run: Run) -> None:
    said = run("assign", project, "--readers", 2, "--annotators", "Lina", status=1)
    assert "there is 1 person: Lina" in said
