"""A span that one reader has cut in pieces is one position with its pieces."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.adjudication.deciding import AcceptAgreements, TakeBackDecision
from annotator.adjudication.positions import Position, lacking
from annotator.adjudication.profile import Kind, profile
from annotator.adjudication.report import report
from annotator.editing.change import SetChange
from annotator.model import AnnotationSet, Dispute, Owner, Relation, SpanAnnotation
from tests.adjudication.readings import Desk, document, reading, span, what

_TEXT = "قال الوزير إن روسيا بعيدة وإن الحدود مغلقة وإن السفر ممنوع، ثم انصرف"


def _at(words: str, label: str, key: str, **answers: str) -> SpanAnnotation:
    start = _TEXT.index(words)
    return span(_TEXT, key, label, start, start + len(words), **answers)


_SOURCE = _at("الوزير", "SOURCE", "s")
_WHOLE = _at("إن روسيا بعيدة وإن الحدود مغلقة وإن السفر ممنوع", "CLAIM", "w")
_FIRST, _SECOND = _at("إن روسيا بعيدة", "CLAIM", "p"), _at("وإن الحدود مغلقة", "CLAIM", "q")
_THIRD = _at("وإن السفر ممنوع", "CLAIM", "r")


def _says(key: str, target: str) -> Relation:
    return Relation(id=key, type="attribution", source="s", target=target)


def _desk(*sets: AnnotationSet) -> Desk:
    return Desk(document(_TEXT), *sets)


def _spans(desk: Desk) -> list[Position]:
    return [one for one in desk.positions if not one.is_relation]


def _words(desk: Desk) -> list[str]:
    return [one.quote for one in desk.gold.in_text_order()]


@pytest.mark.parametrize("pieces", [(_FIRST, _SECOND), (_SECOND, _THIRD), (_FIRST, _SECOND, _THIRD)])
def test_the_whole_and_its_pieces_are_one_position_of_edges(pieces: tuple[SpanAnnotation, ...]) -> None:
    desk = _desk(reading("A", [_WHOLE]), reading("B", pieces))
    (position,) = desk.positions
    assert (position.dispute, position.place, position.label) == (Dispute.BOUNDARY, _WHOLE.span, "CLAIM")
    assert [(one.readers, one.spans) for one in position.variants] == [(("A",), (_WHOLE,)), (("B",), pieces)]
    assert position.variants[1].ids == (tuple(one.id for one in pieces),)
    assert [one.ids for one in position.seen] == [("w",), tuple(one.id for one in pieces)]


def test_all_pieces_come_into_gold_by_one_decision_and_go_by_another() -> None:
    pieces = (replace(_FIRST, comment="الأول"), replace(_THIRD, comment="الثالث"))
    desk = _desk(reading("A", [_WHOLE]), reading("B", pieces))
    (position,) = desk.positions
    desk.take_one(position, "B")
    assert [(one.quote, one.comment) for one in desk.gold.in_text_order()] == [
        (_FIRST.quote, "الأول"),
        (_THIRD.quote, "الثالث"),
    ]
    (settled,) = desk.positions
    assert (settled.settled, len(settled.gold)) == (True, 2)
    desk.take_one(settled, "A")
    assert _words(desk) == [_WHOLE.quote]
    desk.take_one(settled, "B")
    desk.perform(TakeBackDecision(document_id="d", key=settled.key))
    assert (_words(desk), desk.decisions()) == ([], ())


def test_who_cuts_alike_is_of_one_mind() -> None:
    mine, theirs = (_FIRST, _SECOND), (replace(_FIRST, id="x"), replace(_SECOND, id="y"))
    desk = _desk(reading("A", [_WHOLE]), reading("B", mine), reading("C", theirs))
    (position,) = desk.positions
    assert [one.readers for one in position.variants] == [("B", "C"), ("A",)]
    desk = _desk(reading("B", mine), reading("C", theirs))
    assert [one.dispute for one in desk.positions] == [Dispute.AGREE, Dispute.AGREE], "nobody has the whole"
    desk.perform(AcceptAgreements(document_id="d"))
    assert _words(desk) == [_FIRST.quote, _SECOND.quote]


def test_who_has_one_of_the_pieces_alone_stands_with_them() -> None:
    desk = _desk(reading("A", [_WHOLE]), reading("B", [_FIRST, _THIRD]), reading("C", [_THIRD]))
    (position,) = desk.positions
    assert [one.spans for one in position.variants] == [(_WHOLE,), (_FIRST, _THIRD), (_THIRD,)]


@pytest.mark.parametrize(
    ("inner", "links"),
    [
        ([_at("بعيدة وإن الحدود", "CLAIM", "q")], []),  # it lies across the other
        ([_at("وإن الحدود مغلقة", "QUOTE", "q")], []),  # another label
        ([_at("ثم انصرف", "CLAIM", "q")], []),  # behind the whole
        ([_SECOND], [Relation(id="x", type="attribution", source="p", target="q")]),  # related to each other
    ],
)
def test_what_is_no_piece_stays_alone(inner: list[SpanAnnotation], links: list[Relation]) -> None:
    desk = _desk(reading("A", [_WHOLE]), reading("B", [_FIRST, *inner], links))
    assert [len(v.spans) for one in _spans(desk) for v in one.variants if not v.is_empty] == [1, 1, 1]


def test_what_is_nested_in_a_span_that_both_have_is_no_piece_of_it() -> None:
    desk = _desk(reading("A", [_WHOLE]), reading("B", [replace(_WHOLE, id="v"), _SECOND]))
    assert [one.dispute for one in desk.positions] == [Dispute.AGREE, Dispute.SINGLE]


def test_what_is_said_of_the_whole_is_said_of_its_pieces_and_the_other_way_round() -> None:
    whole = reading("A", [_SOURCE, _WHOLE], [_says("a", "w")])
    cut = reading("B", [_SOURCE, _FIRST, _SECOND], [_says("b", "p"), _says("c", "q")])
    for taken in "AB":
        desk = _desk(whole, cut)
        (relation,) = (one for one in desk.positions if one.is_relation)
        assert (relation.dispute, relation.variants[0].readers) == (Dispute.AGREE, ("A", "B"))
        desk.take(taken)
        assert what(desk.gold) == what(whole if taken == "A" else cut)
        claim = next(one for one in _spans(desk) if one.label == "CLAIM")
        desk.take_one(claim, "B" if taken == "A" else "A")
        assert what(desk.gold) == what(cut if taken == "A" else whole), "the relation has followed"


def test_who_says_it_of_one_piece_alone_says_something_else() -> None:
    whole = reading("A", [_SOURCE, _WHOLE], [_says("a", "w")])
    cut = reading("B", [_SOURCE, _FIRST, _SECOND], [_says("b", "q")])
    desk = _desk(whole, cut)
    (relation,) = (one for one in desk.positions if one.is_relation)
    assert [one.readers for one in relation.variants] == [("A",), ("B",)]
    desk.take("B")
    assert what(desk.gold) == what(cut)


def test_gold_from_elsewhere_that_has_the_pieces_settles_the_position() -> None:
    gold = reading("G", [replace(_FIRST, id="g"), replace(_SECOND, id="h")], owner=Owner.GOLD)
    desk = _desk(reading("A", [_WHOLE]), reading("B", [_FIRST, _SECOND]))
    desk.follow(SetChange(before=None, after=gold))
    (position,) = desk.positions
    assert (position.settled, set(position.gold)) == (True, {"g", "h"})
    desk.take_one(position, "A")
    assert _words(desk) == [_WHOLE.quote]


def test_profile_and_report_tell_of_all_pieces() -> None:
    desk = _desk(reading("A", [_WHOLE]), reading("B", [_FIRST, _SECOND]))
    desk.take("A")
    material: list[Any] = [(desk.document("d"), desk.sets(), desk.decisions())]
    assert [one.kind for one in profile("b", material, desk.scheme).comparisons] == [
        Kind.BOUNDARY,
        Kind.EXTRA,
    ]
    (case,) = report(material, desk.scheme, {}).cases
    assert [[s.words for s in voice.statements] for voice in case.voices] == [
        [_WHOLE.quote],
        [_FIRST.quote, _SECOND.quote],
    ]


def test_a_reader_who_joins_the_pieces_again_makes_it_new_work() -> None:
    desk = _desk(reading("A", [_WHOLE]), reading("B", [_FIRST, _SECOND]))
    desk.take("B")
    assert all(one.settled for one in desk.positions)
    desk.change("B", _SECOND, None)
    assert [one.fresh for one in desk.positions] == [True]


def test_what_pieces_leave_out_is_what_lies_between_them() -> None:
    assert [one.of(_TEXT) for one in lacking(_WHOLE.span, [_FIRST, _THIRD])] == [" وإن الحدود مغلقة "]
    assert lacking(_WHOLE.span, []) == ()
