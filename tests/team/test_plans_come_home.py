"""Who is to read what, on its way out and home; and what is said of a file before it is taken."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import language
from annotator.editing.commands import Assign, CorrectText, DeleteDocuments, DeleteRelations, ImportDocuments
from annotator.errors import InputError
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Assignment,
    Owner,
    Relation,
    SpanAnnotation,
    State,
)
from annotator.text.replacements import Replacement
from annotator.workspace import Workspace
from annotator.workspace.packets import HandOut, describe, hand_out, look_at
from annotator.workspace.packets.disputes import conflicts
from annotator.workspace.packets.others import OtherNews
from tests.team.conftest import Open
from tests.team.offices import add, copied, document, home, packet, reading, word

_MARKS = dict.fromkeys(range(0x2066, 0x206A))


def _person(workspace: Workspace, name: str) -> str:
    return next(one.id for one in workspace.annotators() if one.name == name)


def test_a_packet_tells_its_reader_of_the_documents_in_it_and_of_nobody_else_s_work(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    packet(office, tmp_path / "karim.hashiya", "كريم", ["d0", "d1"])
    packet(office, tmp_path / "first.hashiya", documents=["d0"])
    second = open_file(packet(office, tmp_path / "second.hashiya", documents=["d1"]))
    assert len(office.assignments()) == 4
    assert second.assignments() == (Assignment(document_id="d1", annotator_id=_person(office, "ليلى")),)


def test_what_is_taken_off_a_list_in_a_copy_is_off_the_list_here_and_undo_puts_it_back(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    packet(office, tmp_path / "p.hashiya")
    reader = _person(office, "ليلى")
    both = tuple(Assignment(document_id=one, annotator_id=reader) for one in ("d0", "d1"))
    assert set(office.assignments()) == set(both)
    copy = open_file(copied(office.path, tmp_path / "copy.hashiya"))
    copy.perform(Assign(take=both[1:]))
    home(office, copy.path)
    assert office.assignments() == both[:1]
    assert office.check() == []
    office.undo()
    assert set(office.assignments()) == set(both)


def test_a_reading_is_carried_over_only_where_its_text_was_corrected(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    for document_id in ("d0", "d1"):
        add(opened, 5, document_id)
    office.perform(CorrectText(document_id="d1", replacements=(Replacement(start=0, end=1, text="٠١"),)))
    (preview,) = look_at(office.path, [opened.path]).previews
    assert [(one.document_id, one.moved) for one in preview.documents] == [("d0", False), ("d1", True)]


def test_a_description_counts_the_readings_of_people_only(
    office: Workspace, stack: ExitStack, tmp_path: Path
) -> None:
    add(office, 3)
    path = tmp_path / "suggested.hashiya"
    other = stack.enter_context(Workspace.create(path, title="أخبار", reader="سعاد"))
    own = reading(office)
    suggested = replace(own, id="s", owner=Owner.SUGGESTED, annotator=None, state=State.IN_PROGRESS)
    other.perform(
        ImportDocuments(documents=(AnnotatedDocument(document=office.document("d0"), sets=(suggested,)),))
    )
    facts = describe(path)
    assert (facts.documents, facts.finished, facts.unfinished) == (1, 0, ())
    assert [(one.annotator, one.state) for one in describe(office.path).unfinished] == [
        ("سعاد", State.IN_PROGRESS)
    ]


def test_a_packet_of_a_document_that_is_not_there_is_not_made(office: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no document “d9”") as refusal:
        packet(office, tmp_path / "p.hashiya", documents=["d0", "d9"])
    assert refusal.value.code == "E_DOCUMENT"
    assert not (tmp_path / "p.hashiya").exists()
    assert office.assignments() == ()


@pytest.fixture
def imported(office: Workspace, tmp_path: Path) -> AnnotatedDocument:
    """A document with a reading of ليلى's, who has been handed something out, with a relation."""
    packet(office, tmp_path / "first.hashiya", documents=["d0"])
    text = document(7)
    spans = {
        key: SpanAnnotation(id=key, label=label, span=place, quote=place.of(text.text))
        for key, label, place in (("s", "SOURCE", word(text, 1)), ("c", "CLAIM", word(text, 3)))
    }
    own = AnnotationSet(
        id="own",
        document_id="d7",
        owner=Owner.ANNOTATOR,
        annotator=next(one for one in office.annotators() if one.name == "ليلى"),
        state=State.IN_PROGRESS,
        spans=spans,
        relations={"r": Relation(id="r", type="attribution", source="s", target="c")},
    )
    return AnnotatedDocument(document=text, sets=(own,))


