"""brat's standoff: the files as brat knows them, fragments, events, and a second parser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import InputError
from annotator.formats import LossKind
from annotator.language import Message
from annotator.model import AnnotatedDocument, Relation
from tests.formats.every_format import SCHEME, annotated, export, gold, read, triples

TEXT = "قال سليم\nخان إنه عاد، أمس، إلى بيته"


def related(document: AnnotatedDocument, *links: tuple[str, str, str]) -> AnnotatedDocument:
    (reading,) = document.sets
    made = {f"r{n}": Relation(id=f"r{n}", type=t, source=a, target=b) for n, (t, a, b) in enumerate(links)}
    return replace(document, sets=(replace(reading, relations=made),))


def pair(folder: Path, text: str, lines: str) -> Path:
    (folder / "a.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "a.ann").write_text(lines, encoding="utf-8", newline="")
    return folder / "a.ann"


def test_a_span_over_a_line_end_is_written_as_fragments_and_read_as_one(tmp_path: Path) -> None:
    document = annotated(
        TEXT, [("SOURCE", 4, 12), ("CUE", 0, 3)], comment="من\nهذا؟", attributes={"a": "b c"}
    )
    document = related(document, ("introduces", "s1", "s0"))
    report = export("brat", [document], tmp_path / "out")
    assert (tmp_path / "out" / "d.txt").read_bytes().decode() == TEXT
    assert (tmp_path / "out" / "d.ann").read_text(encoding="utf-8") == (
        "T1\tCUE 0 3\tقال\n"
        "T2\tSOURCE 4 8;9 12\tسليم خان\n"
        "R1\tintroduces Arg1:T1 Arg2:T2\n"
        "A1\ta T1 b c\nA2\ta T2 b c\n"
        "#1\tAnnotatorNotes T1\tمن هذا؟\n#2\tAnnotatorNotes T2\tمن هذا؟\n"
    )
    (back,) = read("brat", tmp_path / "out")
    assert triples(back) == [("CUE", 0, 3), ("SOURCE", 4, 12)]
    assert [entry.element.value for entry in report.losses] == ["comment", "comment"]


def test_a_part_that_continues_becomes_a_fragment_and_comes_back(tmp_path: Path) -> None:
    document = annotated(TEXT, [("CLAIM", 13, 20), ("CLAIM", 27, 35), ("CUE", 0, 3)])
    document = related(document, ("continues", "s1", "s0"), ("cue", "s2", "s0"))
    report = export("brat", [document], tmp_path / "out")
    assert "CLAIM 13 20;27 35\t" in (tmp_path / "out" / "d.ann").read_text(encoding="utf-8")
    assert (list(report.entries), report.spans, report.relations) == ([], 3, 2)
    (back,) = read("brat", tmp_path / "out")
    (reading,) = back.sets
    ends = {
        (r.type, reading.spans[r.source].span.start, reading.spans[r.target].span.start)
        for r in reading.relations.values()
    }
    assert ends == {("continues", 27, 13), ("cue", 0, 13)}


def test_a_part_with_something_of_its_own_stays_a_span(tmp_path: Path) -> None:
    document = annotated(TEXT, [("CLAIM", 13, 20), ("CLAIM", 27, 35), ("CUE", 0, 3)])
    document = related(document, ("continues", "s1", "s0"), ("cue", "s2", "s1"))
    report = export("brat", [document], tmp_path / "out")
    assert ";" not in (tmp_path / "out" / "d.ann").read_text(encoding="utf-8")
    assert (list(report.entries), report.relations) == ([], 2)


def test_line_ends_at_an_edge_are_trimmed_and_named(tmp_path: Path) -> None:
    report = export("brat", [annotated(TEXT, [("PERS", 4, 9), ("ORG", 8, 9)])], tmp_path / "out")
    assert [(entry.id, entry.kind, entry.written) for entry in report.losses] == [
        ("s0", LossKind.TRIMMED, (4, 8)),
        ("s1", LossKind.LEFT_OUT, None),
    ]


def test_events_attributes_equivalents_and_notes_find_their_place(tmp_path: Path) -> None:
    path = pair(
        tmp_path,
        "قتل سليم خانا أمس",
        "E1\tKILL:T1 Agent:T2 Victim2:T3 Time:T4\n"
        "T1\tKILL 0 3\tقتل\nT2\tPERS 4 8\tسليم\nT3\tPERS 9 13\tخانا\nT4\tDATE 14 17\tأمس\n"
        "A1\tNegation E1\nM1\tconfidence E1 low\n*\tsame T2 T3\n#1\tAnnotatorNotes T2\tمن؟\n"
        "N1\tReference T2 Wikidata:Q1\tسليم\n",
    )
    warnings: list[Message] = []
    (back,) = read("brat", path, warnings=warnings)
    (reading,) = back.sets
    assert {(r.type, r.source, r.target) for r in reading.relations.values()} == {
        ("Agent", "T1", "T2"),
        ("Victim", "T1", "T3"),
        ("Time", "T1", "T4"),
        ("same", "T2", "T3"),
    }
    assert dict(reading.spans["T1"].attributes) == {"Negation": "true", "confidence": "low"}
    assert reading.spans["T2"].comment == "من؟"
    assert [str(warning) for warning in warnings] == [
        "a.ann: one line of a kind that has no place here was passed over: N."
    ]


def test_windows_line_ends_are_followed(tmp_path: Path) -> None:
    path = pair(tmp_path, "قال\r\nسليم\r\n", "T1\tPERS 5 9\tسليم\r\n")
    (back,) = read("brat", path)
    assert (back.document.text, triples(back)) == ("قال\nسليم\n", [("PERS", 4, 8)])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("T1\tPERS 0 2\tقال", "E_QUOTE_MISMATCH"),
        ("T1\tPERS 0 40\tقال", "E_QUOTE_MISMATCH"),
        ("T1\tPERS 0 40", "E_OFFSETS"),
        ("T1\tPERS zero 3\tقال", "E_SCHEMA"),
        ("T1 PERS 0 3 قال", "E_SCHEMA"),
        ("R1\tcue Arg1:T8 Arg2:T9", "E_SCHEMA"),
        ("A1\tnaming T9 named", "E_SCHEMA"),
    ],
)
def test_a_bad_line_is_named(line: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read("brat", pair(tmp_path, "قال سليم", line + "\n"))
    assert caught.value.code == code


def test_a_missing_half_of_a_pair_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ann").touch()
    with pytest.raises(InputError, match=r"a\.txt"):
        read("brat", tmp_path / "a.ann")


def test_a_folder_is_recognised_by_its_files(tmp_path: Path) -> None:
    pair(tmp_path, "قال", "")
    assert formats.recognise(tmp_path).name == "brat"
    assert formats.recognise(tmp_path / "a.ann").name == "brat"


def test_a_name_that_is_no_file_name_becomes_a_number(tmp_path: Path) -> None:
    document = annotated("قال", [])
    strange = replace(document, document=replace(document.document, id="../a/b"))
    export("brat", [strange], tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").glob("*.txt")} == {"document-1.txt"}


def test_the_gold_article_comes_back_whole(shared_data: Path, tmp_path: Path) -> None:
    article = gold(shared_data)
    report = export("brat", [article], tmp_path / "out")
    assert (report.spans, report.relations) == (118, 74)
    (back,) = read("brat", tmp_path / "out", scheme=SCHEME)
    assert triples(back) == triples(article)
