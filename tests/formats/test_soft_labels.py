"""Soft labels: shares of those who have read and finished, and what adds up to one."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from annotator.editing.commands import ImportDocuments
from annotator.formats import Element, LossKind
from annotator.model import AnnotatedDocument, Owner, State
from annotator.model.scheme_json import default_scheme
from annotator.workspace import ExportRequest, Readings, Selection, Workspace
from tests.formats.every_format import export
from tests.formats.several_readers import document, joined, linked, read_by_several, reading, triples

TEXT = "قال سليم خان"


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def soft(one: AnnotatedDocument, **more: Any) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        export("soft-labels", [one], Path(folder) / "out", **more)
        (found,) = lines(Path(folder) / "out")
    return found


def three() -> AnnotatedDocument:
    return document(
        TEXT,
        reading(TEXT, "Salma", [("PERS", 4, 12)]),
        reading(TEXT, "Idris", [("PERS", 4, 8)]),
        reading(TEXT, "Nora", [("PERS", 4, 12), ("SOURCE", 4, 12)]),
    )


def test_shares_of_spans_and_tokens_are_those_of_the_readers(tmp_path: Path) -> None:
    report = export("soft-labels", [three()], tmp_path / "out", layers=("entities", "sources"))
    assert (report.spans, list(report.entries)) == (4, [])
    (found,) = lines(tmp_path / "out")
    assert found == {
        "id": "d",
        "title": "خبر",
        "text": TEXT,
        "annotators": ["Salma", "Idris", "Nora"],
        "n": 3,
        "answers": [],
        "spans": [
            {
                "layer": "entities",
                "label": "PERS",
                "start": 4,
                "end": 12,
                "text": "سليم خان",
                "count": 2,
                "share": 2 / 3,
                "annotators": ["Salma", "Nora"],
                "answers": [],
            },
            {
                "layer": "sources",
                "label": "SOURCE",
                "start": 4,
                "end": 12,
                "text": "سليم خان",
                "count": 1,
                "share": 1 / 3,
                "annotators": ["Nora"],
                "answers": [],
            },
            {
                "layer": "entities",
                "label": "PERS",
                "start": 4,
                "end": 8,
                "text": "سليم",
                "count": 1,
                "share": 1 / 3,
                "annotators": ["Idris"],
                "answers": [],
            },
        ],
        "relations": [],
        "tokens": ["قال", "سليم", "خان"],
        "places": [[0, 3], [4, 8], [9, 12]],
        "layers": [
            {
                "layer": "entities",
                "tags": [["O"], ["B-PERS"], ["I-PERS", "O"]],
                "shares": [[1.0], [1.0], [2 / 3, 1 / 3]],
            },
            {
                "layer": "sources",
                "tags": [["O"], ["O", "B-SOURCE"], ["O", "I-SOURCE"]],
                "shares": [[1.0], [2 / 3, 1 / 3], [2 / 3, 1 / 3]],
            },
        ],
    }


def test_only_finished_readings_of_annotators_count_unless_states_are_chosen(tmp_path: Path) -> None:
    begun = reading(TEXT, "Huda", [("ORG", 0, 3)], state=State.IN_PROGRESS)
    golden = reading(TEXT, None, [("PERS", 4, 12)], owner=Owner.GOLD)
    imported = reading(TEXT, "Peer", [("PERS", 4, 12)], owner=Owner.IMPORTED, state=State.NEW)
    one = replace(three(), sets=(*three().sets, begun, golden, imported))
    report = export("soft-labels", [one], tmp_path / "out")
    assert lines(tmp_path / "out")[0]["annotators"] == ["Salma", "Idris", "Nora", "imported:Peer"]
    assert [(e.element, e.text, e.asked) for e in report.entries] == [
        (Element.DOCUMENT, "Huda", True),
        (Element.DOCUMENT, "gold", True),
    ]
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="ت", scheme=default_scheme(), reader="R")) as workspace:
        workspace.perform(ImportDocuments(documents=(one,)))
        for states, n in (
            (None, 4),
            ((State.IN_PROGRESS, State.FINISHED), 4),
            ((State.FINISHED, State.NEW), 4),
            ((State.IN_PROGRESS,), 1),
        ):
            target = tmp_path / "-".join(states or ("usual",))
            selection = Selection(readings=Readings.ALL, states=states)
            workspace.export(ExportRequest(target=target, format_name="soft-labels", selection=selection))
            assert lines(target)[0]["n"] == n


def test_a_document_nobody_has_finished_is_not_written(tmp_path: Path) -> None:
    begun = document(TEXT, reading(TEXT, "Huda", [("ORG", 0, 3)], state=State.IN_PROGRESS))
    report = export("soft-labels", [begun], tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b""
    assert (report.documents, report.lost, report.asked) == (0, 0, 2)
    assert "nothing to count" in str(report.notes[0])


def test_what_one_annotator_has_twice_counts_once_and_is_named(tmp_path: Path) -> None:
    one = document(TEXT, reading(TEXT, "Salma", [("PERS", 4, 12), ("PERS", 4, 12)]))
    report = export("soft-labels", [one], tmp_path / "out")
    assert [(e.kind, e.element) for e in report.entries] == [(LossKind.FLATTENED, Element.SPAN)]
    assert lines(tmp_path / "out")[0]["spans"][0]["share"] == 1


@given(one=read_by_several())
@settings(deadline=None, max_examples=25)
def test_shares_add_up_to_one_and_one_reader_is_sure(one: AnnotatedDocument) -> None:
    found = soft(one)
    assert found["n"] == len(one.sets)
    for layer in found["layers"]:
        for tags, shares in zip(layer["tags"], layer["shares"], strict=True):
            assert len(tags) == len(set(tags)) == len(shares)
            assert sum(shares) == pytest.approx(1)
            assert all(share > 0 for share in shares)
            assert len(one.sets) > 1 or shares == [1]
    counted = Counter(triple for own in one.sets for triple in triples(own))
    assert {(s["label"], s["start"], s["end"]): s["count"] for s in found["spans"]} == counted
    assert all(s["share"] == s["count"] / found["n"] for s in found["spans"])
    spans = [(s["label"], s["start"], s["end"]) for s in found["spans"]]
    for relation in found["relations"]:
        ends = {spans[relation["source"]], spans[relation["target"]]}
        both = [own for own in one.sets if ends <= set(triples(own))]
        kind = joined(relation["type"], spans[relation["source"]], spans[relation["target"]])
        has = [own for own in both if linked(own)[kind]]
        assert relation["annotators"] == [own.annotator.name for own in has if own.annotator is not None]
        assert (relation["both"], relation["share"]) == (len(both), len(has) / len(both))
    assert len(found["relations"]) == len({kind for own in one.sets for kind in linked(own)})


@given(one=read_by_several())
@settings(deadline=None, max_examples=15)
def test_shares_do_not_depend_on_the_order_of_the_readers(one: AnnotatedDocument) -> None:
    first = soft(one)
    for sets in permutations(one.sets):
        found = soft(replace(one, sets=sets))
        assert found["layers"] == first["layers"]
        assert [s["share"] for s in found["spans"]] == [s["share"] for s in first["spans"]]


def related() -> AnnotatedDocument:
    """Return a document in which two of three have both ends, and one of these the relation."""
    spans = [("SOURCE", 4, 8), ("CLAIM", 9, 12), ("PERS", 4, 8), ("PERS", 9, 12)]
    salma = {"": {"genre": "news"}, "s0": {"naming": "named"}, "r0": {"certainty": "sure"}}
    nora = {"": {"genre": "opinion"}, "s0": {"naming": "unnamed"}}
    return document(
        TEXT,
        reading(TEXT, "Salma", spans, links=[("attribution", 0, 1), ("coref", 2, 3)], answers=salma),
        reading(TEXT, "Idris", [spans[0], *spans[2:]], links=[("coref", 2, 1)]),
        reading(TEXT, "Nora", spans[:2], answers=nora),
    )


def test_the_share_of_a_relation_is_of_those_who_have_both_ends(tmp_path: Path) -> None:
    report = export("soft-labels", [related()], tmp_path / "out")
    assert (report.spans, report.relations, list(report.entries)) == (9, 3, [])
    (found,) = lines(tmp_path / "out")
    ends = [(s["label"], s["start"]) for s in found["spans"]]
    assert [
        (r["type"], ends[r["source"]], ends[r["target"]], r["count"], r["both"], r["share"], r["annotators"])
        for r in found["relations"]
    ] == [
        ("coref", ("PERS", 4), ("PERS", 9), 2, 2, 1.0, ["Salma", "Idris"]),
        ("attribution", ("SOURCE", 4), ("CLAIM", 9), 1, 2, 0.5, ["Salma"]),
    ]


def test_the_share_of_an_answer_is_of_those_who_answer(tmp_path: Path) -> None:
    export("soft-labels", [related()], tmp_path / "out")
    (found,) = lines(tmp_path / "out")
    assert found["answers"] == [
        {
            "attribute": "genre",
            "n": 2,
            "values": ["news", "opinion"],
            "shares": [0.5, 0.5],
            "annotators": [["Salma"], ["Nora"]],
        }
    ]
    source = next(span for span in found["spans"] if span["label"] == "SOURCE")
    assert (source["count"], source["answers"]) == (
        3,
        [
            {
                "attribute": "naming",
                "n": 2,
                "values": ["named", "unnamed"],
                "shares": [0.5, 0.5],
                "annotators": [["Salma"], ["Nora"]],
            }
        ],
    )
    certain = found["relations"][1]["answers"]
    assert [(one["attribute"], one["values"], one["shares"]) for one in certain] == [
        ("certainty", ["sure"], [1.0])
    ]


def test_a_relation_that_one_annotator_has_twice_counts_once_and_is_named(tmp_path: Path) -> None:
    spans = [("SOURCE", 4, 8), ("CLAIM", 9, 12)]
    twice = [("attribution", 0, 1), ("attribution", 0, 1)]
    one = document(TEXT, reading(TEXT, "Salma", spans, links=twice))
    report = export("soft-labels", [one], tmp_path / "out")
    assert [(e.element, e.id, "twice" in str(e.reason)) for e in report.entries] == [
        (Element.RELATION, "r1", True)
    ]
    assert [r["count"] for r in lines(tmp_path / "out")[0]["relations"]] == [1]


def test_parquet_says_the_same(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    documents = [three(), document(TEXT, reading(TEXT, "Salma", []), name="e"), related()]
    export("soft-labels", documents, tmp_path / "a")
    report = export("soft-labels-parquet", documents, tmp_path / "b")
    assert (report.documents, report.spans, report.relations, list(report.entries)) == (3, 13, 3, [])
    assert parquet.read_table(tmp_path / "b").to_pylist() == lines(tmp_path / "a")