def test_relations_of_a_reading_that_was_imported_go_out_and_what_becomes_of_them_comes_home(
    office: Workspace, open_file: Open, tmp_path: Path, imported: AnnotatedDocument
) -> None:
    office.perform(ImportDocuments(documents=(imported,)))
    opened = open_file(packet(office, tmp_path / "second.hashiya", documents=["d7"]))
    assert set(reading(opened, "d7").relations) == {"r"}
    opened.perform(DeleteRelations(document_id="d7", set_id="own", relation_ids=("r",)))
    home(office, opened.path)
    assert reading(office, "d7").relations == {}
    assert set(reading(office, "d7").spans) == {"s", "c"}
    assert office.check() == []


def test_what_a_copy_has_imported_comes_home_whole(
    office: Workspace, open_file: Open, tmp_path: Path, imported: AnnotatedDocument
) -> None:
    copy = open_file(copied(office.path, tmp_path / "copy.hashiya"))
    copy.perform(ImportDocuments(documents=(imported,)))
    home(office, copy.path)
    assert (reading(office, "d7").spans, reading(office, "d7").relations) == (
        imported.sets[0].spans,
        imported.sets[0].relations,
    )
    assert office.check() == []


def test_what_was_put_in_the_trash_here_does_not_come_back_with_a_copy(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    copy = open_file(copied(office.path, tmp_path / "copy.hashiya"))
    office.perform(DeleteDocuments(document_ids=("d1",)))
    add(copy, 3)
    (preview,) = look_at(office.path, [copy.path]).previews
    assert preview.brought == ()
    home(office, copy.path)
    assert [one.id for one in office.documents()] == ["d0"]
    assert office.check() == []


def test_a_sample_is_drawn_although_some_readings_are_nobody_s(office: Workspace, tmp_path: Path) -> None:
    nobody_s = AnnotationSet(id="s", document_id="d7", owner=Owner.SUGGESTED, annotator=None, state=State.NEW)
    office.perform(ImportDocuments(documents=(AnnotatedDocument(document=document(7), sets=(nobody_s,)),)))
    hand_out(office, tmp_path / "p.hashiya", HandOut(annotator="ليلى", sample=3))
    assert len(office.assignments()) == 3


def test_what_comes_home_beside_spans_is_counted_and_told_in_a_word_or_two() -> None:
    before = language.current()
    language.use("en")
    try:
        assert not OtherNews()
        news = OtherNews(states={State.FINISHED: 2}, answers=1, remarks=1, decisions=3, assignments=2)
        assert (bool(news), news.total) == (True, 9)
        assert list(news.words()) == [
            "finished (2)",
            "answers about the document",
            "1 remark",
            "3 decisions",
            "2 assignments",
        ]
        assert OtherNews(answers=1)
    finally:
        language.use(before)


def test_who_took_a_reading_back_and_begins_anew_in_another_packet_loses_nothing(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    first = open_file(packet(office, tmp_path / "1.hashiya"))
    add(first, 3)
    home(office, first.path)
    first.undo()
    home(office, first.path)
    assert office.sets("d0") == ()
    second = open_file(packet(office, tmp_path / "2.hashiya"))
    again = add(second, 5)
    home(office, second.path)
    assert set(reading(office).spans) == {again}
    assert conflicts(office) == ()
    assert office.check() == []


def test_the_step_that_brings_work_home_says_whose_or_how_much(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    files = [open_file(packet(office, tmp_path / f"{name}.hashiya", name)) for name in ("ليلى", "كريم")]
    copy = open_file(copied(office.path, tmp_path / "copy.hashiya"))
    for place, workspace in enumerate((*files, copy)):
        add(workspace, 3 + place)
    said = []
    for coming in ([files[0].path], [copy.path]):
        home(office, *coming)
        said.append(office.undo_name.in_language("en") if office.undo_name else "")
    for workspace in files:
        add(workspace, 9)
    home(office, *(one.path for one in files))
    said.append(office.undo_name.in_language("en") if office.undo_name else "")
    assert [one.translate(_MARKS) for one in said] == [
        "Bring home the work of ليلى",
        "Bring home a copy of the project",
        "Bring home 2 packets",
    ]
