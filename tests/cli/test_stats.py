"""`hashiya stats`: numbers for people, programs and spreadsheets, and the spans behind them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.cli import main
from annotator.editing.commands import AddSpan, DeleteSpans
from annotator.errors import Cancelled
from annotator.model import Span
from annotator.progress import Progress
from annotator.statistics import Pick, table
from annotator.workspace import Workspace
from annotator.workspace.counting import spans_behind

pytestmark = pytest.mark.usefixtures("english")

_TEXT = "وقال لسليم إن الجسر مغلق."


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a project with a reading that came from a file, and one made by hand, by Salma."""
    path, article = tmp_path / "p.hashiya", tmp_path / "a.jsonl"
    spans = [{"id": "k", "label": "CUE", "start": 1, "end": 4}]
    reading = {"owner": "annotator", "annotator": "Karim", "state": "finished", "spans": spans}
    documents = [
        {"id": "d1", "title": "الجسر", "text": _TEXT, "sets": [reading]},
        {"id": "d2", "title": "=SUM(A1)", "text": _TEXT},
    ]
    article.write_text(
        "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents), encoding="utf-8"
    )
    with Workspace.create(path, title="خبر", reader="Salma") as workspace:
        workspace.import_files([article])
        for start, end, label in ((1, 4, "CUE"), (6, 10, "SOURCE"), (14, 24, "CLAIM")):
            known = next((one.id for one in workspace.sets("d2")), None)
            workspace.perform(AddSpan(document_id="d2", set_id=known, label=label, span=Span(start, end)))
        reading_id = workspace.sets("d2")[0].id
        key = next(s.id for s in workspace.sets("d2")[0].spans.values() if s.label == "CUE")
        workspace.perform(DeleteSpans(document_id="d2", set_id=reading_id, span_ids=(key,)))
    capsys.readouterr()
    return path


def test_programs_get_every_table_with_codes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(project), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(r["id"], r["annotator"], r["words"], r["spans"]) for r in found["documents"]] == [
        ("d1", "Karim", 5, 1),
        ("d2", "Salma", 5, 2),
    ]
    assert {r["label"]: r["spans"] for r in found["labels"]} == {"CUE": 1, "SOURCE": 1, "CLAIM": 1}
    (day,) = found["days"]
    assert (day["annotator"], day["steps"], day["made"], day["removed"]) == ("Salma", 5, 3, 1)
    assert found["attribution"] == [{"question": "", "answer": "nobody", "statements": 1}]


def test_people_get_names_in_their_language(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(project)]) == 0
    words = capsys.readouterr().out
    assert words.startswith("2 documents, 2 readings, 3 spans.")
    assert "Karim" in words
    assert "Claim" in words
    assert main(["stats", str(project), "--table", "labels", "--annotator", "Karim", "--language", "ar"]) == 0
    words = capsys.readouterr().out
    assert "أداة" in words
    assert "ادعاء" not in words


def test_a_table_goes_to_a_file_that_is_never_overwritten_unasked(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "documents.csv"
    arguments = ["stats", str(project), "--table", "documents", "--csv", str(target)]
    assert main(arguments) == 0
    written = target.read_bytes()
    assert written.startswith(b"\xef\xbb\xbfid,document,")
    assert "'=SUM(A1)" in written.decode()
    target.write_text("mine")
    assert main(arguments) == 1
    assert target.read_text() == "mine"
    assert main([*arguments, "--force"]) == 0
    assert target.read_bytes() == written
    capsys.readouterr()
    assert main(["stats", str(project), "--csv", str(tmp_path / "all")]) == 0
    assert len(list((tmp_path / "all").iterdir())) == 10
    assert main(["stats", str(project), "--csv", "-"]) == 2
    assert main(["stats", str(project), "--table", "labels", "--csv", "-"]) == 0
    assert "label,label_name" in capsys.readouterr().out


def test_who_has_no_reading_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(project), "--annotator", "Nobody"]) == 1
    assert "Nobody" in capsys.readouterr().err


def test_a_day_opens_the_spans_that_were_made_on_it_and_are_still_there(project: Path) -> None:
    with Workspace.look(project, reader="Salma") as workspace:
        numbers = workspace.statistics()
        (row,) = table("days", numbers).rows
        assert row.pick is not None
        found = workspace.spans_behind(row.pick)
        assert [one.annotation.label for one in found.spans] == ["SOURCE", "CLAIM"]
        assert not found.has_more
        assert row.pick.day is not None
        other = Pick(day=row.pick.day - timedelta(days=2), author=row.pick.author)
        assert workspace.spans_behind(other).spans == ()
        nobody = Pick(day=row.pick.day, author="somebody else")
        assert workspace.spans_behind(nobody).spans == ()


def test_an_import_is_no_time_and_no_span_made(project: Path) -> None:
    with Workspace.look(project) as workspace:
        work = workspace.statistics(zone=UTC).work
        assert {document for _, document in work.spent} <= {"d2"}
        assert datetime.now(UTC).date() - next(iter(work.steps)).day <= timedelta(days=1)


def test_bringing_in_a_single_document_is_not_reading_it(tmp_path: Path) -> None:
    article = tmp_path / "a.jsonl"
    article.write_text(json.dumps({"id": "d1", "title": "خبر", "text": _TEXT}), encoding="utf-8")
    with Workspace.create(tmp_path / "p.hashiya", title="خبر", reader="Salma") as workspace:
        workspace.import_files([article])
        span = AddSpan(document_id="d1", set_id=None, label="CUE", span=Span(1, 4))
        workspace.perform(span)
        steps = list(workspace._repository.work())
        assert [(step.document_id, step.made) for step in steps] == [(None, 0), ("d1", 1)]
        assert {step.author_name for step in steps} == {"Salma"}
        assert not workspace.statistics().work.spent


def test_a_long_list_says_that_there_is_more(project: Path) -> None:
    with Workspace.look(project) as workspace:
        found = spans_behind(workspace._repository, workspace.scheme, Pick(), most=2)
        assert len(found.spans) == 2
        assert found.has_more


def test_counting_can_be_stopped(project: Path) -> None:
    progress = Progress()
    progress.cancelled = True
    with Workspace.look(project) as workspace, pytest.raises(Cancelled):
        workspace.statistics(progress)
