from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import main
from annotator.workspace import Workspace

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path, text = tmp_path / "p.hashiya", tmp_path / "a.txt"
    text.write_text("قال الوزير إن الجسر سيفتح غدا.", encoding="utf-8")
    assert main(["new", str(path)]) == 0
    assert main(["import", str(path), str(text)]) == 0
    capsys.readouterr()
    return path


def _answer(capsys: pytest.CaptureFixture[str], status: int, *arguments: object) -> Any:
    assert main([*map(str, arguments), "--json"]) == status
    return json.loads(capsys.readouterr().out)


def _strange(project: Path) -> None:
    with closing(sqlite3.connect(project)) as stranger:
        stranger.execute("CREATE TABLE guest (x)")


def test_check_names_what_is_wrong_with_a_file_that_can_t_be_opened(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _answer(capsys, 0, "check", project) == {"ok": True, "problems": []}
    _strange(project)
    found = _answer(capsys, 1, "check", project)
    assert not found["ok"]
    assert [problem["code"] for problem in found["problems"]] == ["E_STRANGE_SCHEMA"]
    assert main(["check", str(project.with_name("none.hashiya"))]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_repair_makes_a_new_project_and_says_what_it_holds(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _strange(project)
    before, new = project.read_bytes(), tmp_path / "new.hashiya"
    found = _answer(capsys, 0, "repair", project, new)
    assert (found["documents"], found["history"], found["lost"]) == (1, True, [])
    assert project.read_bytes() == before
    with Workspace.open(new) as workspace:
        assert [summary.title for summary in workspace.documents()] == ["a"]
        assert workspace.check() == []
    assert main(["repair", str(project), str(new)]) == 1
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("spoken", ["en", "ar"])
def test_damage_is_told_in_our_words_and_sqlite_s_are_kept_for_programs(
    project: Path, capsys: pytest.CaptureFixture[str], spoken: str
) -> None:
    data = bytearray(project.read_bytes())
    with closing(sqlite3.connect(project)) as reader:
        (page,) = reader.execute("SELECT rootpage FROM sqlite_master WHERE name = 'revision'").fetchone()
        (size,) = reader.execute("PRAGMA page_size").fetchone()
    data[(page - 1) * size : (page - 1) * size + 8] = b"\x0d\x00\x00\xff\xff\xff\xff\xff"
    project.write_bytes(data)
    assert main(["--language", spoken, "check", str(project), "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["code"] == "E_DAMAGED"
    assert problem["details"], "what SQLite said"
    for words in ("Tree", "btree", "malformed", "***"):
        assert words not in problem["message"]


def test_a_terminal_sees_how_far_the_check_is(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["check", str(project)]) == 0
    told = capsys.readouterr().err
    assert "50 %" in told
    assert "100 %" in told
