"""What readers answer about a document as a whole is brought together like everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from annotator.adjudication.deciding import AcceptAgreements, TakeBackDecision
from annotator.adjudication.profile import Kind, profile
from annotator.adjudication.queue import Standing, standing
from annotator.adjudication.report import report
from annotator.editing.change import AnswersChange, DecisionChange
from annotator.errors import RuleError
from annotator.formats.entries import Entries
from annotator.formats.mapping import renamed
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Attribute,
    AttributeType,
    AttributeValue,
    Dispute,
    Names,
    Span,
    State,
    Verdict,
)
from tests.adjudication.readings import SCHEME, Desk, document, reading, span

_TEXT = "قال الوزير إن روسيا بعيدة"


def _names(code: str) -> Names:
    return Names(ar=code, en=code)


_TOPIC = Attribute(
    name="topic",
    names=_names("topic"),
    type=AttributeType.CHOICE,
    values=tuple(AttributeValue(value=one, names=_names(one)) for one in ("politics", "sport", "other")),
)
_PLACE = Attribute(name="attribution", names=_names("place"), type=AttributeType.TEXT)
"""A question may be called like a relation type of the default scheme."""
_ASKS = replace(SCHEME, document_attributes=(_TOPIC, _PLACE))


def _reads(key: str, *, state: State = State.FINISHED, **answers: str) -> AnnotationSet:
    return replace(reading(key, [span(_TEXT, "p", "GPE", 14, 19)], state=state), attributes=answers)


def _desk(*sets: AnnotationSet) -> Desk:
    return Desk(document(_TEXT), *sets, scheme=_ASKS)


def _answer(desk: Desk, set_id: str, after: Mapping[str, str]) -> None:
    before = next(one for one in desk.sets() if one.id == set_id).attributes
    desk.follow(AnswersChange(document_id="d", set_id=set_id, before=before, after=after))


def test_each_question_that_somebody_answers_is_a_position_above_the_text() -> None:
    desk = _desk(_reads("A", attribution="القاهرة", topic="politics"), _reads("B", topic="sport"))
    first, second, third = desk.positions
    assert (first.key, first.question, first.label) == ("q/topic", "topic", "topic")
    assert (first.dispute, first.attributes) == (Dispute.ATTRIBUTE, ("topic",))
    assert [(one.readers, one.answer) for one in first.variants] == [(("A",), "politics"), (("B",), "sport")]
    assert (second.question, second.dispute) == ("attribution", Dispute.ATTRIBUTE)
    assert [(one.readers, one.answer, one.is_empty) for one in second.variants] == [
        (("A",), "القاهرة", False),
        (("B",), None, True),
    ]
    assert (third.question, third.dispute) == ("", Dispute.AGREE)


def test_who_has_not_finished_is_missing_and_does_not_differ() -> None:
    desk = _desk(_reads("A", topic="politics"), _reads("B", state=State.IN_PROGRESS))
    (position, *_) = desk.positions
    assert (position.dispute, position.missing) == (Dispute.AGREE, ("B",))
    assert standing(position) is Standing.INCOMPLETE


def test_gold_gets_the_answer_and_the_decision_says_whose_it_is() -> None:
    desk = _desk(_reads("A", topic="politics"), _reads("B", topic="sport"), _reads("C", topic="sport"))
    before = desk.sets()
    desk.decide("q/topic", Verdict.READING, 1, reason="العنوان يقول ذلك", gap=True)
    assert desk.gold.attributes == {"topic": "politics"}
    assert [one for one in desk.sets() if one.id in "ABC"] == list(before)
    (decision,) = desk.decisions()
    assert (decision.dispute, decision.verdict) == (Dispute.ATTRIBUTE, Verdict.READING)
    assert (decision.label, decision.quote, decision.taken) == ("topic", "مقال", ("A",))
    assert (decision.reason, decision.gap) == ("العنوان يقول ذلك", True)
    position = desk.position("q/topic")
    assert position.settled
    assert (position.decision, position.gold) == (decision, ("topic",))


def test_another_answer_nothing_later_and_the_way_back() -> None:
    desk = _desk(_reads("A", topic="politics"), _reads("B", topic="sport"))
    own = (("topic", Span(0, 0), {"topic": "other"}),)
    desk.decide("q/topic", Verdict.OWN, own=own)
    assert desk.gold.attributes == {"topic": "other"}
    desk.decide("q/topic", Verdict.NOTHING)
    assert (desk.gold.attributes, desk.position("q/topic").settled) == ({}, True)
    desk.decide("q/topic", Verdict.LATER)
    assert standing(desk.position("q/topic")) is Standing.LATER
    desk.decide("q/topic", Verdict.READING, 0)
    desk.perform(TakeBackDecision(document_id="d", key="q/topic"))
    assert (desk.gold.attributes, desk.decisions()) == ({}, ())
    assert desk.steps[-1].name.values["words"] == "مقال"
    while desk.steps:
        desk.undo()
    assert desk.gold.attributes == {}


def test_no_answer_comes_into_gold_that_the_scheme_does_not_know() -> None:
    desk = _desk(_reads("A", topic="politics"), _reads("B", topic="sport"))
    with pytest.raises(RuleError, match="weather"):
        desk.decide("q/topic", Verdict.OWN, own=(("topic", Span(0, 0), {"topic": "weather"}),))


def test_answers_that_all_give_are_accepted_with_all_other_agreements() -> None:
    desk = _desk(*(_reads(key, topic="sport", attribution="صنعاء") for key in "AB"))
    desk.perform(AcceptAgreements(document_id="d"))
    assert desk.gold.attributes == {"topic": "sport", "attribution": "صنعاء"}
    assert list(desk.gold.attributes) == ["topic", "attribution"]
    assert len(desk.gold.spans) == 1
    assert all(one.settled for one in desk.positions)
    assert {one.label for one in desk.decisions()} == {"topic", "attribution", "GPE"}


def test_a_reader_who_thinks_again_makes_it_new_work_unless_gold_says_so() -> None:
    desk = _desk(_reads("A", topic="politics"), _reads("B", topic="sport"))
    desk.decide("q/topic", Verdict.READING, 0)
    _answer(desk, "B", {"topic": "politics"})
    assert desk.position("q/topic").settled, "who comes round is no work"
    _answer(desk, "B", {"topic": "other"})
    position = desk.position("q/topic")
    assert (position.fresh, standing(position)) == (True, Standing.NEW_WORK)
    assert desk.gold.attributes == {"topic": "politics"}


def test_gold_that_is_edited_by_hand_is_seen_at_once() -> None:
    desk = _desk(_reads("A", topic="politics"), _reads("B", topic="sport"))
    desk.decide("q/topic", Verdict.READING, 0)
    assert desk.position("q/topic").settled
    _answer(desk, desk.gold.id, {})
    assert desk.position("q/topic").fresh


def test_what_gold_answers_by_no_decision_is_settled_and_what_no_reader_answers_any_more_is_shown() -> None:
    desk = _desk(_reads("A", topic="politics"), _reads("B", topic="sport"))
    desk.decide("q/topic", Verdict.READING, 0)
    (decision,) = desk.decisions()
    _answer(desk, "A", {})
    _answer(desk, "B", {})
    (position, *_) = desk.positions
    assert (position.key, position.question, position.fresh) == (f"d/{decision.id}", "topic", True)
    desk.decide(position.key, Verdict.NOTHING)
    assert desk.gold.attributes == {}
    _answer(desk, "A", {"topic": "politics"})
    _answer(desk, desk.gold.id, {"topic": "sport"})
    assert [one.settled for one in desk.positions if one.question] == [False], "A says it since"


def test_the_report_lists_it_with_the_answers() -> None:
    desk = _desk(_reads("A", topic="politics"), _reads("B", topic="sport"))
    desk.decide("q/topic", Verdict.READING, 1)
    made = report([(desk.document("d"), desk.sets(), desk.decisions())], _ASKS, {})
    (case,) = made.cases
    assert (case.dispute, case.code, case.words, case.place) == (Dispute.ATTRIBUTE, "topic", "مقال", None)
    assert [[s.attributes for s in voice.statements] for voice in case.voices] == [
        [{"topic": "politics"}],
        [{"topic": "sport"}],
    ]
    assert [one.taken for one in case.voices] == [False, True]
    assert [(one.code, dict(one.attributes)) for one in case.gold] == [("topic", {"topic": "sport"})]


def test_the_profile_counts_an_answer_otherwise() -> None:
    desk = _desk(_reads("A", topic="politics", attribution="عدن"), _reads("B", topic="sport"))
    desk.decide("q/topic", Verdict.READING, 0)
    desk.decide("q/attribution", Verdict.NOTHING)
    material = [(desk.document("d"), desk.sets(), desk.decisions())]
    kinds = {
        who: [(one.kind, one.label) for one in profile(who, material, _ASKS).comparisons] for who in "ab"
    }
    assert kinds["a"] == [(Kind.RIGHT, "topic"), (Kind.EXTRA, "attribution")]
    assert kinds["b"] == [(Kind.ATTRIBUTE, "topic")]


def test_a_map_of_labels_leaves_the_question_its_name() -> None:
    desk = _desk(_reads("A", topic="politics"), _reads("B", topic="sport"))
    desk.decide("q/topic", Verdict.READING, 0)
    desk.perform(AcceptAgreements(document_id="d"))
    whole = AnnotatedDocument(document=desk.document("d"), sets=desk.sets(), decisions=desk.decisions())
    (out,) = renamed([whole], {"*": "MISC"}, Entries())
    assert {one.label for one in out.decisions} == {"topic", "MISC"}
    (out,) = renamed([whole], {"*": None}, Entries())
    assert {one.label for one in out.decisions} == {"topic"}


def test_gold_that_comes_without_its_readers_stays_settled() -> None:
    desk = _desk(_reads("A", topic="politics"), _reads("B", topic="sport"))
    desk.decide("q/topic", Verdict.READING, 0)
    alone = _desk(desk.gold)
    alone.follow(*(DecisionChange(before=None, after=one) for one in desk.decisions()))
    (position,) = alone.positions
    assert (position.question, position.settled, position.gold) == ("topic", True, ("topic",))
