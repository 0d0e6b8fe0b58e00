"""What `hashiya import` shows before it writes, and what may be chosen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import main
from annotator.workspace import Workspace

pytestmark = pytest.mark.usefixtures("english")

ROWS = "سليم B-Person\nخان I-Person\nزار O\nنهر B-RIVER\nخطأ OO\n\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    Workspace.create(path, title="p").close()
    return path


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    (tmp_path / "a.conll").write_text(ROWS, encoding="utf-8")
    return tmp_path / "a.conll"


def run(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> tuple[str, str]:
    assert main([str(argument) for argument in arguments]) == status
    said = capsys.readouterr()
    return said.out, said.err


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    return json.loads(run(capsys, *arguments, "--json")[0])


def test_a_dry_run_shows_files_names_problems_and_the_outcome_and_writes_nothing(
    project: Path, rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project.read_bytes()
    out, _ = run(capsys, "import", project, rows, "--dry-run", "--map", '{"Person": "PERS"}')
    assert "a.conll  conll · 1 document" in out
    assert "Person  1  → PERS" in out
    assert "RIVER  1  → does not fit the scheme" in out
    assert "a.conll, line 5: “OO” is no tag" in out
    assert out.endswith("Nothing has been written.\n")
    assert project.read_bytes() == before


def test_a_dry_run_is_data_for_programs(
    project: Path, rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(capsys, "import", project, rows, "--dry-run", "--add-labels", "--annotator", "ليلى")
    assert told["files"][0]["documents"][0]["title"] == "سليم خان زار نهر خطأ"
    assert told["names"] == [
        {"name": "Person", "count": 1, "fits": True, "becomes": "joins the scheme"},
        {"name": "RIVER", "count": 1, "fits": True, "becomes": "joins the scheme"},
    ]
    assert told["report"]["spans"] == 2
    assert told["report"]["problems"][0]["code"] == "E_TAG"
    assert told["refused"] is None


def test_names_are_mapped_by_a_file_and_others_join_the_layer_that_is_named(
    project: Path, rows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.json").write_text('{"Person": "PERS"}', encoding="utf-8")
    options = ("--skip-bad", "--add-labels", "--layer", "sources", "--map", tmp_path / "m.json")
    told = answer(capsys, "import", project, rows, *options)
    assert (told["spans"], told["added"], len(told["problems"])) == (2, ["RIVER"], 1)
    with Workspace.open(project) as workspace:
        layer = workspace.scheme.layer_of("RIVER")
        assert layer is not None
        assert layer.code == "sources"


def test_a_layer_that_is_not_there_is_refused(
    project: Path, rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said = run(capsys, "import", project, rows, "--add-labels", "--layer", "no", status=1)
    assert "There are: entities, claims, sources" in said


def test_an_attribute_can_be_left_out_by_the_map(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {
        "text": "قال سليم",
        "spans": [{"label": "PERS", "start": 4, "end": 8, "attributes": {"x": "1"}}],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    run(capsys, "import", project, tmp_path / "a.jsonl", status=1)
    told = answer(capsys, "import", project, tmp_path / "a.jsonl", "--map", '{"attribute:x": null}')
    assert told["spans"] == 1


def test_an_old_encoding_is_read_and_named_and_a_short_one_is_asked_about_in_one_line(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes("قالت الوزيرة إن المدينة ستفتح أبوابها قريبا".encode("cp1256"))
    (tmp_path / "b.txt").write_bytes("درس".encode("cp1256"))
    out, said = run(capsys, "import", project, tmp_path / "a.txt")
    assert out.startswith("1 new document")
    assert "a.txt: it has been read as cp1256" in said
    _, said = run(capsys, "import", project, tmp_path / "b.txt", status=1)
    assert said.count("\n") == 1
    assert "cp1256 “درس”" in said
    told = answer(capsys, "import", project, tmp_path / "b.txt", "--dry-run")
    assert told["files"][0]["encoding"] is None
    assert told["files"][0]["encodings"][0]["line"] == "درس"
    assert answer(capsys, "import", project, tmp_path / "b.txt", "--encoding", "cp1256")["documents"] == 1


def test_damage_is_mended_only_by_choice(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes("ﻗﺎل سليم للناس كلمة".encode() + b"\xff")
    _, said = run(capsys, "import", project, tmp_path / "a.txt", status=1)
    assert "--mend bytes" in said
    told = answer(capsys, "import", project, tmp_path / "a.txt", "--dry-run")
    assert told["files"][0]["damages"] == ["bytes", "forms"]
    answer(capsys, "import", project, tmp_path / "a.txt", "--mend", "bytes", "--mend", "forms")
    with Workspace.open(project) as workspace:
        (document,) = workspace.documents()
        assert workspace.document(document.id).text == "قال سليم للناس كلمة\ufffd"


def test_a_folder_of_texts_comes_in_whole(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "texts"
    (folder / "deep").mkdir(parents=True)
    for name in ("a.txt", "deep/b.txt"):
        (folder / name).write_text(f"خبر {name}", encoding="utf-8")
    assert answer(capsys, "import", project, folder)["documents"] == 2
