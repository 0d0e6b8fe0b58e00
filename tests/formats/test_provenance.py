"""Where gold comes from goes out with it and comes in again; and nobody's name goes along who should not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from annotator import formats
from annotator.editing.change import DecisionChange, Step
from annotator.editing.commands import ImportDocuments
from annotator.editing.state import ProjectState
from annotator.errors import InputError, RuleError
from annotator.formats import Element, LossReport
from annotator.language import msg
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Decision,
    Dispute,
    Document,
    Names,
    Owner,
    Relation,
    Seen,
    Span,
    SpanAnnotation,
    State,
    Verdict,
    digest,
)
from annotator.model.attribute import Attribute, AttributeType
from annotator.model.scheme_json import default_scheme
from annotator.workspace import ExportRequest, ReadingChoices, Readings, Selection, Workspace
from tests.formats.every_format import read

TEXT = "قال سليم خان إن باريس بعيدة."
SCHEME = replace(
    default_scheme(),
    document_attributes=(
        Attribute(name="usable", names=Names(ar="صالح؟", en="Usable?"), type=AttributeType.YES_NO),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Settle:
    """Note decisions as adjudication does."""

    decisions: tuple[Decision, ...]

    def plan(self, _state: ProjectState) -> Step:
        return Step(
            name=msg("Settle"),
            changes=tuple(DecisionChange(before=None, after=one) for one in self.decisions),
        )


def reading(owner: Owner, name: str | None, *spans: tuple[str, int, int]) -> AnnotationSet:
    made = {
        f"s{n}": SpanAnnotation(id=f"s{n}", label=label, span=Span(a, b), quote=TEXT[a:b])
        for n, (label, a, b) in enumerate(spans)
    }
    links = {}
    if len(made) > 1:
        links = {"r0": Relation(id="r0", type="introduces", source="s0", target="s1")}
    return AnnotationSet(
        id=f"{owner.value} {name}",
        document_id="d",
        owner=owner,
        annotator=None if name is None else Annotator(id=f"id of {name}", name=name),
        state=State.FINISHED,
        spans=made,
        relations=links,
        attributes=MappingProxyType({"usable": "yes"} if name == "Salma" else {}),
    )


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    """Return a document that two have read, with gold and three decisions: taken, not there, and gone."""
    document = Document(id="d", title="خبر", text=TEXT, sha256=digest(TEXT))
    sets = (
        reading(Owner.ANNOTATOR, "Salma", ("CUE", 0, 3), ("SOURCE", 4, 12)),
        reading(Owner.ANNOTATOR, "Idris", ("CUE", 0, 3), ("SOURCE", 4, 8)),
        reading(Owner.GOLD, None, ("CUE", 0, 3), ("SOURCE", 4, 12)),
    )
    path = tmp_path / "project.hashiya"
    with closing(Workspace.create(path, title="ت", scheme=SCHEME, reader="Huda")) as made:
        made.perform(ImportDocuments(documents=(AnnotatedDocument(document=document, sets=sets),)))
        named = {one.annotator.name: one.id for one in made.sets("d") if one.annotator}
        base = Decision(
            id="x1",
            document_id="d",
            dispute=Dispute.BOUNDARY,
            verdict=Verdict.READING,
            seen=(
                Seen(set_id=named["Salma"], ids=("s1",), digest="aa"),
                Seen(set_id=named["Idris"], ids=("s1",), digest="bb"),
            ),
            taken=(named["Salma"],),
            gold=("s1", "r0"),
            label="SOURCE",
            quote="سليم خان",
            reason="the family name is part of it",
            gap=True,
            by="id of Idris",
            at="2026-11-27T12:00:00+00:00",
        )
        nothing = replace(base, id="x2", verdict=Verdict.NOTHING, taken=(), gold=(), label="GPE", gap=False)
        gone = replace(base, id="x3", seen=(Seen(set_id="a0", ids=(), digest="cc"),), taken=("a0",), gold=())
        made.perform(Settle(decisions=(base, nothing, gone)))
        yield made


def export(workspace: Workspace, target: Path, name: str = "hashiya-jsonl", **more: Any) -> LossReport:
    return workspace.export(ExportRequest(target=target, format_name=name, **more))


def open_with(tmp_path: Path, *files: Path) -> Workspace:
    made = Workspace.create(tmp_path / "again.hashiya", title="ت", scheme=SCHEME, reader="Nobody")
    made.import_files(files)
    return made


def told(workspace: Workspace) -> list[tuple[object, ...]]:
    """Return what decisions say, without the ids that every project has of its own."""
    names = {one.id: one.annotator.name if one.annotator else "" for one in workspace.sets("d")}
    people = {one.id: one.name for one in workspace.annotators()}
    return [
        (
            *(one.id, one.dispute, one.verdict, one.gold, one.label, one.quote, one.reason, one.gap, one.at),
            tuple(names.get(key, key) for key in one.taken),
            tuple((names.get(s.set_id, s.set_id), s.ids, s.digest) for s in one.seen),
            people[one.by],
        )
        for one in workspace.decisions("d")
    ]


def test_a_line_says_of_each_piece_of_gold_whose_it_was_who_took_it_when_and_why(
    project: Workspace, tmp_path: Path
) -> None:
    assert export(project, tmp_path / "out.jsonl").entries == []
    line = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert line["decisions"][0] == {
        "id": "x1",
        "dispute": "boundary",
        "verdict": "reading",
        "seen": [
            {"reading": "annotator:Salma", "ids": ["s1"], "digest": "aa"},
            {"reading": "annotator:Idris", "ids": ["s1"], "digest": "bb"},
        ],
        "taken": ["annotator:Salma"],
        "gold": ["s1", "r0"],
        "label": "SOURCE",
        "quote": "سليم خان",
        "reason": "the family name is part of it",
        "gap": True,
        "by": "Idris",
        "at": "2026-11-27T12:00:00+00:00",
    }
    assert [one.get("attributes") for one in line["sets"]] == [None, {"usable": "yes"}, None]


@pytest.mark.parametrize("name", ["hashiya-jsonl", "csv", "spreadsheet", "huggingface"])
@pytest.mark.parametrize("readings", [Readings.ALL, Readings.GOLD])
def test_decisions_come_in_as_decisions_and_go_out_the_same(
    name: str, readings: Readings, project: Workspace, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    assert export(project, first, name, selection=Selection(readings=readings)).entries == []
    with closing(open_with(tmp_path, first)) as again:
        if readings is Readings.ALL:
            assert told(again) == told(project)
        export(again, second, name, selection=Selection(readings=readings))
        again.import_files([first])  # which is all there already
        assert len(again.decisions()) == 3
        assert again.undo() is not None
        assert again.decisions() == ()
    one, other = (
        {p.name: p.read_bytes() for p in (where.rglob("*") if where.is_dir() else [where]) if p.is_file()}
        for where in (first, second)
    )
    assert list(one.values()) == list(other.values())


def test_readings_without_gold_go_out_without_decisions(project: Workspace, tmp_path: Path) -> None:
    chosen = Selection(readings=Readings.ANNOTATOR, annotator="Salma")
    export(project, tmp_path / "out.jsonl", selection=chosen)
    assert "decisions" not in json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))


def test_decisions_follow_the_choice_of_layers_and_the_map_of_labels(
    project: Workspace, tmp_path: Path
) -> None:
    gold = Selection(readings=Readings.GOLD)
    export(project, tmp_path / "a.jsonl", layers=("entities",), selection=gold)
    assert [one["id"] for one in json.loads((tmp_path / "a.jsonl").read_bytes())["decisions"]] == ["x2"]
    other = '{"SOURCE": "ORIGIN"}'
    export(project, tmp_path / "b.jsonl", label_map=other, selection=gold)
    found = json.loads((tmp_path / "b.jsonl").read_bytes())["decisions"]
    assert [(one["id"], one["label"], one["gold"]) for one in found] == [
        ("x1", "ORIGIN", ["s1", "r0"]),
        ("x2", "GPE", []),
        ("x3", "ORIGIN", []),
    ]


@pytest.mark.parametrize("name", ["conll", "brat", "doccano"])
def test_a_format_without_a_place_for_decisions_says_so(
    name: str, project: Workspace, tmp_path: Path
) -> None:
    report = export(project, tmp_path / "out", name, selection=Selection(readings=Readings.GOLD))
    (entry,) = [entry for entry in report.entries if entry.element is Element.DECISION]
    assert "سليم خان" in entry.text
    salma = Selection(readings=Readings.ANNOTATOR, annotator="Salma")
    report = export(project, tmp_path / "out2", name, selection=salma)
    assert [e.text for e in report.entries if e.element is Element.ATTRIBUTES] == ["usable=yes"]


def test_pseudonyms_leave_nobody_s_name_in_the_file_or_its_report(project: Workspace, tmp_path: Path) -> None:
    with closing(open_with(tmp_path, _written(project, tmp_path))) as again:
        for name in ("hashiya-jsonl", "brat", "csv"):
            target = tmp_path / f"out.{name}"
            selection = Selection(readings=Readings.GOLD if name == "brat" else Readings.ALL)
            report = export(again, target, name, pseudonyms=True, selection=selection)
            files = [p for p in (target.rglob("*") if target.is_dir() else [target]) if p.is_file()]
            everything = b"".join(p.read_bytes() for p in files).decode() + report.as_json()
            for person in ("Salma", "Idris", "Huda", "Nobody", "a0"):
                assert person not in everything, name
        line = json.loads((tmp_path / "out.hashiya-jsonl").read_bytes())
        people = {one["annotator"] for one in line["sets"] if one["annotator"]}
        assert len(people) == 2
        assert {one["by"] for one in line["decisions"]} <= people
        assert line["decisions"][0]["taken"][0] in {f"annotator:{one}" for one in people}
        assert line["decisions"][2]["taken"] == ["?"]


def _written(project: Workspace, tmp_path: Path) -> Path:
    export(project, tmp_path / "first.jsonl")
    return tmp_path / "first.jsonl"


def test_a_later_decision_is_not_overwritten_by_an_older_file(project: Workspace, tmp_path: Path) -> None:
    first = _written(project, tmp_path)
    changed = first.read_text(encoding="utf-8").replace("the family name", "nothing but the name")
    (tmp_path / "changed.jsonl").write_text(changed, encoding="utf-8")
    with closing(open_with(tmp_path, first)) as again:
        before = told(again)
        with pytest.raises(RuleError, match="another decision"):
            again.import_files([tmp_path / "changed.jsonl"])
        assert told(again) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one["gold"].append("s9"), "no s9 in the gold"),
        (lambda one: one.update(id="x2"), "two decisions"),
        (lambda one: one.update(verdict="maybe"), "maybe"),
        (lambda one: one.pop("by"), "by"),
    ],
)
def test_a_decision_that_can_not_be_is_refused(
    change: Callable[[dict[str, object]], object], said: str, project: Workspace, tmp_path: Path
) -> None:
    first = _written(project, tmp_path)
    line = json.loads(first.read_text(encoding="utf-8"))
    change(line["decisions"][0])
    first.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read("hashiya-jsonl", first)


def test_the_import_dialog_brings_decisions_and_answers_too(project: Workspace, tmp_path: Path) -> None:
    choices = ReadingChoices(add_names=True)
    with closing(Workspace.create(tmp_path / "n.hashiya", title="ت", scheme=SCHEME, reader="R")) as again:
        again.import_files([_written(project, tmp_path)], choices)
        assert told(again) == told(project)
        salma = next(one for one in again.sets("d") if one.annotator and one.annotator.name == "Salma")
        assert salma.attributes == {"usable": "yes"}
        assert again.check() == []


@pytest.mark.parametrize("name", ["huggingface", "huggingface-parquet"])
def test_folders_of_before_are_read_without_what_they_lack(
    name: str, project: Workspace, tmp_path: Path
) -> None:
    if not formats.get(name).is_installed:
        pytest.skip(f"{name} needs an extra")
    export(project, tmp_path / "out", name)
    (path,) = (tmp_path / "out" / "data").iterdir()
    if name == "huggingface":
        row = json.loads(path.read_text(encoding="utf-8"))
        del row["decisions"]
        for one in row["readings"]:
            del one["attributes"]
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    else:
        parquet = pytest.importorskip("pyarrow.parquet")
        parquet.write_table(parquet.read_table(path).drop_columns(["decisions"]), path)
    (back,) = read(name, tmp_path / "out")
    assert (len(back.sets), back.decisions) == (3, ())
