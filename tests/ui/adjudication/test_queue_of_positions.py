"""What the queue lists, how it is narrowed down, and what becomes of it when readers go on working."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.editing.commands import AddPerson, AddSpan, Resize, SetState
from annotator.model import Annotator, Dispute, Role, Span, State
from annotator.workspace import Workspace
from tests.ui.adjudication.adjudicator import Adjudicator
from tests.ui.adjudication.conftest import TEXT, MakeProject, Open, Read
from ui.adjudication.listing import Which
from ui.conductor import Conductor

CLAIM = "الاجتماع سيعزز الصداقة بين البلدين"
SHORTER = "الاجتماع سيعزز الصداقة بين"


@pytest.fixture
def three_disputes(read: MakeProject) -> Path:
    """Return a project with a dispute about edges, one about a label, and one span that only one has."""
    return read(
        one=Read(spans=[("CLAIM", CLAIM), ("PERS", "كيم"), ("GPE", "روسيا")]),
        two=Read(spans=[("CLAIM", SHORTER), ("NORP", "كيم"), ("GPE", "روسيا"), ("DATE", "عام 2019")]),
    )


@pytest.fixture
def me(adjudicate: Open, three_disputes: Path) -> Adjudicator:
    return adjudicate(three_disputes)


def test_it_lists_what_differs_in_the_order_of_the_text(me: Adjudicator) -> None:
    assert me.kinds == [Dispute.BOUNDARY, Dispute.LABEL, Dispute.SINGLE]
    rows = me.page.queue.model.rows
    assert [row.words for row in rows] == [CLAIM, "كيم", "عام 2019"]
    edges, labels, only = (row.caption for row in rows)
    assert (edges, only) == ("Edges", f"Only {me.siglum('two')}")
    assert set(labels.split(" / ")) == {"Person", "Group"}
    assert me.page.queue.count.text() == "0 of 3"


def test_what_is_settled_stays_with_a_tick_until_the_list_is_asked_again(me: Adjudicator) -> None:
    me.take(1)
    assert me.listed == [CLAIM, "كيم", "عام 2019"]
    assert me.ticked == [CLAIM]
    assert me.page.queue.count.text() == "1 of 3"
    assert me.asked() is Dispute.LABEL, "it goes on by itself"
    me.page.queue.choose(kind=None, which=Which.OPEN)
    assert me.listed == ["كيم", "عام 2019"]
    me.page.queue.choose(kind=None, which=Which.SETTLED)
    assert me.listed == [CLAIM]
    assert me.asked() is Dispute.BOUNDARY


def test_it_is_narrowed_down_to_a_kind(me: Adjudicator) -> None:
    me.page.queue.choose(kind=Dispute.SINGLE, which=Which.OPEN)
    assert me.listed == ["عام 2019"]
    assert me.asked() is Dispute.SINGLE
    me.page.queue.choose(kind=Dispute.RELATION, which=Which.OPEN)
    assert me.listed == []
    assert me.page.position is None
    assert me.page.queue.nothing.isVisible()


def test_what_is_left_for_later_is_listed_apart(me: Adjudicator) -> None:
    me.press(Qt.Key.Key_L)
    assert me.asked() is Dispute.LABEL
    me.page.queue.choose(kind=None, which=Which.OPEN)
    assert me.listed == ["كيم", "عام 2019"]
    me.page.queue.choose(kind=None, which=Which.LATER)
    assert me.listed == [CLAIM]


def test_one_goes_from_one_to_the_next_by_key(me: Adjudicator) -> None:
    seen = [me.asked()]
    for key in (Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Up):
        me.press(key)
        seen.append(me.asked())
    assert seen == [
        Dispute.BOUNDARY,
        Dispute.LABEL,
        Dispute.SINGLE,
        Dispute.SINGLE,
        Dispute.LABEL,
        Dispute.BOUNDARY,
    ]
    assert me.page.queue.list.currentIndex().row() == 0


def test_one_layer_can_be_worked_through_alone(me: Adjudicator) -> None:
    me.page.bar.switch.choose(0)
    assert me.listed == ["كيم", "عام 2019"]
    assert me.page.view.shown.layers == frozenset({"entities"})
    me.page.bar.switch.choose(3)
    assert me.listed == [CLAIM, "كيم", "عام 2019"]


def test_a_click_in_the_text_goes_to_the_position_there(me: Adjudicator) -> None:
    place = TEXT.index("كيم")
    here, there = (me.page.view.point_of(place + n) for n in (1, 2))
    me.click(me.page.view.viewport(), (here + there) / 2)
    assert me.asked() is Dispute.LABEL


def test_agreements_are_accepted_in_one_step(me: Adjudicator) -> None:
    assert me.page.queue.accept.text() == "Accept 1 agreement"
    me.press(Qt.Key.Key_A)
    assert me.gold_spans == [("GPE", "روسيا")]
    assert not me.page.queue.accept.isVisible()
    assert me.page.queue.accepted.text() == "All agree on 1 position: accepted"
    me.press(Qt.Key.Key_Backspace)
    assert me.gold_spans == []


def test_readers_who_say_the_same_have_no_dispute(adjudicate: Open, read: MakeProject) -> None:
    stacked = Read(
        spans=[("SOURCE", "الوزير"), ("PERS", "الوزير"), ("OCC", "الوزير"), ("CLAIM", CLAIM)],
        relations=[("attribution", 0, 3)],
    )
    me = adjudicate(read(one=stacked, two=stacked))
    assert me.listed == []
    assert me.page.queue.counts.total == 0
    assert me.page.queue.nothing.text() == "The readers differ nowhere."
    me.press(Qt.Key.Key_A)
    assert me.gold is not None
    assert (len(me.gold.spans), len(me.gold.relations)) == (4, 1)


def test_decisions_stay_and_new_work_is_shown(me: Adjudicator) -> None:
    me.digit(2)
    me.press(Qt.Key.Key_M)
    me.write("shorter is better")
    me.decide()
    workspace = me.conductor.session.workspace
    reading = next(
        one for one in workspace.sets(me.document_id) if one.annotator and one.annotator.name == "one"
    )
    key = next(one.id for one in reading.spans.values() if one.label == "CLAIM")
    start = TEXT.index(CLAIM)
    me.conductor.session.perform(
        Resize(document_id=me.document_id, set_id=reading.id, span_id=key, span=Span(start, start + 14))
    )
    assert [row.sign for row in me.page.queue.model.rows] == ["new work", "", ""]
    me.page.queue.choose(kind=None, which=Which.FRESH)
    assert me.listed == [CLAIM[: len(SHORTER)]]
    assert me.page.apparatus.fresh.isVisible()
    verdict = f"Decided before: Taken: {me.siglum('two')}"
    assert me.page.apparatus.note.text() == f"{verdict} · shorter is better"
    assert me.gold_spans == [("CLAIM", SHORTER)], "what was decided stands until somebody decides anew"
    me.take(1)
    assert not any(row.sign for row in me.page.queue.model.rows)


def test_lanes_follow_what_readers_do_meanwhile(me: Adjudicator) -> None:
    workspace = me.conductor.session.workspace
    reading = workspace.sets(me.document_id)[0]
    start = TEXT.index("الوزير")
    me.conductor.session.perform(
        AddSpan(document_id=me.document_id, set_id=reading.id, label="OCC", span=Span(start, start + 6))
    )
    assert "الوزير" in me.listed
    paragraph = me.sheet.rows(400)[0].paragraph
    assert any(mark.span.label == "OCC" for mark in me.sheet.lane_marks(paragraph))


def test_who_has_not_finished_does_not_differ(adjudicate: Open, read: MakeProject) -> None:
    done = Read(spans=[("PERS", "كيم"), ("GPE", "روسيا")])
    me = adjudicate(read(one=done, two=done, three=Read(spans=[("PERS", "كيم")], state="in_progress")))
    assert me.listed == []
    assert me.page.queue.counts.agreed == 1
    me.page.queue.choose(kind=None, which=Which.INCOMPLETE)
    assert me.listed == ["روسيا"]
    assert me.page.queue.model.rows[0].caption == f"Not finished yet: {me.siglum('three')}"
    assert me.page.apparatus.note.text() == "Not finished yet: three"
    workspace = me.conductor.session.workspace
    last = next(
        one for one in workspace.sets(me.document_id) if one.annotator and one.annotator.name == "three"
    )
    me.conductor.session.perform(SetState(document_id=me.document_id, set_id=last.id, state=State.FINISHED))
    me.page.queue.choose(kind=None, which=Which.OPEN)
    assert me.listed == ["روسيا"]


def test_a_decision_makes_nothing_anew_that_stays(me: Adjudicator) -> None:
    sheet, resets = me.sheet, []
    me.sheet.lane_marks(me.sheet.rows(400)[0].paragraph)
    recomputed = me.sheet.recomputed
    me.page.queue.model.modelReset.connect(lambda: resets.append(1))
    me.take(1)
    assert me.sheet is sheet
    assert me.sheet.recomputed == recomputed
    assert resets == []


def test_with_one_reading_it_says_what_is_missing(adjudicate: Open, read: MakeProject) -> None:
    me = adjudicate(read(one=Read(spans=[("PERS", "كيم")])))
    assert not me.is_there
    assert me.window.shows_work
    assert not me.conductor.actions.actions["adjudicate"].isChecked()
    assert "Two are needed" in me.window.notice.text


def test_who_annotates_blindly_does_not_see_it(
    adjudicate: Open, three_disputes: Path, conductor: Conductor
) -> None:
    with Workspace.open(three_disputes, reader="Boss") as workspace:
        workspace.perform(AddPerson(person=Annotator(id="boss", name="Boss", role=Role.REVIEWER)))
    me = adjudicate(three_disputes)
    assert not conductor.session.workspace.sees_all
    assert not me.is_there
    assert "Only a reviewer" in me.window.notice.text


def test_what_can_only_be_looked_at_is_not_decided(
    conductor: Conductor, adjudicate: Open, three_disputes: Path
) -> None:
    me = adjudicate(three_disputes)
    conductor.session.look(three_disputes, reader="me")
    me.open()
    me.take(1)
    me.press(Qt.Key.Key_L, Qt.Key.Key_A)
    assert me.decisions == ()
    assert not me.page.apparatus.decide.isEnabled()
    assert not me.page.queue.accept.isEnabled()


def test_reasons_are_offered_by_how_often_they_were_given(me: Adjudicator) -> None:
    for words in ("second", "first", "first"):
        me.digit(1)
        me.press(Qt.Key.Key_M)
        me.write(words)
        me.decide()
    assert me.conductor.session.workspace.reasons() == ("first", "second")
    me.press(Qt.Key.Key_Escape)
    me.open()
    me.press(Qt.Key.Key_M, Qt.Key.Key_Down)
    offers = me.page.apparatus.reason.popup.model()
    assert [offers.index(row, 0).data() for row in range(offers.rowCount())] == ["first", "second"]
    me.page.apparatus.reason.popup.hide()


def test_one_page_gives_way_to_another(me: Adjudicator) -> None:
    actions = me.conductor.actions.actions
    actions["all_documents"].trigger()
    assert [me.conductor.adjudication.is_shown, actions["adjudicate"].isChecked()] == [False, False]
    me.open()
    assert [me.conductor.adjudication.is_shown, actions["all_documents"].isChecked()] == [True, False]
    me.press(Qt.Key.Key_Escape)
    assert me.window.shows_work
    assert not actions["adjudicate"].isChecked()
