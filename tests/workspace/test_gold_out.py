"""Gold goes out where there is gold; where there is none, that is said."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from annotator.editing.commands import ImportDocuments
from annotator.errors import InputError
from annotator.model import AnnotatedDocument, Owner, State
from annotator.model.scheme_json import default_scheme
from annotator.workspace import ExportRequest, Readings, Selection, Workspace
from tests.formats.several_readers import document, reading

pytestmark = pytest.mark.usefixtures("english")

TEXT = "قال سليم خان"
GOLD = Selection(readings=Readings.GOLD)


def golden(name: str) -> AnnotatedDocument:
    text = f"{TEXT} {name}"
    gold = reading(text, None, [("PERS", 4, 12)], owner=Owner.GOLD, state=State.FINISHED)
    return document(text, reading(text, "Salma", [("PERS", 4, 8)]), gold, name=name)


def plain(name: str) -> AnnotatedDocument:
    text = f"{TEXT} {name}"
    return document(text, reading(text, "Salma", [("PERS", 4, 8)]), name=name)


def exported(
    folder: Path, documents: list[AnnotatedDocument], selection: Selection = GOLD, name: str = "hashiya-jsonl"
) -> list[str]:
    """Return the notes of an export of a project with these documents."""
    workspace = Workspace.create(folder / "p.hashiya", title="ت", scheme=default_scheme(), reader="R")
    with closing(workspace):
        workspace.perform(ImportDocuments(documents=tuple(documents)))
        request = ExportRequest(target=folder / "out", format_name=name, selection=selection, strict=True)
        return [str(note) for note in workspace.export(request).notes]


@pytest.mark.parametrize("name", ["hashiya-jsonl", "conll", "text", "side-by-side"])
def test_gold_that_nobody_has_made_is_refused_with_what_helps(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"No document has gold yet.*adjudicat") as caught:
        exported(tmp_path, [plain("a"), plain("b")], name=name)
    assert caught.value.code == "E_NO_READING"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["hashiya-jsonl", "brat"])
def test_documents_without_gold_are_left_out_counted_and_named(name: str, tmp_path: Path) -> None:
    notes = exported(tmp_path, [plain("a"), golden("g"), plain("b")], name=name)
    assert notes[0] == "2 documents have no gold yet and are left out."
    if name == "hashiya-jsonl":
        lines = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["id"] for line in lines] == ["g"]
    with Workspace.look(tmp_path / "p.hashiya") as workspace:
        request = ExportRequest(target=tmp_path / "again", format_name=name, selection=GOLD)
        entries = list(workspace.export(request).entries)
    assert sorted(entry.document_id for entry in entries if entry.asked) == ["a", "b"]


def test_where_all_have_gold_nothing_is_said(tmp_path: Path) -> None:
    assert exported(tmp_path, [golden("g")]) == []


def test_a_split_shares_out_the_documents_with_gold(tmp_path: Path) -> None:
    with closing(
        Workspace.create(tmp_path / "p.hashiya", title="ت", scheme=default_scheme(), reader="R")
    ) as workspace:
        mixed = (golden("g"), *(plain(str(n)) for n in range(8)))
        workspace.perform(ImportDocuments(documents=mixed))
        request = ExportRequest(
            target=tmp_path / "out", format_name="hashiya-jsonl", selection=GOLD, split="100,0,0"
        )
        report = workspace.export(request)
    assert (report.documents, report.asked) == (1, 8)


def test_a_person_or_state_without_readings_is_refused_too(tmp_path: Path) -> None:
    nobody = Selection(readings=Readings.ANNOTATOR, annotator="Huda")
    with pytest.raises(InputError, match="no reading by Huda"):
        exported(tmp_path, [plain("a")], nobody)
    (tmp_path / "p.hashiya").unlink()
    reviewed = Selection(readings=Readings.GOLD, states=(State.REVIEWED,))
    with pytest.raises(InputError, match=r"so far \(.*reviewed"):
        exported(tmp_path, [golden("g")], reviewed)
