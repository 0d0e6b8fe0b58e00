"""Documents stand in one order, and people under one letter, wherever packets and plans are spoken of."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.cli import main
from annotator.editing.commands import AddPerson
from annotator.model import Annotator
from annotator.model.sigla import sigla
from annotator.workspace import Workspace
from annotator.workspace.packets import look_at
from tests.team.conftest import Open
from tests.team.offices import add, packet, project

_SIX = ("d0", "d1", "d2", "d3", "d4", "d5")


def test_what_comes_home_is_listed_in_the_order_of_the_project(open_file: Open, tmp_path: Path) -> None:
    office = project(tmp_path / "hub.hashiya", documents=6)
    file = packet(office, tmp_path / "p.hashiya", documents=_SIX)
    lina = open_file(file)
    for one in reversed(_SIX):
        add(lina, 1, one)
    (preview,) = look_at(office.path, [file]).previews
    office.close()
    assert [news.document_id for news in preview.documents] == list(_SIX)


def test_a_plan_calls_everybody_by_the_letter_that_they_have_everywhere(
    office: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HASHIYA_LANGUAGE", "en")
    # By their names Amal would come first: by the order in which they joined she is third.
    for key, name in (("p1", "Zeid"), ("p2", "Amal")):
        office.perform(AddPerson(person=Annotator(id=f"zz{key}", name=name)))
    letters = {one.name: sigla(office.annotators(), "en")[one.id] for one in office.annotators()}
    office.close()
    assert main(["assign", str(office.path)]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if line.endswith("done")]
    assert [line[0] for line in said] == [letters["Zeid"], letters["Amal"]] == ["B", "C"]
