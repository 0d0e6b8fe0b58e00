"""All readings side by side: what stands in the columns is what each reader says, no more and no less."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec import structs

from annotator.adjudication.clusters import clusters
from annotator.adjudication.deciding import Decide
from annotator.adjudication.positions import positions
from annotator.editing.commands import ImportDocuments
from annotator.formats import Element, TokenPolicy
from annotator.formats.tagging import Tagged
from annotator.model import AnnotatedDocument, Dispute, Owner, State, Verdict
from annotator.model.scheme_json import default_scheme
from annotator.text.tokens import tokenize
from annotator.workspace import ExportRequest, Readings, Selection, Workspace
from tests.formats.every_format import Triple, export
from tests.formats.several_readers import document, joined, linked, read_by_several, reading, triples

TEXT = "قال سليم خان. عاد للصحيفة"
LAYERS = {"PERS": "entities", "ORG": "entities", "CLAIM": "claims", "SOURCE": "sources", "CUE": "sources"}


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table, all cells as text."""
    if path.suffix == ".parquet":
        rows = import_module("pyarrow.parquet").read_table(path).to_pylist()
        return [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in rows]
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".tsv":
        head, *rows = (line.split("\t") for line in text.split("\n") if line)
        return [dict(zip(head, row, strict=True)) for row in rows]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def project(tmp_path: Path, *documents: AnnotatedDocument) -> Workspace:
    workspace = Workspace.create(tmp_path / "p.hashiya", title="ت", scheme=default_scheme(), reader="Huda")
    workspace.perform(ImportDocuments(documents=documents))
    return workspace


def two_and_gold() -> AnnotatedDocument:
    return document(
        TEXT,
        reading(TEXT, "Salma", [("PERS", 4, 12), ("SOURCE", 4, 12), ("ORG", 19, 25)]),
        reading(TEXT, "Idris", [("PERS", 4, 8), ("SOURCE", 4, 12)]),
        reading(TEXT, None, [("PERS", 4, 12)], owner=Owner.GOLD, state=State.IN_PROGRESS),
    )


def test_a_row_is_what_readers_mean_by_the_same_thing_as_adjudication_has_it(tmp_path: Path) -> None:
    with closing(project(tmp_path, two_and_gold())) as workspace:
        report = workspace.export(
            ExportRequest(target=tmp_path / "out", format_name="side-by-side", tokens="split")
        )
    assert (report.spans, list(report.entries)) == (6, [])
    assert (tmp_path / "out" / "spans.csv").read_text(encoding="utf-8").splitlines() == [
        (
            "task,document,title,layer,start,end,text,label:Salma,label:Idris,label:gold,"
            "start:Salma,end:Salma,start:Idris,end:Idris,start:gold,end:gold,"
            "verdict,taken,reason,guideline_gap,by,at"
        ),
        "d/1,d,خبر,entities,4,12,سليم خان,PERS,PERS,PERS,4,12,4,8,4,12,,,,,,",
        "d/2,d,خبر,sources,4,12,سليم خان,SOURCE,SOURCE,,4,12,4,12,,,,,,,,",
        "d/3,d,خبر,entities,19,25,لصحيفة,ORG,O,,19,25,,,,,,,,,,",
    ]
    assert (tmp_path / "out" / "labels.csv").read_text(encoding="utf-8").splitlines()[-2:] == [
        "d/3,Salma,ORG,d,entities,19,25,لصحيفة",
        "d/3,Idris,O,d,entities,19,25,لصحيفة",
    ]
    lines = (tmp_path / "out" / "tokens.tsv").read_text(encoding="utf-8").split("\n")
    assert lines[0].split("\t")[:8] == [
        *("document", "sentence", "start", "end", "token"),
        *("entities:Salma", "entities:Idris", "entities:gold"),
    ]
    said = [line.split("\t")[1:8] if line else [] for line in lines[1:]]
    assert said == [
        ["1", "0", "3", "قال", "O", "O", ""],
        ["1", "4", "8", "سليم", "B-PERS", "B-PERS", "B-PERS"],
        ["1", "9", "12", "خان", "I-PERS", "O", "I-PERS"],
        ["1", "12", "13", ".", "O", "O", ""],
        [],
        ["2", "14", "17", "عاد", "O", "O", ""],
        ["2", "18", "19", "ل", "O", "O", ""],
        ["2", "19", "25", "لصحيفة", "B-ORG", "O", ""],
        [],
        [],
    ]


