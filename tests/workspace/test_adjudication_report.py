"""The report of an adjudication: each dispute with what became of it, on a page and in a table."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from annotator import language
from annotator.adjudication.deciding import AcceptAgreements, Decide
from annotator.adjudication.positions import positions
from annotator.adjudication.queue import next_open
from annotator.cli.program import main
from annotator.editing.commands import ImportDocuments
from annotator.errors import InputError, OutputError
from annotator.model import (
    Attribute,
    AttributeType,
    AttributeValue,
    Dispute,
    Names,
    Owner,
    State,
    Verdict,
)
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace
from annotator.workspace.reporting import (
    COLUMNS,
    Card,
    Note,
    csv_of,
    html_of,
    read_findings,
    sheet_of,
    write_report,
)
from tests.formats.several_readers import document, reading

pytestmark = pytest.mark.usefixtures("english")

TEXT = "قال سليم خان إن <باريس> بعيدة عن لندن."
VOID = frozenset({"meta", "br"})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with an agreement, a boundary that is decided, a label that is a gap, and one open."""
    sets = (
        reading(TEXT, "Salma", [("CUE", 0, 3), ("PERS", 4, 12), ("GPE", 17, 22), ("GPE", 33, 37)]),
        reading(TEXT, "Idris", [("CUE", 0, 3), ("PERS", 4, 8), ("LOC", 17, 22)]),
    )
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="T & B", scheme=default_scheme(), reader="Huda")) as workspace:
        workspace.perform(ImportDocuments(documents=(document(TEXT, *sets),)))
        workspace.perform(AcceptAgreements(document_id="d"))
        for reason, gap in (("=the whole name", False), ("cities are <b>places</b>", True)):
            there = positions(
                workspace.document("d"), workspace.sets("d"), workspace.scheme, workspace.decisions("d")
            )
            following = next_open(there)
            assert following is not None
            workspace.perform(
                Decide(
                    document_id="d",
                    key=following.key,
                    verdict=Verdict.READING,
                    variants=(0,),
                    reason=reason,
                    gap=gap,
                )
            )
    return path


