"""What one person made twice, in two copies of one packet: it comes home, and one of both stands."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from annotator.editing.commands import (
    AddRelation,
    CorrectText,
    DeleteDocuments,
    DeleteRelations,
    DeleteSpans,
    Relabel,
    RestoreDocuments,
    SetAttribute,
    SetComment,
)
from annotator.errors import InputError
from annotator.model import Item, Written
from annotator.model.items import item_revision
from annotator.model.twins import same_as
from annotator.store.repository import Repository
from annotator.text.replacements import Replacement
from annotator.workspace import Workspace, repair_project
from annotator.workspace.packets import choose, conflicts, look_at
from annotator.workspace.packets.replica_files import ProjectReplica
from tests.store.builders import tamper
from tests.team.conftest import Open
from tests.team.offices import add, copied, home, packet, plain, reading, said

Copies = tuple[Workspace, Workspace]


@pytest.fixture
def copies(office: Workspace, open_file: Open, tmp_path: Path) -> Copies:
    """Two copies of one packet, with the words 1 and 9 labelled in both before they were parted."""
    one = open_file(packet(office, tmp_path / "1.hashiya"))
    add(one, 1, label="CUE")
    add(one, 9, label="SOURCE")
    return one, open_file(copied(one.path, tmp_path / "2.hashiya"))


def common(workspace: Workspace, label: str) -> str:
    (found,) = (key for key, one in reading(workspace).spans.items() if one.label == label)
    return found


def comment(workspace: Workspace, span: str, words: str) -> None:
    own = reading(workspace).id
    workspace.perform(SetComment(document_id="d0", set_id=own, span_id=span, comment=words))


def delete(workspace: Workspace, span: str) -> None:
    workspace.perform(DeleteSpans(document_id="d0", set_id=reading(workspace).id, span_ids=(span,)))


def join(workspace: Workspace, source: str, target: str, kind: str = "introduces") -> str:
    before = set(reading(workspace).relations)
    own = reading(workspace).id
    workspace.perform(AddRelation(document_id="d0", set_id=own, type=kind, source=source, target=target))
    (made,) = set(reading(workspace).relations) - before
    return made


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_words_labelled_alike_in_two_copies_come_home_and_stand_once(
    office: Workspace, copies: Copies, order: tuple[int, int]
) -> None:
    spans = [add(one, 3) for one in copies]
    coming = home(office, *(copies[place].path for place in order))
    assert set(reading(office).spans) - {common(office, "CUE"), common(office, "SOURCE")} == {min(spans)}
    assert conflicts(office) == ()
    (news,) = coming.previews[1].documents
    assert (news.spans.alike, news.spans.new, news.spans.gone, news.conflicting) == (1, 0, 0, 0)
    with closing(Repository.look(office.path)) as repository:
        kept = "".join(one.item for one in repository.union.revisions(["d0"]))
    assert all(one in kept for one in spans), "both are in the union"
    again = look_at(office.path, [one.path for one in copies])
    assert not again.is_news
    assert office.check() == []


def test_twins_that_say_different_things_are_a_conflict_and_one_is_chosen(
    office: Workspace, copies: Copies
) -> None:
    first, second = (add(one, 3) for one in copies)
    comment(copies[0], first, "وزير")
    comment(copies[1], second, "لقب")
    coming = home(office, *(one.path for one in copies))
    (news,) = coming.previews[1].documents
    assert (news.spans.alike, news.spans.conflicting, news.conflicting) == (0, 1, 1)
    (found,) = conflicts(office)
    assert [said(one).comment for one in found.versions] == ["وزير", "لقب"]
    assert [one.stands for one in found.versions] == [True, False]
    assert office.check() == []
    choose(office, found.item, found.versions[1].id)
    assert reading(office).spans[first].comment == "لقب"
    assert second not in reading(office).spans
    assert conflicts(office) == ()
    assert not look_at(office.path, [one.path for one in copies]).is_news
    assert office.check() == []
    office.undo()
    assert reading(office).spans[first].comment == "وزير"


def test_a_choice_for_what_stands_ends_the_conflict(office: Workspace, copies: Copies) -> None:
    first, second = (add(one, 3) for one in copies)
    comment(copies[1], second, "لقب")
    home(office, *(one.path for one in copies))
    (found,) = conflicts(office)
    choose(office, found.item, found.versions[0].id)
    assert conflicts(office) == ()
    assert reading(office).spans[first].comment is None
    comment(copies[0], first, "وزير")
    home(office, copies[0].path)
    assert reading(office).spans[first].comment == "وزير", "the first was not touched by the choice"
    assert conflicts(office) == ()
    assert office.check() == []


@pytest.mark.parametrize("attribute", [False, True])
def test_other_answers_are_different_things_too(
    office: Workspace, copies: Copies, *, attribute: bool
) -> None:
    label = office.scheme.label("SOURCE")
    assert label is not None
    asked = label.attributes[0]
    for one in copies:
        span = add(one, 3, label="SOURCE")
        if attribute and one is copies[1]:
            answer = asked.values[-1].value
            one.perform(
                SetAttribute(
                    document_id="d0", set_id=reading(one).id, span_ids=(span,), name=asked.name, value=answer
                )
            )
    home(office, *(one.path for one in copies))
    assert len(conflicts(office)) == attribute


@pytest.mark.parametrize("differing", [False, True])
def test_deleting_what_stands_lets_no_twin_spring_up(
    office: Workspace, copies: Copies, open_file: Open, tmp_path: Path, *, differing: bool
) -> None:
    first, second = (add(one, 3) for one in copies)
    if differing:
        comment(copies[1], second, "لقب")
    home(office, *(one.path for one in copies))
    again = open_file(packet(office, tmp_path / "again.hashiya"))
    assert plain(again)["d0"] == plain(office)["d0"]
    delete(again, first)
    add(copies[0], 5)
    home(office, again.path)
    home(office, copies[0].path)  # something else is looked at, with all that waits
    home(office, copies[1].path)
    assert not {first, second} & reading(office).spans.keys()
    assert office.check() == []
    waiting = conflicts(office)
    assert len(waiting) == differing, "nobody has chosen, so the other version waits"
    if differing:
        assert [one.value is None for one in waiting[0].versions] == [True, False]
        choose(office, waiting[0].item, waiting[0].versions[1].id)
        assert reading(office).spans[first].comment == "لقب"
        assert office.check() == []


def test_deleting_at_home_lets_no_twin_spring_up_and_undo_brings_one_back(
    office: Workspace, copies: Copies
) -> None:
    first, second = (add(one, 3) for one in copies)
    home(office, *(one.path for one in copies))
    delete(office, first)
    add(copies[1], 5)
    home(office, copies[1].path)
    assert not {first, second} & reading(office).spans.keys()
    assert office.check() == []
    office.undo()
    office.undo()
    assert first in reading(office).spans
    home(office, copies[1].path)
    assert reading(office).spans.keys() & {first, second} == {first}
    assert conflicts(office) == ()
    assert office.check() == []


def test_who_deletes_one_and_knows_nothing_of_the_other_deletes_one(
    office: Workspace, copies: Copies
) -> None:
    first, second = (add(one, 3) for one in copies)
    home(office, *(one.path for one in copies))
    delete(copies[0], first)
    home(office, copies[0].path)
    assert reading(office).spans.keys() & {first, second} == {second}, "the other copy still says so"
    delete(copies[1], second)
    home(office, copies[1].path)
    assert not reading(office).spans.keys() & {first, second}
    assert conflicts(office) == ()
    assert office.check() == []


def test_a_relation_leads_to_the_twin_that_stands_and_so_do_later_ones(
    office: Workspace, copies: Copies
) -> None:
    first, second = (add(one, 3, label="SOURCE") for one in copies)
    cue = common(copies[0], "CUE")
    made = join(copies[1], cue, second)
    home(office, *(one.path for one in copies))
    assert [(one.source, one.target) for one in reading(office).relations.values()] == [(cue, first)]
    assert office.check() == []
    comment(office, first, "أب")
    later = add(copies[1], 5, label="SOURCE")
    copies[1].perform(DeleteRelations(document_id="d0", set_id=reading(copies[1]).id, relation_ids=(made,)))
    mine = join(copies[1], cue, second)
    join(copies[1], cue, later)
    home(office, copies[1].path)
    assert reading(office).relations[mine].target == first, "the twin gave way, and still leads on"
    assert reading(office).spans[first].comment == "أب"
    assert conflicts(office) == ()
    assert office.check() == []


def test_relations_that_become_equal_are_one(office: Workspace, copies: Copies) -> None:
    links = [join(one, common(one, "CUE"), add(one, 3, label="SOURCE")) for one in copies]
    coming = home(office, *(one.path for one in copies))
    assert set(reading(office).relations) == {min(links)}
    assert coming.previews[1].documents[0].relations.alike == 1
    own = reading(office).id
    office.perform(DeleteRelations(document_id="d0", set_id=own, relation_ids=(min(links),)))
    add(copies[1], 5)
    home(office, copies[1].path)
    assert reading(office).relations == {}, "no twin springs up"
    assert conflicts(office) == ()
    assert office.check() == []


def test_the_same_relation_drawn_in_two_copies_is_one(office: Workspace, copies: Copies) -> None:
    for one in copies:
        join(one, common(one, "CUE"), common(one, "SOURCE"))
    home(office, *(one.path for one in copies))
    assert len(reading(office).relations) == 1
    assert office.check() == []


def test_an_undone_homecoming_hides_both_and_shows_them_when_it_is_redone(
    office: Workspace, copies: Copies
) -> None:
    first, second = (add(one, 3, label="SOURCE") for one in copies)
    join(copies[1], common(copies[1], "CUE"), second)
    home(office, *(one.path for one in copies))
    before = plain(office)
    office.undo()
    assert office.sets("d0") == ()
    office.redo()
    assert plain(office) == before
    (link,) = reading(office).relations
    own = reading(office).id
    office.perform(DeleteRelations(document_id="d0", set_id=own, relation_ids=(link,)))
    comment(office, first, "أب")
    add(copies[1], 5)
    home(office, copies[1].path)
    assert reading(office).relations == {}
    assert conflicts(office) == (), "it was shown, so it is what was deleted"
    assert office.check() == []


def test_when_what_stands_says_something_else_the_other_stands_again_with_its_relations(
    office: Workspace, copies: Copies
) -> None:
    first, second = (add(one, 3, label="SOURCE") for one in copies)
    link = join(copies[1], common(copies[1], "CUE"), second)
    home(office, *(one.path for one in copies))
    own = reading(copies[0]).id
    copies[0].perform(Relabel(document_id="d0", set_id=own, span_ids=(first,), label="PERS"))
    home(office, copies[0].path)
    assert {first, second} <= reading(office).spans.keys()
    assert reading(office).relations[link].target == second
    assert office.check() == []


def test_twins_meet_in_the_text_of_now(office: Workspace, copies: Copies) -> None:
    first = add(copies[0], 3)
    home(office, copies[0].path)
    office.perform(CorrectText(document_id="d0", replacements=(Replacement(start=0, end=1, text="رقم صفر"),)))
    second = add(copies[1], 3)
    home(office, copies[1].path)
    assert reading(office).spans.keys() & {first, second} == {min(first, second)}
    assert conflicts(office) == ()
    assert office.check() == []


def test_twins_wait_with_their_document(office: Workspace, copies: Copies) -> None:
    first, second = (add(one, 3) for one in copies)
    home(office, copies[0].path)
    office.perform(DeleteDocuments(document_ids=("d0",)))
    home(office, copies[1].path)
    assert office.check() == []
    office.perform(RestoreDocuments(documents=(office.history.trashed("d0"),)))
    home(office, copies[1].path)
    assert reading(office).spans.keys() & {first, second} == {min(first, second)}
    assert office.check() == []


def test_two_projects_show_the_same_whoever_came_first(
    office: Workspace, copies: Copies, open_file: Open, tmp_path: Path
) -> None:
    other = open_file(copied(office.path, tmp_path / "other.hashiya"))
    for one in copies:
        span = add(one, 3, label="SOURCE")
        join(one, common(one, "CUE"), span)
    add(copies[1], 5)
    home(office, *(one.path for one in copies))
    home(other, *(one.path for one in reversed(copies)))
    assert plain(office)["d0"] == plain(other)["d0"]
    home(other, office.path)
    home(office, other.path)
    assert plain(office) == plain(other)


def test_what_was_led_to_a_twin_survives_a_repair_and_is_proved(
    office: Workspace, copies: Copies, tmp_path: Path
) -> None:
    first, second = (add(one, 3) for one in copies)
    comment(copies[1], second, "لقب")
    home(office, *(one.path for one in copies))
    copy = copied(office.path, tmp_path / "copy.hashiya")
    assert repair_project(copy, tmp_path / "repaired.hashiya").lost == ()
    with Workspace.open(tmp_path / "repaired.hashiya") as repaired:
        assert repaired.check() == []
        assert conflicts(repaired) == conflicts(office)
        delete(repaired, first)
        add(copies[0], 5)
        home(repaired, copies[0].path)
        assert second not in reading(repaired).spans
    for statement in (
        "UPDATE item SET disputed = 0",
        "UPDATE item SET shown = (SELECT min(key) FROM item_revision) WHERE disputed",
    ):
        altered = copied(office.path, tmp_path / "altered.hashiya")
        tamper(altered, statement)
        with Workspace.look(altered) as workspace:
            assert {problem.code for problem in workspace.check()} == {"E_UNION"}


def test_a_forged_twin_is_refused(office: Workspace, copies: Copies) -> None:
    first = add(copies[0], 3)
    home(office, copies[0].path)
    name = Item.made("d0", "span", reading(office).id, first).name
    replica = ProjectReplica(office)
    last = next(one for one in replica.beyond({}) if one.item == name)
    for value in (same_as("zzzz"), same_as(first), '"finished"'):
        written = Written("0", 0, name, None, last.at, "", value)
        with pytest.raises(InputError) as refusal:
            replica.take([item_revision(written, (last.id,), 2)])
        assert refusal.value.code == "E_PACKET_DAMAGED"