def three_with_relations(*, asked: bool = True) -> AnnotatedDocument:
    """Return a document whose readers relate the same spans alike or not at all, with answers if `asked`."""
    spans = [("SOURCE", 4, 12), ("CLAIM", 14, 25), ("PERS", 4, 12), ("PERS", 14, 17)]
    answers = {"": {"genre": "news"}, "s0": {"naming": "named"}, "r0": {"certainty": "sure"}}
    others = {"": {"genre": "opinion"}, "s0": {"naming": "unnamed"}}
    links = [("attribution", 0, 1), ("coref", 2, 3)]
    turned = [("attribution", 0, 1), ("coref", 3, 2)]
    return document(
        TEXT,
        reading(TEXT, "Salma", spans, links=links, answers=answers if asked else {}),
        reading(TEXT, "Idris", [("SOURCE", 4, 8), *spans[1:]], links=turned, answers=others if asked else {}),
        reading(TEXT, "نورة", spans[:2]),
        reading(TEXT, None, spans[:1], owner=Owner.GOLD, state=State.IN_PROGRESS),
    )


def test_a_relation_is_a_row_with_who_has_it_between_what_is_meant_alike(tmp_path: Path) -> None:
    report = export("side-by-side", [three_with_relations()], tmp_path / "out", align=clusters)
    assert (report.spans, report.relations, list(report.entries)) == (11, 4, [])
    assert (tmp_path / "out" / "relations.csv").read_text(encoding="utf-8").splitlines() == [
        (
            "task,document,title,type,source,target,source_text,target_text,"
            "has:Salma,has:Idris,has:نورة,has:gold,verdict,taken,reason,guideline_gap,by,at"
        ),
        "d/r1,d,خبر,coref,d/1,d/4,سليم خان,عاد,yes,yes,no,,,,,,,",
        "d/r2,d,خبر,attribution,d/2,d/3,سليم خان,عاد للصحيفة,yes,yes,no,,,,,,,",
    ]
    spans = {row["task"]: row for row in table(tmp_path / "out" / "spans.csv")}
    assert (spans["d/2"]["label:Salma"], spans["d/3"]["label:نورة"]) == ("SOURCE", "CLAIM")


def test_answers_stand_beside_each_other_about_the_document_spans_and_relations(tmp_path: Path) -> None:
    export("side-by-side", [three_with_relations()], tmp_path / "out", align=clusters)
    assert (tmp_path / "out" / "answers.csv").read_text(encoding="utf-8").splitlines() == [
        "task,document,attribute,answer:Salma,answer:Idris,answer:نورة,answer:gold",
        "d,d,genre,news,opinion,,",
        "d/2,d,naming,named,unnamed,,",
        "d/r2,d,certainty,sure,,,",
    ]


def test_the_decision_about_a_relation_stands_beside_it(tmp_path: Path) -> None:
    one = three_with_relations(asked=False)
    salma, idris = one.sets[:2]
    with closing(project(tmp_path, replace(one, sets=(salma, replace(idris, relations={}))))) as workspace:
        sets = workspace.sets("d")
        for place in positions(workspace.document("d"), sets, workspace.scheme, ()):
            if place.layer == "sources":
                workspace.perform(
                    Decide(
                        document_id="d",
                        key=place.key,
                        verdict=Verdict.NOTHING if place.ends else Verdict.READING,
                        variants=() if place.ends else (0,),
                        reason="he only repeats it" if place.ends else "",
                        now=lambda: "2026-11-27T12:00:00Z",
                    )
                )
        workspace.export(ExportRequest(target=tmp_path / "out", format_name="side-by-side"))
    rows = {row["type"]: row for row in table(tmp_path / "out" / "relations.csv")}
    assert [rows["attribution"][name] for name in ("has:Salma", "has:Idris", "reason")] == [
        *("yes", "no"),
        "he only repeats it",
    ]
    assert rows["coref"]["reason"] == ""


def test_comments_are_what_is_named_as_lost(tmp_path: Path) -> None:
    own = reading(TEXT, "Salma", [("PERS", 4, 12)])
    noted = replace(own, spans={"s0": structs.replace(own.spans["s0"], comment="من؟", flagged=True)})
    report = export("side-by-side", [document(TEXT, noted)], tmp_path / "out")
    assert [one.element for one in report.entries] == [Element.COMMENT, Element.FLAG]


