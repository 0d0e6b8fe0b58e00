"""`hashiya check` proves what has been exchanged, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.workspace import Workspace
from tests.store.builders import tamper
from tests.team.conftest import Open
from tests.team.offices import add, copied, home, packet, reading


@pytest.fixture
def exchanged(office: Workspace, open_file: Open, tmp_path: Path) -> Path:
    """A project in which work has come home, with a conflict."""
    from annotator.editing.commands import Relabel

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
