"""What decisions do to the gold set, and what they leave alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.adjudication.deciding import AcceptAgreements, Decide, TakeBackDecision
from annotator.adjudication.positions import Position
from annotator.adjudication.queue import Standing, chosen, next_open, progress, standing
from annotator.adjudication.resolving import OwnReading
from annotator.editing.change import AnnotatorChange, DecisionChange, SetChange, TextChange
from annotator.errors import RuleError
from annotator.model import AnnotationSet, Assignment, Dispute, Owner, Relation, Seen, Span, State, Verdict
from annotator.text.replacements import Replacement
from tests.adjudication.readings import Desk, document, reading, said, span, what

_TEXT = "قال الوزير سامي نور إن روسيا بعيدة، ونفى الوزير ذلك"
_NOTHING: list[Any] = []


def _at(words: str, label: str, key: str, **answers: str) -> Any:
    start = _TEXT.index(words)
    return span(_TEXT, key, label, start, start + len(words), **answers)


_SHORT, _LONG = _at("سامي نور", "PERS", "p"), _at("الوزير سامي نور", "PERS", "p")
_SOURCE, _CLAIM = _at("الوزير سامي نور", "SOURCE", "s"), _at("روسيا بعيدة", "CLAIM", "c")
_SAYS = Relation(id="r", type="attribution", source="s", target="c")


def _desk(*sets: AnnotationSet) -> Desk:
    return Desk(document(_TEXT), *sets)


def _two(*spans: Any) -> Desk:
    """Return a desk with readers A, B, … who have one span each; None: nothing."""
    return _desk(*(reading("ABC"[n], [] if one is None else [one]) for n, one in enumerate(spans)))


def _only(desk: Desk) -> Position:
    (position,) = desk.positions
    return position


def _spans(desk: Desk) -> list[Any]:
    return sorted(map(said, desk.gold.spans.values()))


def test_the_first_decision_makes_the_gold_set_of_nobody_and_touches_no_reader() -> None:
    desk = _two(_SHORT, _LONG)
    readers = [one for one in desk.sets() if one.owner is Owner.ANNOTATOR]
    desk.decide(_only(desk).key, Verdict.READING, 1, reason=" القاعدة: اللقب من الاسم ", gap=True)
    assert [one for one in desk.sets() if one.owner is Owner.ANNOTATOR] == readers
    assert (desk.gold.owner, desk.gold.annotator, desk.gold.state) == (Owner.GOLD, None, State.IN_PROGRESS)
    (decision,) = desk.decisions()
    assert (decision.verdict, decision.dispute, decision.taken) == (Verdict.READING, Dispute.BOUNDARY, ("B",))
    assert decision.gold == tuple(desk.gold.spans)
    assert (decision.reason, decision.gap, decision.by) == ("القاعدة: اللقب من الاسم", True, desk.reader.id)
    assert (decision.label, decision.quote) == ("PERS", "الوزير سامي نور")
    assert [(one.set_id, one.ids) for one in decision.seen] == [("A", ("p",)), ("B", ("p",))]
    assert _spans(desk) == [said(_LONG)]
    position = _only(desk)
    assert position.settled
    assert position.decision == decision
    assert position.gold == decision.gold


def test_another_decision_about_the_same_replaces_what_the_first_put_there() -> None:
    desk = _two(_SHORT, _LONG)
    key = _only(desk).key
    desk.decide(key, Verdict.READING, 0)
    (before,) = desk.gold.spans
    desk.decide(key, Verdict.READING, 1)
    assert _spans(desk) == [said(_LONG)]
    assert list(desk.gold.spans) == [before]  # what hangs on it hangs on
    assert len(desk.decisions()) == 1
    desk.decide(key, Verdict.NOTHING)
    assert _spans(desk) == _NOTHING
    assert _only(desk).settled
    desk.decide(key, Verdict.LATER)
    assert not _only(desk).settled


def test_both_are_taken_where_the_scheme_allows_it() -> None:
    desk = _two(_SHORT, _LONG)
    desk.decide(_only(desk).key, Verdict.BOTH, 0, 1)
    assert _spans(desk) == sorted([said(_SHORT), said(_LONG)])
    (decision,) = desk.decisions()
    assert decision.verdict is Verdict.BOTH
    assert decision.taken == ("A", "B")
    assert len(decision.gold) == 2


def test_what_the_scheme_does_not_allow_is_refused_and_nothing_is_half_done() -> None:
    crossing = _at("نور إن", "PERS", "x")
    desk = _desk(reading("A", [_LONG, crossing]), reading("B"))
    first, second = desk.positions
    desk.decide(first.key, Verdict.READING, 0)
    held = desk.gold, desk.decisions()
    with pytest.raises(RuleError) as refused:
        desk.decide(second.key, Verdict.READING, 0)
    assert refused.value.code == "E_OVERLAP"
    assert (desk.gold, desk.decisions()) == held
    twice = _two(_at("روسيا", "GPE", "1", canonical="روسيا"), _at("روسيا", "GPE", "1"))
    with pytest.raises(RuleError):
        twice.decide(_only(twice).key, Verdict.BOTH, 0, 1)
    assert twice.decisions() == ()


def test_a_reading_of_ones_own_may_have_several_spans() -> None:
    desk = _two(_SHORT, _LONG)
    own: tuple[OwnReading, ...] = (
        ("OCC", _at("الوزير", "OCC", "x").span, {}),
        ("PERS", _at("سامي", "PERS", "x").span, {}),
    )
    desk.decide(_only(desk).key, Verdict.OWN, own=own)
    assert [(one.label, one.quote) for one in desk.gold.spans.values()] == [
        ("OCC", "الوزير"),
        ("PERS", "سامي"),
    ]
    (decision,) = desk.decisions()
    assert (decision.verdict, decision.taken) == (Verdict.OWN, ())
    with pytest.raises(RuleError) as refused:
        desk.decide(_only(desk).key, Verdict.OWN, own=(("NO_SUCH", Span(0, 3), {}),))
    assert refused.value.code == "E_LABEL"


def test_taking_the_reading_of_those_who_have_nothing_is_deciding_for_nothing() -> None:
    desk = _two(_SHORT, None)
    number = next(n for n, one in enumerate(_only(desk).variants) if one.is_empty)
    desk.decide(_only(desk).key, Verdict.READING, number)
    (decision,) = desk.decisions()
    assert (decision.verdict, decision.taken, _spans(desk)) == (Verdict.NOTHING, ("B",), _NOTHING)


def test_gold_carries_the_answers_in_the_scheme_s_order_and_the_first_comment() -> None:
    mine = _at("روسيا بعيدة", "CLAIM", "1", polarity="affirmed", certainty="certain")
    desk = _desk(reading("A", [mine]), reading("B", [replace(mine, comment="حسب السياق", flagged=True)]))
    desk.perform(AcceptAgreements(document_id="d"))
    (made,) = desk.gold.spans.values()
    assert list(made.attributes) == ["certainty", "polarity"]
    assert (made.comment, made.flagged) == ("حسب السياق", False)


def test_all_agreements_are_accepted_in_one_step_and_disputes_stay_open() -> None:
    other = _at("ذلك", "PERS", "o")
    desk = _desk(
        reading("A", [_SOURCE, _CLAIM, other, _SHORT], [_SAYS]),
        reading("B", [_SOURCE, _CLAIM, _LONG], [_SAYS]),
    )
    desk.perform(AcceptAgreements(document_id="d"))
    assert len(desk.steps) == 1
    assert str(desk.steps[0].name) == "Accept 3 agreements"
    assert _spans(desk) == sorted([said(_SOURCE), said(_CLAIM)])
    assert len(desk.gold.relations) == 1
    assert {one.dispute for one in desk.positions if not one.settled} == {Dispute.BOUNDARY, Dispute.SINGLE}
    assert desk.perform(AcceptAgreements(document_id="d")) is None
    desk.undo()
    assert desk.decisions() == ()
    assert all(one.owner is not Owner.GOLD for one in desk.sets())


def test_what_somebody_has_not_read_yet_is_no_agreement_and_can_be_decided_one_by_one() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B", [_SHORT]), reading("C", state=State.IN_PROGRESS))
    assert standing(_only(desk)) is Standing.INCOMPLETE
    assert desk.perform(AcceptAgreements(document_id="d")) is None
    desk.decide(_only(desk).key, Verdict.READING, 0)
    assert _only(desk).settled


def test_nothing_is_agreed_while_one_who_is_to_read_it_has_not_begun() -> None:
    desk = _two(_SHORT)
    desk.plan = tuple(Assignment(document_id="d", annotator_id=one) for one in "ab")
    with pytest.raises(RuleError) as refused:
        desk.perform(AcceptAgreements(document_id="d"))
    assert refused.value.code == "E_UNFINISHED"
    desk.decide(_only(desk).key, Verdict.READING, 0)
    desk.undo()
    desk.follow(SetChange(before=None, after=reading("B", [_SHORT])))
    desk.perform(AcceptAgreements(document_id="d"))
    assert _only(desk).settled


def test_an_agreement_that_does_not_fit_gold_stays_open() -> None:
    crossing = _at("نور إن", "PERS", "x")
    desk = _desk(reading("A", [_LONG, crossing, _CLAIM]), reading("B", [_LONG, _CLAIM]))
    desk.follow(SetChange(before=None, after=reading("G", [crossing], owner=Owner.GOLD)))
    desk.perform(AcceptAgreements(document_id="d"))
    assert _spans(desk) == sorted([said(crossing), said(_CLAIM)])
    (left,) = (one for one in desk.positions if not one.settled)
    with pytest.raises(RuleError):
        desk.take_one(left, "A")


def test_a_relation_decided_early_waits_for_its_ends() -> None:
    desk = _desk(reading("A", [_SOURCE, _CLAIM], [_SAYS]), reading("B", [_SOURCE]))
    source, claim, relation = desk.positions
    number = next(n for n, one in enumerate(relation.variants) if not one.is_empty)
    desk.decide(relation.key, Verdict.READING, number)
    assert not desk.gold.relations
    assert desk.position(relation.key).settled
    desk.decide(source.key, Verdict.READING, 0)
    assert not desk.gold.relations
    desk.take_one(claim, "A")
    (made,) = desk.gold.relations.values()
    assert [said(desk.gold.spans[end]) for end in (made.source, made.target)] == [said(_SOURCE), said(_CLAIM)]
    assert desk.position(relation.key).gold == (made.id,)


def test_a_relation_goes_and_comes_back_with_its_end() -> None:
    desk = _desk(reading("A", [_SOURCE, _CLAIM], [_SAYS]), reading("B", [_SOURCE]))
    desk.take("A")
    _, claim, relation = desk.positions
    desk.decide(claim.key, Verdict.NOTHING)
    assert not desk.gold.relations
    assert desk.position(relation.key).void
    assert desk.position(relation.key).settled
    desk.take_one(claim, "A")
    assert len(desk.gold.relations) == 1
    assert not desk.position(relation.key).void


def test_a_relation_to_what_has_been_decided_away_is_nothing_to_decide() -> None:
    desk = _desk(reading("A", [_SOURCE, _CLAIM], [_SAYS]), reading("B", [_SOURCE]))
    _, claim, relation = desk.positions
    desk.decide(claim.key, Verdict.NOTHING)
    assert desk.position(relation.key).void
    desk.perform(TakeBackDecision(document_id="d", key=claim.key))
    assert not desk.position(relation.key).settled


def test_a_relation_follows_the_end_that_its_reader_has_where_gold_has_two() -> None:
    longer = _at("قال الوزير سامي نور", "SOURCE", "s")
    desk = _desk(reading("A", [_SOURCE, _CLAIM], [_SAYS]), reading("B", [longer, _CLAIM], [_SAYS]))
    desk.perform(AcceptAgreements(document_id="d"))
    (source,) = (one for one in desk.positions if one.dispute is Dispute.BOUNDARY)
    desk.decide(source.key, Verdict.BOTH, 1, 0)
    (made,) = desk.gold.relations.values()
    assert said(desk.gold.spans[made.source]) == said(_SOURCE)


def test_a_relation_that_its_new_end_may_not_have_is_refused_with_the_reason() -> None:
    quote = _at("روسيا بعيدة", "CLAIM", "c")
    desk = _desk(reading("A", [_SOURCE, quote], [_SAYS]), reading("B", [_SOURCE, quote], [_SAYS]))
    desk.perform(AcceptAgreements(document_id="d"))
    source = desk.positions[0]
    with pytest.raises(RuleError) as refused:
        desk.decide(source.key, Verdict.OWN, own=(("CUE", _SOURCE.span, {}),))
    assert refused.value.code == "E_RELATION"
    assert desk.gold.spans[desk.position(source.key).gold[0]].label == "SOURCE"


def test_a_type_of_ones_own_needs_both_ends() -> None:
    spans = [_at("سامي نور", "PERS", "s"), _at("ذلك", "PERS", "c")]
    link = Relation(id="r", type="coref", source="s", target="c")
    desk = _desk(reading("A", spans, [link]), reading("B", spans))
    (relation,) = (one for one in desk.positions if one.is_relation)
    own: tuple[OwnReading, ...] = (("coref", Span(0, 0), {}),)
    with pytest.raises(RuleError) as refused:
        desk.decide(relation.key, Verdict.OWN, own=own)
    assert refused.value.code == "E_POSITION"
    desk.perform(AcceptAgreements(document_id="d"))
    desk.decide(relation.key, Verdict.OWN, own=own)
    assert [one.type for one in desk.gold.relations.values()] == ["coref"]


def test_a_decision_taken_back_takes_its_gold_with_it() -> None:
    desk = _desk(reading("A", [_SOURCE, _CLAIM], [_SAYS]), reading("B", [_SOURCE]))
    desk.take("A")
    _, claim, relation = desk.positions
    desk.perform(TakeBackDecision(document_id="d", key=claim.key))
    assert _spans(desk) == [said(_SOURCE)]
    assert not desk.gold.relations
    assert [one.decision is None for one in desk.positions] == [False, True, False]
    assert desk.perform(TakeBackDecision(document_id="d", key=claim.key)) is None
    desk.perform(TakeBackDecision(document_id="d", key=relation.key))
    desk.take_one(claim, "A")
    assert not desk.gold.relations


def test_each_command_is_one_step_that_undo_takes_back_whole() -> None:
    desk = _desk(reading("A", [_SOURCE, _CLAIM, _SHORT], [_SAYS]), reading("B", [_SOURCE, _LONG]))
    seen = [(desk.sets(), desk.decisions())]
    desk.perform(AcceptAgreements(document_id="d"))
    seen.append((desk.sets(), desk.decisions()))
    for position in desk.positions:
        if not position.settled:
            desk.take_one(position, "A")
            seen.append((desk.sets(), desk.decisions()))
    key = desk.positions[0].key
    desk.decide(key, Verdict.NOTHING)
    desk.perform(TakeBackDecision(document_id="d", key=key))
    desk.undo()
    while desk.steps:
        desk.undo()
        assert (desk.sets(), desk.decisions()) == seen.pop()
    assert not seen


def test_who_decides_joins_the_project() -> None:
    desk = _two(_SHORT, _LONG)
    desk.annotators = tuple  # type: ignore[method-assign]
    step = Decide(document_id="d", key=_only(desk).key, verdict=Verdict.LATER).plan(desk)  # type: ignore[arg-type]
    assert step is not None
    assert [type(one) for one in step.changes] == [AnnotatorChange, DecisionChange]


def test_a_position_that_is_gone_is_refused() -> None:
    desk = _two(_SHORT, _LONG)
    for command in (
        Decide(document_id="d", key="s/A/none", verdict=Verdict.NOTHING),
        TakeBackDecision(document_id="d", key="s/A/none"),
    ):
        with pytest.raises(RuleError) as refused:
            desk.perform(command)
        assert refused.value.code == "E_POSITION"


# New work after a decision


def test_new_work_opens_only_what_it_contradicts() -> None:
    desk = _desk(reading("A", [_SHORT, _CLAIM]), reading("B", [_LONG, _CLAIM]))
    desk.take("A")
    assert all(one.settled for one in desk.positions)
    desk.change("B", _CLAIM, replace(_CLAIM, attributes={"certainty": "possible"}))
    name, claim = desk.positions
    assert (name.fresh, claim.fresh) == (False, True)
    assert standing(claim) is Standing.NEW_WORK
    assert claim.decision is not None  # the old decision stands beside it
    assert [said(one) for one in desk.gold.spans.values()] == [said(_SHORT), said(_CLAIM)]


def test_who_comes_round_to_what_was_decided_says_nothing_new() -> None:
    desk = _two(_SHORT, _LONG)
    desk.take("A")
    desk.change("B", _LONG, _SHORT)
    assert not _only(desk).fresh
    desk.follow(SetChange(before=None, after=reading("C", [replace(_SHORT, id="z")])))
    assert not _only(desk).fresh
    desk.follow(SetChange(before=None, after=reading("D", [replace(_LONG, id="z")])))
    assert _only(desk).fresh


def test_a_reader_who_finishes_without_it_speaks_against_it() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B", [_SHORT]), reading("C", state=State.IN_PROGRESS))
    desk.decide(_only(desk).key, Verdict.READING, 0)
    desk.follow(SetChange(before=desk.sets()[2], after=reading("C")))
    assert _only(desk).fresh
    desk.decide(_only(desk).key, Verdict.NOTHING)
    desk.follow(SetChange(before=None, after=reading("E")))
    assert not _only(desk).fresh


def test_agreements_that_all_have_changed_alike_are_accepted_again() -> None:
    desk = _two(_SHORT, _SHORT)
    desk.perform(AcceptAgreements(document_id="d"))
    (before,) = desk.gold.spans
    for reader in "AB":
        desk.change(reader, _SHORT, _LONG)
    assert _only(desk).fresh
    desk.perform(AcceptAgreements(document_id="d"))
    assert _spans(desk) == [said(_LONG)]
    assert list(desk.gold.spans) == [before]
    desk.decide(_only(desk).key, Verdict.NOTHING)
    for reader in "AB":
        desk.change(reader, _LONG, _SHORT)
    # Somebody has decided otherwise: that is not swept away with the rest.
    assert desk.perform(AcceptAgreements(document_id="d")) is None


def test_a_correction_elsewhere_in_the_text_opens_nothing() -> None:
    text = "في الصباح الباكر " + _TEXT
    start = text.index("الوزير سامي نور")
    longer, shorter = (
        span(text, "p", "PERS", start, start + 15),
        span(text, "p", "PERS", start + 7, start + 15),
    )
    desk = Desk(document(text), reading("A", [shorter]), reading("B", [longer]))
    desk.take("A")
    corrected = document("ثم " + text)
    inserted = (Replacement(start=0, end=0, text="ثم "),)
    desk.follow(TextChange(before=document(text), after=corrected, replacements=inserted))
    position = _only(desk)
    assert position.place.start == start + 3
    assert position.settled
    # A word next to it is another matter.
    changed = document(corrected.text.replace("قال", "أعلن"))
    at = corrected.text.index("قال")
    word = (Replacement(start=at, end=at + 3, text="أعلن"),)
    desk.follow(TextChange(before=corrected, after=changed, replacements=word))
    assert _only(desk).fresh


def test_what_every_reader_has_taken_out_stays_in_gold_and_is_shown_as_new_work() -> None:
    desk = _two(_SHORT, None)
    desk.take("A")
    desk.change("A", _SHORT, None)
    left = _only(desk)
    assert (left.fresh, left.variants, left.gold) == (True, (), tuple(desk.gold.spans))
    assert next_open(desk.positions) == left
    desk.decide(left.key, Verdict.OWN)  # it stays
    assert _only(desk).settled
    assert len(desk.gold.spans) == 1
    desk.decide(_only(desk).key, Verdict.NOTHING)
    assert desk.positions == ()
    assert not desk.gold.spans


def test_a_span_made_anew_finds_its_decision_by_its_gold() -> None:
    desk = _two(_SHORT, None)
    desk.take("A")
    desk.change("A", _SHORT, None)
    desk.change("A", None, replace(_SHORT, id="new"))
    position = _only(desk)
    assert position.decision is not None
    assert position.settled


def test_gold_taken_out_by_hand_is_asked_about_again() -> None:
    desk = _two(_SHORT, _LONG)
    desk.take("A")
    (made,) = desk.gold.spans.values()
    desk.change(desk.gold.id, made, None)
    assert _only(desk).fresh
    desk.take("A")
    assert _spans(desk) == [said(_SHORT)]


def test_who_finds_nothing_agrees_with_a_decision_for_nothing() -> None:
    desk = _two(_SHORT, _SHORT)
    desk.decide(_only(desk).key, Verdict.NOTHING)
    desk.follow(SetChange(before=None, after=reading("C")))
    assert _only(desk).settled


def test_decisions_that_meet_are_replaced_together() -> None:
    other = _at("روسيا", "PERS", "p")
    desk = _two(_SHORT, other)
    desk.take_one(desk.positions[0], "A")
    desk.take_one(desk.positions[1], "B")
    assert len(desk.gold.spans) == 2
    desk.change("B", other, _LONG)
    (position,) = (one for one in desk.positions if one.variants)
    assert len(position.earlier) == 1
    desk.take_one(position, "B")
    assert _spans(desk) == [said(_LONG)]
    assert len(desk.decisions()) == 1


def test_a_decision_that_comes_with_gold_and_without_readers_is_shown() -> None:
    desk = _two(_SHORT, _LONG)
    desk.take("A")
    (decision,) = desk.decisions()
    alien = replace(
        decision, id="x", seen=(Seen(set_id="Z", ids=("1",), digest="?"),), gold=("alien",), label="CLAIM"
    )
    assert len(desk.positions) == 1
    desk.change(desk.gold.id, None, replace(_CLAIM, id="alien"))
    desk.follow(DecisionChange(before=None, after=alien))
    assert [one.key for one in desk.positions] == ["s/A/p", "d/x"]


# Gold that came from somewhere else


def test_gold_made_by_hand_is_known_at_once_and_a_relation_that_waited_for_it_asks() -> None:
    desk = _desk(reading("A", [_SOURCE, _CLAIM], [_SAYS]), reading("B"))
    source, claim, relation = desk.positions
    desk.take_one(relation, "A")
    desk.take_one(claim, "A")
    assert not desk.position(source.key).settled
    desk.change(desk.gold.id, None, replace(_SOURCE, id="hand"))
    assert desk.position(source.key).gold == ("hand",)
    assert desk.position(source.key).settled
    assert desk.position(relation.key).fresh
    desk.take_one(relation, "A")
    assert [one.source for one in desk.gold.relations.values()] == ["hand"]


def test_gold_belongs_first_to_where_a_reader_has_just_that() -> None:
    inner = _at("سامي نو", "PERS", "i")
    desk = _desk(reading("A", [_LONG, inner]), reading("B", [_LONG]), reading("C", [_SHORT, inner]))
    desk.follow(SetChange(before=None, after=reading("G", [replace(_SHORT, id="g")], owner=Owner.GOLD)))
    assert [(one.key, one.gold) for one in desk.positions if one.gold] == [("s/A/p", ("g",))]


def test_a_relation_of_gold_goes_with_its_end() -> None:
    desk = _desk(reading("A", [_SOURCE]), reading("B", [_SOURCE]))
    spans = [replace(_SOURCE, id="g1"), replace(_CLAIM, id="g2")]
    link = Relation(id="g3", type="attribution", source="g1", target="g2")
    desk.follow(SetChange(before=None, after=reading("G", spans, [link], owner=Owner.GOLD)))
    desk.decide(_only(desk).key, Verdict.NOTHING)
    assert (list(desk.gold.spans), list(desk.gold.relations)) == (["g2"], [])


def _with_gold(*spans: Any) -> Desk:
    desk = _two(_SHORT, _LONG)
    desk.follow(SetChange(before=None, after=reading("G", spans, owner=Owner.GOLD, state=State.FINISHED)))
    return desk


def test_what_gold_holds_already_is_settled_and_left_as_it_is() -> None:
    alone = replace(_CLAIM, id="g2")
    desk = _with_gold(replace(_LONG, id="g1"), alone)
    position = _only(desk)
    assert (position.settled, position.decision, position.gold) == (True, None, ("g1",))
    before = desk.gold
    assert desk.perform(AcceptAgreements(document_id="d")) is None
    desk.decide(position.key, Verdict.LATER)
    assert desk.gold == before
    assert standing(_only(desk)) is Standing.LATER
    desk.perform(TakeBackDecision(document_id="d", key=position.key))
    assert desk.gold == before
    assert _only(desk).settled


def test_gold_from_elsewhere_is_replaced_only_by_a_decision_about_its_place() -> None:
    desk = _with_gold(replace(_LONG, id="g1", comment="من المحكّم"), replace(_CLAIM, id="g2"))
    desk.decide(_only(desk).key, Verdict.OWN)
    assert _only(desk).settled
    assert desk.gold.spans["g1"].comment == "من المحكّم"
    desk.take("A")
    assert said(desk.gold.spans["g1"]) == said(_SHORT)
    assert said(desk.gold.spans["g2"]) == said(_CLAIM)
    desk.undo()
    assert said(desk.gold.spans["g1"]) == said(_LONG)


def test_relations_of_gold_from_elsewhere_are_known_too() -> None:
    desk = _desk(reading("A", [_SOURCE, _CLAIM], [_SAYS]), reading("B", [_SOURCE, _CLAIM]))
    spans = [replace(_SOURCE, id="g1"), replace(_CLAIM, id="g2")]
    link = Relation(id="g3", type="attribution", source="g1", target="g2")
    desk.follow(SetChange(before=None, after=reading("G", spans, [link], owner=Owner.GOLD)))
    assert all(one.settled for one in desk.positions)
    (relation,) = (one for one in desk.positions if one.is_relation)
    assert relation.gold == ("g3",)
    before = desk.gold
    desk.decide(desk.positions[0].key, Verdict.READING, 0)
    assert what(desk.gold) == what(before)


# The queue


def test_the_queue_goes_round_and_comes_to_what_was_left_for_later_last() -> None:
    spans = [_at(words, "PERS", words) for words in ("سامي", "إن", "ذلك")]
    desk = _desk(reading("A", spans), reading("B"))
    first, second, last = desk.positions
    assert next_open(desk.positions) == first
    assert next_open(desk.positions, last.key) == first
    assert next_open(desk.positions, first.key, back=True) == last
    desk.decide(second.key, Verdict.LATER)
    assert next_open(desk.positions, first.key) == last
    desk.take_one(last, "A")
    desk.take_one(first, "A")
    here = next_open(desk.positions, first.key)
    assert here is not None
    assert here.key == second.key
    desk.take_one(second, "A")
    assert next_open(desk.positions, first.key) is None


def test_the_queue_is_filtered_and_counted() -> None:
    desk = _desk(reading("A", [_SOURCE, _CLAIM, _SHORT], [_SAYS]), reading("B", [_SOURCE, _LONG]))
    desk.perform(AcceptAgreements(document_id="d"))
    found = desk.positions
    assert [one.layer for one in chosen(found, layer="claims")] == ["claims"]
    assert [one.dispute for one in chosen(found, disputes={Dispute.BOUNDARY})] == [Dispute.BOUNDARY]
    assert [one.dispute for one in chosen(found, standings={Standing.SETTLED})] == [Dispute.AGREE]
    counted = progress(found)
    assert (counted.total, counted.settled) == (4, 1)
    assert counted.by_dispute[Dispute.AGREE] == (1, 1)
    assert counted.by_standing[Standing.OPEN] == 3
