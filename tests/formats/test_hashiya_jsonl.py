"""The lossless master: what it accepts, what it refuses, and that it comes back byte for byte."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.errors import AnnotatorError, InputError
from annotator.formats import ExportOptions, ImportOptions
from annotator.formats.hashiya_jsonl.writing import write
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Direction,
    Document,
    Origin,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.model.scheme_json import default_scheme
from annotator.progress import Progress

SCHEME = default_scheme()
TEXT = "قال سليم: “سنعود”."

GOLDEN = (
    '{"hashiya":1,"id":"d1","title":"عودة","text":"قال سليم: “سنعود”.",'
    '"sha256":"' + digest(TEXT) + '","metadata":{"url":"x","n":1.5},"sets":['
    '{"owner":"annotator","annotator":"Salma","state":"finished","spans":['
    '{"id":"k","label":"CUE","start":0,"end":3,"text":"قال","attributes":{},"comment":null,"flagged":false},'
    '{"id":"s","label":"SOURCE","start":4,"end":8,"text":"سليم","attributes":{"naming":"named"},'
    '"comment":"من؟","flagged":true},'
    '{"id":"q","label":"QUOTE","start":10,"end":17,"text":"“سنعود”","attributes":{},"comment":null,'
    '"flagged":false}],"relations":['
    '{"id":"r","type":"attribution","source":"s","target":"q","attributes":{}}]},'
    '{"owner":"gold","annotator":null,"state":"new","spans":[],"relations":[]}]}\n'
)


def read(path: Path, **options: Any) -> list[AnnotatedDocument]:
    return list(formats.get("hashiya-jsonl").read(path, ImportOptions(scheme=SCHEME, **options)))


def written(path: Path, lines: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def export(documents: list[AnnotatedDocument], target: Path, **options: Any) -> formats.LossReport:
    chosen = ExportOptions(scheme=SCHEME, **options)
    return formats.export(formats.get("hashiya-jsonl"), documents, target, chosen)


def span(start: int, end: int, label: str = "CUE", **more: Any) -> dict[str, Any]:
    return {"label": label, "start": start, "end": end, **more}


def refusal(path: Path, lines: list[dict[str, Any]]) -> InputError:
    with pytest.raises(InputError) as caught:
        read(written(path, lines))
    return caught.value


def test_a_file_we_wrote_by_hand_is_read_and_written_back_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_bytes(GOLDEN.encode())
    (document,) = read(path)
    assert document.document.id == "d1"
    assert document.document.metadata == {"url": "x", "n": 1.5}
    salma, gold = document.sets
    assert salma.annotator is not None
    assert (salma.annotator.name, salma.state) == ("Salma", State.FINISHED)
    assert (gold.owner, gold.annotator) == (Owner.GOLD, None)
    source = salma.spans["s"]
    assert (source.span, source.quote, source.comment, source.flagged) == (Span(4, 8), "سليم", "من؟", True)
    assert source.attributes == {"naming": "named"}
    assert salma.relations["r"].target == "q"
    report = export([document], tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == GOLDEN.encode()
    assert (report.documents, report.spans, report.relations, list(report.entries)) == (1, 3, 1, [])


def test_the_gold_article_has_118_spans_and_74_relations_and_round_trips(
    shared_data: Path, tmp_path: Path
) -> None:
    (article,) = read(shared_data / "gold.jsonl")
    assert len(article.sets[0].spans) == 118
    assert len(article.sets[0].relations) == 74
    export([article], tmp_path / "1.jsonl")
    export(read(tmp_path / "1.jsonl"), tmp_path / "2.jsonl")
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    original = json.loads((shared_data / "gold.jsonl").read_text(encoding="utf-8"))
    exported = json.loads((tmp_path / "1.jsonl").read_text(encoding="utf-8"))
    assert exported["text"] == original["text"]
    by_id = {one["id"]: one for one in exported["sets"][0]["spans"]}
    for one in original["sets"][0]["spans"]:
        assert by_id[one["id"]] == {"attributes": {}, "comment": None, "flagged": False, **one}
    ends = {(r["id"], r["type"], r["source"], r["target"]) for r in exported["sets"][0]["relations"]}
    assert ends == {(r["id"], r["type"], r["source"], r["target"]) for r in original["sets"][0]["relations"]}


def test_the_second_reading_keeps_its_readers_name(shared_data: Path) -> None:
    (article,) = read(shared_data / "reader-2.jsonl")
    assert len(article.sets[0].spans) == 116
    assert article.sets[0].annotator is not None
    assert article.sets[0].annotator.name == "reader-2"


def test_a_line_may_hold_no_more_than_a_text(tmp_path: Path) -> None:
    (document,) = read(written(tmp_path / "f.jsonl", [{"text": "\n  خبر عاجل اليوم\nثم"}]))
    assert document.document.id == ""
    assert document.document.title == "خبر عاجل اليوم"
    assert document.sets == ()


def test_spans_beside_the_text_are_one_imported_reading_with_ids_made_up_the_same_way_each_time(
    tmp_path: Path,
) -> None:
    line = {"text": TEXT, "spans": [span(0, 3), span(4, 8, "SOURCE")]}
    (document,) = read(written(tmp_path / "f.jsonl", [line]))
    (reading,) = document.sets
    assert reading.owner is Owner.IMPORTED
    assert list(reading.spans) == ["s1", "s2"]


def test_a_name_given_by_the_person_replaces_the_readers_but_not_gold(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    path.write_bytes(GOLDEN.encode())
    (document,) = read(path, annotator="Huda")
    assert [s.annotator.name if s.annotator else None for s in document.sets] == ["Huda", None]


def test_offsets_follow_when_carriage_returns_become_line_feeds(tmp_path: Path) -> None:
    text = "عنوان\r\nقال\r\r\nسليم"
    line = {
        "text": text,
        "sha256": digest(text),
        "spans": [span(7, 10, text="قال"), span(13, 17, "SOURCE", text="سليم")],
    }
    (document,) = read(written(tmp_path / "f.jsonl", [line]))
    assert document.document.text == "عنوان\nقال\n\nسليم"
    assert document.document.sha256 == digest(document.document.text)
    assert [s.span for s in document.sets[0].spans.values()] == [Span(6, 9), Span(11, 15)]
    assert [s.quote for s in document.sets[0].spans.values()] == ["قال", "سليم"]


def test_an_emoji_before_a_span_counts_as_one(tmp_path: Path) -> None:
    (document,) = read(written(tmp_path / "f.jsonl", [{"text": "😀 قال", "spans": [span(2, 5, text="قال")]}]))
    assert document.sets[0].spans["s1"].quote == "قال"


def test_a_text_may_begin_with_a_line_feed_and_the_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = written(tmp_path / "f.jsonl", [{"text": "\nقال", "spans": [span(1, 4)]}])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    (document,) = read(path)
    assert document.document.text == "\nقال"
    assert document.sets[0].spans["s1"].quote == "قال"


def test_a_span_at_0_keeps_its_place(tmp_path: Path) -> None:
    (document,) = read(written(tmp_path / "f.jsonl", [{"text": "قال", "spans": [span(0, 3)]}]))
    export([document], tmp_path / "out.jsonl")
    assert (
        json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["sets"][0]["spans"][0]["start"] == 0
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"hashiya": 2, "text": TEXT}, "E_VERSION"),
        ({"text": TEXT, "sha256": "0" * 64}, "E_DIGEST"),
        ({"text": " \n"}, "E_EMPTY"),
        ({"text": "قال\0"}, "E_CONTROL_CHAR"),
        ({"text": "قال\ufdd0"}, "E_CONTROL_CHAR"),
        ({"text": TEXT, "extra": 1}, "E_SCHEMA"),
        ({"text": TEXT, "metadata": {"n": 10**30}}, "E_SCHEMA"),
        ({"text": TEXT, "sets": [{"owner": "somebody"}]}, "E_SCHEMA"),
        ({"text": TEXT, "sets": [{"owner": "annotator"}]}, "E_SCHEMA"),
        ({"text": TEXT, "id": "a\u202eb"}, "E_ID"),
        ({"text": TEXT, "spans": [span(-1, 3)]}, "E_OFFSETS"),
        ({"text": TEXT, "spans": [span(3, 1)]}, "E_OFFSETS"),
        ({"text": TEXT, "spans": [span(3, 3)]}, "E_OFFSETS"),
        ({"text": TEXT, "spans": [span(0, 99)]}, "E_OFFSETS"),
        ({"text": TEXT, "spans": [span(0, 3, text="قيل")]}, "E_QUOTE_MISMATCH"),
        ({"text": TEXT, "spans": [span(0, 3, "NOBODY")]}, "E_LABEL"),
        ({"text": TEXT, "spans": [span(0, 3, "<b>")]}, "E_LABEL"),
        ({"text": TEXT, "spans": [span(0, 3, id="a"), span(4, 8, id="a")]}, "E_ID"),
        ({"text": TEXT, "spans": [span(0, 3, attributes={"mood": "bad"})]}, "E_ATTRIBUTE"),
        (
            {
                "text": TEXT,
                "spans": [span(0, 3)],
                "relations": [{"type": "cue", "source": "s1", "target": "x"}],
            },
            "E_RELATION",
        ),
        (
            {
                "text": TEXT,
                "spans": [span(0, 3), span(4, 8)],
                "relations": [{"type": "married", "source": "s1", "target": "s2"}],
            },
            "E_RELATION",
        ),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_line_and_nothing_else_comes_in(
    line: dict[str, Any], code: str, tmp_path: Path
) -> None:
    error = refusal(tmp_path / "bad.jsonl", [{"text": "سليم"}, line])
    assert error.code == code
    assert "bad.jsonl, line 2" in str(error)


def test_a_wrong_quote_is_named_with_document_and_span(tmp_path: Path) -> None:
    line = {"title": "عودة", "text": TEXT, "spans": [span(0, 3, id="k7", text="قيل")]}
    message = str(refusal(tmp_path / "bad.jsonl", [line]))
    for part in ("عودة", "k7", "قيل", "قال"):
        assert part in message


def test_skip_bad_brings_in_the_rest_and_names_what_it_left_out(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [{"text": "سليم"}, {"text": TEXT, "spans": [span(0, 99)]}, {"text": "هدى"}]
    problems: list[AnnotatorError] = []
    documents = read(written(tmp_path / "f.jsonl", lines), problems=problems)
    assert [d.document.text for d in documents] == ["سليم", "هدى"]
    assert [p.code for p in problems] == ["E_OFFSETS"]
    assert "f.jsonl, line 2" in str(problems[0])


def test_two_lines_with_one_id_and_one_text_are_both_given_and_another_text_is_refused(
    tmp_path: Path,
) -> None:
    same: list[dict[str, Any]] = [
        {"id": "d", "text": TEXT, "sets": [{"owner": "gold"}]},
        {"id": "d", "text": TEXT},
    ]
    assert [d.document.id for d in read(written(tmp_path / "same.jsonl", same))] == ["d", "d"]
    error = refusal(tmp_path / "other.jsonl", [{"id": "d", "text": TEXT}, {"id": "d", "text": "غيره"}])
    assert error.code == "E_ID"


def test_bytes_that_are_no_utf8_are_named_by_their_place_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    before = '{"text":"سليم"}\n{"text":"'.encode()
    path.write_bytes(before + b'\xff"}\n')
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "E_ENCODING"
    assert f"byte {len(before)} " in str(caught.value)


def test_json_nested_past_all_reason_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    for depth in (40, 100_000):
        path.write_text('{"text":"x","metadata":{"a":' + "[" * depth + "]" * depth + "}}\n", encoding="utf-8")
        with pytest.raises(InputError) as caught:
            read(path)
        assert caught.value.code == "E_SCHEMA"


def test_titles_and_names_lose_their_direction_controls(tmp_path: Path) -> None:
    line = {
        "text": TEXT,
        "title": "خبر\u202e\nعاجل",
        "sets": [{"owner": "annotator", "annotator": "Sa\u200elma"}],
    }
    (document,) = read(written(tmp_path / "f.jsonl", [line]))
    assert document.document.title == "خبر عاجل"
    assert document.sets[0].annotator is not None
    assert document.sets[0].annotator.name == "Salma"


def test_sets_stand_in_one_order_whatever_order_they_come_in(tmp_path: Path) -> None:
    sets = [
        {"owner": "gold"},
        {"owner": "annotator", "annotator": "ب"},
        {"owner": "annotator", "annotator": "أ", "spans": [span(0, 3)]},
        {"owner": "annotator", "annotator": "أ"},
    ]
    for name, order in (("1", sets), ("2", sets[::-1])):
        line = {"id": "d", "title": "ع", "text": TEXT, "sets": order}
        export(read(written(tmp_path / f"{name}.jsonl", [line])), tmp_path / f"out{name}.jsonl")
    assert (tmp_path / "out1.jsonl").read_bytes() == (tmp_path / "out2.jsonl").read_bytes()


def test_layers_that_were_not_chosen_are_named_and_are_no_loss_to_strict(tmp_path: Path) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_bytes(GOLDEN.encode())
    report = export(read(path), tmp_path / "out.jsonl", layers=("claims",), strict=True)
    assert report.spans == 1
    assert sorted(entry.id for entry in report.entries) == ["k", "r", "s"]
    assert report.losses == []
    out = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert [s["id"] for s in out["sets"][0]["spans"]] == ["q"]


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
TEXTS = st.text(
    st.sampled_from([*"قال سليم٣.،\n", "\u2028", "\u0085", "😀", "\u200f", "\u064b", '"', "\\", "\x7f"]),
    min_size=1,
    max_size=12,
).filter(str.strip)


@st.composite
def annotated_documents(draw: st.DrawFn) -> AnnotatedDocument:
    text = draw(TEXTS)
    places = [(a, b) for a in range(len(text)) for b in range(a + 1, len(text) + 1)]
    sets: list[AnnotationSet] = []
    for name in draw(st.lists(st.sampled_from(["سلمى", "Huda", None]), max_size=3)):
        chosen = draw(st.lists(st.sampled_from(places), max_size=4))
        spans = {
            f"s{n}": SpanAnnotation(
                id=f"s{n}",
                label=draw(st.sampled_from(["PERS", "CLAIM", "CUE"])),
                span=Span(a, b),
                quote=text[a:b],
                attributes=draw(
                    st.dictionaries(st.sampled_from(["x", "y"]), st.text(max_size=3), max_size=2)
                ),
                comment=draw(st.none() | TEXTS),
                flagged=draw(st.booleans()),
                origin=Origin.IMPORTED,
            )
            for n, (a, b) in enumerate(chosen)
        }
        ends = st.sampled_from(sorted(spans)) if spans else st.nothing()
        links = draw(st.lists(st.tuples(ends, ends), max_size=3)) if spans else []
        relations = {
            f"r{n}": Relation(id=f"r{n}", type="any", source=a, target=b) for n, (a, b) in enumerate(links)
        }
        sets.append(
            AnnotationSet(
                id=f"set{len(sets)}",
                document_id="d",
                owner=Owner.GOLD if name is None else Owner.ANNOTATOR,
                annotator=None if name is None else Annotator(id=name, name=name),
                state=draw(st.sampled_from(list(State))),
                spans=spans,
                relations=relations,
            )
        )
    document = Document(
        id="d",
        title=draw(st.sampled_from(["خبر", "A 1"])),
        text=text,
        sha256=digest(text),
        metadata=draw(st.dictionaries(st.text(max_size=3), JSON_VALUES, max_size=2)),
        direction=draw(st.sampled_from(list(Direction))),
    )
    return AnnotatedDocument(document=document, sets=tuple(sets))


def contents(annotated: AnnotatedDocument) -> tuple[Any, ...]:
    """Return all that the file promises to keep; ids of sets and of people are made anew."""
    readings = [
        (
            s.owner,
            s.annotator.name if s.annotator else "",
            s.state,
            sorted(s.spans.items()),
            sorted(s.relations.items()),
        )
        for s in annotated.sets
    ]
    return annotated.document, sorted(readings, key=repr)


def bytes_of(annotated: AnnotatedDocument) -> tuple[bytes, formats.LossReport]:
    file = io.BytesIO()
    report = write([annotated], file, ExportOptions(scheme=SCHEME), Progress())
    return file.getvalue(), report


@given(annotated=annotated_documents())
def test_reading_gives_back_what_was_written_and_writing_it_again_the_same_bytes(
    annotated: AnnotatedDocument,
) -> None:
    data, report = bytes_of(annotated)
    assert report.entries == []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "1.jsonl"
        path.write_bytes(data)
        (back,) = formats.get("hashiya-jsonl").read(path, ImportOptions())
    assert contents(back) == contents(annotated)
    assert bytes_of(back)[0] == data