class _Sound(HTMLParser):
    """Complains about a page whose elements are not closed in their order, and notes what it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asked += [str(value) for name, value in attrs if name in {"src", "href", "onload", "onclick"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page_of(project: Path) -> tuple[str, str]:
    """Return the page and its words."""
    made = html_of(sheet_of(read_findings(project)))
    parser = _Sound()
    parser.feed(made)
    assert parser.open == []
    assert all(one.startswith("#") and f'id="{one[1:]}"' in made for one in parser.asked), (
        "nothing is fetched"
    )
    return made, "".join(parser.words)


def test_the_page_says_of_each_dispute_how_it_was_settled_by_whom_and_why(project: Path) -> None:
    made, words = page_of(project)
    assert '<html lang="en" dir="ltr">' in made
    for needed in (
        *("T & B", "3 disputes", "2 settled", "1 open", "1 agreement", "1 accepted"),
        *("=the whole name", "cities are <b>places</b>", "Guideline gap", "Huda"),
    ):
        assert needed in words, needed
    assert "<script" not in made
    assert "<b>places</b>" not in made
    cards = [one for one in sheet_of(read_findings(project)) if isinstance(one, Card)]
    assert [(one.number, one.settled, one.gap) for one in cards] == [
        (1, True, False),
        (2, True, True),
        (3, False, False),
    ]
    assert [said.taken for said in cards[0].voices] == [True, False]
    assert "سليم خان" in cards[0].voices[0].words


def test_in_arabic_the_page_runs_from_the_right(project: Path) -> None:
    language.use("ar")
    made, _ = page_of(project)
    assert '<html lang="ar" dir="rtl">' in made


def test_in_arabic_what_is_listed_has_arabic_commas(tmp_path: Path, shared_data: Path) -> None:
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="T", scheme=default_scheme(), reader="Huda")) as workspace:
        workspace.import_files([shared_data / "gold.jsonl", shared_data / "reader-2.jsonl"])
        (article,) = workspace.documents()
        there = positions(workspace.document(article.id), workspace.sets(article.id), workspace.scheme, ())
        for one in there:
            if one.dispute is Dispute.LABEL:
                workspace.perform(
                    Decide(document_id=article.id, key=one.key, verdict=Verdict.READING, variants=(0,))
                )
    language.use("ar")
    notes = [one.text for one in sheet_of(read_findings(path)) if isinstance(one, Note)]
    (mixed,) = (one for one in notes if "سُمّي" in one)
    assert "، " in mixed
    assert ", " not in mixed


def test_the_table_has_a_row_for_each_dispute_in_codes_whatever_the_language(project: Path) -> None:
    language.use("ar")
    data = csv_of(read_findings(project))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["dispute"], row["standing"], row["verdict"], row["guideline_gap"]) for row in rows] == [
        ("boundary", "settled", "reading", ""),
        ("label", "settled", "reading", "yes"),
        ("single", "open", "", ""),
    ]
    assert (rows[0]["taken"], rows[0]["by"], rows[0]["reason"]) == ("Salma", "Huda", "'=the whole name")
    assert rows[0]["gold"] == "PERS سليم خان"
    assert rows[2]["readings"] == "Salma: GPE لندن; Idris: –"


def test_who_has_not_finished_is_told_apart_from_who_disagrees(tmp_path: Path) -> None:
    sets = (
        reading(TEXT, "Salma", [("CUE", 0, 3)]),
        reading(TEXT, "Idris", [], state=State.IN_PROGRESS),
        reading(TEXT, None, [("CUE", 0, 3)], owner=Owner.SUGGESTED),
    )
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="T", scheme=default_scheme(), reader="Huda")) as workspace:
        workspace.perform(ImportDocuments(documents=(document(TEXT, *sets),)))
    report = read_findings(path).report
    assert (report.cases, report.agreements) == ((), (1, 0))


def test_pseudonyms_leave_no_name_in_a_report(project: Path) -> None:
    found = read_findings(project, pseudonyms=True)
    everything = csv_of(found).decode() + html_of(sheet_of(found))
    assert not any(name in everything for name in ("Salma", "Idris", "Huda"))


def test_a_name_of_another_end_is_refused_and_what_is_there_is_kept(project: Path, tmp_path: Path) -> None:
    found = read_findings(project)
    target = tmp_path / "report.html"
    write_report(target, found, force=False)
    with pytest.raises(OutputError, match="there already"):
        write_report(target, found, force=False)
    with pytest.raises(InputError, match=r"\.csv"):
        write_report(tmp_path / "report.txt", found, force=True)


def test_the_command_writes_what_its_name_says(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.html"
    assert main(["report", str(project), "--to", str(target), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "target": str(target),
        "disputes": 3,
        "open": 1,
        "gaps": 1,
        "agreements": 1,
        "accepted": 1,
    }
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["report", str(project), "--to", str(target)]) == 1
    assert main(["report", str(project), "--to", str(tmp_path / "out.csv"), "--pseudonyms"]) == 0
    assert "Salma" not in (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert main(["report", str(project), "--to", "-"]) == 0


def test_an_answer_about_the_document_is_told_by_question_and_answer(tmp_path: Path) -> None:
    topic = Attribute(
        name="topic",
        names=Names(ar="الموضوع", en="Topic"),
        type=AttributeType.CHOICE,
        values=tuple(
            AttributeValue(value=one, names=Names(ar=one, en=one.title())) for one in ("sport", "politics")
        ),
    )
    scheme = replace(default_scheme(), document_attributes=(topic,))
    sets = (
        replace(reading(TEXT, "Salma", []), attributes={"topic": "sport"}),
        replace(reading(TEXT, "Idris", []), attributes={"topic": "politics"}),
    )
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="T", scheme=scheme, reader="Huda")) as workspace:
        workspace.perform(ImportDocuments(documents=(document(TEXT, *sets),)))
        taken = Decide(document_id="d", key="q/topic", verdict=Verdict.READING, variants=(0,), reason="so")
        workspace.perform(taken)
    with closing(Workspace.open(path, reader="Huda")) as workspace:
        (gold,) = (one for one in workspace.sets("d") if one.owner is Owner.GOLD)
        (decided,) = workspace.decisions("d")
        answer = gold.attributes["topic"]
        assert (decided.label, decided.reason, workspace.check()) == ("topic", "so", [])
    found = read_findings(path)
    (card,) = (block for block in sheet_of(found) if isinstance(block, Card))
    assert (card.caption, card.words, card.place, card.settled) == ("Attribute · Topic", "خبر", "", True)
    assert {plain(one.words) for one in card.voices} == {"Topic: Sport", "Topic: Politics"}
    assert plain(card.outcome[1]) == f"Gold: Topic: {answer.title()}"
    rows = list(csv.DictReader(io.StringIO(csv_of(found).decode("utf-8-sig"))))
    assert [(row["label"], row["start"], row["gold"]) for row in rows] == [("topic", "", f"topic={answer}")]


def plain(words: str) -> str:
    """Return words without the marks that keep directions apart."""
    return words.translate(dict.fromkeys(range(0x2066, 0x206A)))
