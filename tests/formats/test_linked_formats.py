"""Web Annotations, CoNLL-U and bdocjs: the files, and what other programs find in them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import InputError
from annotator.model import AnnotatedDocument, Owner, Relation
from tests.formats.every_format import annotated, export, read, triples

TEXT = "قال\u00a0زعيم كوريا.\n\n😀 عاد "


def sample() -> AnnotatedDocument:
    document = annotated(TEXT, [("CUE", 0, 3), ("OCC", 4, 14), ("GPE", 9, 14)])
    (reading,) = document.sets
    spans = dict(reading.spans)
    spans["s1"] = replace(spans["s1"], attributes={"naming": "a=b"}, comment="من\nهذا؟", flagged=True)
    relation = Relation(id="r 0", type="introduces", source="s0", target="s1", attributes={"a": "b"})
    reading = replace(reading, spans=spans, relations={"r 0": relation})
    golden = replace(reading, id="g", owner=Owner.GOLD, annotator=None, spans={}, relations={})
    return replace(document, sets=(reading, golden))


def one_reading() -> AnnotatedDocument:
    return replace(sample(), sets=sample().sets[:1])


def test_a_web_annotation_says_place_and_words(tmp_path: Path) -> None:
    report = export("web-annotation", [sample()], tmp_path / "out")
    assert report.entries == []
    assert (tmp_path / "out" / "d.txt").read_bytes().decode() == TEXT
    page = json.loads((tmp_path / "out" / "d.jsonld").read_text(encoding="utf-8"))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    span = next(item for item in page["items"] if item["id"] == "#1/s1")
    place, words = span["target"]["selector"]
    assert (place["start"], place["end"], words["exact"]) == (4, 14, "زعيم كوريا")
    assert (words["prefix"], words["suffix"]) == ("قال\u00a0", ".\n\n😀 عاد ")
    assert [(body["purpose"], body["value"]) for body in span["body"]] == [
        ("tagging", "OCC"),
        ("classifying", "naming=a=b"),
        ("commenting", "من\nهذا؟"),
        ("moderating", "flagged"),
    ]
    link = next(item for item in page["items"] if item["motivation"] == "linking")
    assert (link["id"], link["body"][-1]["source"], link["target"]) == ("#1/r%200", "#1/s0", "#1/s1")


def test_web_annotations_come_back_with_all_their_readings(tmp_path: Path) -> None:
    export("web-annotation", [sample()], tmp_path / "out")
    (back,) = read("web-annotation", tmp_path / "out")
    own, golden = back.sets
    assert (own.annotator and own.annotator.name, golden.owner, len(golden.spans)) == ("Salma", Owner.GOLD, 0)
    assert dict(own.relations) == dict(sample().sets[0].relations)
    for key, span in sample().sets[0].spans.items():
        assert replace(own.spans[key], origin=span.origin) == span


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"start":4,', '"start":5,', "E_QUOTE_MISMATCH"),
        ('"end":14}', '"end":99}', "E_QUOTE_MISMATCH"),
        ('"TextPositionSelector"', '"RangeSelector"', "E_SCHEMA"),
        ('"items":[', '"items":{', "E_SCHEMA"),
        ('"target":"#1/s1"', '"target":"#1/s9"', "E_RELATION"),
    ],
)
def test_a_web_annotation_that_does_not_fit_is_refused(old: str, new: str, code: str, tmp_path: Path) -> None:
    export("web-annotation", [sample()], tmp_path / "out")
    path = tmp_path / "out" / "d.jsonld"
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read("web-annotation", tmp_path / "out")
    assert caught.value.code == code


def test_conllu_keeps_every_character_and_nested_entities(tmp_path: Path) -> None:
    export("conllu", [one_reading()], tmp_path / "a.conllu")
    rows = (tmp_path / "a.conllu").read_text(encoding="utf-8").split("\n")
    assert rows[:4] == [
        "# global.Entity = eid-etype",
        "# newdoc id = d",
        "# title = خبر",
        "# sent_id = d-1",
    ]
    misc = [row.split("\t")[9] for row in rows if row and not row.startswith("#")]
    assert misc == [
        r"Entity=(e1-CUE)|NER=B-CUE|SpacesAfter=\u00a0|TokenRange=0:3",
        "Entity=(e2-OCC|NER=B-OCC|TokenRange=4:8",
        "Entity=e2)(e3-GPE)|NER=I-OCC|SpaceAfter=No|TokenRange=9:14",
        r"SpacesAfter=\n\n|TokenRange=14:15",
        "TokenRange=17:18",
        r"SpacesAfter=\s|TokenRange=19:22",
    ]
    (back,) = read("conllu", tmp_path / "a.conllu")
    assert (back.document.text, back.document.title) == (TEXT, "خبر")
    assert triples(back) == triples(one_reading())


def test_a_treebank_without_our_columns_comes_in(tmp_path: Path) -> None:
    rows = [
        *("# text = وقال سليم.", "1-2\tوقال" + "\t_" * 8, "1\tو" + "\t_" * 8, "2\tقال" + "\t_" * 8),
        *("3\tسليم" + "\t_" * 7 + "\tEntity=(1-person-1-head)|SpaceAfter=No", "4\t." + "\t_" * 8, ""),
        *("1\tعاد" + "\t_" * 8, ""),
    ]
    path = tmp_path / "a.conllu"
    path.write_text("\n".join(rows), encoding="utf-8")
    (back,) = read("conllu", path, labels={"person": "PERS"})
    assert (back.document.text, triples(back)) == ("وقال سليم.\nعاد", [("PERS", 5, 9)])


@pytest.mark.parametrize("misc", ["Entity=(e1-PERS", "Entity=e1)", "NER=OO"])
def test_entities_that_do_not_close_or_open_are_refused(misc: str, tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text("1\tقال" + "\t_" * 7 + f"\t{misc}\n\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read("conllu", path)


def test_bdocjs_has_a_set_for_each_reading_and_relations_as_features(tmp_path: Path) -> None:
    report = export("bdocjs", [sample()], tmp_path / "out")
    bdoc = json.loads((tmp_path / "out" / "d.bdocjs").read_text(encoding="utf-8"))
    assert (bdoc["text"], bdoc["offset_type"], bdoc["name"]) == (TEXT, "p", "d")
    assert {name: len(one["annotations"]) for name, one in bdoc["annotation_sets"].items()} == {
        "Salma": 3,
        "gold": 0,
    }
    cue, occ, _ = bdoc["annotation_sets"]["Salma"]["annotations"]
    assert cue["features"] == {"relations": [["introduces", occ["id"]]]}
    assert occ["features"] == {"naming": "a=b", "comment": "من\nهذا؟", "flagged": True}
    assert TEXT[occ["start"] : occ["end"]] == "زعيم كوريا"
    assert (report.spans, report.relations) == (3, 1)
    assert [entry.text for entry in report.losses] == ["a=b"]
