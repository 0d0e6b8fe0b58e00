"""`hashiya scheme` and `hashiya new --scheme`: shown, written, adopted, refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import main
from annotator.model.presets import PRESETS
from annotator.model.scheme_json import read_scheme, write_scheme
from annotator.workspace import Workspace

pytestmark = pytest.mark.usefixtures("english")

_ARTICLE = {
    "id": "d1",
    "title": "عودة",
    "text": "وقال لسليم: سنعود.",
    "sets": [
        {"owner": "gold", "spans": [{"id": "p", "label": "PERS", "start": 6, "end": 10}], "relations": []}
    ],
}


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path, article = tmp_path / "p.db", tmp_path / "a.jsonl"
    article.write_text(json.dumps(_ARTICLE, ensure_ascii=False), encoding="utf-8")
    assert main(["new", str(path)]) == 0
    assert main(["import", str(path), str(article)]) == 0
    capsys.readouterr()
    return path


def _answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", [one.name for one in PRESETS])
def test_a_project_starts_from_any_preset(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / "p.db"
    _answer(capsys, "new", path, "--scheme", name)
    shown = _answer(capsys, "scheme", path)
    assert shown["version"] == 1
    assert shown["labels"]
    assert main(["scheme", str(path)]) == 0
    assert shown["labels"][0] in capsys.readouterr().out


def test_what_is_exported_can_be_adopted_elsewhere(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, other = tmp_path / "s.json", tmp_path / "q.db"
    _answer(capsys, "scheme", project, "--export", file)
    _answer(capsys, "new", other, "--scheme", "anercorp")
    assert _answer(capsys, "scheme", other, "--adopt", file)["version"] == 2
    with Workspace.look(project) as one, Workspace.look(other) as two:
        assert one.scheme.labels == two.scheme.labels
    assert main(["scheme", str(project), "--export", str(file)]) == 1
    assert "exists already" in capsys.readouterr().err


def test_the_scheme_can_go_to_the_standard_output(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scheme", str(project), "--export", "-"]) == 0
    scheme = read_scheme(capsys.readouterr().out.encode(), name="-")
    assert write_scheme(scheme)


def test_a_scheme_without_a_place_for_the_readings_is_refused_and_nothing_has_changed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in ([], ["--dry-run"]):
        assert main(["scheme", str(project), "--adopt", "check-worthiness", *more]) == 1
        told = capsys.readouterr().err
        assert "عودة" in told
        assert "PERS" in told
    with Workspace.look(project) as workspace:
        assert workspace.scheme.version == 1


def test_a_dry_run_tells_and_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = _answer(capsys, "scheme", project, "--adopt", "wojood", "--dry-run")
    assert told == {"changed": True, "version": 1, "documents": 0}
    assert _answer(capsys, "scheme", project, "--adopt", "wojood")["version"] == 2
    assert _answer(capsys, "scheme", project, "--adopt", "wojood")["changed"] is False
    with Workspace.open(project) as workspace:
        workspace.undo()
        assert len(workspace.scheme.labels) == 25


def test_both_at_once_is_no_command(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["scheme", str(project), "--export", str(tmp_path / "s"), "--adopt", "news"]
    assert main(arguments) == 2
    assert "--adopt" in capsys.readouterr().err


def test_a_wojood_project_exports_by_the_corpora_s_maps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, article, out = tmp_path / "p.db", tmp_path / "a.jsonl", tmp_path / "out.conll"
    article.write_text(json.dumps(_ARTICLE, ensure_ascii=False), encoding="utf-8")
    assert main(["new", str(path), "--scheme", "wojood"]) == 0
    assert main(["import", str(path), str(article)]) == 0
    assert main(["export", str(path), str(out), "--format", "conll", "--map", "OntoNotes"]) == 0
    assert "B-PERSON" in out.read_text(encoding="utf-8")
    capsys.readouterr()
