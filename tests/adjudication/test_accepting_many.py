"""Thousands of agreements are foreseen by a worker, and stand by one step or not at all."""

from __future__ import annotations

from typing import cast

import pytest

from annotator.adjudication.deciding import AcceptAgreements
from annotator.adjudication.snapshot import Snapshot
from annotator.editing.change import Change
from annotator.editing.state import ProjectState
from annotator.errors import Cancelled
from annotator.model import State
from annotator.progress import Progress
from annotator.workspace.loaded import LoadedDocument
from tests.adjudication.readings import Desk, document, reading, span

_TEXT = "قال الوزير. " * 100


def _desk() -> Desk:
    spans = [span(_TEXT, f"p{n}", "PERS", 12 * n + 4, 12 * n + 10) for n in range(100)]
    return Desk(document(_TEXT), reading("A", spans), reading("B", spans))


class _Listed:
    """A desk that lists its documents, which a snapshot does not need."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def documents(self) -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> object:
        return getattr(self._desk, name)


def _snapshot(desk: Desk) -> Snapshot:
    return Snapshot(cast("ProjectState", _Listed(desk)), "d")


class _Counting(Progress):
    def __init__(self, most: int | None = None) -> None:
        super().__init__()
        self.most, self.total = most, 0

    def report(self, done: int, total: int | None) -> None:
        self.total = total or 0
        self.cancelled = done == self.most


def test_what_a_worker_foresees_is_what_is_done_and_nothing_is_planned_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, progress = _desk(), _Counting()
    command = AcceptAgreements(document_id="d").foresee(_snapshot(desk), progress)
    assert (progress.done, progress.total) == (100, 100)
    assert desk.steps == []
    monkeypatch.setattr(AcceptAgreements, "_planned", None)
    desk.perform(command)
    assert (len(desk.gold.spans), len(desk.steps)) == (100, 1)
    assert all(one.settled for one in desk.positions)
    desk.undo()
    assert (desk.gold.spans, desk.decisions()) == ({}, ())


def test_stopped_it_has_done_nothing() -> None:
    desk = _desk()
    with pytest.raises(Cancelled):
        AcceptAgreements(document_id="d").foresee(_snapshot(desk), _Counting(most=60))
    assert (desk.gold.spans, desk.decisions()) == ({}, ())


def test_what_has_changed_meanwhile_is_planned_anew() -> None:
    desk = _desk()
    command = AcceptAgreements(document_id="d").foresee(_snapshot(desk), Progress())
    first = next(one for one in desk.sets() if one.id == "A")
    desk.change("A", first.spans["p3"], None)
    desk.perform(command)
    assert len(desk.gold.spans) == 99, "what A has taken back is no agreement"


def test_many_changes_in_memory_come_to_the_same_as_one_after_the_other() -> None:
    desk = _desk()
    command = AcceptAgreements(document_id="d").foresee(_snapshot(desk), Progress())
    step = command.plan(cast("ProjectState", desk))
    assert step is not None
    changes: tuple[Change, ...] = step.changes
    one, other = (LoadedDocument(document(_TEXT), desk.sets()) for _ in range(2))
    one.decisions(tuple)
    other.decisions(tuple)
    one.follow_all(changes)
    for change in changes:
        other.follow(change)
    assert one.sets == other.sets
    assert one.decisions(tuple) == other.decisions(tuple)


def test_a_snapshot_holds_one_document_and_no_other() -> None:
    snapshot = _snapshot(_desk())
    assert snapshot.has_document("d")
    assert snapshot.annotation_set("d", "A").state is State.FINISHED
    assert [one.id for one in snapshot.touching("d", "A", 4, 5)] == ["p0"]
    with pytest.raises(KeyError):
        snapshot.sets("e")
