"""Work goes out and comes home: what a packet holds, what it refuses, and what comes of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.adjudication.golden import GoldDraft
from annotator.editing.change import Step
from annotator.editing.commands import (
    AddRelation,
    AddRemark,
    AddSpan,
    AnswerRemark,
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
from annotator.editing.state import ProjectState
from annotator.errors import InputError, ProjectFileError, RuleError
from annotator.language import msg
from annotator.model import AnnotatedDocument, Assignment, Matter, Role, SpanAnnotation, State
from annotator.model.person import Identity
from annotator.store import backups
from annotator.store.repository import Repository
from annotator.text.replacements import Replacement
from annotator.workspace import Workspace
from annotator.workspace.packets import (
    HandOut,
    bring_home,
    describe,
    hand_out,
    look_at,
    readers_matrix,
)
from annotator.workspace.packets.disputes import choose, conflicts
from tests.store.builders import tamper
from tests.team.conftest import Open
from tests.team.offices import add, copied, document, home, packet, project, reading, refused, word


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


def test_two_versions_of_one_span_are_shown_and_one_is_chosen(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    one = open_file(packet(office, tmp_path / "1.hashiya"))
    span = add(one, 3)
    own = reading(one).id
    other = open_file(copied(one.path, tmp_path / "2.hashiya"))
    one.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="ORG"))
    other.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="GPE"))
    coming = home(office, one.path, other.path)
    assert [preview.conflicting for preview in coming.previews] == [0, 1]
    (found,) = conflicts(office)
    assert (found.kind, found.document_id, found.reader) == ("span", "d0", "ليلى")
    assert {version.value.label for version in found.versions} == {"ORG", "GPE"}  # type: ignore[union-attr]
    assert found.versions[0].stands
    assert reading(office).spans[span] == found.versions[0].value
    choose(office, found.item, found.versions[1].id)
    assert reading(office).spans[span] == found.versions[1].value
    assert conflicts(office) == ()
    assert look_at(office.path, [one.path, other.path]).is_news is False
    with pytest.raises(RuleError, match="not there to choose"):
        choose(office, found.item, found.versions[0].id)
    assert office.check() == []


def test_choosing_what_stands_ends_the_conflict_without_a_step(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    one = open_file(packet(office, tmp_path / "1.hashiya"))
    span, own = add(one, 3), reading(one).id
    other = open_file(copied(one.path, tmp_path / "2.hashiya"))
    one.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="ORG"))
    other.perform(DeleteSpans(document_id="d0", set_id=own, span_ids=(span,)))
    home(office, one.path, other.path)
    step = office.newest_step
    (found,) = conflicts(office)
    choose(office, found.item, found.versions[0].id)
    assert conflicts(office) == ()
    assert office.newest_step == step
    office.reload()
    assert conflicts(office) == ()


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


def test_an_edit_after_an_undone_homecoming_stands_against_it(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    span, own = add(opened, 3), reading(opened).id
    home(office, opened.path)
    opened.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="ORG"))
    home(office, opened.path)
    office.undo()
    office.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="GPE"))
    home(office, opened.path)
    assert reading(office).spans[span].label == "GPE"
    (found,) = conflicts(office)
    assert {version.value.label for version in found.versions} == {"ORG", "GPE"}  # type: ignore[union-attr]
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


def test_labels_that_the_scheme_lacks_refuse_the_packet_unless_they_may_join(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    add(opened, 3, label="FAC")
    office.perform(DeleteLabel(label="FAC"))
    preview = look_at(office.path, [opened.path]).previews[0]
    assert preview.lacking == ("FAC",)
    assert preview.refusal is not None
    assert preview.refusal.code == "E_PACKET_SCHEME"
    before = office.scheme
    home(office, opened.path, add_labels=True)
    assert office.scheme.label("FAC") is not None
    assert office.scheme.version == before.version + 1
    assert [one.label for one in reading(office).spans.values()] == ["FAC"]
    office.undo()
    assert office.scheme == before
    assert office.check() == []


def test_readings_that_break_a_rule_here_are_refused_whole_with_the_reason(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    one = open_file(packet(office, tmp_path / "1.hashiya"))
    add(one, 9)
    other = open_file(copied(one.path, tmp_path / "2.hashiya"))
    add(one, 3)
    add(other, 3)
    add(other, 7)
    home(office, one.path)
    coming = look_at(office.path, [other.path])
    assert coming.previews[0].refusal is not None
    assert coming.previews[0].refusal.code == "E_PACKET_RULES"
    assert "مقال 0" in str(coming.previews[0].refusal)
    third = open_file(packet(office, tmp_path / "3.hashiya", "كريم"))
    add(third, 3)
    both = bring_home(office, look_at(office.path, [other.path, third.path]))
    assert [one.path for one in both.accepted] == [third.path], "one that is refused does not keep others out"
    assert len(office.sets("d0")) == 2
    assert len(next(s for s in office.sets("d0") if s.annotator and s.annotator.name == "ليلى").spans) == 2
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


def test_a_copy_whose_text_was_corrected_is_refused(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    copy = open_file(copied(office.path, tmp_path / "copy.hashiya"))
    correction = CorrectText(document_id="d0", replacements=(Replacement(start=0, end=1, text="٠"),))
    copy.perform(correction)
    add(copy, 3)
    assert refused(office, copy.path) == "E_PACKET_TEXT"
    office.perform(correction)
    home(office, copy.path)
    assert len(reading(office).spans) == 1


def test_what_does_not_belong_here_is_refused_by_name(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    with project(tmp_path / "other.hashiya") as other:
        assert refused(office, other.path) == "E_PACKET_OTHER"
        assert refused(office, packet(other, tmp_path / "foreign.hashiya")) == "E_PACKET_OTHER"
    assert refused(office, office.path) == "E_PACKET_SELF"
    assert refused(office, tmp_path / "nowhere.hashiya") == "E_MISSING"
    text = tmp_path / "text.hashiya"
    text.write_text("نص", encoding="utf-8")
    assert refused(office, text) == "E_NOT_A_PROJECT"
    own = packet(office, tmp_path / "p.hashiya")
    whole = own.read_bytes()
    cut = tmp_path / "cut.hashiya"
    cut.write_bytes(whole[: len(whole) // 2])
    assert refused(office, cut) == "E_DAMAGED"
    newer = copied(own, tmp_path / "newer.hashiya")
    tamper(newer, "PRAGMA user_version = 99")
    assert refused(office, newer) == "E_NEWER"
    opened = open_file(own)
    assert refused(opened, office.path) == "E_PACKET_HOME"
    with pytest.raises(RuleError) as refusal:
        hand_out(
            opened, tmp_path / "packet-of-a-packet.hashiya", HandOut(annotator="كريم", documents=("d0",))
        )
    assert refusal.value.code == "E_PACKET"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE revision SET after = replace(after, 'PERS', 'ORG')", "E_PACKET_DAMAGED"),
        ("UPDATE item_revision SET value = replace(value, 'PERS', 'ORG ')", "E_PACKET_CLASH"),
        ("UPDATE item_revision SET sha256 = randomblob(32) WHERE value LIKE '%PERS%'", "E_PACKET_CLASH"),
        ("DELETE FROM step_digest WHERE step_id = 2", "E_PACKET_DAMAGED"),
    ],
)
def test_an_altered_packet_is_refused_whole(
    office: Workspace, open_file: Open, tmp_path: Path, statement: str, code: str
) -> None:
    first = open_file(packet(office, tmp_path / "1.hashiya"))
    add(first, 3)
    home(office, first.path)
    second = packet(office, tmp_path / "2.hashiya")
    with Workspace.open(second) as opened:
        add(opened, 5)
    if "sha256" not in statement and "item_revision" in statement:
        # A forger who knows how digests are made still can't give two contents one id.
        tamper(second, statement, *_right_digests(second, statement))
    else:
        tamper(second, statement)
    before = reading(office)
    assert refused(office, second) == code
    assert reading(office) == before


def _right_digests(path: Path, statement: str) -> list[str]:
    from annotator.model.items import Written, item_revision
    from annotator.store import merging
    from annotator.store.connection import connect

    copy = copied(path, path.with_suffix(".forged"))
    tamper(copy, statement)
    connection = connect(copy, "ro")
    try:
        revisions = list(merging.read_all(connection))
    finally:
        connection.close()
    made = []
    for place, one in enumerate(revisions, start=1):
        origin, _, number = one.id.partition(".")
        written = Written(origin, int(number, 16), one.item, one.author, one.at, one.text, one.value)
        right = item_revision(written, one.parents, one.clock).digest
        made.append(f"UPDATE item_revision SET sha256 = x'{right}' WHERE key = {place}")  # noqa: S608 - ours
    return made


def test_a_failed_homecoming_changes_nothing(
    office: Workspace, open_file: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator.store import merging

    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    add(opened, 3)
    coming = look_at(office.path, [opened.path])

    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError

    step = office.newest_step
    with monkeypatch.context() as patched:
        patched.setattr(merging, "_origins", full)
        with pytest.raises(ProjectFileError):
            bring_home(office, coming)
    assert office.sets("d0") == ()
    assert office.newest_step == step
    office.reload()
    assert office.newest_step == step
    assert office.check() == []
    bring_home(office, coming)
    assert reading(office) == reading(opened)


def test_what_was_looked_at_before_the_project_changed_is_looked_at_again(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    span, own = add(opened, 3), reading(opened).id
    home(office, opened.path)
    opened.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="ORG"))
    stale = look_at(office.path, [opened.path])
    office.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="GPE"))
    done = bring_home(office, stale)
    assert done.previews[0].conflicting == 1
    assert len(conflicts(office)) == 1
    assert office.check() == []


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


def test_a_relation_goes_when_somebody_else_has_taken_one_of_its_ends(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    one = open_file(packet(office, tmp_path / "1.hashiya"))
    first, second, own = add(one, 3), add(one, 5), reading(one).id
    other = open_file(copied(one.path, tmp_path / "2.hashiya"))
    link = AddRelation(document_id="d0", set_id=own, type="coref", source=first, target=second)
    one.perform(link)
    other.perform(DeleteSpans(document_id="d0", set_id=own, span_ids=(second,)))
    home(office, one.path)
    assert len(reading(office).relations) == 1
    home(office, other.path)
    assert set(reading(office).spans) == {first}
    assert reading(office).relations == {}
    assert office.check() == []
    other.undo()
    home(office, other.path)
    assert set(reading(office).spans) == {first, second}
    assert len(reading(office).relations) == 1, "it was kept, and has both ends again"
    assert office.check() == []


def test_a_reading_that_its_reader_takes_back_goes_with_all_in_it_and_comes_back(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    first = add(opened, 3)
    home(office, opened.path)
    place = word(office.document("d0"), 5)
    office.perform(AddSpan(document_id="d0", set_id=reading(office).id, label="ORG", span=place))
    (second,) = set(reading(office).spans) - {first}
    opened.undo()
    home(office, opened.path)
    assert office.sets("d0") == ()
    with closing(Repository.look(office.path)) as repository:
        shown = {key for key in repository.union.shown(["d0"]).values() if key is not None}
        stays = [one for one in repository.union.revisions(["d0"]) if one.id in shown]
    assert [one for one in stays if one.value is not None and "assignment" not in one.item] == []
    opened.redo()
    home(office, opened.path)
    assert set(reading(office).spans) == {first, second}
    assert office.check() == []


@dataclass(frozen=True)
class Settle:
    """Put a word into the gold reading."""

    number: int

    def plan(self, state: ProjectState) -> Step:
        text, draft = state.document("d0"), GoldDraft(state, "d0")
        place = word(text, self.number)
        quote = place.of(text.text)
        draft.put(SpanAnnotation(id=f"g{self.number}", label="PERS", span=place, quote=quote))
        return Step(name=msg("Remark"), changes=tuple(draft.changes()))


def test_gold_that_was_settled_in_two_copies_is_one_gold(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    copy = open_file(copied(office.path, tmp_path / "copy.hashiya"))
    office.perform(Settle(3))
    copy.perform(Settle(5))
    home(office, copy.path)
    assert set(reading(office).spans) == {"g3", "g5"}
    assert office.check() == []
