"""What the report of an adjudication counts and lists, table by table, and what it says of nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.adjudication.deciding import AcceptAgreements, Decide
from annotator.adjudication.positions import positions
from annotator.editing.commands import ImportDocuments
from annotator.model import AnnotationSet, Dispute, State, Verdict
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace
from annotator.workspace.reporting import Card, Note, csv_of, read_findings, sheet_of
from annotator.workspace.reporting.sheet import Block, Grid, Heading
from annotator.workspace.reporting.wording import moment
from tests.formats.several_readers import document, reading

pytestmark = pytest.mark.usefixtures("english")

TEXT = "قال سليم خان إن باريس بعيدة عن لندن."
_MARKS = dict.fromkeys(range(0x2066, 0x206A))
MakeProject = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> MakeProject:
    """Return a function that makes a project of readings and decides: `(dispute, verdict, why)`."""

    def project(
        *sets: AnnotationSet, accepts: bool = False, decides: tuple[tuple[Dispute, Verdict, str], ...] = ()
    ) -> Path:
        path = tmp_path / "p.hashiya"
        scheme = default_scheme()
        with closing(Workspace.create(path, title="News", scheme=scheme, reader="Huda")) as workspace:
            workspace.perform(ImportDocuments(documents=(document(TEXT, *sets),)))
            if accepts:
                workspace.perform(AcceptAgreements(document_id="d"))
            for dispute, verdict, reason in decides:
                there = positions(
                    workspace.document("d"), workspace.sets("d"), scheme, workspace.decisions("d")
                )
                key = next(one.key for one in there if one.dispute is dispute and not one.settled)
                variants = (0,) if verdict is Verdict.READING else ()
                workspace.perform(
                    Decide(document_id="d", key=key, verdict=verdict, variants=variants, reason=reason)
                )
        return path

    return project


def _under(blocks: tuple[Block, ...], title: str) -> list[Block]:
    """Return what stands under a heading, up to the next one as large."""
    (start,) = (n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.text == title)
    rest = blocks[start + 1 :]
    end = next((n for n, one in enumerate(rest) if isinstance(one, Heading) and one.level <= 2), len(rest))
    return list(rest[:end])


def _table(blocks: tuple[Block, ...], head: str) -> list[tuple[str, ...]]:
    """Return the rows of the first table whose first column is called so."""
    found = next(one for one in blocks if isinstance(one, Grid) and one.heads[0] == head)
    return list(found.rows)


def _disputed() -> tuple[AnnotationSet, AnnotationSet]:
    """Return two readings: one agreement, an edge, a label, and a span of one reader's."""
    return (
        reading(TEXT, "Salma", [("CUE", 0, 3), ("PERS", 4, 12), ("GPE", 16, 21), ("GPE", 31, 35)]),
        reading(TEXT, "Idris", [("CUE", 0, 3), ("PERS", 4, 8), ("LOC", 16, 21)]),
    )


def test_the_totals_say_how_often_what_was_decided_whose_was_taken_and_why(make: MakeProject) -> None:
    path = make(
        *_disputed(),
        accepts=True,
        decides=(
            (Dispute.BOUNDARY, Verdict.READING, "the whole name"),
            (Dispute.SINGLE, Verdict.NOTHING, "the whole name"),
        ),
    )
    blocks = sheet_of(read_findings(path))
    disputes = {row[0]: row[1:] for row in _table(blocks, "Dispute")}
    assert disputes == {
        "Edges": ("1", "1", "0"),
        "Label": ("1", "0", "1"),
        "Only some have it": ("1", "1", "0"),
    }
    assert sorted(_table(blocks, "Decision")) == [("Nothing here", "1"), ("One reading taken", "1")]
    assert _table(blocks, "Reason") == [("the whole name", "2")]
    assert _table(blocks, "Annotator")[:2] == [("Salma", "2", "1"), ("Idris", "2", "1")]
    assert blocks[0] == Heading("Adjudication report", 1)
    assert [one.level for one in blocks if isinstance(one, Heading)].count(1) == 1


def test_where_nobody_disagrees_the_report_says_so_and_compares_nobody(make: MakeProject) -> None:
    both = [("CUE", 0, 3)]
    blocks = sheet_of(read_findings(make(reading(TEXT, "Salma", both), reading(TEXT, "Idris", both))))
    for title in ("Still open", "Guideline gaps", "Every dispute"):
        assert _under(blocks, title) == [Note("None.")]
    assert Heading("Annotators beside gold") not in blocks
    assert not any(isinstance(one, Card | Grid) for one in blocks), "no empty tables either"


def test_who_has_not_finished_is_named_in_the_card_and_in_the_table(make: MakeProject) -> None:
    path = make(
        reading(TEXT, "Salma", [("PERS", 4, 12)]),
        reading(TEXT, "Idris", [("PERS", 4, 8)]),
        reading(TEXT, "نورة", [], state=State.IN_PROGRESS),
    )
    found = read_findings(path)
    (card,) = (one for one in sheet_of(found) if isinstance(one, Card))
    assert [one.translate(_MARKS) for one in card.outcome] == ["Not finished yet: نورة"]
    (row,) = csv.DictReader(io.StringIO(csv_of(found).decode("utf-8-sig"), newline=""))
    assert row["unfinished"] == "نورة"
    assert (row["number"], card.number) == ("1", 1)


def test_a_relation_is_told_by_its_two_ends_in_their_direction(make: MakeProject) -> None:
    spans = [("SOURCE", 4, 12), ("CLAIM", 16, 35)]
    path = make(reading(TEXT, "Salma", spans, links=[("attribution", 0, 1)]), reading(TEXT, "Idris", spans))
    (row,) = csv.DictReader(io.StringIO(csv_of(read_findings(path)).decode("utf-8-sig"), newline=""))
    assert row["readings"] == "Salma: attribution سليم خان → باريس بعيدة عن لندن; Idris: –"


def test_a_moment_that_is_none_is_told_as_it_is() -> None:
    assert moment("2024-05-06T07:08:09.123+00:00").translate(_MARKS) == "2024-05-06 07:08"
    assert moment("in spring") == "in spring"
