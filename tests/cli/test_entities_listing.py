"""`hashiya entities`: the entities of a whole project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.cli import main

pytestmark = pytest.mark.usefixtures("english")

_TEXTS = {"d1": "زار أحمد الإمارات. وقال أحمد إنه عاد.", "d2": "الامارات بعيدة."}


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    spans = {
        "d1": [("a", "PERS", "أحمد", 0), ("b", "PERS", "أحمد", 12), ("e", "GPE", "الإمارات", 0)],
        "d2": [("f", "GPE", "الامارات", 0)],
    }
    documents = []
    for key, text in _TEXTS.items():
        marked = []
        for name, label, words, after in spans[key]:
            start = text.index(words, after)
            marked.append({"id": name, "label": label, "start": start, "end": start + len(words)})
        coref = [{"id": "r", "type": "coref", "source": "b", "target": "a"}] if key == "d1" else []
        one = {"owner": "gold", "state": "finished", "spans": marked, "relations": coref}
        documents.append({"id": key, "title": f"خبر {key}", "text": text, "sets": [one]})
    file, path = tmp_path / "a.jsonl", tmp_path / "p.db"
    file.write_text("\n".join(json.dumps(d, ensure_ascii=False) for d in documents), encoding="utf-8")
    assert main(["new", str(path)]) == 0
    assert main(["import", str(path), str(file)]) == 0
    capsys.readouterr()
    return path


def test_one_name_in_two_documents_is_one_entity_however_it_is_spelt(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["entities", str(project), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(e["title"], e["mentions"], [d["id"] for d in e["documents"]]) for e in found] == [
        ("أحمد", 2, ["d1"]),
        ("الإمارات", 2, ["d1", "d2"]),
    ]
    assert found[1]["forms"] == [{"form": "الإمارات", "count": 1}, {"form": "الامارات", "count": 1}]
    place = found[0]["documents"][0]["spans"][1]
    assert _TEXTS["d1"][place["start"] : place["end"]] == "أحمد"


def test_a_person_reads_a_table_of_them(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entities", str(project)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "mentions" in lines[0]
    assert len(lines) == 3
