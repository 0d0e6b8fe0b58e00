"""Remarks, assignments and answers about documents: on the disk, in the log, and back."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.editing.change import (
    AnnotatorChange,
    AnswersChange,
    AssignmentChange,
    Change,
    DocumentChange,
    RemarkChange,
    SetChange,
)
from annotator.errors import ProjectFileError
from annotator.model import Annotator, Assignment, Matter, Remark
from annotator.store import Repository
from annotator.store.repair import repair
from tests.store.builders import create, do, document, fill, reading, tamper, undo

_ASKED = Remark(
    id="m1",
    document_id="d1",
    set_id="set1",
    span_id="s1",
    quote="قال",
    matter=Matter.DOUBT,
    text="أهذا مصدر؟",
    author="a1",
    at="2026-11-27T10:00:00+00:00",
)
_ANSWERED = replace(_ASKED, answer="نعم", answered_by="a2", answered_at="2026-11-27T11:00:00+00:00")
_ABOUT_ALL = Remark(
    id="m2", document_id="d1", matter=Matter.BAD_TEXT, author="a1", at="2026-11-27T10:01:00+00:00"
)
_GIVEN = Assignment(document_id="d1", annotator_id="a1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    with closing(create(path)) as repository:
        fill(repository)
        do(repository, AnnotatorChange(before=None, after=Annotator(id="a1", name="أمل")))
        do(repository, RemarkChange(before=None, after=_ASKED), RemarkChange(before=None, after=_ABOUT_ALL))
        do(repository, RemarkChange(before=_ASKED, after=_ANSWERED))
        do(repository, AssignmentChange(before=None, after=_GIVEN))
        do(
            repository,
            AnswersChange(document_id="d1", set_id="set1", before={}, after={"genre": "news|opinion"}),
        )
    return path


def test_what_is_said_and_planned_is_there_after_a_restart(path: Path) -> None:
    with closing(Repository.open(path)) as repository:
        assert repository.remarks() == (_ANSWERED, _ABOUT_ALL)
        assert repository.remarks("d1") == (_ANSWERED, _ABOUT_ALL)
        assert repository.remarks("d2") == ()
        assert repository.assignments() == (_GIVEN,)
        assert repository.sets("d1")[0].attributes == {"genre": "news|opinion"}
        assert repository.check() == []


def test_every_step_of_it_is_taken_back_by_its_inverse(path: Path) -> None:
    with closing(Repository.open(path)) as repository:
        for step in (6, 5, 4):
            undo(repository, step)
        assert repository.remarks() == (_ASKED, _ABOUT_ALL)
        assert repository.assignments() == ()
        assert repository.sets("d1") == (reading(),)
        undo(repository, 3)
        assert repository.remarks() == ()
        assert repository.check() == []


def test_a_remark_outlives_the_document_it_was_made_on(path: Path) -> None:
    with closing(Repository.open(path)) as repository:
        (own,) = repository.sets("d1")
        do(
            repository,
            SetChange(before=own, after=None),
            DocumentChange(before=document(), after=None),
        )
        assert repository.remarks() == (_ANSWERED, _ABOUT_ALL)
        assert repository.check() == []


@pytest.mark.parametrize(
    "change",
    [
        RemarkChange(before=_ASKED, after=None),
        RemarkChange(before=replace(_ABOUT_ALL, text="x"), after=_ABOUT_ALL),
        AssignmentChange(before=Assignment(document_id="d1", annotator_id="a2"), after=None),
        AnswersChange(document_id="d1", set_id="set1", before={}, after={"genre": "news"}),
    ],
)
def test_a_change_that_starts_from_something_else_is_refused(path: Path, change: Change) -> None:
    with closing(Repository.open(path)) as repository:
        with pytest.raises(ProjectFileError) as refusal:
            do(repository, change)
        assert refusal.value.code == "E_CONFLICT"
        assert repository.remarks() == (_ANSWERED, _ABOUT_ALL)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE remark SET text = 'x' WHERE id = 'm1'",
        "DELETE FROM remark WHERE id = 'm2'",
        "DELETE FROM assignment",
        "UPDATE annotation_set SET attributes = '{}'",
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
        assert repository.remarks() == (_ANSWERED, _ABOUT_ALL)
        assert repository.assignments() == (_GIVEN,)
        assert repository.sets("d1")[0].attributes == {"genre": "news|opinion"}


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_damaged_file_of_before_there_were_remarks_is_repaired(version: int, tmp_path: Path) -> None:
    golden = Path(__file__).parent / "golden" / f"v{version}.hashiya"
    old = tmp_path / "old.hashiya"
    old.write_bytes(golden.read_bytes())
    tamper(old, "DELETE FROM revision WHERE id = 2")
    report = repair(old, tmp_path / "new.hashiya")
    assert (report.history, report.documents, report.sets) == (False, 2, 3)
    assert [problem.code for problem in report.lost] == ["E_HISTORY_LOST"]
