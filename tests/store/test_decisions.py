"""Decisions, and what people are in the project: on the disk, in the log, and back."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.editing.change import AnnotatorChange, Change, DecisionChange, SetChange
from annotator.errors import ProjectFileError
from annotator.model import Annotator, Decision, Dispute, Role, Seen, Verdict
from annotator.store import Repository
from annotator.store.repair import repair
from tests.store.builders import create, do, fill, reading, tamper, undo

_AMAL = Annotator(id="a1", name="أمل")
_CHIEF = replace(_AMAL, role=Role.REVIEWER, colour="#0B5A57", name="أمل ع.")
_SILENT = Annotator(id="a2", name="من لم يقرأ شيئا", colour="#112233")
_TAKEN = Decision(
    id="x1",
    document_id="d1",
    dispute=Dispute.BOUNDARY,
    verdict=Verdict.READING,
    seen=(
        Seen(set_id="set1", ids=("s1", "s2"), digest="ab"),
        Seen(set_id="other", ids=(), digest="cd"),
    ),
    taken=("set1",),
    gold=("g1",),
    label="CLAIM",
    quote="أن الأمن مستتب",
    reason="الاقتباس الناقص يُضم كاملا",
    by="a1",
    at="2026-11-27T10:00:00+00:00",
)
_GAP = replace(_TAKEN, gap=True, verdict=Verdict.BOTH, reason="")
_OTHER = replace(_TAKEN, id="x2", dispute=Dispute.SINGLE, verdict=Verdict.NOTHING, gold=(), taken=())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    with closing(create(path)) as repository:
        fill(repository)
        do(
            repository,
            AnnotatorChange(before=None, after=_AMAL),
            AnnotatorChange(before=None, after=_SILENT),
            SetChange(before=None, after=replace(reading("own"), annotator=_AMAL)),
        )
        do(repository, DecisionChange(before=None, after=_TAKEN), DecisionChange(before=None, after=_OTHER))
        do(repository, DecisionChange(before=_TAKEN, after=_GAP))
        do(repository, AnnotatorChange(before=_AMAL, after=_CHIEF))
    return path


def test_decisions_and_people_are_there_after_a_restart(path: Path) -> None:
    with closing(Repository.open(path)) as repository:
        assert repository.decisions() == (_GAP, _OTHER)
        assert repository.decisions("d1") == (_GAP, _OTHER)
        assert repository.decisions("d2") == ()
        assert set(repository.annotators()) == {_CHIEF, _SILENT}
        assert _CHIEF in [one.annotator for one in repository.sets("d1")]
        assert _CHIEF in [one.annotator for one in repository.summaries()[0].sets]
        assert repository.check() == []


def test_every_step_of_it_is_taken_back_by_its_inverse(path: Path) -> None:
    with closing(Repository.open(path)) as repository:
        undo(repository, 5)
        assert _AMAL in repository.annotators()
        undo(repository, 4)
        assert repository.decisions() == (_TAKEN, _OTHER)
        undo(repository, 3)
        assert repository.decisions() == ()
        assert repository.check() == []


@pytest.mark.parametrize(
    "change",
    [
        DecisionChange(before=_TAKEN, after=None),
        DecisionChange(before=replace(_OTHER, taken=("set1",)), after=_OTHER),
        AnnotatorChange(before=_AMAL, after=_CHIEF),
        AnnotatorChange(before=replace(_SILENT, colour=None), after=None),
    ],
)
def test_a_change_that_starts_from_something_else_is_refused(path: Path, change: Change) -> None:
    with closing(Repository.open(path)) as repository:
        with pytest.raises(ProjectFileError) as refusal:
            do(repository, change)
        assert refusal.value.code == "E_CONFLICT"
        assert repository.decisions() == (_GAP, _OTHER)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision SET reason = 'x' WHERE id = 'x1'",
        "UPDATE decision SET gap = 0 WHERE id = 'x1'",
        """UPDATE decision SET gold = '["s1"]' WHERE id = 'x2'""",
        "DELETE FROM decision WHERE id = 'x2'",
        "UPDATE annotator SET colour = '#000000' WHERE id = 'a2'",
    ],
)
def test_what_was_changed_behind_the_log_is_found(path: Path, statement: str) -> None:
    tamper(path, statement)
    with closing(Repository.open(path)) as repository:
        assert [problem.code for problem in repository.check()] == ["E_LOG"]


@pytest.mark.parametrize("history", [True, False])
def test_a_repaired_project_still_has_it(path: Path, tmp_path: Path, *, history: bool) -> None:
    if not history:
        tamper(path, "DELETE FROM revision WHERE id = 2")
    report = repair(path, tmp_path / "new.hashiya")
    assert report.history is history
    with closing(Repository.open(tmp_path / "new.hashiya")) as repository:
        assert repository.decisions() == (_GAP, _OTHER)
        assert set(repository.annotators()) == {_CHIEF, _SILENT}


def test_a_decision_that_nobody_can_have_written_is_listed_as_lost(path: Path, tmp_path: Path) -> None:
    tamper(path, "DELETE FROM revision WHERE id = 2")
    tamper(path, "UPDATE decision SET seen = '[1]' WHERE id = 'x1'")
    report = repair(path, tmp_path / "new.hashiya")
    assert "E_LOST" in [problem.code for problem in report.lost]
    with closing(Repository.open(tmp_path / "new.hashiya")) as repository:
        assert repository.decisions() == (_OTHER,)
