"""Work goes out and comes home: what a packet holds, and what comes of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.editing.commands import (
    AddPerson,
    AddRelation,
    AddRemark,
    AnswerRemark,
    ChangePerson,
    CorrectText,
    DeleteDocuments,
    DeleteLabel,
    DeleteSpans,
    ImportDocuments,
    Relabel,
    RestoreDocuments,
    SetComment,
    SetState,
)
from annotator.errors import InputError, ProjectFileError, RuleError
from annotator.model import AnnotatedDocument, Annotator, Assignment, Matter, Role, State
from annotator.model.person import Identity
from annotator.store import backups
from annotator.text.replacements import Replacement
from annotator.workspace import Workspace
from annotator.workspace.packets import (
    HandOut,
    describe,
    hand_out,
    look_at,
    readers_matrix,
)
from annotator.workspace.packets.disputes import conflicts
from tests.team.conftest import Open
from tests.team.offices import add, copied, document, home, packet, project, reading, word


def test_a_packet_opens_like_a_project_for_the_one_it_was_made_for(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    file = packet(office, tmp_path / "p.hashiya")
    opened = open_file(file)
    assert opened.reader.name == "ليلى"
    assert [one.id for one in opened.documents()] == ["d0", "d1"]
    assert opened.scheme == office.scheme
    assert opened.undo_name is None, "what filled the packet is not its reader's to take back"
    assert opened.packet is not None
    assert opened.packet.project_id == office.project_id
    assert opened.project_id != office.project_id
    assert opened.check() == []


def test_a_window_opens_a_packet_for_its_reader_whoever_sits_at_it(office: Workspace, tmp_path: Path) -> None:
    file = packet(office, tmp_path / "p.hashiya")
    somebody = Identity(name="كريم", ids=("somebody",), own="somebody")
    with Workspace.open(file, reader=somebody) as opened:
        assert opened.reader.name == "ليلى"
        add(opened, 3)
        assert reading(opened).annotator == opened.reader
        assert opened.undo_name is not None
    home(office, file)
    assert [one.annotator.name for one in office.sets("d0") if one.annotator] == ["ليلى"]


def test_handing_out_notes_who_reads_what_and_who_reviews(office: Workspace, tmp_path: Path) -> None:
    packet(office, tmp_path / "p.hashiya", documents=["d1"])
    people = {one.name: one for one in office.annotators()}
    assert people["سعاد"].role is Role.REVIEWER
    assert people["ليلى"].role is Role.ANNOTATOR
    assert office.assignments() == (Assignment(document_id="d1", annotator_id=people["ليلى"].id),)
    office.undo()
    assert office.assignments() == ()


def test_a_packet_holds_nobody_else_s_work(office: Workspace, open_file: Open, tmp_path: Path) -> None:
    add(office, 3)
    own = reading(office)
    office.perform(
        AddRemark(document_id="d0", set_id=own.id, span_id=next(iter(own.spans)), matter=Matter.DOUBT)
    )
    file = packet(office, tmp_path / "p.hashiya")
    opened = open_file(file)
    assert opened.sets("d0") == ()
    assert opened.remarks() == ()
    assert [one.name for one in opened.annotators()] == ["ليلى"]
    with sqlite3.connect(file) as raw:
        everything = "".join(raw.iterdump())
    assert own.id not in everything
    assert "سعاد" in everything, "only as the one who handed it out"


def test_in_a_packet_texts_documents_and_scheme_stay_as_they_are(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    correction = CorrectText(document_id="d0", replacements=(Replacement(start=0, end=1, text="٠"),))
    new = AnnotatedDocument(document=document(7))
    for command in (
        correction,
        DeleteDocuments(document_ids=("d0",)),
        ImportDocuments(documents=(new,)),
        DeleteLabel(label="PERS"),
    ):
        with pytest.raises(RuleError) as refusal:
            opened.perform(command)
        assert refusal.value.code == "E_PACKET"
    assert opened.check() == []


def test_in_a_packet_nobody_comes_or_becomes_a_reviewer_but_one_has_another_name_and_colour(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    me = opened.reader.id
    for command in (
        AddPerson(person=Annotator(id="new", name="نورة")),
        ChangePerson(person_id=me, role=Role.REVIEWER),
        ChangePerson(person_id=me, name="سلمى", role=Role.REVIEWER),
    ):
        with pytest.raises(RuleError) as refusal:
            opened.perform(command)
        assert refusal.value.code == "E_PACKET"
    opened.perform(ChangePerson(person_id=me, name="كريم حسن", colour="#112233"))
    assert [(one.name, one.role) for one in opened.annotators()] == [("كريم حسن", Role.ANNOTATOR)]


def test_work_comes_home_as_one_step_after_a_backup(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    first, second = add(opened, 3), add(opened, 5, label="SOURCE")
    cue = add(opened, 6, label="CUE")
    own = reading(opened)
    opened.perform(AddRelation(document_id="d0", set_id=own.id, type="introduces", source=cue, target=second))
    opened.perform(SetState(document_id="d0", set_id=own.id, state=State.FINISHED))
    before = len(backups.of(office.path, office.project_id))
    steps = office.newest_step
    told: list[object] = []
    office.subscribe(told.append)
    coming = home(office, opened.path)
    assert reading(office) == reading(opened)
    assert set(reading(office).spans) == {first, second, cue}
    assert office.newest_step == steps + 1
    assert len(told) == 1
    assert office.undo_name is not None
    assert office.undo_name.values == {"annotator": "ليلى"}
    assert len(backups.of(office.path, office.project_id)) == before + 1
    (preview,) = coming.previews
    (news,) = preview.documents
    assert (news.document_id, news.spans.new, news.relations.new) == ("d0", 3, 1)
    assert [one.title for one in preview.facts.unfinished] == ["مقال 1"]  # type: ignore[union-attr]
    assert office.check() == []


def test_looking_writes_nothing(office: Workspace, open_file: Open, tmp_path: Path) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    add(opened, 3)
    before = office.path.read_bytes(), opened.path.read_bytes()
    assert look_at(office.path, [opened.path]).is_news
    assert (office.path.read_bytes(), opened.path.read_bytes()) == before


def test_a_packet_may_come_home_again_and_again(office: Workspace, open_file: Open, tmp_path: Path) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    add(opened, 3)
    home(office, opened.path)
    step = office.newest_step
    nothing = home(office, opened.path)
    assert not nothing.is_news
    assert nothing.previews[0].revisions == 0
    assert office.newest_step == step
    second = add(opened, 5)
    coming = home(office, opened.path)
    assert coming.previews[0].documents[0].spans.new == 1
    opened.perform(DeleteSpans(document_id="d0", set_id=reading(opened).id, span_ids=(second,)))
    opened.undo()
    opened.perform(SetComment(document_id="d0", set_id=reading(opened).id, span_id=second, comment="ربما"))
    home(office, opened.path)
    assert reading(office) == reading(opened)
    assert conflicts(office) == ()
    assert office.check() == []


def test_a_packet_handed_out_again_goes_on_where_the_last_one_came_home(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    first = open_file(packet(office, tmp_path / "1.hashiya"))
    span = add(first, 3)
    home(office, first.path)
    second = open_file(packet(office, tmp_path / "2.hashiya"))
    assert reading(second) == reading(first)
    second.perform(Relabel(document_id="d0", set_id=reading(second).id, span_ids=(span,), label="ORG"))
    add(second, 5)
    home(office, second.path)
    assert reading(office) == reading(second)
    assert conflicts(office) == ()
    assert look_at(office.path, [first.path]).previews[0].revisions == 0


def test_two_packets_for_the_same_person_and_document_are_one_reading(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    first, second = (open_file(packet(office, tmp_path / f"{n}.hashiya")) for n in (1, 2))
    spans = {add(first, 3), add(second, 5)}
    home(office, first.path, second.path)
    assert set(reading(office).spans) == spans
    assert conflicts(office) == ()
    assert office.check() == []


def test_the_reviewer_s_remark_and_its_answer_travel(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    first = open_file(packet(office, tmp_path / "1.hashiya"))
    span = add(first, 3)
    home(office, first.path)
    office.perform(
        AddRemark(
            document_id="d0", set_id=reading(office).id, span_id=span, matter=Matter.QUESTION, text="لماذا؟"
        )
    )
    second = open_file(packet(office, tmp_path / "2.hashiya"))
    (remark,) = second.remarks()
    assert remark.text == "لماذا؟"
    assert {one.name for one in second.annotators()} == {"ليلى", "سعاد"}
    second.perform(AnswerRemark(remark_id=remark.id, answer="لأنه وزير"))
    home(office, second.path)
    assert [one.answer for one in office.remarks()] == ["لأنه وزير"]
    assert not reading(office).spans[span].flagged
    assert office.check() == []


def test_a_homecoming_taken_back_comes_home_again(office: Workspace, open_file: Open, tmp_path: Path) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    span = add(opened, 3)
    home(office, opened.path)
    office.undo()
    assert office.sets("d0") == ()
    coming = look_at(office.path, [opened.path])
    assert coming.previews[0].revisions == 0
    assert coming.is_news, "nothing is new, but it is not shown"
    add(opened, 5)
    home(office, opened.path)
    assert reading(office) == reading(opened)
    assert span in reading(office).spans
    assert conflicts(office) == ()
    assert office.check() == []


def test_readings_move_along_with_a_text_that_was_corrected_meanwhile(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    span = add(opened, 3)
    there = reading(opened).spans[span]
    correction = Replacement(start=0, end=1, text="رقم صفر")
    office.perform(CorrectText(document_id="d0", replacements=(correction,)))
    coming = home(office, opened.path)
    here = reading(office).spans[span]
    assert here.quote == there.quote
    assert here.span.start == there.span.start + 6
    assert coming.previews[0].documents[0].moved
    opened.perform(Relabel(document_id="d0", set_id=reading(opened).id, span_ids=(span,), label="ORG"))
    home(office, opened.path)
    assert reading(office).spans[span].label == "ORG"
    assert reading(office).spans[span].span == here.span
    assert conflicts(office) == ()
    again = open_file(packet(office, tmp_path / "again.hashiya"))
    assert reading(again) == reading(office)
    again.perform(Relabel(document_id="d0", set_id=reading(again).id, span_ids=(span,), label="GPE"))
    home(office, again.path)
    assert reading(office) == reading(again)
    assert office.check() == []


def test_a_span_whose_words_are_gone_waits_and_says_so(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    kept, lost = add(opened, 3), add(opened, 5)
    place = word(opened.document("d0"), 5)
    gone = Replacement(start=place.start, end=place.end + 1, text="")
    office.perform(CorrectText(document_id="d0", replacements=(gone,)))
    home(office, opened.path)
    assert set(reading(office).spans) == {kept}
    office.undo()
    office.undo()  # the correction too
    home(office, opened.path)
    assert set(reading(office).spans) == {kept, lost}
    assert office.check() == []


def test_documents_in_the_trash_wait_until_they_are_back(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    first = add(opened, 3)
    home(office, opened.path)
    office.perform(DeleteDocuments(document_ids=("d0",)))
    second = add(opened, 5)
    coming = home(office, opened.path)
    assert coming.previews[0].missing == ("مقال 0",)
    assert not office.has_document("d0")
    office.perform(RestoreDocuments(documents=(office.history.trashed("d0"),)))
    home(office, opened.path)
    assert set(reading(office).spans) == {first, second}
    assert office.check() == []


def test_a_copy_of_the_project_comes_home_with_its_new_documents(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    add(office, 3)
    copy = open_file(copied(office.path, tmp_path / "copy.hashiya"))
    copy.perform(ImportDocuments(documents=(AnnotatedDocument(document=document(8)),)))
    mine = add(office, 5)
    own = reading(office)
    theirs = add(copy, 7, "d8")
    coming = home(office, copy.path)
    assert coming.previews[0].brought == ("مقال 8",)
    assert set(reading(office, "d8").spans) == {theirs}
    assert reading(office) == own
    assert mine in reading(office).spans
    assert not look_at(office.path, [copy.path]).is_news
    assert office.check() == []
    office.undo()
    assert not office.has_document("d8")


def test_a_sample_shares_as_many_documents_as_are_asked_for(tmp_path: Path) -> None:
    with project(tmp_path / "hub.hashiya", documents=10) as office:
        first = hand_out(office, tmp_path / "1.hashiya", HandOut(annotator="ليلى", sample=4, seed=3))
        again = hand_out(
            office, tmp_path / "2.hashiya", HandOut(annotator="كريم", sample=4, seed=3, overlap=2)
        )
        assert (first.documents, again.documents) == (4, 4)
        readers = readers_matrix(office)
        counts = sorted(row.readers for row in readers.rows)
        assert counts == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2]
        with pytest.raises(ProjectFileError):
            hand_out(office, tmp_path / "2.hashiya", HandOut(annotator="كريم", documents=("d0",)))
        with pytest.raises(InputError, match="nothing to hand out"):
            hand_out(office, tmp_path / "3.hashiya", HandOut(annotator="نور"))
        assert "نور" not in {one.name for one in office.annotators()}, "a refusal leaves no trace"
        again = hand_out(office, tmp_path / "4.hashiya", HandOut(annotator="ليلى"))
        assert again.documents == 4, "without a choice, what the person is to read"


def test_a_description_says_how_far_the_work_is(office: Workspace, open_file: Open, tmp_path: Path) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    add(opened, 3)
    opened.perform(SetState(document_id="d0", set_id=reading(opened).id, state=State.FINISHED))
    facts = describe(opened.path)
    assert (facts.title, facts.annotator, facts.documents, facts.finished, facts.spans) == (
        "أخبار",
        "ليلى",
        2,
        1,
        1,
    )
    assert [(one.title, one.state) for one in facts.unfinished] == [("مقال 1", None)]
    copy = describe(office.path)
    assert copy.mark is None
    assert copy.annotator == ""
