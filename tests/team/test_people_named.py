"""People at the command line: two of one name, names that are hardly another, and too few of them."""

from __future__ import annotations

import json
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

from annotator.editing.change import AnnotatorChange, Step
from annotator.editing.state import ProjectState
from annotator.language import msg
from annotator.model import Annotator, new_id
from annotator.model.sigla import sigla
from annotator.workspace import Workspace
from tests.team.conftest import Run
from tests.team.offices import add

pytestmark = pytest.mark.usefixtures("english")


class _Join:
    """Somebody comes from another machine, whose name nobody here has checked."""

    def __init__(self, *names: str) -> None:
        self.people = tuple(Annotator(id=new_id(), name=name) for name in names)

    def plan(self, _state: ProjectState) -> Step:
        changes = tuple(AnnotatorChange(before=None, after=one) for one in self.people)
        return Step(name=msg("Change the text"), changes=changes)


@pytest.fixture
def two_linas(office: Workspace) -> tuple[Path, list[Annotator]]:
    """Return a project in which two people are called Lina, and both of them."""
    join = _Join("Lina", "Lina")
    with closing(office) as workspace:
        workspace.perform(join)
        return workspace.path, list(join.people)


def test_of_two_with_one_name_the_letter_or_the_id_says_which(
    two_linas: tuple[Path, list[Annotator]], tmp_path: Path, run: Run
) -> None:
    path, people = two_linas
    listed = run("assign", path)
    for person in people:
        assert f"…{person.id[-6:]}" in listed
    words = ("packet", "out", path, "--documents", "d0", "--to")
    said = run(*words, tmp_path / "x.hashiya", "--annotator", "Lina", status=1)
    assert all(f"…{person.id[-6:]}" in said for person in people)
    letters = {line.split()[0] for line in listed.splitlines() if "Lina" in line}
    for n, word in enumerate((*letters, people[1].id[-6:], f"…{people[1].id[-6:]}", people[1].id)):
        target = tmp_path / f"{n}.hashiya"
        assert run(*words, target, "--annotator", word, "--json")["annotator"] == "Lina"
    told = run("packet", "out", path, "--to", tmp_path / "y.hashiya", "--annotator", people[1].id, "--json")
    assert told["documents"] == 1
    with Workspace.look(path) as workspace:
        assert {one.annotator_id for one in workspace.assignments()} == {one.id for one in people}
        assert len(workspace.annotators()) == 2


def test_documents_are_shared_out_between_two_of_one_name(
    two_linas: tuple[Path, list[Annotator]], run: Run
) -> None:
    path, people = two_linas
    run("assign", path, "--readers", 1, "--annotators", "Lina", status=1)
    ends = [person.id[-6:] for person in people]
    plan = run("assign", path, "--readers", 1, "--annotators", *ends, "--json")
    assert {one["id"] for one in plan["people"] if one["documents"]} == {one.id for one in people}


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        *(("Lina", "lina"), ("أحمد عبد الله", "احمد عبدالله"), ("ليلى", "لَيْلَى"), ("ليلى", "ليـلى")),
        ("Ｌina", "Lina"),
    ],
)
def test_a_name_that_is_hardly_another_is_asked_about(
    office: Workspace, tmp_path: Path, run: Run, known: str, typed: str
) -> None:
    office.close()
    path = office.path
    out = ("packet", "out", path, "--documents", "d0", "--to")
    run(*out, tmp_path / "1.hashiya", "--annotator", known)
    for words in (
        (*out, tmp_path / "2.hashiya", "--annotator", typed),
        ("assign", path, "--readers", 1, "--annotators", typed),
        ("assign", path, "--readers", 1, "--annotators", known, "--reviewer", typed),
    ):
        said = run(*words, status=1)
        assert known in said
        assert "--new-person" in said
    with Workspace.look(path) as workspace:
        assert [one.name for one in workspace.annotators() if one.name == typed] == []
    run(*out, tmp_path / "2.hashiya", "--annotator", typed, "--new-person")
    names = [one["name"] for one in run("assign", path, "--json")["people"]]
    assert names == [known, typed]


