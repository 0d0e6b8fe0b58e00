"""`hashiya documents` narrowed down."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.cli import main

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Return a function that lists the ids of the documents of a project under these options."""
    documents = [
        {
            "id": f"d{number}",
            "title": title,
            "text": "قال الوزير.",
            "metadata": {"desk": desk},
            "sets": [
                {
                    "owner": "gold",
                    "state": state,
                    "spans": [{"id": "s", "label": label, "start": 4, "end": 10, "flagged": number == 2}],
                }
            ],
        }
        for number, (title, desk, state, label) in enumerate(
            (
                ("أخبار", "سياسة", "finished", "PERS"),
                ("اقتصاد", "مال", "in_progress", "ORG"),
                ("رياضة", "ملاعب", "in_progress", "PERS"),
            )
        )
    ]
    file, path = tmp_path / "a.jsonl", tmp_path / "p.db"
    file.write_text("\n".join(json.dumps(d, ensure_ascii=False) for d in documents), encoding="utf-8")
    assert main(["new", str(path)]) == 0
    assert main(["import", str(path), str(file)]) == 0

    def ask(*options: str) -> list[str]:
        capsys.readouterr()
        assert main(["documents", str(path), "--json", *options]) == 0
        return [one["id"] for one in json.loads(capsys.readouterr().out)]

    return ask


def test_options_are_put_together(found: Callable[..., list[str]]) -> None:
    assert found() == ["d0", "d1", "d2"]
    assert found("--words", "اخبار") == ["d0"]
    assert found("--state", "in_progress") == ["d1", "d2"]
    assert found("--label", "PERS") == ["d0", "d2"]
    assert found("--label", "PERS", "--state", "in_progress") == ["d2"]
    assert found("--metadata", "desk=مال") == ["d1"]
    assert found("--problems", "flags") == ["d2"]
    assert found("--problems", "none") == ["d0", "d1"]


def test_a_sample_is_the_same_again(found: Callable[..., list[str]]) -> None:
    first = found("--sample", "2", "--seed", "5")
    assert len(first) == 2
    assert found("--sample", "2", "--seed", "5") == first


def test_an_unknown_reader_is_named(
    found: Callable[..., list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found() != []
    assert main(["documents", str(tmp_path / "p.db"), "--given-to", "Nobody"]) != 0
    assert "Nobody in the project is called" in capsys.readouterr().err
