"""The real article with three readers, adjudicated from the first position to the last, in a project file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.adjudication.deciding import AcceptAgreements, Decide, TakeBackDecision
from annotator.adjudication.positions import Position, gold_of, positions
from annotator.adjudication.queue import next_open, progress
from annotator.editing.commands import ImportDocuments, SetAttribute
from annotator.model import AnnotatedDocument, AnnotationSet, Dispute, Verdict
from annotator.workspace import Workspace
from tests.adjudication.readings import SCHEME, parsed, third, what


@pytest.fixture
def readings(shared_data: Path) -> tuple[AnnotatedDocument, AnnotationSet]:
    """Return the article as three have read it, and the gold that has to come of it."""
    text, first = parsed(shared_data / "gold.jsonl", "A")
    _, second = parsed(shared_data / "reader-2.jsonl", "B")
    return AnnotatedDocument(document=text, sets=(first, second, third(second, text.text))), first


@pytest.fixture
def project(tmp_path: Path, readings: tuple[AnnotatedDocument, AnnotationSet]) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.hashiya", title="ت", scheme=SCHEME, reader="حكم") as workspace:
        workspace.perform(ImportDocuments(documents=(readings[0],)))
        yield workspace


def _positions(project: Workspace) -> tuple[Position, ...]:
    return positions(project.document("d"), project.sets("d"), project.scheme, project.decisions("d"))


def _gold(project: Workspace) -> AnnotationSet:
    gold = gold_of(project.sets("d"))
    assert gold is not None
    return gold


def _adjudicate(project: Workspace, reader: str) -> int:
    """Accept what is agreed, then go through the queue; return how many positions wanted a decision."""
    project.perform(AcceptAgreements(document_id="d"))
    decided, here = 0, next_open(_positions(project))
    while here is not None:
        number = next(n for n, one in enumerate(here.variants) if reader in one.readers)
        project.perform(
            Decide(document_id="d", key=here.key, verdict=Verdict.READING, variants=(number,), reason="النص")
        )
        decided += 1
        here = next_open(_positions(project), here.key)
    return decided


def test_the_whole_article_comes_out_as_the_expected_gold(
    project: Workspace, readings: tuple[AnnotatedDocument, AnnotationSet]
) -> None:
    before = project.sets("d")
    disputed = sum(one.dispute is not Dispute.AGREE for one in _positions(project))
    assert _adjudicate(project, "A") == disputed == 32
    gold = _gold(project)
    assert (len(gold.spans), len(gold.relations)) == (118, 74)
    assert what(gold) == what(readings[1])
    assert tuple(one for one in project.sets("d") if one.id != gold.id) == before
    found = progress(_positions(project))
    assert found.settled == found.total == len(project.decisions("d"))
    made = [key for one in project.decisions("d") for key in one.gold]
    assert sorted(made) == sorted([*gold.spans, *gold.relations])  # each has one decision behind it
    assert project.check() == []


def test_it_is_all_there_when_the_file_is_opened_again_and_all_gone_when_it_is_undone(
    project: Workspace, tmp_path: Path
) -> None:
    before = project.sets("d")
    steps = _adjudicate(project, "C") + 1
    held = project.sets("d"), project.decisions("d"), _positions(project)
    project.close()
    with Workspace.open(tmp_path / "p.hashiya", reader="حكم") as again:
        assert (again.sets("d"), again.decisions("d"), _positions(again)) == held
        for _ in range(steps):
            assert again.undo() is not None
        assert (again.sets("d"), again.decisions("d")) == (before, ())
        assert not any(one.settled for one in _positions(again))
        for _ in range(steps):
            again.redo()
        assert (again.sets("d"), again.decisions("d")) == held[:2]


def test_a_fourth_reader_opens_only_what_they_see_otherwise(
    project: Workspace, readings: tuple[AnnotatedDocument, AnnotationSet]
) -> None:
    _adjudicate(project, "A")
    gold, decisions = _gold(project), project.decisions("d")
    document, (first, second, _) = readings[0].document, readings[0].sets
    assert second.annotator is not None
    fourth = replace(second, id="D", annotator=replace(second.annotator, id="d", name="D"))
    project.perform(ImportDocuments(documents=(AnnotatedDocument(document=document, sets=(fourth,)),)))
    assert (_gold(project), project.decisions("d")) == (gold, decisions)
    opened = [one for one in _positions(project) if not one.settled]
    assert len(opened) == 27  # exactly where the second reader differs from what was decided
    assert all(one.fresh and one.decision is not None for one in opened)
    again = replace(first, id="E", annotator=replace(second.annotator, id="e", name="E"))
    project.perform(ImportDocuments(documents=(AnnotatedDocument(document=document, sets=(again,)),)))
    assert [one.key for one in _positions(project) if not one.settled] == [one.key for one in opened]


def test_a_reader_s_later_answer_is_seen_at_once(project: Workspace) -> None:
    _adjudicate(project, "A")
    project.perform(
        SetAttribute(document_id="d", set_id="B", span_ids=("2c9",), name="polarity", value="negated")
    )
    (fresh,) = (one for one in _positions(project) if one.fresh)
    assert fresh.dispute is Dispute.ATTRIBUTE
    project.perform(TakeBackDecision(document_id="d", key=fresh.key))
    assert next_open(_positions(project)) is not None
    assert len(_gold(project).spans) == 117