@pytest.mark.parametrize("flavour", ["side-by-side-parquet", "side-by-side-spreadsheet"])
def test_every_flavour_says_the_same(flavour: str, tmp_path: Path) -> None:
    if flavour.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    documents = [three_with_relations(), document(TEXT, reading(TEXT, "Salma", []), name="e")]
    export("side-by-side", documents, tmp_path / "plain")
    report = export(flavour, documents, tmp_path / "out")
    assert (report.documents, report.spans, report.relations, list(report.entries)) == (2, 11, 4, [])
    for path in (tmp_path / "plain").glob("*.?sv"):
        (other,) = (tmp_path / "out").glob(f"{path.stem}.*")
        assert table(other) == table(path)


def test_parquet_has_numbers_where_numbers_are_and_nothing_where_nothing_is_said(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    export("side-by-side-parquet", [two_and_gold()], tmp_path / "out", align=clusters)
    first, _, last = parquet.read_table(tmp_path / "out" / "spans.parquet").to_pylist()
    assert (first["start"], first["end:Idris"], first["label:gold"]) == (4, 8, "PERS")
    assert (last["start:gold"], last["label:gold"], last["label:Idris"]) == (None, None, "O")
    assert parquet.read_table(tmp_path / "out" / "tokens.parquet").to_pylist()[1]["sentence"] == 1


def test_beside_gold_stands_who_decided_so_and_why_also_where_nothing_is_left(tmp_path: Path) -> None:
    both = two_and_gold()
    with closing(project(tmp_path, replace(both, sets=both.sets[:2]))) as workspace:
        sets, scheme = workspace.sets("d"), workspace.scheme
        for place in positions(both.document, sets, scheme, ()):
            if place.dispute is not Dispute.AGREE:
                nothing = place.dispute is Dispute.SINGLE
                workspace.perform(
                    Decide(
                        document_id="d",
                        key=place.key,
                        verdict=Verdict.NOTHING if nothing else Verdict.READING,
                        variants=() if nothing else (0,),
                        reason="no name" if nothing else "the whole name",
                        gap=nothing,
                        now=lambda: "2026-11-27T12:00:00Z",
                    )
                )
        workspace.export(ExportRequest(target=tmp_path / "out", format_name="side-by-side"))
    decided = ("verdict", "taken", "reason", "guideline_gap", "by", "at")
    assert [[row[name] for name in decided] for row in table(tmp_path / "out" / "spans.csv")] == [
        ["reading", "Salma", "the whole name", "", "Huda", "2026-11-27T12:00:00Z"],
        ["", "", "", "", "", ""],
        ["nothing", "Idris", "no name", "yes", "Huda", "2026-11-27T12:00:00Z"],
    ]


def test_who_has_not_read_a_document_says_nothing_about_it(tmp_path: Path) -> None:
    both = [
        document(TEXT, reading(TEXT, "Salma", [("PERS", 4, 12)]), name="d1"),
        document(TEXT, reading(TEXT, "Idris", [], state=State.IN_PROGRESS), name="d2"),
    ]
    export("side-by-side", both, tmp_path / "out")
    (row,) = table(tmp_path / "out" / "spans.csv")
    assert (row["label:Salma"], row["label:Idris"]) == ("PERS", "")
    tokens = table(tmp_path / "out" / "tokens.tsv")
    assert {one["entities:Idris"] for one in tokens} == {""}
    assert {one["entities:Salma"] for one in tokens if one["document"] == "d2"} == {""}


def test_a_person_called_as_gold_is_has_a_column_of_their_own(tmp_path: Path) -> None:
    golden = reading(TEXT, None, [("ORG", 4, 8)], owner=Owner.GOLD)
    export("side-by-side", [document(TEXT, reading(TEXT, "gold", []), golden)], tmp_path / "out")
    (row,) = table(tmp_path / "out" / "spans.csv")
    assert (row["label:annotator:gold"], row["label:gold"]) == ("O", "ORG")


def test_a_spreadsheet_has_its_mark_and_shows_no_formula(tmp_path: Path) -> None:
    text = "=1 قال"
    export(
        "side-by-side-spreadsheet", [document(text, reading(text, "Salma", [("ORG", 0, 2)]))], tmp_path / "o"
    )
    for name in ("spans", "tokens", "labels"):
        assert (tmp_path / "o" / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert ",'=1," in (tmp_path / "o" / "spans.csv").read_text(encoding="utf-8")


def test_people_may_go_under_letters(tmp_path: Path) -> None:
    with closing(project(tmp_path, two_and_gold())) as workspace:
        workspace.export(ExportRequest(target=tmp_path / "out", format_name="side-by-side", pseudonyms=True))
    everything = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "out").iterdir())
    assert "Salma" not in everything
    assert {"label:A", "label:B", "label:gold"} <= table(tmp_path / "out" / "spans.csv")[0].keys()


