"""Labels are renamed by a map on their way in and out, and the report says which."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import InputError
from annotator.formats import ExportOptions, ImportOptions, LossKind
from annotator.formats.mapping import load
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Document,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    digest,
)
from annotator.model.scheme_json import default_scheme

SCHEME = default_scheme()
MASTER = formats.get("hashiya-jsonl")
TEXT = "زار سليم دمشق"


def document() -> AnnotatedDocument:
    spans = {
        "s": SpanAnnotation(id="s", label="PERS", span=Span(4, 8), quote="سليم"),
        "g": SpanAnnotation(id="g", label="GPE", span=Span(9, 13), quote="دمشق"),
        "c": SpanAnnotation(id="c", label="CURR", span=Span(0, 3), quote="زار"),
    }
    relations = {"r": Relation(id="r", type="coref", source="g", target="c")}
    reading = AnnotationSet(
        id="x", document_id="d", owner=Owner.GOLD, annotator=None, spans=spans, relations=relations
    )
    return AnnotatedDocument(
        document=Document(id="d", title="ع", text=TEXT, sha256=digest(TEXT)), sets=(reading,)
    )


def test_a_map_of_the_scheme_renames_merges_and_leaves_out(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    options = ExportOptions(scheme=SCHEME, labels=load("OntoNotes", SCHEME, inward=False))
    report = formats.export(MASTER, [document()], target, options)
    spans = json.loads(target.read_text(encoding="utf-8"))["sets"][0]["spans"]
    assert [(span["label"], span["text"]) for span in spans] == [("PERSON", "سليم"), ("GPE", "دمشق")]
    assert [(entry.id, entry.kind) for entry in report.entries] == [
        ("c", LossKind.LEFT_OUT),
        ("s", LossKind.RENAMED),
        ("r", LossKind.LEFT_OUT),
    ]
    assert report.losses == []


def test_a_map_of_the_scheme_is_turned_round_for_an_import() -> None:
    inward = load("ANERcorp", SCHEME, inward=True)
    assert {name: inward[name] for name in ("PERS", "ORG", "LOC")} == {
        "PERS": "PERS",
        "ORG": "ORG",
        "LOC": "LOC",
    }


def test_a_file_maps_strange_labels_to_ours(tmp_path: Path) -> None:
    strange = {
        "text": TEXT,
        "spans": [
            {"label": "Person", "start": 4, "end": 8},
            {"label": "City", "start": 9, "end": 13},
            {"label": "Verb", "start": 0, "end": 3},
        ],
        "relations": [{"type": "same", "source": "s1", "target": "s2"}],
    }
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(strange), encoding="utf-8")
    labels = tmp_path / "map.json"
    labels.write_text(
        '{"Person": "PERS", "City": "GPE", "relation:same": "coref", "*": null}', encoding="utf-8"
    )
    options = ImportOptions(scheme=SCHEME, labels=load(str(labels), SCHEME, inward=True))
    (read,) = MASTER.read(path, options)
    (reading,) = read.sets
    assert [(span.id, span.label) for span in reading.in_text_order()] == [("s1", "PERS"), ("s2", "GPE")]
    assert [(r.type, r.source, r.target) for r in reading.relations.values()] == [("coref", "s1", "s2")]


@pytest.mark.parametrize("content", ["[]", '{"PERS": 1}', "no"])
def test_what_is_no_map_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="no map of labels"):
        load(str(tmp_path / "map.json"), SCHEME, inward=True)


def test_an_unknown_map_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="ANERcorp"):
        load("nowhere", SCHEME, inward=False)


def test_labels_of_two_layers_cannot_become_one(tmp_path: Path) -> None:
    options = ExportOptions(scheme=SCHEME, labels={"PERS": "X", "CLAIM": "X"})
    with pytest.raises(InputError, match=r"entities.*claims"):
        formats.export(MASTER, [document()], tmp_path / "out.jsonl", options)
    assert list(tmp_path.iterdir()) == []
