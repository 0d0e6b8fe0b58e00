"""Tables for programs and for people: what stands in each cell, and what another reader makes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import InputError
from annotator.model import AnnotatedDocument, Owner, Relation
from tests.formats.every_format import annotated, export, read

TEXT = "=قال، سليم\n'=خان"


def sample() -> AnnotatedDocument:
    document = annotated(TEXT, [("CUE", 0, 4), ("SOURCE", 6, 16)], comment="")
    (reading,) = document.sets
    spans = dict(reading.spans)
    spans["s1"] = replace(spans["s1"], attributes={"naming": "named"}, comment="-1", flagged=True)
    relation = Relation(id="r0", type="introduces", source="s0", target="s1", attributes={"a": "b"})
    reading = replace(reading, spans=spans, relations={"r0": relation})
    golden = replace(reading, id="g", owner=Owner.GOLD, annotator=None, spans={}, relations={})
    meta = replace(document.document, metadata={"n": 1})
    return replace(document, document=meta, sets=(reading, golden))


def files(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_bytes().decode()
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".")
    }


def test_the_tables_for_programs_hold_every_cell_as_it_is(tmp_path: Path) -> None:
    report = export("csv", [sample()], tmp_path / "out")
    assert report.entries == []
    assert files(tmp_path / "out") == {
        "documents.csv": 'document,title,text,metadata\nd,خبر,"=قال، سليم\n\'=خان","{""n"":1}"\n',
        "readings.csv": "document,reading,owner,annotator,state\nd,1,annotator,Salma,new\nd,2,gold,,new\n",
        "relations.csv": (
            "document,reading,relation,type,source,target,attributes\n"
            'd,1,r0,introduces,s0,s1,"{""a"":""b""}"\n'
        ),
        "spans.csv": (
            "document,reading,span,label,start,end,text,attributes,comment,flagged\n"
            'd,1,s0,CUE,0,4,=قال,,"""""",\n'
            'd,1,s1,SOURCE,6,16,"سليم\n\'=خان","{""naming"":""named""}",-1,yes\n'
        ),
    }


def test_the_tables_for_people_guard_what_would_be_a_formula(tmp_path: Path) -> None:
    export("spreadsheet", [sample()], tmp_path / "out")
    written = files(tmp_path / "out")
    assert all(text.startswith("\ufeff") and text.endswith("\r\n") for text in written.values())
    assert ",0,4,'=قال," in written["spans.csv"]
    assert ",'-1,yes" in written["spans.csv"]
    assert "\"'=قال، سليم\n'=خان\"" in written["documents.csv"]


@pytest.mark.parametrize("name", ["csv", "tsv", "spreadsheet"])
def test_several_readings_and_everything_in_them_come_back(name: str, tmp_path: Path) -> None:
    export(name, [sample()], tmp_path / "out")
    assert formats.recognise(tmp_path / "out").name == name
    assert formats.recognise(next((tmp_path / "out").glob("spans.*"))).name == name
    (back,) = read(name, tmp_path / "out")
    document, (own, golden) = sample().document, sample().sets
    assert (back.document.text, back.document.title, back.document.metadata) == (
        document.text,
        document.title,
        document.metadata,
    )
    found, empty = back.sets
    assert (found.annotator and found.annotator.name, empty.owner) == ("Salma", golden.owner)
    assert dict(found.relations) == dict(own.relations)
    for key, span in own.spans.items():
        assert replace(found.spans[key], origin=span.origin) == span


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("spans", "label", "tag", "columns must be"),
        ("spans", ",0,4,", ",0,x,", "row of this document"),
        ("spans", ",0,4,", ",0,5,", "it says"),
        ("relations", "d,1,r0", "e,1,r0", "not the next"),
        ("spans", "d,1,s0", "d,3,s0", "row of this document"),
        ("spans", "d,1,s0,", "d,1,", "no row of the table"),
        ("relations", "s0,s1", "s0,s9", "no span s9"),
        ("readings", "annotator,Salma", "owner,Salma", "row of this document"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(
    table: str, old: str, new: str, said: str, tmp_path: Path
) -> None:
    export("csv", [sample()], tmp_path / "out")
    path = tmp_path / "out" / f"{table}.csv"
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read("csv", tmp_path / "out")


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    export("csv", [sample()], tmp_path / "out")
    (tmp_path / "out" / "spans.csv").unlink()
    with pytest.raises(InputError, match=r"spans\.csv"):
        read("csv", tmp_path / "out")
