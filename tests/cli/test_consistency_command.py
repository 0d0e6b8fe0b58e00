"""`hashiya consistency`: what does not fit together, for people and for programs."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.cli import main
from annotator.editing.commands import AddSpan, ReviseScheme
from annotator.model import Span
from annotator.workspace import Workspace

_TEXT = "زار موسكو، ثم عاد من موسكو."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "خبر.txt").write_text(_TEXT, encoding="utf-8")
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="ت", reader="أمل")) as workspace:
        workspace.import_files([tmp_path / "خبر.txt"])
        (summary,) = workspace.documents()
        workspace.perform(AddSpan(document_id=summary.id, set_id=None, label="GPE", span=Span(4, 10)))
    return path


def test_findings_are_listed_and_the_status_says_that_there_are_some(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["consistency", str(project)]) == 1
    said = capsys.readouterr().out
    assert "[edge_punctuation]" in said
    assert "3 findings" in said


def test_json_says_where_and_what_would_mend_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consistency", str(project), "--rule", "edge_punctuation", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"edge_punctuation": 1}
    (one,) = found["findings"]
    assert (one["start"], one["end"], one["rule"]) == (4, 10, "edge_punctuation")
    assert one["fix"] == {"start": 4, "end": 9, "label": "GPE", "attributes": {}}


def test_silenced_rules_rest_and_without_findings_all_is_well(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Workspace.open(project, reader="أمل")) as workspace:
        silenced = frozenset({"edge_punctuation", "unlabelled_elsewhere", "label_used_once"})
        workspace.perform(ReviseScheme(scheme=replace(workspace.scheme, silenced=silenced)))
    assert main(["consistency", str(project)]) == 0
    assert "Nothing has been found." in capsys.readouterr().out


def test_a_rule_that_there_is_not_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consistency", str(project), "--rule", "spelling"]) == 2
    assert "--rule takes one of" in capsys.readouterr().err
