"""`hashiya check` proves what has been exchanged, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.editing.commands import Relabel
from annotator.workspace import Workspace, repair_project
from annotator.workspace.packets import conflicts, look_at
from tests.store.builders import tamper
from tests.team.conftest import Open
from tests.team.offices import add, copied, home, packet, reading


@pytest.fixture
def exchanged(office: Workspace, open_file: Open, tmp_path: Path) -> Path:
    """A project in which work has come home, with a conflict."""
    one = open_file(packet(office, tmp_path / "1.hashiya"))
    span, own = add(one, 3), reading(one).id
    other = open_file(copied(one.path, tmp_path / "2.hashiya"))
    for workspace, label in ((one, "ORG"), (other, "GPE")):
        workspace.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label=label))
    home(office, one.path, other.path)
    assert office.check() == []
    return copied(office.path, tmp_path / "tampered.hashiya")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE item_revision SET value = replace(value, 'GPE', 'LOC')",
        "UPDATE item_revision SET clock = clock + 1 WHERE key = 1",
        "UPDATE item_revision SET parents = '' WHERE parents <> ''",
        "UPDATE item_revision SET item_key = 1 WHERE key = (SELECT max(key) FROM item_revision)",
        "UPDATE origin SET author = 'somebody'",
        "UPDATE item SET shown = 999 WHERE key = 2",
        "UPDATE item SET disputed = 1 - disputed WHERE disputed",
        "DELETE FROM item_revision WHERE parents = '' AND value LIKE '%PERS%'",
    ],
)
def test_an_altered_union_is_found(exchanged: Path, statement: str) -> None:
    tamper(exchanged, statement)
    with Workspace.look(exchanged) as workspace:
        assert {problem.code for problem in workspace.check()} == {"E_UNION"}


def test_a_repaired_project_knows_what_it_has_exchanged(exchanged: Path, tmp_path: Path) -> None:
    before = exchanged.with_name("1.hashiya")
    report = repair_project(exchanged, tmp_path / "repaired.hashiya")
    assert report.history
    assert report.lost == ()
    with Workspace.open(tmp_path / "repaired.hashiya") as repaired, Workspace.look(exchanged) as original:
        assert repaired.check() == []
        assert conflicts(repaired) == conflicts(original)
        assert len(conflicts(repaired)) == 1
        assert not look_at(repaired.path, [before]).is_news
        packet_again = packet(repaired, tmp_path / "3.hashiya")
    repair_project(packet_again, tmp_path / "packet.hashiya")
    with Workspace.open(tmp_path / "packet.hashiya") as opened:
        assert opened.packet is not None
        assert opened.reader.name == "ليلى"
        assert opened.check() == []


def test_half_a_union_is_left_out_of_a_repaired_project_and_said(exchanged: Path, tmp_path: Path) -> None:
    tamper(exchanged, "DELETE FROM origin WHERE key = 1")
    report = repair_project(exchanged, tmp_path / "repaired.hashiya")
    assert report.history
    assert [problem.code for problem in report.lost] == ["E_LOST"]
    with Workspace.open(tmp_path / "repaired.hashiya") as repaired:
        assert repaired.check() == []
        assert len(reading(repaired).spans) == 1


def test_what_came_home_before_a_repair_can_be_undone_and_brought_home_again(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    add(opened, 3)
    home(office, opened.path)
    damaged = copied(office.path, tmp_path / "damaged.hashiya")
    assert repair_project(damaged, tmp_path / "repaired.hashiya").history
    for workspace in (office, open_file(tmp_path / "repaired.hashiya")):
        assert workspace.undo() is not None
        assert workspace.sets("d0") == ()
        home(workspace, opened.path)
        assert reading(workspace).spans == reading(opened).spans
        assert workspace.check() == []
