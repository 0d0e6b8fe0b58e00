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
from tests.formats.several_readers import document, read_by_several, reading, triples

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
            },
        ],
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


@given(one=read_by_several())
@settings(deadline=None, max_examples=15)
def test_shares_do_not_depend_on_the_order_of_the_readers(one: AnnotatedDocument) -> None:
    first = soft(one)
    for sets in permutations(one.sets):
        found = soft(replace(one, sets=sets))
        assert found["layers"] == first["layers"]
        assert [s["share"] for s in found["spans"]] == [s["share"] for s in first["spans"]]


def test_parquet_says_the_same(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    documents = [three(), document(TEXT, reading(TEXT, "Salma", []), name="e")]
    export("soft-labels", documents, tmp_path / "a")
    report = export("soft-labels-parquet", documents, tmp_path / "b")
    assert (report.documents, report.spans, list(report.entries)) == (2, 4, [])
    assert parquet.read_table(tmp_path / "b").to_pylist() == lines(tmp_path / "a")
