"""Who said what, by which cue: one row a claim."""

from __future__ import annotations

import csv
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given, settings

from annotator.formats import Element
from annotator.model import AnnotatedDocument, Relation
from tests.formats.every_format import annotated, documents, export, gold

TEXT = "قال سليم خان <i>إنه\nعاد</i>، ونفى آخرون"


def sample() -> AnnotatedDocument:
    spans = [("CUE", 0, 3), ("SOURCE", 4, 12), ("CLAIM", 13, 27), ("SOURCE", 34, 39), ("PERS", 4, 8)]
    document = annotated(TEXT, spans)
    (reading,) = document.sets
    links = [("attribution", "s1"), ("cue", "s0"), ("attribution", "s3")]
    relations = {
        f"r{n}": Relation(id=f"r{n}", type=t, source=source, target="s2")
        for n, (t, source) in enumerate(links)
    }
    made = dict(reading.spans)
    made["s2"] = replace(made["s2"], attributes={"verifiability": "opinion"})
    return replace(document, sets=(replace(reading, spans=made, relations=relations),))


def test_a_claim_is_a_row_with_its_sources_and_cues(tmp_path: Path) -> None:
    report = export("attribution", [sample()], tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row == {
        "document": "d",
        "title": "خبر",
        "reader": "Salma",
        "label": "CLAIM",
        "start": "13",
        "end": "27",
        "words": "<i>إنه عاد</i>",
        "sources": "سليم خان ¦ آخرون",
        "source_places": "4–12 ¦ 34–39",
        "cues": "قال",
        "cue_places": "0–3",
        "introductions": "",
        "answers": "verifiability=opinion",
    }
    assert [(entry.element, entry.id) for entry in report.losses] == [(Element.SPAN, "s4")]
    assert (report.spans, report.relations) == (4, 3)


def said_and_denied() -> AnnotatedDocument:
    """Return a claim that one says and another denies, each with a cue, and a claim of nobody in the text."""
    text = "أكد سليم أن الجسر أغلق ونفى نديم ذلك وذكر أن النهر فاض"
    words = ["أكد", "سليم", "الجسر أغلق", "نفى", "نديم", "النهر فاض"]
    labels = ["CUE", "SOURCE", "CLAIM", "CUE", "SOURCE", "CLAIM"]
    places = [(text.index(word), text.index(word) + len(word)) for word in words]
    document = annotated(text, [(label, *place) for label, place in zip(labels, places, strict=True)])
    (reading,) = document.sets
    links = [
        ("attribution", "s1", "s2"),
        ("attribution", "s4", "s2"),
        ("cue", "s0", "s2"),
        ("cue", "s3", "s2"),
        ("introduces", "s0", "s1"),
        ("introduces", "s3", "s4"),
    ]
    relations = {
        f"r{n}": Relation(id=f"r{n}", type=kind, source=source, target=target)
        for n, (kind, source, target) in enumerate(links)
    }
    spans = dict(reading.spans)
    spans["s5"] = replace(spans["s5"], attributes={"implicit_source": "unknown_people"})
    return replace(document, sets=(replace(reading, spans=spans, relations=relations),))


def test_the_table_keeps_which_cue_is_whose(tmp_path: Path) -> None:
    for name in ("attribution", "attribution-html"):
        report = export(name, [said_and_denied()], tmp_path / name)
        assert report.losses == []
        assert report.relations == 6
    with (tmp_path / "attribution").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["introductions"] == "0–3→4–8 ¦ 24–27→28–32"


def test_the_page_has_a_line_for_each_voice_and_names_implicit_sources(tmp_path: Path) -> None:
    export("attribution-html", [said_and_denied()], tmp_path / "a.html")
    cells = Cells()
    cells.feed((tmp_path / "a.html").read_text(encoding="utf-8"))
    shown = [words for words in cells.words if words.strip()]
    first = shown.index("سليم")
    assert shown[first : first + 2] == ["سليم", "أكد"]
    second = shown.index("نديم")
    assert shown[second : second + 2] == ["نديم", "نفى"]
    assert "مجهولون · unknown people" in shown
    assert cells.tags.count("tbody") == 2


def test_the_cue_of_an_only_source_stands_beside_it(tmp_path: Path) -> None:
    document = annotated("قال سليم إن الجسر أغلق", [("CUE", 0, 3), ("SOURCE", 4, 8), ("CLAIM", 12, 22)])
    (reading,) = document.sets
    relations = {
        kind: Relation(id=kind, type=kind, source=source, target="s2")
        for kind, source in (("attribution", "s1"), ("cue", "s0"))
    }
    export(
        "attribution-html", [replace(document, sets=(replace(reading, relations=relations),))], tmp_path / "a"
    )
    assert (tmp_path / "a").read_text(encoding="utf-8").count("<tr>") == 2
    assert '>سليم</td><td dir="auto">قال</td>' in (tmp_path / "a").read_text(encoding="utf-8")


def test_words_that_hold_the_sign_between_two_are_shown_whole(tmp_path: Path) -> None:
    document = annotated("سليم ¦ خان عاد", [("SOURCE", 0, 10), ("CLAIM", 11, 14)])
    (reading,) = document.sets
    tie = Relation(id="r", type="attribution", source="s0", target="s1")
    document = replace(document, sets=(replace(reading, relations={"r": tie}),))
    assert export("attribution-html", [document], tmp_path / "a.html").relations == 1
    assert ">سليم ¦ خان</td>" in (tmp_path / "a.html").read_text(encoding="utf-8")


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_shows_words_and_runs_nothing(tmp_path: Path) -> None:
    export("attribution-html", [sample()], tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    cells = Cells()
    cells.feed(page)
    assert "i" not in cells.tags
    assert "script" not in cells.tags
    assert "<i>إنه عاد</i>" in cells.words


def test_the_gold_article_has_a_row_for_each_claim_and_quotation(shared_data: Path, tmp_path: Path) -> None:
    article = gold(shared_data)
    report = export("attribution", [article], tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (reading,) = article.sets
    assert len(rows) == sum(span.label in {"CLAIM", "QUOTE"} for span in reading.spans.values())
    tied = [r for r in reading.relations.values() if r.type == "attribution"]
    assert sum(len(row["sources"].split(" ¦ ")) for row in rows if row["sources"]) == len(tied)
    spans = sum(entry.element is Element.SPAN for entry in report.entries)
    assert report.spans + spans == len(reading.spans)


@given(document=documents())
@settings(max_examples=40, deadline=None)
def test_any_reading_can_be_shown(document: AnnotatedDocument, tmp_path_factory: object) -> None:
    folder = tmp_path_factory.mktemp("table")  # type: ignore[attr-defined]
    for name in ("attribution", "attribution-html"):
        report = export(name, [document], folder / name)
        spans = sum(entry.element is Element.SPAN for entry in report.entries)
        assert report.spans + spans == len(document.sets[0].spans)