def test_the_choice_of_readings_and_layers_is_that_of_the_columns(tmp_path: Path) -> None:
    with closing(project(tmp_path, two_and_gold())) as workspace:
        workspace.export(
            ExportRequest(
                target=tmp_path / "out",
                format_name="side-by-side",
                layers=("sources",),
                selection=Selection(readings=Readings.ALL, states=(State.FINISHED,)),
            )
        )
    (row,) = table(tmp_path / "out" / "spans.csv")
    assert [key for key in row if key.startswith("label:")] == ["label:Salma", "label:Idris"]
    assert [key for key in table(tmp_path / "out" / "tokens.tsv")[0] if ":" in key] == [
        "sources:Salma",
        "sources:Idris",
    ]


def outermost(text: str, spans: list[Triple]) -> list[Triple]:
    """Return what a row of tags can hold, without the blanks at its edges: the earlier, then the longer."""
    found: list[Triple] = []
    for label, start, end in sorted(spans, key=lambda s: (s[1], -s[2], s[0])):
        words = text[start:end]
        first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if words.strip() and all(last <= a or b <= first for _, a, b in found):
            found.append((label, first, last))
    return found


@given(one=read_by_several())
@settings(deadline=None, max_examples=25)
def test_every_span_stands_once_in_the_column_of_its_reader(one: AnnotatedDocument) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out"
        report = export("side-by-side", [one], target, tokens=TokenPolicy.SPLIT.value)
        spans, tokens, labels = (table(target / f"{n}") for n in ("spans.csv", "tokens.tsv", "labels.csv"))
        relations, answers = (table(target / f"{n}.csv") for n in ("relations", "answers"))
    assert report.entries == []
    text = one.document.text
    row_of = {row["task"]: row for row in spans}
    for own in one.sets:
        assert own.annotator is not None
        name = own.annotator.name
        found = [
            (r[f"label:{name}"], int(r[f"start:{name}"]), int(r[f"end:{name}"]))
            for r in spans
            if r[f"start:{name}"]
        ]
        assert sorted(found) == triples(own)

        def place(task: str, name: str = name) -> Triple:
            row = row_of[task]
            return row[f"label:{name}"], int(row[f"start:{name}"]), int(row[f"end:{name}"])

        related = [
            joined(row["type"], place(row["source"]), place(row["target"]))
            for row in relations
            if row[f"has:{name}"] == "yes"
        ]
        assert Counter(related) == linked(own)
        said = [(row["attribute"], row[f"answer:{name}"]) for row in answers if row[f"answer:{name}"]]
        answered = [own.attributes, *(thing.attributes for thing in own.spans.values())]
        answered += [relation.attributes for relation in own.relations.values()]
        assert sorted(said) == sorted(pair for one_thing in answered for pair in one_thing.items())
        assert [row["label"] for row in labels if row["worker"] == name] == [
            r[f"label:{name}"] for r in spans
        ]
        for layer in ("entities", "claims", "sources"):
            tagged = Tagged()
            for row in tokens:
                tagged.row([row[f"{layer}:{name}"]])
            tagged.cut()
            back = [
                (label, int(tokens[a]["start"]), int(tokens[b - 1]["end"])) for label, a, b in tagged.spans
            ]
            own_layer = [span for span in triples(own) if LAYERS[span[0]] == layer]
            assert Counter(back) == Counter(outermost(text, own_layer))
    edges = {edge for own in one.sets for _, a, b in triples(own) for edge in (a, b)}
    assert (
        {t.start for t in tokenize(text)}
        <= {int(row["start"]) for row in tokens}
        <= {t.start for t in tokenize(text)} | edges | {e + 1 for e in edges}
    )
    assert "".join(row["token"] for row in tokens) == "".join(text.split())


@pytest.mark.parametrize("policy", list(TokenPolicy))
def test_all_readers_have_the_same_tokens_whatever_the_policy(policy: TokenPolicy, tmp_path: Path) -> None:
    export("side-by-side", [two_and_gold()], tmp_path / "out", tokens=policy.value)
    forms = [row["token"] for row in table(tmp_path / "out" / "tokens.tsv")]
    assert ("للصحيفة" in forms) == (policy in {TokenPolicy.EXPAND, TokenPolicy.REJECT})
