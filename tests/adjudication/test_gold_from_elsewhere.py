"""Gold that was not made by decisions here, decisions that lost their place, and what belongs elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.adjudication.deciding import AcceptAgreements
from annotator.adjudication.positions import positions
from annotator.adjudication.profile import Kind, profile
from annotator.editing.change import DecisionChange, SetChange
from annotator.errors import RuleError
from annotator.model import AnnotationSet, Owner, Relation, State, Verdict
from tests.adjudication.readings import SCHEME, Desk, document, reading, said, span

_TEXT = "قال الوزير سامي نور إن روسيا بعيدة، ونفى الوزير ذلك"


def _at(words: str, label: str, key: str) -> Any:
    start = _TEXT.index(words)
    return span(_TEXT, key, label, start, start + len(words))


_SHORT, _LONG = _at("سامي نور", "PERS", "p"), _at("الوزير سامي نور", "PERS", "p")
_SOURCE, _CLAIM = _at("الوزير سامي نور", "SOURCE", "s"), _at("روسيا بعيدة", "CLAIM", "c")
_SAYS = Relation(id="r", type="attribution", source="s", target="c")


def _desk(*sets: AnnotationSet) -> Desk:
    return Desk(document(_TEXT), *sets)


def _gold(*spans: Any, state: State = State.FINISHED) -> SetChange:
    return SetChange(before=None, after=reading("G", spans, owner=Owner.GOLD, state=state))


def test_gold_with_other_edges_than_any_reader_belongs_to_the_nearest_place() -> None:
    far = _at("روسيا", "PERS", "q")
    desk = _desk(reading("A", [_SHORT, far]), reading("B", [_SHORT, far]))
    desk.follow(_gold(replace(_LONG, id="g1")))
    near, other = desk.positions
    assert (near.gold, near.settled) == (("g1",), True)
    assert (other.gold, other.settled) == ((), False)
    desk.take_one(near, "A")
    assert [said(one) for one in desk.gold.spans.values()] == [said(_SHORT)], "it was replaced, not joined"


def test_gold_of_another_layer_belongs_to_no_place_of_this_one() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B", [_SHORT]))
    desk.follow(_gold(replace(_SOURCE, id="g1")))
    (position,) = desk.positions
    assert (position.gold, position.settled) == ((), False)


def test_a_gold_set_that_nobody_has_worked_in_is_in_progress_from_its_first_decision_on() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B", [_LONG]))
    desk.follow(_gold(state=State.NEW))
    desk.take_one(desk.positions[0], "A")
    states = [desk.gold.state]
    desk.undo()
    states.append(desk.gold.state)
    assert states == [State.IN_PROGRESS, State.NEW]


def test_what_gold_does_not_hold_cannot_stay_in_it() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B", [_LONG]))
    with pytest.raises(RuleError) as refusal:
        desk.decide(desk.positions[0].key, Verdict.OWN)
    assert refusal.value.code == "E_POSITION"
    assert (desk.decisions(), desk.gold.spans) == ((), {})


def test_decisions_about_another_document_settle_nothing_here() -> None:
    sets = (reading("A", [_SHORT]), reading("B", [_LONG]))
    desk = _desk(*sets)
    desk.take_one(desk.positions[0], "A")
    (decision,) = desk.decisions()
    (here,) = positions(document(_TEXT), sets, SCHEME, (replace(decision, document_id="elsewhere"),))
    assert (here.decision, here.settled) == (None, False)
    (again,) = positions(document(_TEXT), sets, SCHEME, [decision])
    assert again.decision == decision


def test_of_decisions_that_meet_the_other_stays_when_one_is_gone() -> None:
    other = _at("روسيا", "PERS", "p")
    desk = _desk(reading("A", [_SHORT]), reading("B", [other]))
    desk.take_one(desk.positions[0], "A")
    desk.take_one(desk.positions[1], "B")
    first, second = desk.decisions()
    desk.change("B", other, _LONG)
    (position,) = desk.positions
    assert (position.earlier, position.decision) == ((first,), second)
    desk.change(desk.gold.id, desk.gold.spans[second.gold[0]], None)
    assert desk.positions[0].decision == second
    desk.follow(DecisionChange(before=second, after=None))
    (position,) = desk.positions
    assert (position.earlier, position.decision) == ((), first)
    assert position.gold == first.gold


def test_gold_whose_readers_have_taken_it_out_stands_where_it_stands_in_the_text() -> None:
    desk = _desk(reading("A", [_SHORT, _CLAIM]), reading("B", [_SHORT, _CLAIM]))
    desk.take_one(desk.positions[0], "A")
    (decision,) = desk.decisions()
    for reader in ("A", "B"):
        desk.change(reader, _SHORT, None)
    assert [one.key for one in desk.positions] == [f"d/{decision.id}", "s/A/c"]
    assert [one.fresh for one in desk.positions] == [True, False]


def test_who_has_no_relation_where_none_was_decided_for_is_not_spoken_of() -> None:
    spans = [_SOURCE, _CLAIM]
    desk = _desk(reading("A", spans, [_SAYS]), reading("B", spans))
    for position in desk.positions:
        if position.is_relation:
            desk.decide(position.key, Verdict.NOTHING)
        else:
            desk.take_one(position, "A")
    found = {
        reader: profile(reader, [(desk.document("d"), desk.sets(), desk.decisions())], desk.scheme)
        for reader in ("a", "b")
    }
    assert [one.kind for one in found["a"].of(relation=True)] == [Kind.EXTRA]
    assert found["b"].of(relation=True) == ()


def test_gold_that_loses_its_decision_stays_and_is_known_at_its_place() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B", [_LONG]))
    desk.take_one(desk.positions[0], "A")
    (decision,) = desk.decisions()
    assert desk.positions[0].decision == decision
    desk.follow(DecisionChange(before=decision, after=None))
    (position,) = desk.positions
    assert (position.decision, position.gold, position.settled) == (None, decision.gold, True)


def test_a_decision_about_what_no_reader_has_any_more_keeps_its_words() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B", [_SHORT]))
    desk.take_one(desk.positions[0], "A")
    for reader in ("A", "B"):
        desk.change(reader, _SHORT, None)
    desk.decide(desk.positions[0].key, Verdict.LATER)
    (decision,) = desk.decisions()
    assert (decision.label, decision.quote, decision.verdict) == ("PERS", "سامي نور", Verdict.LATER)


def test_what_is_extra_is_told_by_what_its_reader_called_it() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B"))
    desk.decide(desk.positions[0].key, Verdict.NOTHING)
    (extra,) = profile("a", [(desk.document("d"), desk.sets(), desk.decisions())], desk.scheme).of(Kind.EXTRA)
    assert (extra.label, extra.read_label, extra.place, extra.read_id) == ("PERS", "PERS", _SHORT.span, "p")


def test_a_decision_about_a_relation_is_remembered_by_the_words_of_its_ends() -> None:
    spans = [_SOURCE, _CLAIM]
    desk = _desk(reading("A", spans, [_SAYS]), reading("B", spans))
    (relation,) = (one for one in desk.positions if one.is_relation)
    desk.take_one(relation, "A")
    (decision,) = desk.decisions()
    assert (decision.label, decision.quote) == ("attribution", "الوزير سامي نور … روسيا بعيدة")


def test_what_all_have_moved_across_its_old_place_is_accepted_again() -> None:
    first, moved = _at("الوزير سامي", "PERS", "p"), _at("سامي نور", "PERS", "p")
    desk = _desk(reading("A", [first]), reading("B", [first]))
    desk.perform(AcceptAgreements(document_id="d"))
    for reader in ("A", "B"):
        desk.change(reader, first, moved)
    assert not desk.positions[0].settled
    desk.perform(AcceptAgreements(document_id="d"))
    assert [said(one) for one in desk.gold.spans.values()] == [said(moved)]
    assert desk.positions[0].settled


def test_what_is_missed_beside_all_readings_is_told_in_the_order_of_the_text() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B", [_SHORT]))
    later, sooner = _at("روسيا", "GPE", "g1"), _at("قال", "CUE", "g2")
    desk.follow(_gold(later, sooner))
    found = profile("a", [(desk.document("d"), desk.sets(), desk.decisions())], desk.scheme)
    assert [one.gold_id for one in found.of(Kind.MISSED)] == ["g2", "g1"]
