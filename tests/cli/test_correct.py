"""A corrected text comes from a file, and the spans go with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import main
from annotator.workspace import Workspace

pytestmark = pytest.mark.usefixtures("english")

_TEXT = "وقال لسليم ان سنعود."
_NEW = "وقال لسليمة سنعود غدا."


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path, article = tmp_path / "p.hashiya", tmp_path / "a.jsonl"
    spans = [
        {"id": "k", "label": "CUE", "start": 1, "end": 4},
        {"id": "p", "label": "PERS", "start": 6, "end": 10},
        {"id": "n", "label": "CUE", "start": 11, "end": 13},
        {"id": "c", "label": "CLAIM", "start": 14, "end": 19},
    ]
    reading = {"owner": "annotator", "annotator": "Salma", "state": "finished", "spans": spans}
    document = {"id": "d1", "title": "عودة", "text": _TEXT, "sets": [reading]}
    article.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert main(["new", str(path), "--title", "خبر"]) == 0
    assert main(["import", str(path), str(article)]) == 0
    (tmp_path / "new.txt").write_text(_NEW, encoding="utf-8")
    capsys.readouterr()
    return path


def _correct(project: Path, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    file = str(project.with_name("new.txt"))
    assert main(["correct", str(project), "عودة", file, *more]) == 0
    return capsys.readouterr().out


def test_spans_move_and_those_with_other_words_are_listed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(_correct(project, capsys, "--json"))
    assert found["moved"] == 1
    assert [(one["span"], one["before"], one["after"]) for one in found["touched"]] == [
        ("p", "سليم", "سليمة"),
        ("n", "ان", None),
    ]
    with Workspace.open(project) as workspace:
        assert workspace.document("d1").text == _NEW
        (reading,) = workspace.sets("d1")
        assert {key: span.quote for key, span in reading.spans.items()} == {
            "k": "قال",
            "p": "سليمة",
            "c": "سنعود",
        }
        assert workspace.check() == []
        workspace.undo()
        assert workspace.document("d1").text == _TEXT


def test_a_dry_run_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = project.read_bytes()
    said = _correct(project, capsys, "--dry-run")
    assert "2 spans have other words" in said.replace("\u2068", "").replace("\u2069", "")
    assert project.read_bytes() == before


def test_the_same_text_is_no_step(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project.with_name("new.txt").write_text(_TEXT, encoding="utf-8")
    assert "reads so already" in _correct(project, capsys)
    with Workspace.look(project) as workspace:
        assert len(workspace.history.entries()) == 1