def test_readings_that_come_in_under_a_name_that_is_hardly_another_are_asked_about(
    office: Workspace, tmp_path: Path, run: Run
) -> None:
    office.close()
    file = tmp_path / "a.jsonl"
    file.write_text(
        '{"text": "قال سليم", "spans": [{"label": "PERS", "start": 4, "end": 8}]}', encoding="utf-8"
    )
    words = ("import", office.path, file, "--annotator")
    run(*words, "Lina")
    for more in ((), ("--dry-run",)):
        assert "--new-person" in run(*words, "lina", *more, status=1)
    run(*words, "Lina")
    run(*words, "lina", "--new-person")
    with Workspace.look(office.path) as workspace:
        assert sorted(one.name for one in workspace.annotators()) == ["Lina", "lina"]


def test_canonically_equal_names_are_the_same_person(office: Workspace, tmp_path: Path, run: Run) -> None:
    office.close()
    for place, name in enumerate((unicodedata.normalize("NFD", "أمل"), "أمل")):
        words = ("--to", tmp_path / f"{place}.hashiya", "--annotator", name, "--documents", "d0")
        run("packet", "out", office.path, *words)
    assert [one["name"] for one in run("assign", office.path, "--json")["people"]] == ["أمل"]


def test_two_new_names_may_not_be_hardly_told_apart_either(office: Workspace, run: Run) -> None:
    office.close()
    said = run("assign", office.path, "--readers", 2, "--annotators", "Lina", "LINA", status=1)
    assert "hardly told apart" in said
    twice = run("assign", office.path, "--readers", 2, "--annotators", "Lina", "Lina", status=1)
    assert "there is 1 person" in twice


def test_who_reviews_and_reads_is_one_person(office: Workspace, tmp_path: Path, run: Run) -> None:
    office.close()
    words = ("--annotator", "Salma", "--reviewer", "Salma", "--documents", "d0")
    run("packet", "out", office.path, "--to", tmp_path / "s.hashiya", *words)
    with Workspace.look(office.path) as workspace:
        assert [one.name for one in workspace.annotators()].count("Salma") == 1


def test_fewer_people_than_readers_are_refused_with_both_numbers(office: Workspace, run: Run) -> None:
    office.close()
    path = office.path
    words = ("assign", path, "--readers", 9, "--annotators", "Lina", "Omar")
    for more in ((), ("--dry-run",)):
        said = run(*words, *more, status=1)
        assert all(word in said for word in ("9 readers", "there are 2", "Lina, Omar", "--annotators"))
    assert run("assign", path, "--json")["people"] == []
    run("assign", path, "--readers", 2, "--annotators", "Lina", "Omar")
    run("assign", path, "--readers", 3, status=1)


def test_readings_of_two_with_one_name_are_chosen_apart(
    two_linas: tuple[Path, list[Annotator]], tmp_path: Path, run: Run
) -> None:
    path, people = two_linas
    for number, person in enumerate(people, start=3):
        with closing(Workspace.open(path, reader=person.id)) as workspace:
            add(workspace, number)
    end = people[1].id[-6:]
    export = ("export", path, tmp_path / "out", "--format", "hashiya-jsonl", "--annotator")
    for words in (
        (*export, "Lina"),
        ("stats", path, "--annotator", "Lina"),
        ("documents", path, "--given-to", "Lina"),
        ("documents", path, "--annotator", "Lina"),
        ("agree", path, "--readers", "Lina", people[0].id),
    ):
        said = run(*words, status=1)
        assert end in said, words
    run(*export, end)
    (line,) = [one for one in (tmp_path / "out").read_text(encoding="utf-8").splitlines() if '"PERS"' in one]
    assert len(json.loads(line)["sets"]) == 1
    assert "1 span" in run("stats", path, "--annotator", end)
    assert len(run("documents", path, "--annotator", end, "--json")) == 1
    letters = [one.split()[0] for one in run("assign", path).splitlines() if "Lina" in one]
    agreed = run("agree", path, "--readers", *letters)
    assert "1 common document" in agreed


def test_a_letter_means_somebody_where_nobody_new_can_be_meant(office: Workspace, run: Run) -> None:
    office.close()
    path = office.path
    run("assign", path, "--readers", 1, "--annotators", "Lina", "--reviewer", "Salma")
    with Workspace.look(path) as workspace:
        letters = sigla(workspace.annotators(), "en")
        letter = next(letters[one.id] for one in workspace.annotators() if one.name == "Lina")
    assert len(run("documents", path, "--given-to", letter, "--json")) == 2
