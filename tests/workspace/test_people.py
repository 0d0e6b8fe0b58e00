"""The people of a project: who is who, who sees what, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.editing.commands import (
    AddPerson,
    AddRemark,
    AddSpan,
    Assign,
    ChangePerson,
    CorrectText,
    DeleteDocuments,
    DeleteLabel,
    DeleteSpans,
    ImportDocuments,
    ReviseScheme,
    SetState,
)
from annotator.errors import RuleError
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Assignment,
    Document,
    Matter,
    Owner,
    Role,
    Span,
    State,
    digest,
    new_id,
)
from annotator.model.person import Identity, is_of_a_machine, new_person_id
from annotator.model.sight import Sight
from annotator.progress import Progress
from annotator.text.replacements import Replacement
from annotator.workspace import ExportRequest, Readings, Selection, Workspace
from annotator.workspace.counting import read_numbers
from annotator.workspace.finding import read_facts
from annotator.workspace.packets import HandOut, hand_out
from annotator.workspace.recognising import namesakes

_TEXT = "قال الوزير إن الجسر سيفتح غدا."


def _who(name: str, *also: str) -> Identity:
    own = new_person_id()
    return Identity(name=name, ids=(*also, own), own=own)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="ت", reader="x")) as workspace:
        document = Document(id="d", title="مقال", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
    return path


def _read(project: Path, who: Identity | str, words: str = "الوزير") -> Annotator:
    """Let somebody mark a source; return who the project says they are."""
    place = Span(_TEXT.index(words), _TEXT.index(words) + len(words))
    with closing(Workspace.open(project, reader=who)) as workspace:
        reading = workspace.active_set("d")
        set_id = None if reading is None else reading.id
        workspace.perform(AddSpan(document_id="d", set_id=set_id, label="SOURCE", span=place))
        return workspace.reader


@pytest.fixture
def hala(project: Path) -> Identity:
    """Return the one who came first, and reviews."""
    who = _who("هالة")
    assert _read(project, who).role is Role.REVIEWER
    return who


# Who is who


def test_two_people_of_one_name_from_two_machines_stay_two(project: Path, hala: Identity) -> None:
    other = _read(project, _who("هالة"))
    with closing(Workspace.look(project)) as workspace:
        assert [one.name for one in workspace.annotators()] == ["هالة", "هالة"]
        assert len(workspace.sets("d")) == 2
        assert namesakes(other, workspace.annotators()) == tuple(
            one for one in workspace.annotators() if one.id in hala.ids
        )


def test_somebody_renamed_in_the_project_is_known_by_id(project: Path, hala: Identity) -> None:
    with closing(Workspace.open(project, reader=hala)) as workspace:
        workspace.perform(ChangePerson(person_id=hala.own, name="هالة سعيد"))
        assert workspace.reader.name == "هالة سعيد"
        workspace.reload()
        assert workspace.reader.id == hala.own
    with closing(Workspace.open(project, reader=hala)) as workspace:
        assert (workspace.reader.name, workspace.reader.id) == ("هالة سعيد", hala.own)


def test_who_was_named_before_they_came_is_known_by_the_name(project: Path, hala: Identity) -> None:
    awaited = Annotator(id=new_id(), name="سامي")
    with closing(Workspace.open(project, reader=hala)) as workspace:
        workspace.perform(AddPerson(person=awaited))
    assert _read(project, _who("سامي")) == awaited
    assert not is_of_a_machine(awaited.id)


def test_who_goes_by_another_name_now_is_known_by_the_one_before(project: Path) -> None:
    with closing(Workspace.open(project, reader="salma")) as workspace:
        workspace.perform(AddSpan(document_id="d", set_id=None, label="SOURCE", span=Span(4, 10)))
        known = workspace.reader
    who = replace(_who("سلمى"), former=("salma",))
    with closing(Workspace.look(project, reader=who)) as workspace:
        assert workspace.reader == known
    with closing(Workspace.look(project, reader=_who("سلمى"))) as workspace:
        assert workspace.reader.id != known.id


def test_who_has_another_machine_says_who_they_were(project: Path, hala: Identity) -> None:
    newer = _who("هالة", hala.own)
    with closing(Workspace.open(project, reader=newer)) as workspace:
        assert workspace.reader.id == hala.own
    with closing(Workspace.open(project, reader=_who("أخرى"))) as workspace:
        assert workspace.reader.id not in hala.ids
        workspace.introduce(newer)
        assert workspace.reader.id == hala.own
        assert workspace.sees_all
    _read(project, Identity(name="أخرى", ids=(newer.own,), own=newer.own))  # both are in the project now
    with closing(Workspace.open(project, reader=newer)) as workspace:
        assert workspace.reader.id == hala.own


def test_a_name_alone_is_whoever_bears_it(project: Path, hala: Identity) -> None:
    with closing(Workspace.look(project, reader="هالة")) as workspace:
        assert workspace.reader.id == hala.own


# Who sees what


@pytest.fixture
def both(project: Path, hala: Identity) -> tuple[Identity, Identity]:
    """Return the reviewer and an annotator, each with a reading."""
    sami = _who("سامي")
    assert _read(project, sami, "الجسر").role is Role.ANNOTATOR
    return hala, sami


@pytest.fixture
def of_sami(project: Path, both: tuple[Identity, Identity]) -> Iterator[Workspace]:
    with closing(Workspace.open(project, reader=both[1])) as workspace:
        yield workspace


def _hides(workspace: Workspace) -> bool:
    return not workspace.sees_all


def _readers(workspace: Workspace) -> list[str]:
    return [one.annotator.name for one in workspace.visible_sets("d") if one.annotator is not None]


def test_who_annotates_sees_their_own_reading_and_commands_see_all(of_sami: Workspace) -> None:
    assert _hides(of_sami)
    assert _readers(of_sami) == ["سامي"]
    assert len(of_sami.sets("d")) == len(of_sami.summary("d").sets) == 2
    (line,) = of_sami.visible_documents()
    assert line == of_sami.visible_summary("d")
    assert [one.annotator for one in line.sets] == [of_sami.reader]
    assert line.active == line.sets[0]


def test_who_reviews_sees_all_and_so_does_the_command_line(
    project: Path, both: tuple[Identity, Identity]
) -> None:
    for who in (both[0], "سامي", "annotator"):
        with closing(Workspace.look(project, reader=who)) as workspace:
            assert not _hides(workspace)
            assert sorted(_readers(workspace)) == ["سامي", "هالة"]


@pytest.mark.usefixtures("both")
def test_who_comes_new_is_shown_nobody_s_reading_as_if_it_were_theirs(project: Path) -> None:
    with closing(Workspace.look(project, reader=_who("ندى"))) as workspace:
        assert workspace.active_set("d") is None
        assert workspace.visible_sets("d") == ()


def test_everybody_sees_all_where_reading_is_not_blind_or_nobody_reviews(
    project: Path, both: tuple[Identity, Identity]
) -> None:
    hala, sami = both
    with closing(Workspace.open(project, reader=hala)) as reviewing:
        reviewing.perform(ReviseScheme(scheme=replace(reviewing.scheme, blind=False)))
        with closing(Workspace.look(project, reader=sami)) as workspace:
            assert workspace.sees_all
        reviewing.undo()
        with closing(Workspace.look(project, reader=sami)) as workspace:
            assert not workspace.sees_all
        reviewing.perform(ChangePerson(person_id=sami.own, role=Role.REVIEWER))
        with closing(Workspace.look(project, reader=sami)) as workspace:
            assert workspace.sees_all
        reviewing.perform(ChangePerson(person_id=hala.own, role=Role.ANNOTATOR))
        assert not reviewing.sees_all
    nobody = [Annotator(id=one, name=one) for one in "ab"]
    assert Sight.of(nobody[0], nobody, workspace.scheme).sees_all


def test_who_reads_blindly_changes_nothing_that_they_are_not_shown(of_sami: Workspace) -> None:
    (own,) = of_sami.visible_sets("d")
    (hidden,) = (one for one in of_sami.sets("d") if one.id != own.id)
    (span,) = hidden.spans
    for command in (
        DeleteDocuments(document_ids=("d",)),
        DeleteSpans(document_id="d", set_id=hidden.id, span_ids=(span,)),
        SetState(document_id="d", set_id=hidden.id, state=State.FINISHED),
        CorrectText(document_id="d", replacements=(Replacement(start=0, end=0, text="و"),)),
        DeleteLabel(label="ORG"),
        ReviseScheme(scheme=replace(of_sami.scheme, blind=False)),
    ):
        with pytest.raises(RuleError) as refused:
            of_sami.perform(command)
        assert refused.value.code == "E_BLIND"
    assert of_sami.perform(SetState(document_id="d", set_id=own.id, state=State.FINISHED)) is not None


def test_who_reads_blindly_undoes_their_own_steps_only(of_sami: Workspace) -> None:
    entries = of_sami.history.entries()
    assert {one.author for one in entries} == {of_sami.reader} == set(of_sami.history.authors())
    assert [of_sami.undo() is None for _ in range(2)] == [False, True]
    assert of_sami.undo_name is None
    assert len(of_sami.sets("d")) == 1


def test_what_is_counted_is_what_is_seen(project: Path, both: tuple[Identity, Identity]) -> None:
    counted: dict[str, tuple[int, ...]] = {}
    for who in both:
        with closing(Workspace.look(project, reader=who)) as workspace:
            (facts,) = workspace.facts()
            numbers = workspace.statistics()
            counted[who.name] = (
                workspace.history.label_use("SOURCE").spans,
                len(facts.readings),
                len(numbers.counts.lines),
                len(numbers.work.names),
                len({key for one in workspace.consistency() for key in one.span_ids}),
            )
            by_worker = read_numbers(project, Progress(), workspace.sight)
            assert by_worker.counts == numbers.counts
            assert read_facts(project, Progress(), workspace.who) == [facts]
            target = project.with_name(f"{who.own}.jsonl")
            selection = Selection(readings=Readings.ALL, sight=workspace.sight)
            workspace.export(ExportRequest(target=target, format_name="hashiya-jsonl", selection=selection))
            counted[who.name] += (target.read_text(encoding="utf-8").count('"SOURCE"'),)
    assert counted == {"هالة": (2, 2, 2, 3, 2, 2), "سامي": (1, 1, 1, 1, 1, 1)}


@pytest.mark.parametrize(
    ("owner", "annotator", "seen"),
    [
        (Owner.ANNOTATOR, "me", True),
        (Owner.ANNOTATOR, "other", False),
        (Owner.ANNOTATOR, None, False),
        (Owner.SUGGESTED, None, True),
        (Owner.IMPORTED, None, True),
        (Owner.IMPORTED, "other", False),
        (Owner.IMPORTED, "me", True),
        (Owner.GOLD, None, False),
    ],
)
def test_readings_of_no_reader_are_no_secret_but_gold_is(
    owner: Owner, annotator: str | None, *, seen: bool
) -> None:
    person = None if annotator is None else Annotator(id=annotator, name="n")
    reading = AnnotationSet(id="s", document_id="d", owner=owner, annotator=person, state=State.NEW)
    assert Sight(reader_id="me").sees(reading) is seen
    assert Sight().sees(reading)


def test_remarks_on_a_reading_that_is_hidden_are_hidden_too(
    project: Path, both: tuple[Identity, Identity]
) -> None:
    hala, sami = both
    with closing(Workspace.open(project, reader=hala)) as workspace:
        for reading in workspace.sets("d"):
            (span,) = reading.spans
            workspace.perform(
                AddRemark(document_id="d", set_id=reading.id, span_id=span, matter=Matter.DOUBT, text="من؟")
            )
        workspace.perform(AddRemark(document_id="d", matter=Matter.BAD_TEXT, text="النص ناقص"))
        assert len(workspace.visible_remarks()) == len(workspace.visible_remarks("d")) == 3
    with closing(Workspace.open(project, reader=sami)) as workspace:
        assert [one.quote for one in workspace.visible_remarks()] == ["الجسر", ""]
        assert workspace.visible_remarks("d") == workspace.visible_remarks()


# What they are called, and what they do


def test_a_person_is_renamed_recoloured_and_given_another_part_and_undo_takes_it_back(
    project: Path, both: tuple[Identity, Identity]
) -> None:
    hala, sami = both
    with closing(Workspace.open(project, reader=hala)) as workspace:
        before = workspace.annotators()
        for change in (
            ChangePerson(person_id=sami.own, name="  سامي \u202eعلي\n"),
            ChangePerson(person_id=sami.own, colour="#117733"),
            ChangePerson(person_id=sami.own, role=Role.REVIEWER),
        ):
            assert workspace.perform(change) is not None
            assert workspace.perform(change) is None
        (one,) = (one for one in workspace.annotators() if one.id == sami.own)
        assert one == Annotator(id=sami.own, name="سامي علي", role=Role.REVIEWER, colour="#117733")
        assert {one.annotator for one in workspace.sets("d")} == set(workspace.annotators())
        workspace.perform(ChangePerson(person_id=sami.own, colour=""))
        for _ in range(4):
            workspace.undo()
        assert workspace.annotators() == before
        assert workspace.check() == []


@pytest.mark.parametrize("name", ["", " \u200f\n", "هالة", " هالة  "])
def test_a_name_is_neither_empty_nor_somebody_else_s(
    project: Path, both: tuple[Identity, Identity], name: str
) -> None:
    with closing(Workspace.open(project, reader=both[0])) as workspace:
        for change in (
            ChangePerson(person_id=both[1].own, name=name),
            AddPerson(person=Annotator(id=new_id(), name=name)),
        ):
            with pytest.raises(RuleError) as refused:
                workspace.perform(change)
            assert refused.value.code == "E_NAME"


def test_the_last_reviewer_stays_one_while_others_annotate(
    project: Path, both: tuple[Identity, Identity]
) -> None:
    hala, sami = both
    with closing(Workspace.open(project, reader=hala)) as workspace:
        step_down = ChangePerson(person_id=hala.own, role=Role.ANNOTATOR)
        with pytest.raises(RuleError, match="هالة") as refused:
            workspace.perform(step_down)
        assert refused.value.code == "E_REVIEWER"
        workspace.perform(ChangePerson(person_id=sami.own, role=Role.REVIEWER))
        assert workspace.perform(step_down) is not None
        assert workspace.reader.role is Role.ANNOTATOR
        assert _hides(workspace)


def test_who_is_alone_may_be_what_they_like(project: Path, hala: Identity) -> None:
    with closing(Workspace.open(project, reader=hala)) as workspace:
        workspace.perform(ChangePerson(person_id=hala.own, role=Role.ANNOTATOR))
        assert not _hides(workspace)


@pytest.mark.parametrize("by_plan", [False, True])
def test_who_names_the_first_people_reviews(project: Path, *, by_plan: bool) -> None:
    hala, sami = _who("هالة"), Annotator(id=new_id(), name="سامي")
    with closing(Workspace.open(project, reader=hala)) as workspace:
        if by_plan:
            give = (Assignment(document_id="d", annotator_id=sami.id),)
            workspace.perform(Assign(give=give, join=(sami,)))
        else:
            workspace.perform(AddPerson(person=sami))
            assert workspace.perform(AddPerson(person=sami)) is None
        assert {one.name: one.role for one in workspace.annotators()} == {
            "هالة": Role.REVIEWER,
            "سامي": Role.ANNOTATOR,
        }
        workspace.undo()
        assert workspace.annotators() == ()


def test_in_a_packet_everybody_is_whose_work_it_is(project: Path, hala: Identity) -> None:
    target = project.with_name("packet.hashiya")
    with closing(Workspace.open(project, reader=hala)) as workspace:
        hand_out(workspace, target, HandOut(annotator="سامي", documents=("d",)))
    with closing(Workspace.open(target, reader=_who("root"))) as packet:
        assert packet.reader.name == "سامي"
        packet.introduce(_who("أخرى"))
        assert packet.reader.name == "سامي"
