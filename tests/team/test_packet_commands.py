"""`hashiya packet` and `hashiya assign`, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.editing.commands import AddRemark, Relabel, SetComment, SetState
from annotator.model import Matter, State
from annotator.workspace import Workspace
from tests.team.conftest import Run
from tests.team.offices import add, copied, reading

pytestmark = pytest.mark.usefixtures("english")


def test_work_goes_out_and_comes_home(office: Workspace, tmp_path: Path, run: Run) -> None:
    office.close()
    hub, file = office.path, tmp_path / "l.hashiya"
    assert "2 documents" in run(
        "packet", "out", hub, "--to", file, "--annotator", "ليلى", "--documents", "d0", "مقال 1"
    )
    with Workspace.open(file) as opened:
        add(opened, 3)
    shown = run("packet", "show", file)
    assert "not finished" in shown
    assert "مقال 0" in shown
    seen = run("packet", "in", hub, file, "--dry-run", "--json")
    assert (seen["written"], seen["files"][0]["documents"][0]["spans"]["new"]) == (False, 1)
    assert run("documents", hub, "--json")[0]["spans"] == 0
    said = run("packet", "in", hub, file)
    assert "spans +1" in said
    assert run("documents", hub, "--json")[0]["spans"] == 1
    assert "nothing new" in run("packet", "in", hub, file)
    assert "is whole" in run("check", hub)


def test_it_is_said_whose_packet_comes_home_and_what_it_brings(
    office: Workspace, tmp_path: Path, run: Run
) -> None:
    office.close()
    hub, file, copy = office.path, tmp_path / "l.hashiya", tmp_path / "copy.hashiya"
    run("packet", "out", hub, "--to", file, "--annotator", "Lina", "--documents", "d0", "d1")
    copied(hub, copy)
    with Workspace.open(file) as opened:
        add(opened, 3)
        opened.perform(SetState(document_id="d0", set_id=reading(opened).id, state=State.FINISHED))
        opened.perform(AddRemark(document_id="d0", matter=Matter.QUESTION, text="وما هذا؟"))
    with Workspace.open(copy, reader="Omar") as opened:
        add(opened, 3)
    seen = run("packet", "in", hub, file, copy, "--dry-run")
    assert seen.splitlines()[:2] == [
        "l.hashiya, the packet of Lina: news in 1 document",
        "   \u2068مقال 0\u2069: spans +1, finished, 1 remark",
    ]
    assert "copy.hashiya, a copy of the project: news in 1 document\n" in seen
    plain = run("packet", "in", hub, file, "--json")["files"][0]["documents"][0]
    assert (plain["states"], plain["remarks"], plain["others"]) == ({"finished": 1}, 1, 2)
    assert "l.hashiya, the packet of Lina: nothing new" in run("packet", "in", hub, file)


def test_states_in_two_versions_are_called_as_everywhere(
    office: Workspace, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.close()
    one, other = tmp_path / "1.hashiya", tmp_path / "2.hashiya"
    run("packet", "out", office.path, "--to", one, "--annotator", "ليلى", "--documents", "d0")
    with Workspace.open(one) as opened:
        add(opened, 3)
    copied(one, other)
    for file, state in ((one, State.FINISHED), (other, State.IGNORED)):
        with Workspace.open(file) as opened:
            opened.perform(SetState(document_id="d0", set_id=reading(opened).id, state=state))
    run("packet", "in", office.path, one, other)
    assert ": ignored" in run("packet", "conflicts", office.path)
    monkeypatch.setenv("HASHIYA_LANGUAGE", "ar")
    assert ": مستبعد" in run("packet", "conflicts", office.path)


def test_where_all_is_refused_there_is_no_empty_answer(office: Workspace, tmp_path: Path, run: Run) -> None:
    office.close()
    said = run("packet", "in", office.path, tmp_path / "nowhere.hashiya", status=1)
    assert said.startswith("hashiya: There is no file"), "the complaint, and nothing of an answer"


@pytest.mark.parametrize("typed", ["Lina  Haddad", " Lina Haddad ", "Lina\u202e Haddad", "Lina\nHaddad"])
def test_a_name_is_somebodys_however_its_blanks_and_what_nobody_sees_are_typed(
    office: Workspace, tmp_path: Path, run: Run, typed: str
) -> None:
    office.close()
    for place, name in enumerate(("Lina Haddad", typed)):
        target = tmp_path / f"{place}.hashiya"
        words = ("packet", "out", office.path, "--to", target, "--annotator", name, "--documents", "d0")
        assert run(*words, "--json")["annotator"] == "Lina Haddad"
    assert [one["name"] for one in run("assign", office.path, "--json")["people"]] == ["Lina Haddad"]


@pytest.mark.parametrize("typed", ["", "  ", "\u202e"])
def test_nothing_that_can_be_seen_is_no_name(office: Workspace, tmp_path: Path, run: Run, typed: str) -> None:
    target = tmp_path / "l.hashiya"
    run("packet", "out", office.path, "--to", target, "--annotator", typed, "--documents", "d0", status=1)
    assert not target.exists()


def test_a_refused_file_is_named_and_the_others_come_home(
    office: Workspace, tmp_path: Path, run: Run
) -> None:
    office.close()
    file, text = tmp_path / "l.hashiya", tmp_path / "x.hashiya"
    run("packet", "out", office.path, "--to", file, "--annotator", "ليلى", "--sample", 1)
    with Workspace.open(file) as opened:
        document_id = opened.documents()[0].id
        add(opened, 3, document_id)
    text.write_text("نص", encoding="utf-8")
    answer = run("packet", "in", office.path, text, file, "--json", status=1)
    first, second = answer["files"]
    assert first["refused"]["code"] == "E_NOT_A_PROJECT"
    assert second["refused"] is None
    assert answer["written"]
    with Workspace.look(office.path) as hub:
        assert len(reading(hub, document_id).spans) == 1


def test_a_conflict_is_listed_and_one_version_chosen(office: Workspace, tmp_path: Path, run: Run) -> None:
    office.close()
    one, other = tmp_path / "1.hashiya", tmp_path / "2.hashiya"
    run("packet", "out", office.path, "--to", one, "--annotator", "ليلى", "--documents", "d0")
    with Workspace.open(one) as opened:
        span = add(opened, 3)
    copied(one, other)
    for file, label in ((one, "ORG"), (other, "GPE")):
        with Workspace.open(file) as opened:
            own = reading(opened).id
            opened.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label=label))
    assert run("packet", "in", office.path, one, other, "--json")["conflicts"] == 1
    (found,) = run("packet", "conflicts", office.path, "--json")
    wanted = next(version for version in found["versions"] if not version["stands"])
    assert "→" in run("packet", "conflicts", office.path)
    assert run("packet", "conflicts", office.path, "--choose", wanted["id"], "--json") == []
    with Workspace.look(office.path) as hub:
        assert reading(hub).spans[span].label in wanted["says"]
    run("packet", "conflicts", office.path, "--choose", "nothing", status=1)


def test_what_was_made_twice_is_counted_where_it_is_alike_and_listed_where_it_differs(
    office: Workspace, tmp_path: Path, run: Run
) -> None:
    office.close()
    one, other = tmp_path / "1.hashiya", tmp_path / "2.hashiya"
    run("packet", "out", office.path, "--to", one, "--annotator", "ليلى", "--documents", "d0")
    copied(one, other)
    for file, words in ((one, "وزير"), (other, "لقب")):
        with Workspace.open(file) as opened:
            add(opened, 5)
            span = add(opened, 3)
            own = reading(opened).id
            opened.perform(SetComment(document_id="d0", set_id=own, span_id=span, comment=words))
    run("packet", "in", office.path, one)
    said = run("packet", "in", office.path, other)
    assert "1 made alike in two copies" in said
    assert "1 conflict" in said
    listed = run("packet", "conflicts", office.path)
    assert "وزير" in listed
    assert "لقب" in listed


def test_documents_are_shared_out_evenly_and_again_alike(office: Workspace, run: Run) -> None:
    office.close()
    words = (
        "assign",
        office.path,
        "--readers",
        2,
        "--annotators",
        "ليلى",
        "كريم",
        "نور",
        "--seed",
        5,
        "--json",
    )
    planned = run(*words, "--dry-run")
    assert run("assign", office.path, "--json")["people"] == []
    assert {one.pop("id") for one in planned["people"]} == {None}  # nobody has joined by looking
    done = run(*words)
    assert None not in {one.pop("id") for one in done["people"]}
    assert done == planned
    assert done["new"] == 4
    assert all(len(document["readers"]) == 2 for document in done["documents"])
    assert {person["documents"] for person in done["people"]} <= {1, 2}
    assert run(*words)["new"] == 0, "what is planned stays"
    assert "○" in run("assign", office.path)


def test_a_packet_plans_nobody_s_work(office: Workspace, tmp_path: Path, run: Run) -> None:
    office.close()
    file = tmp_path / "l.hashiya"
    run("packet", "out", office.path, "--to", file, "--annotator", "ليلى", "--documents", "d0")
    before = run("assign", file, "--json")
    run("assign", file, "--readers", 2, "--annotators", "كريم", "نور", status=1)
    assert run("assign", file, "--json") == before
    assert "is whole" in run("check", file)


def test_people_among_whom_nothing_is_shared_out_are_misuse(office: Workspace, run: Run) -> None:
    assert "--readers" in run("assign", office.path, "--annotators", "كريم", status=2)


def test_the_plan_is_listed_with_arabic_commas(
    office: Workspace, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.close()
    monkeypatch.setenv("HASHIYA_LANGUAGE", "ar")
    said = run("assign", office.path, "--readers", 1, "--annotators", "كريم")
    assert "كريم: مستندان، " in said


@pytest.mark.parametrize(
    "words",
    [
        ("--documents", "d0", "--sample", "1"),
        ("--overlap", "1"),
        ("--sample", "1", "--overlap", "2"),
        ("d0",),
        ("--sample", "0"),
    ],
)
def test_options_that_do_not_go_together_are_misuse(
    office: Workspace, tmp_path: Path, run: Run, words: tuple[str, ...]
) -> None:
    run("packet", "out", office.path, "--to", tmp_path / "p", "--annotator", "x", *words, status=2)
    assert not (tmp_path / "p").exists()
    assert "out" in run("packet", status=2)
