"""doccano, Prodigy, Label Studio, GLiNER and chat: the files as their programs know them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.errors import InputError, OutputError
from annotator.formats import LossKind, Unit
from annotator.model import AnnotatedDocument, Owner, Relation
from tests.formats.every_format import SCHEME, annotated, export, gold, read, triples

TEXT = "😀 قال سليم"


def sample() -> AnnotatedDocument:
    document = annotated(TEXT, [("CUE", 2, 5), ("SOURCE", 6, 10)])
    (reading,) = document.sets
    spans = dict(reading.spans)
    spans["s1"] = replace(spans["s1"], attributes={"naming": "named"}, comment="من؟", flagged=True)
    relation = Relation(id="r0", type="introduces", source="s0", target="s1")
    reading = replace(reading, spans=spans, relations={"r0": relation})
    return replace(document, document=replace(document.document, metadata={"n": 1}), sets=(reading,))


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_doccano_counts_code_points_unless_told_otherwise(tmp_path: Path) -> None:
    export("doccano", [sample()], tmp_path / "a.jsonl")
    (line,) = lines(tmp_path / "a.jsonl")
    assert line == {
        "text": TEXT,
        "entities": [
            {"id": 1, "label": "CUE", "start_offset": 2, "end_offset": 5},
            {"id": 2, "label": "SOURCE", "start_offset": 6, "end_offset": 10},
        ],
        "relations": [{"id": 1, "type": "introduces", "from_id": 1, "to_id": 2}],
        "label": [[2, 5, "CUE"], [6, 10, "SOURCE"]],
        "title": "خبر",
        "document": "d",
        "metadata": {"n": 1},
    }
    export("doccano", [sample()], tmp_path / "b.jsonl", unit=Unit.UTF16)
    assert lines(tmp_path / "b.jsonl")[0]["label"] == [[3, 6, "CUE"], [7, 11, "SOURCE"]]
    (back,) = read("doccano", tmp_path / "b.jsonl", unit=Unit.UTF16)
    assert triples(back) == [("CUE", 2, 5), ("SOURCE", 6, 10)]


def test_what_doccano_exports_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(
        '{"id": 7, "text": "قال سليم", "url": "u", "label": [[4, 8, "PERS"]], "Comments": []}\n', "utf-8"
    )
    (back,) = read("doccano", path)
    assert (back.document.id, triples(back)) == ("7", [("PERS", 4, 8)])
    assert back.document.metadata == {"url": "u", "Comments": []}
    assert formats.recognise(path).name == "doccano"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"text": "قال", "label": [[0, 4, "PERS"]]}', "E_OFFSETS"),
        ('{"text": "قال", "label": [[-1, 2, "PERS"]]}', "E_OFFSETS"),
        ('{"text": "قال", "label": [["0", 2, "PERS"]]}', "E_SCHEMA"),
        ('{"label": []}', "E_SCHEMA"),
        ("{", "E_SCHEMA"),
        ('{"text": "قال", "n": 99999999999999999999}', "E_SCHEMA"),
        ('{"text": "قال", "n": ' + "[" * 40 + "]" * 40 + "}", "E_SCHEMA"),
        ('{"text": "قال", "n": NaN}', "E_SCHEMA"),
        ('{"text": "قال\\u0000"}', "E_CONTROL_CHAR"),
        (
            '{"text": "قال", "entities": [], "relations": [{"type": "x", "from_id": 1, "to_id": 2}]}',
            "E_RELATION",
        ),
    ],
)
@pytest.mark.parametrize("unit", list(Unit)[:2])
def test_a_bad_line_of_doccano_is_named(line: str, code: str, unit: Unit, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "نعم"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2") as caught:
        read("doccano", path, unit=unit)
    assert caught.value.code == code


def test_a_task_of_prodigy_has_tokens_and_inclusive_token_ends(tmp_path: Path) -> None:
    report = export("prodigy", [sample()], tmp_path / "a.jsonl")
    (task,) = lines(tmp_path / "a.jsonl")
    assert [(t["text"], t["start"], t["end"], t["ws"]) for t in task["tokens"]] == [
        ("😀", 0, 1, True),
        ("قال", 2, 5, True),
        ("سليم", 6, 10, False),
    ]
    assert task["spans"][1] == {"start": 6, "end": 10, "label": "SOURCE", "token_start": 2, "token_end": 2}
    assert [(r["head"], r["child"], r["label"]) for r in task["relations"]] == [(1, 2, "introduces")]
    assert (report.spans, report.relations) == (2, 1)
    assert sorted(entry.element.value for entry in report.losses) == ["attributes", "comment", "flag"]


def test_a_rejected_task_of_prodigy_has_nothing_to_say(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text":"قال","spans":[{"start":0,"end":3,"label":"CUE"}],"answer":"reject"}\n', "utf-8")
    (back,) = read("prodigy", path)
    assert (triples(back), back.sets[0].state.value) == ([], "ignored")


def test_gliner_numbers_the_last_token_and_leaves_out_what_it_cannot_learn(tmp_path: Path) -> None:
    text = "قال " * 13 + "سليم"
    report = export("gliner", [annotated(text, [("CLAIM", 0, 51), ("PERS", 52, 56)])], tmp_path / "a.json")
    (item,) = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert item["ner"] == [[13, 13, "PERS"]]
    assert item["tokenized_text"] == text.split()
    assert [(entry.id, entry.kind) for entry in report.losses] == [("s0", LossKind.LEFT_OUT)]


def test_gliner_writes_an_array_of_all_documents(tmp_path: Path) -> None:
    export("gliner", [sample(), sample()], tmp_path / "a.json")
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))) == 2
    export("gliner", [], tmp_path / "b.json")
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8")) == []


def test_chat_tells_which_occurrence_is_meant(tmp_path: Path) -> None:
    document = annotated("سليم قال سليم", [("PERS", 9, 13), ("CUE", 5, 8)])
    export("chat", [document], tmp_path / "a.jsonl")
    (line,) = lines(tmp_path / "a.jsonl")
    assert [message["role"] for message in line["messages"]] == ["system", "user", "assistant"]
    assert line["messages"][1]["content"] == document.document.text
    assert json.loads(line["messages"][2]["content"]) == {
        "spans": [
            {"label": "CUE", "text": "قال", "occurrence": 1},
            {"label": "PERS", "text": "سليم", "occurrence": 2},
        ],
        "relations": [],
    }


def test_chat_and_gliner_lose_of_the_gold_article_what_is_known(shared_data: Path, tmp_path: Path) -> None:
    report = export("chat", [gold(shared_data)], tmp_path / "a.jsonl")
    assert [entry.element for entry in report.losses] == [formats.Element.METADATA]
    report = export("gliner", [gold(shared_data)], tmp_path / "a.json", tokens="clitic")
    assert {entry.reason.text for entry in report.losses if entry.element is formats.Element.SPAN} == {
        "it is longer than the 12 tokens that GLiNER learns"
    }


def test_label_studio_counts_utf16_and_keeps_answers_on_the_region(tmp_path: Path) -> None:
    report = export("label-studio", [sample()], tmp_path / "out")
    assert report.entries == []
    (task,) = json.loads((tmp_path / "out" / "tasks.json").read_text(encoding="utf-8"))
    (annotation,) = task["annotations"]
    by_type: dict[str, list[Any]] = {}
    for result in annotation["result"]:
        by_type.setdefault(result["type"], []).append(result)
    units = TEXT.encode("utf-16-le")
    for result in by_type["labels"]:
        value = result["value"]
        assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
    assert [r["value"]["start"] for r in by_type["labels"]] == [3, 7]
    assert [r["from_name"] for r in by_type["choices"]] == ["naming", "flagged"]
    assert by_type["textarea"][0]["value"]["text"] == ["من؟"]
    (relation,) = by_type["relation"]
    assert (relation["from_id"], relation["to_id"], relation["direction"]) == ("s0", "s1", "right")


def test_label_studio_keeps_answers_in_words_apart_from_comments(tmp_path: Path) -> None:
    text = "قال للصحيفة"
    said = annotated(text, [("ORG", 5, 11)], attributes={"canonical": "الصحيفة"}, comment="من؟")
    assert export("label-studio", [said], tmp_path / "out").entries == []
    config = ET.fromstring((tmp_path / "out" / "config.xml").read_text(encoding="utf-8"))  # noqa: S314 - ours
    assert [one.get("name") for one in config.iter("TextArea")] == ["canonical", "comment"]
    assert "canonical" not in {one.get("name") for one in config.iter("Choices")}
    for scheme in (SCHEME, None):
        (back,) = read("label-studio", tmp_path / "out", scheme=scheme)
        (span,) = back.sets[0].spans.values()
        assert (dict(span.attributes), span.comment) == ({"canonical": "الصحيفة"}, "من؟")


def test_label_studios_configuration_has_every_name_that_the_tasks_use(tmp_path: Path) -> None:
    export("label-studio", [sample()], tmp_path / "out")
    (task,) = json.loads((tmp_path / "out" / "tasks.json").read_text(encoding="utf-8"))
    config = ET.fromstring((tmp_path / "out" / "config.xml").read_text(encoding="utf-8"))  # noqa: S314 - ours
    names = {one.get("name") for one in config.iter()} - {None}
    values = {one.get("value") for one in config.iter()}
    for result in task["annotations"][0]["result"]:
        if result["type"] == "relation":
            assert set(result["labels"]) <= values
            continue
        assert {result["from_name"], result["to_name"]} <= names
        assert set(result["value"].get("labels", []) + result["value"].get("choices", [])) <= values


def test_label_studio_keeps_several_readings_apart(tmp_path: Path) -> None:
    document = sample()
    (reading,) = document.sets
    golden = replace(reading, id="g", owner=Owner.GOLD, annotator=None, spans={}, relations={})
    export("label-studio", [replace(document, sets=(reading, golden))], tmp_path / "out")
    (back,) = read("label-studio", tmp_path / "out")
    assert [(s.owner.value, s.annotator and s.annotator.name, len(s.spans)) for s in back.sets] == [
        ("annotator", "Salma", 2),
        ("gold", None, 0),
    ]


def test_a_relation_of_label_studio_that_points_left_is_turned(tmp_path: Path) -> None:
    export("label-studio", [sample()], tmp_path / "out")
    tasks = json.loads((tmp_path / "out" / "tasks.json").read_text(encoding="utf-8"))
    tasks[0]["annotations"][0]["result"][-1]["direction"] = "left"
    tasks[0]["annotations"][0]["completed_by"] = {"email": "reader@example.org"}
    del tasks[0]["data"]["readers"]
    path = tmp_path / "export.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    assert formats.recognise(path).name == "label-studio"
    (back,) = read("label-studio", path)
    (relation,) = back.sets[0].relations.values()
    assert (relation.source, relation.target) == ("s1", "s0")
    assert back.sets[0].annotator is not None
    assert back.sets[0].annotator.name == "reader@example.org"


@pytest.mark.parametrize(
    "content", ["[{]", '[{"data": {}}]', '[{"data": {"text": 1}}]', '[{"annotations": []}]']
)
def test_a_bad_task_of_label_studio_is_named(content: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read("label-studio", path)


def test_a_folder_is_replaced_only_if_an_export_made_it(tmp_path: Path) -> None:
    target = tmp_path / "out"
    export("label-studio", [sample()], target)
    with pytest.raises(OutputError, match="there already"):
        export("label-studio", [sample()], target)
    (target / "old").touch()
    export("label-studio", [sample()], target, force=True)
    assert not (target / "old").exists()
    stranger = tmp_path / "mine"
    stranger.mkdir()
    (stranger / "letter.txt").touch()
    with pytest.raises(OutputError, match="no export of this program"):
        export("label-studio", [sample()], stranger, force=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine", "out"]
